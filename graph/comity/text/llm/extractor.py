"""Asks a language model for the acts of a document, and keeps of its answers what the text bears out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Any

from comity.errors import ComityError, UsageError
from comity.model import Mention, MentionKind, Modality, Rejected, Report, Source, digest, slug
from comity.text.llm.checks import Checker
from comity.text.llm.prompt import Passage, instructions, passages, request
from comity.text.reading import Reading
from comity.text.segment import layout

if TYPE_CHECKING:
    from comity.text.llm.schema import Actor, Event
    from comity.text.people import View

__all__ = ["CONFIDENCE", "Extractor", "Server"]

CONFIDENCE = 0.3
"""Of every report made by a model: below what rules are sure of, whatever the model says of itself."""

_VERSION = "llm/0.1"
_MISSING = "reading by a language model needs: pip install 'comity[llm]'"
_READ = ("body", "caption", "headline", "attribution", "list")
_TRIES = 2
"""How often the model is asked again with the reasons why its answer does not count."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that speaks OpenAI's protocol. ``seconds`` is how long one request may take."""

    url: str
    model: str
    key: str = ""
    seconds: float = 120.0

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise UsageError(f"{self.url!r} is no address of a server; write http://host:port/v1")
        if not self.model:
            raise UsageError("name the model (--llm-model)")


class Extractor:
    """Reads documents by a model: :meth:`read_document` is the same door as the one of the text room.

    A context manager: leaving it closes the connection.
    """

    def __init__(self, server: Server) -> None:
        if find_spec("pydantic_ai") is None or find_spec("openai") is None:
            raise ComityError(_MISSING)
        from openai import AsyncOpenAI

        self.server = server
        self._runner = asyncio.Runner()
        self._client = AsyncOpenAI(base_url=server.url, api_key=server.key or "none", timeout=server.seconds)
        self._agent = _agent(self._client, server.model)
        self.name = f"{_VERSION} {server.model} {_prompt_hash()}"

    def __enter__(self) -> Extractor:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._runner.run(self._client.close())
        self._runner.close()

    def read_document(
        self, text: str, document: str, *, view: View, published: date | None = None, outlet: str = ""
    ) -> Reading:
        """Reports and the source of one document; what the model said and the text does not bear out is rejected.

        Raises ``ComityError`` where the server cannot be reached, refuses the request or limits the rate.
        """
        laid = layout(text, published, outlet)
        segments = [s for s in laid.segments if s.kind in _READ and any(c.isalpha() for c in s.text)]
        reading = Reading(source=laid.source(document))
        if not segments:
            reading.rejects.append(Rejected(document, None, "no text to read", text[:80]))
        for passage in passages(text, segments):
            checker = Checker(text, passage, laid.published, view)
            self._read_passage(request(laid, passage), checker, reading)
        reading.reports.sort(key=lambda report: (report.start or 0, report.id))
        return reading

    def _read_passage(self, message: str, checker: Checker, reading: Reading) -> None:
        answer = self._runner.run(_ask(self._agent, message, checker))
        if isinstance(answer, str):
            reading.rejects.append(_rejected(checker.passage, f"{self.server.model}: {answer}", reading))
            return
        seen = {report.id for report in reading.reports}
        for event in answer:
            if reason := checker.problem(event):
                words = f"{self.server.model}: an act that the text does not bear out: {reason}"
                reading.rejects.append(_rejected(checker.passage, words, reading))
                continue
            report = self._report(event, checker, reading.source)
            if report.id not in seen:
                seen.add(report.id)
                reading.reports.append(report)

    def _report(self, event: Event, checker: Checker, source: Source) -> Report:
        start, end = checker.locate(event.evidence) or (0, 0)
        agents = tuple(_mention(actor) for actor in event.agents)
        states = dict.fromkeys(m.country for m in agents if m.kind == "official" and m.country)
        instrument = event.instrument
        named = Mention(_kind(instrument.kind), "", instrument.name) if instrument else None
        parties = "-".join(slug(mention.name, 20) for mention in agents[:3])
        return Report(
            id=f"report/{source.id.removeprefix('source/')}/{start}-{event.act}-{parties}",
            source=source.id,
            act=event.act,
            agents=agents,
            recipients=tuple(_mention(actor) for actor in event.recipients),
            on_behalf_of=tuple(Mention("country", code, code) for code in states),
            when=checker.when(event),
            modality=_modality(event.modality),
            place=event.place.name if event.place else "",
            place_country=(event.place.country or "") if event.place else "",
            agreement=named if named and named.kind == "agreement" else None,
            policy=named if named and named.kind == "policy" else None,
            topics=tuple(topic[:80] for topic in event.topics[:10]),
            quote=event.quote or "",
            amount=event.amount.value if event.amount else None,
            unit=event.amount.unit if event.amount else "",
            amount_of=event.amount.of if event.amount else "",
            evidence=checker.text[start:end],
            start=start,
            end=end,
            reported_on=source.published,
            extractor=self.name,
            confidence=CONFIDENCE,
        )


def _agent(client: Any, model: str) -> Any:
    """The agent: instructions, the schema of an answer, and what is asked again."""
    from pydantic_ai import Agent, ModelRetry, NativeOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    from comity.text.llm.schema import Events

    chat = OpenAIChatModel(model, provider=OpenAIProvider(openai_client=client))
    agent: Any = Agent(
        chat,
        output_type=NativeOutput(Events, strict=True),
        deps_type=Checker,
        instructions=instructions(),
        retries=_TRIES,
        model_settings={"temperature": 0},
    )

    async def borne_out(context: Any, answer: Events) -> Events:
        problems = [problem for event in answer.events if (problem := context.deps.problem(event))]
        if problems and context.retry < context.max_retries:
            raise ModelRetry("Mend these and give the whole list again:\n" + "\n".join(problems[:20]))
        return answer

    agent.output_validator(borne_out)
    return agent


async def _ask(agent: Any, message: str, checker: Checker) -> list[Event] | str:
    """The model's list of acts, or why it gave none."""
    from pydantic_ai import exceptions

    try:
        answer = await agent.run(message, deps=checker)
    except exceptions.ModelHTTPError as error:
        raise ComityError(f"the model's server: {_status(error.status_code)}") from None
    except exceptions.ModelTimeoutError:
        return "no answer in time"
    except exceptions.ModelAPIError:
        raise ComityError("the model's server cannot be reached; is it running, and is the address right?") from None
    except exceptions.OutputTokenLimitExceeded:
        return "the answer was cut off at the model's limit of tokens"
    except exceptions.ContentFilterError:
        return "the model refused to answer"
    except exceptions.UnexpectedModelBehavior as error:
        return f"no valid answer: {' '.join(str(error).split())[:160]}"
    events: list[Event] = answer.output.events
    return events


def _status(code: int) -> str:
    said = {
        401: "the key is refused (COMITY_LLM_KEY)",
        403: "the key may not use this model",
        404: "no such model or address (--llm-model, --llm-url ending in /v1)",
        429: "too many requests, also after waiting as long as it asked; try again later",
    }
    return said.get(code, f"answered with status {code}")


def _prompt_hash() -> str:
    """What tells instructions and schema of one version from another's."""
    import json

    from comity.text.llm.schema import Events

    return digest(instructions(), json.dumps(Events.model_json_schema(), sort_keys=True), length=12)


def _rejected(passage: Passage, reason: str, reading: Reading) -> Rejected:
    return Rejected(reading.source.id.removeprefix("source/"), None, reason, passage.text[:80])


def _mention(actor: Actor) -> Mention:
    return Mention(_kind(actor.kind), actor.country or "", actor.name)


def _kind(name: str) -> MentionKind:
    from comity.model import MENTION_KINDS

    return next(kind for kind in MENTION_KINDS if kind == name)


def _modality(name: str) -> Modality:
    from comity.model import MODALITIES

    return next(modality for modality in MODALITIES if modality == name)
