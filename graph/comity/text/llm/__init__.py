"""Reading by a language model, behind the same door as the reader of rules.

Optional: it needs the extra ``[llm]`` and a server that speaks OpenAI's protocol, one's own or another's. What the
model
may answer follows from the vocabulary; what it answers counts only where its words stand in the text. Nothing of it is
as trusted as what rules read: each report says which model and which instructions made it, and its confidence is low.
No accuracy is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from comity.model import digest
from comity.text.given import Reader
from comity.text.llm.extractor import CONFIDENCE, Extractor, Server

__all__ = ["CONFIDENCE", "Extractor", "Server", "reader"]


@contextmanager
def reader(server: Server | None, lexicon: Path | None = None) -> Iterator[tuple[Reader, str]]:
    """The door by which documents are read, and its name: without a server, rules read, and their door has a name only
    where a user's lexicon adds to theirs. Raises InputError where that makes no sense."""
    if server is None:
        from comity.text.lexicons import extended
        from comity.text.reading import read_document

        if lexicon is None:
            yield read_document, ""
        else:
            yield partial(read_document, lexicon=extended(lexicon)), f"lexicon {digest(lexicon.read_text('utf-8-sig'))}"
        return
    with Extractor(server) as extractor:
        yield extractor.read_document, extractor.name
