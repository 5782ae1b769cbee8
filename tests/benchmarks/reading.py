"""The reader on much text, and on text made to do harm; prints, asserts nothing.

    python tests/benchmarks/reading.py FILE [DOCUMENTS]     an archive, corpus or folder of documents
    python tests/benchmarks/reading.py hostile [CHARACTERS]
    python tests/benchmarks/reading.py varied [CHARACTERS]

The first reads every document (or so many) in one process: how many, how fast, also as a share of the bare pipeline on
the same text, how many raise an exception, and the peak of memory. The second reads each hostile text at a size and at
twice that size (default 100,000): where time is in proportion, the last column is near 2. The third does so with long
documents in which no two names, days or pacts are the same, without the parser's own time, which is in proportion and
hides the rest.
"""

from __future__ import annotations

import importlib
import random
import sys
import time
from collections import Counter
from pathlib import Path

from comity.build.documents import Document, documents
from comity.cli.evaluate import Clock, peak, timed
from comity.errors import InputError
from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.given import Given, read_given
from comity.text.html import Pages

sys.path.insert(0, str(Path(__file__).parents[1] / "text"))
from test_hostile import HOSTILE


def much(path: Path, most: int) -> None:
    """Read all documents of a file or folder, and parse each with the bare pipeline beside."""
    view, clock = packaged_view(), Clock(compare=True)
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    counts: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    read_document("The ministers met in Berlin.", "warm", view=view)
    with Pages() as pages:
        for document in (item for file in files for item in documents(file, file.stem) if isinstance(item, Document)):
            if counts["documents"] == most:
                break
            counts["documents"] += 1
            try:
                given = document.given(pages)
            except InputError as error:
                raised[error.reason] += 1
                continue

            def reading(given: Given = given) -> None:
                counts["reports"] += len(read_given(given, view, read_document).reports)

            try:
                timed(reading, clock.reader)
            except Exception as error:
                raised[f"{type(error).__name__} ({document.name})"] += 1
            alone = peak()
            timed(lambda given=given: list(clock.bare().pipe([given.text])), clock.parser)  # type: ignore[misc]
            clock.characters, clock.peak = clock.characters + len(given.text), peak()
            if counts["documents"] % 200 == 0:
                print(f"{counts['documents']:7,} documents {clock.reader[0]:7.1f} s   peak {alone:5.0f} MB", flush=True)
    print(f"{counts['documents']:,} documents, {clock.characters:,} characters, {counts['reports']:,} reports")
    for _, measure, value, *_ in clock.rows():
        print(f"{measure:<40} {value:>10,}")
    for reason, times in raised.most_common():
        print(f"{times:7,} × {reason}")


def hostile(size: int) -> None:
    """Read hostile texts at one size and at twice that."""
    view = packaged_view()
    read_document("The ministers met in Berlin.", "warm", view=view)
    for name, piece in HOSTILE.items():
        spent = []
        for length in (size, 2 * size):
            text = (piece * (length // len(piece) + 1))[:length]
            began = time.process_time()
            read_document(text, "hostile", view=view)
            spent.append(time.process_time() - began)
        print(f"{name:<26}{spent[0]:8.2f} s {spent[1]:8.2f} s   × {spent[1] / max(spent[0], 0.01):.1f}", flush=True)


SYLLABLES = "ba de ki lo mu ra se ti vo na ka re shi to mi la gu pe zo ha".split()
STATES = "France Germany Japan Brazil Kenya Egypt Mexico Poland India Turkey Chile Norway Ghana Iran Peru".split()
VARIED = {
    "persons": "Foreign Minister {a} {b} met {s}'s defense minister, {c} {d}, in Berlin. The two met. She left. ",
    "namesakes": "President {a} Mohammed praised Minister {b} Mohammed. The minister met his counterpart. ",
    "no country": "Minister {a} {b} said the plan was good. Ambassador {c} agreed. Their counterparts met her. ",
    "pacts": "The {a} Treaty of {s} and {t} was signed on May {n}, {y}. {t} imposed a ban. The deal runs for 90 days. ",
    "days": "{s} attacked {t} on May {n}, {y}. The two countries rejected the demand on June {n}, {y}. ",
    "quotations": '"We will not accept this from {s}," President {a} {b} said on Monday. "It is wrong," he added. ',
}


def varied(size: int) -> None:
    """Read long documents of varied content at one size and at twice that."""
    reading = importlib.import_module("comity.text.reading")
    parse, view = reading.parse, packaged_view()
    for name, piece in VARIED.items():
        draw, spent = random.Random(1), []
        for length in (size, 2 * size):
            text = ""
            while len(text) < length:
                names = {key: "".join(draw.choices(SYLLABLES, k=3)).title() for key in "abcd"}
                states = dict(zip("st", draw.sample(STATES, 2), strict=True))
                text += piece.format(**names, **states, n=draw.randint(1, 28), y=draw.randint(1900, 2019)) + "\n\n"
            trees: list[object] = []
            reading.parse = lambda texts, trees=trees: trees.extend(parse(texts)) or trees
            read_document(text, "varied", view=view)
            reading.parse = lambda _, trees=trees: trees
            began = time.process_time()
            read_document(text, "varied", view=view)
            spent.append(time.process_time() - began)
        reading.parse = parse
        print(f"{name:<26}{spent[0]:8.2f} s {spent[1]:8.2f} s   × {spent[1] / max(spent[0], 0.01):.1f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[1] in ("hostile", "varied"):
        {"hostile": hostile, "varied": varied}[sys.argv[1]](int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    else:
        much(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else -1)
