"""Names as a source gives them, before identity says who is meant.

A report names its actors by *mention*: what kind of actor, which country (ISO 3166-1 alpha-3 or a code of the country
table), the name as known from the source, and the office title or other detail that stood with it. A mention has a
text key of four fields, so that a table column can hold it and a million rows cost a dictionary of a few thousand.
Which actor a mention is, is decided later, reversibly, in ``comity.identity``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["MENTION_KINDS", "Mention", "MentionKind"]

MentionKind = Literal["official", "country", "organization", "group", "agreement", "policy"]
MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One name in one source.

    ``country`` is the state that an official or body belongs to ("" where it has none, as for officials of
    international organizations). For an agreement it is its parties, sorted and joined by ``+``; for a policy its
    proposer. ``detail`` is the office title for officials ("Foreign Secretary"), the date of signature in EDTF for
    agreements ("2019-06"), the source's own identifier where the source has one (``pocom:pompeo-michael-r``; for
    agreements also with the date of signature, ``many:LAKE_1950O@1950-05-01``), else "".
    """

    kind: MentionKind
    country: str
    name: str
    detail: str = ""

    @property
    def key(self) -> str:
        """The four fields joined by ``|``; a ``|`` inside a field becomes ``/``."""
        key = f"{self.kind}|{self.country}|{self.name}|{self.detail}"
        if key.count("|") == 3:
            return key
        return "|".join(part.replace("|", "/") for part in (self.kind, self.country, self.name, self.detail))

    @classmethod
    def of(cls, key: str) -> Mention:
        """The mention of a key. Raises ``ValueError`` where the key has not four fields or an unknown kind."""
        kind, country, name, detail = key.split("|")
        if kind not in MENTION_KINDS:
            raise ValueError(f"{kind!r} is no kind of mention")
        return cls(kind, country, name, detail)
