import time
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.errors import InputError
from comity.sources import xml
from comity.sources.xml import prolog, read_xml

Write = Callable[[str, str], Path]

LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE trips [\n<!ENTITY a "ha">\n'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">\n' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>\n<trips>&i;</trips>"
)
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE trips [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<trips>&x;</trips>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
def test_a_doctype_is_refused_with_its_line_before_anything_is_expanded(write: Write, text: str) -> None:
    path = write("bad.xml", text)
    before = time.process_time()
    with pytest.raises(InputError, match=r"bad\.xml:2: a DOCTYPE is refused"):
        read_xml(path)
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    ("text", "line"),
    [("<trips>\n<trip>\n", 3), ("<trips>\n<trip></trap></trips>", 2), ("<trips>\n&x;</trips>", 2), ("<?xml", 1)],
)
def test_broken_xml_is_an_error_with_file_and_line(write: Write, text: str, line: int) -> None:
    with pytest.raises(InputError, match=rf"bad\.xml:{line}: no well-formed XML"):
        read_xml(write("bad.xml", text))


def test_an_empty_file_is_an_error(write: Write) -> None:
    with pytest.raises(InputError, match="empty file"):
        read_xml(write("bad.xml", " \n"))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_xml(tmp_path / "none.xml")


def test_a_file_over_the_limit_is_not_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="the limit is 10"):
        read_xml(write("big.xml", "<trips></trips>"))


def test_deep_nesting_is_an_error_not_a_crash(write: Write) -> None:
    with pytest.raises(InputError, match="no well-formed XML"):
        read_xml(write("deep.xml", "<trips>" + "<a>" * 100_000 + "</a>" * 100_000 + "</trips>"))


def test_the_prolog_ends_at_the_first_element() -> None:
    assert prolog(b"<!-- c -->\n<visits><broken").root == "visits"
    assert prolog(b"\xef\xbb\xbf<visits/>").root == "visits"
    assert prolog("<?xml version='1.0' encoding='UTF-16'?><visits/>".encode("utf-16")).root == "visits"
    assert prolog(b"plain words").error
