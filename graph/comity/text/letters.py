"""A tree as a string of one letter a token, on which titles and names are found by pattern."""

from __future__ import annotations

import re
from bisect import bisect_left

from comity.text.gazetteer import Doubtful
from comity.text.parse import Tree
from comity.text.people import Cast, Named
from comity.text.words import Name, Names, fold, listed, words

__all__ = ["Letters"]

_LETTER = {
    "country": "C",
    "adjective": "D",
    "people": "x",
    "capital": "K",
    "metonym": "K",
    "body": "B",
    "organization": "O",
    "group": "G",
    "place": "L",
}


_INITIALS = re.compile(r"(?:[A-Z]\.)+")


class Letters:
    """A tree as a string of one letter a token, on which titles and names are found by pattern.

    C country, D adjective, K capital or metonym, B body of one state, O international organization, G group, L place,
    T title, I word inside a title, Y courtesy, N name, n particle, s possessive, o "of", f other small word, + goes on.
    """

    def __init__(self, tree: Tree, names: Names, cast: Cast, doubtful: Doubtful) -> None:
        self.tree, self.cast, self.doubtful = tree, cast, doubtful
        self.names: dict[int, Name] = {}
        self.found: list[Named] = []
        self.beside: list[Named] = []
        """Bodies named in the title of a person."""
        self.used: set[int] = set()
        self.due: list[str] = []
        self.due_at = -1
        self.labels = self._label(names)

    def _label(self, names: Names) -> str:
        tree, out = self.tree, []
        skip = -1
        for i, word in enumerate(tree.words):
            if i < skip:
                out.append("+")
                continue
            hit = names.at(tree.text, tree.start[i]) if word[:1].isupper() or word.startswith("al-") else None
            if hit and hit[1].sort in ("body", "metonym") and i and self._longer_name(i, out):
                hit = None  # "the Pan Africanist Congress"
            if hit and word[hit[0] - tree.start[i] :].lower().lstrip("-–") in listed("backed"):
                hit = None  # "U.S.-backed rebels"
            if hit and hit[1].unsafe:
                hit = self.doubtful.settled(hit[0], hit[1], word)
            if hit:
                after = bisect_left(tree.start, hit[0])
                hit = self._nearer(after, hit, names)
            if hit and self._is_name_of_state(i, after, hit[1]):
                self.names[i] = hit[1]
                skip = after
                out.append(_LETTER[hit[1].sort])
                continue
            out.append(self._letter(i))
        return "".join(out)

    def _nearer(self, after: int, hit: tuple[int, Name], names: Names) -> tuple[int, Name] | None:
        """What the word behind a name makes of it: "Mexican Americans" are none of Mexico's, Paris, Texas is no
        capital."""
        tree, name = self.tree, hit[1]
        if after >= len(tree):
            return hit
        if name.sort == "adjective" and tree.lower[after] in ("american", "americans") and name.country != "USA":
            return None
        if name.sort in ("capital", "place") and tree.words[after] == "," and after + 1 < len(tree):
            behind = names.at(tree.text, tree.start[after + 1])
            if behind and behind[1].sort == "place" and behind[1].country != name.country:
                return hit[0], Name("place", behind[1].country, tree.text[tree.start[after - 1] : hit[0]])
        return hit

    def _is_name_of_state(self, first: int, after: int, name: Name) -> bool:
        """Jordan, Chad or Georgia are persons where the parser sees a longer person and no title parts the two."""
        tree = self.tree
        if name.sort not in ("country", "capital", "place"):
            return True
        following = tree.words[after] if after < len(tree) else ""
        goes_on = following[:1].isupper() or following.startswith(("al-", "el-", "bin", "ibn"))
        if tree.entity[first] == "PERSON" and goes_on and after < len(tree) and tree.entity[after] == "PERSON":
            return following.lower() in words().heads | words().inner
        before = tree.words[first - 1] if first else ""
        return not (
            tree.entity[first] == "PERSON"
            and first
            and tree.entity[first - 1] == "PERSON"
            and before[:1].isupper()
            and before.lower() not in words().heads | words().inner
            and tree.dep[first - 1] == "compound"
        )

    def _letter(self, i: int) -> str:
        tree, lists = self.tree, words()
        word, lower = tree.words[i], tree.lower[i]
        if word[:1].isupper() and self._inside_name(i):
            return "N"
        fixed = {"of": "o", "'s": "s", "'": "s", ",": ",", "(": "(", "–": "-", "—": "-", "-": "-"}.get(lower)
        if fixed:
            return fixed
        if lower in lists.heads:
            return "T"
        if lower in lists.courtesy and (word[0].isupper()):
            return "Y"
        if self._portfolio(i):
            return "I"
        if lower in lists.inner and (lower != "office" or word[0].isupper()):
            return "I"
        if lower in ("for", "to", "the", "and", "on"):
            return "f"
        if lower in listed("particles") and not word[0].isupper():
            return "n"
        if lower.startswith(("al-", "el-", "ul-", "as-", "an-", "ad-")) and word[3:4].isupper():
            return "N"
        if (
            lower in ("his", "her", "hrh")
            and i + 1 < len(tree)
            and tree.lower[i + 1] in ("highness", "majesty", "royal", "excellency", "serene", "holiness", "imperial")
        ):
            return "h"
        if lower in ("a", "an", "his", "her", "its", "their", "our", "now", "once"):
            return "d"
        if word[:1].isupper() and lower not in listed("not_names") and word[-1:].isalpha():
            opening = i in {first for first, _ in tree.bounds}
            if tree.tag[i] in ("NNP", "NNPS") or tree.entity[i] == "PERSON" or (not opening and not word.isupper()):
                return "N"
            if fold(word) in self.cast.by_word:
                return "N"
        return "N" if _INITIALS.fullmatch(word) else "x"

    def _longer_name(self, i: int, out: list[str]) -> bool:
        """Whether the word for a body is the end of the name of another one."""
        tree = self.tree
        return (
            out[-1] == "N"
            and tree.entity[i - 1] != "PERSON"
            and tree.sentence[i - 1] == tree.sentence[i]
            and tree.head[i - 1] in (i, tree.head[i])
            and tree.tag[i - 1] == "NNP"
        )

    def _portfolio(self, i: int) -> bool:
        """ "the fisheries minister", "Interior Minister X": whatever noun stands before a title belongs to it."""
        tree = self.tree
        if i + 1 >= len(tree) or tree.lower[i + 1] not in words().heads or not tree.tag[i].startswith("NN"):
            return False
        if not tree.lower[i].isalpha() or tree.entity[i] == "PERSON" or tree.lower[i] in listed("particles"):
            return False
        return tree.words[i].islower() and tree.words[i + 1].islower() and tree.dep[i] in ("compound", "nmod", "amod")

    def _inside_name(self, i: int) -> bool:
        """ "Hassan Sheikh Mohamud", "Martin Luther King": a title's word in the middle or at the end of a name."""
        tree, lists = self.tree, words()
        if tree.lower[i] not in lists.heads | lists.courtesy | lists.inner or i == 0 or tree.entity[i] != "PERSON":
            return False
        before = tree.words[i - 1]
        return (
            tree.entity[i - 1] == "PERSON"
            and before[:1].isupper()
            and before[-1:].isalpha()
            and tree.lower[i - 1] not in lists.heads | lists.courtesy | lists.inner
            and tree.sentence[i - 1] == tree.sentence[i]
        )
