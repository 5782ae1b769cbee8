"""Reading by a language model, behind the same door as the reader of rules.

Optional: it needs the extra ``[llm]`` and a server that speaks OpenAI's protocol, one's own or another's. What the model
may answer follows from the vocabulary; what it answers counts only where its words stand in the text. Nothing of it is
as trusted as what rules read: each report says which model and which instructions made it, and its confidence is low.
No accuracy is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from comity.text.given import Reader
from comity.text.llm.extractor import CONFIDENCE, Extractor, Server

__all__ = ["CONFIDENCE", "Extractor", "Server", "reader"]


@contextmanager
def reader(server: Server | None) -> Iterator[tuple[Reader, str]]:
    """The door by which documents are read, and its name where it is a model's: without a server, rules read."""
    if server is None:
        from comity.text.reading import read_document

        yield read_document, ""
        return
    with Extractor(server) as extractor:
        yield extractor.read_document, extractor.name
