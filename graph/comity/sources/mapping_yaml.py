"""YAML as a mapping file uses it: plain mappings, lists and scalars, each with its line, read strictly.

Everything is a string, as written (``2019-07-21``, ``no``, ``007`` stay what they are). Anchors and aliases, tags and
keys given twice are refused; every error is one line that begins with the file and the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import yaml

from comity.errors import InputError

__all__ = ["MAX_BYTES", "NO_MAPPING", "Section", "read_yaml"]

MAX_BYTES = 1024 * 1024
"""The largest mapping file that is read."""
NO_MAPPING = "no mapping: it needs the keys 'comity-mapping: 1', 'file', 'source' and 'report'"
_DEEPEST = 12
_TAGS = ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
"""What YAML takes plain text, mappings and lists for; any other tag was written on purpose."""


def read_yaml(path: Path) -> Section:
    """The mapping at the top of a YAML file. Raises ``InputError`` with file and line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(path, f"larger than {MAX_BYTES:,} bytes; a mapping is short")
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise InputError(path, "not UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    try:
        depth = 0
        for event in yaml.parse(text, yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            line = event.start_mark.line + 1 if event.start_mark else None
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise InputError(path, "anchors (&) and aliases (*) are not read here", line)
            if depth > _DEEPEST:
                raise InputError(path, "too many levels", line)
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError(path, f"no well-formed YAML: {error.problem}", mark.line + 1 if mark else None) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise InputError(path, f"no well-formed YAML: a character #x{error.character:04x}", line) from None
    except yaml.YAMLError as error:
        raise InputError(path, f"no well-formed YAML: {' '.join(str(error).split())}") from None
    if not isinstance(node, yaml.MappingNode):
        raise InputError(path, NO_MAPPING, 1)
    return Section(path, node, "")


class Section:
    """One mapping of the file. What is asked of it is remembered; ``done`` refuses the keys that nothing asked for."""

    def __init__(self, path: Path, node: yaml.MappingNode, name: str) -> None:
        self.path, self.name, self.line = path, name, node.start_mark.line + 1
        self._nodes: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        self._known: list[str] = []
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise InputError(path, "a key is a word", line)
            if key.value in self._nodes:
                raise InputError(path, f"{self.of(key.value)} is given twice", line)
            self._nodes[key.value], self._lines[key.value] = value, line

    def of(self, key: str) -> str:
        """A key with the names of the sections above it: ``report.when``."""
        return f"{self.name}.{key}" if self.name else key

    def error(self, key: str, reason: str) -> InputError:
        """The error at a key of this section, or at its beginning where the key is missing."""
        return InputError(self.path, f"{self.of(key)}: {reason}" if key else reason, self._lines.get(key, self.line))

    def __contains__(self, key: str) -> bool:
        self._ask(key)
        return key in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def _ask(self, key: str) -> None:
        if key not in self._known:
            self._known.append(key)

    def is_section(self, key: str) -> bool:
        """Whether the key holds a mapping."""
        self._ask(key)
        return isinstance(self._nodes.get(key), yaml.MappingNode)

    def is_list(self, key: str) -> bool:
        """Whether the key holds a list."""
        self._ask(key)
        return isinstance(self._nodes.get(key), yaml.SequenceNode)

    def text(self, key: str, default: str | None = None, choices: Sequence[str] = ()) -> str:
        """The text of a key. Raises ``InputError`` where it is missing, no text, or none of ``choices``."""
        self._ask(key)
        node = self._nodes.get(key)
        if node is None:
            if default is None:
                raise self.error("", f"{self.of(key)} is missing")
            return default
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(key, "one word or text is wanted here")
        self._plain(key, node)
        value = "" if node.tag.endswith(":null") else str(node.value)
        if choices and value not in choices:
            raise self.error(key, f"{value!r} is none of {', '.join(choices)}{_near(value, choices)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or the one text; none where the key is missing."""
        self._ask(key)
        node = self._nodes.get(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            return (self.text(key),)
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode):
                raise self.error(key, "a list of words is wanted here")
            self._plain(key, item)
        return tuple(str(item.value) for item in node.value)

    def section(self, key: str) -> Section:
        """The mapping of a key. Raises ``InputError`` where it is missing or none."""
        self._ask(key)
        node = self._nodes.get(key)
        if node is None:
            raise self.error("", f"{self.of(key)} is missing")
        if not isinstance(node, yaml.MappingNode):
            raise self.error(key, "a section is wanted here, with keys of its own")
        self._plain(key, node)
        return Section(self.path, node, self.of(key))

    def sections(self, key: str) -> tuple[Section, ...]:
        """The mappings of a list, or the one mapping; none where the key is missing."""
        self._ask(key)
        node = self._nodes.get(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            return (self.section(key),)
        for item in node.value:
            if not isinstance(item, yaml.MappingNode):
                raise InputError(self.path, f"{self.of(key)}: each item is a section", item.start_mark.line + 1)
        return tuple(Section(self.path, item, self.of(key)) for item in node.value)

    def _plain(self, key: str, node: yaml.Node) -> None:
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            raise self.error(key, f"the tag {node.tag} is not read here")

    def done(self) -> None:
        """Raises ``InputError`` at the first key that nothing asked for, with the nearest that is known."""
        for key in self._nodes:
            if key not in self._known:
                known = ", ".join(sorted(self._known))
                raise self.error(key, f"unknown key{_near(key, self._known)} (known here: {known})")


def _near(word: str, known: Sequence[str]) -> str:
    found = get_close_matches(word, known, 1)
    return f"; did you mean {found[0]!r}?" if found else ""
