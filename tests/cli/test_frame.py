import subprocess
import sys
from pathlib import Path

import pytest

from comity import cli
from comity.cli import run

HEAVY = ("spacy", "pandas", "networkx", "rdflib", "pyarrow", "duckdb", "pyoxigraph", "matplotlib", "pyshacl", "lxml")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom comity.cli import run\nassert run(['--help']) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "Commands" in done.stdout


def test_a_build_of_rows_imports_neither_the_reader_of_prose_nor_pandas(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("day,a,b\n2019-07-21,PER,CHL\n")
    (tmp_path / "m.yaml").write_text(
        "comity-mapping: 1\nfile: t.csv\nsource: {title: T}\nreport:\n  act: meeting\n  when: {column: day}\n"
        "  agents: [{country: {column: a}}, {country: {column: b}}]\n"
    )
    code = (
        "import sys\nfrom comity.cli import main\ntry:\n    main()\nfinally:\n    "
        "print([name for name in ('pandas', 'spacy', 'comity.text.reading') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, "build", str(tmp_path / "m.yaml"), "--graph", str(tmp_path / "kg")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert "1 acts from 1 reports" in done.stderr


@pytest.mark.parametrize("name", list(cli._COMMANDS))
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    said = capsys.readouterr().out
    if "Commands:" in said:  # a group: each of its commands
        command = cli.cli.get_command(None, name)  # type: ignore[arg-type]
        for inner in command.commands:  # type: ignore[union-attr]
            assert run([name, inner, "--help"]) == 0
            said = capsys.readouterr().out
            assert "Example: comity" in said
    else:
        assert "Example: comity" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["bild"], 2, "Did you mean build?"),
        (["build", "--nonsense"], 2, "--nonsense"),
        (["ask", "whom-meet"], 4, "whom-met"),
        (["export", "gefx", "-o", "x"], 4, "gexf"),
        (["query"], 2, "SPARQL"),
    ],
)
def test_a_wrong_word_gets_one_line_and_a_hint(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str], sample_graph: object
) -> None:
    if words[0] == "export":
        words = [*words, "--graph", str(sample_graph)]
    assert run(words) == code
    errors = capsys.readouterr().err
    assert said in errors
    assert errors.count("\n") == 1


def test_an_unforeseen_fault_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.delenv("COMITY_DEBUG", raising=False)
    monkeypatch.setattr(cli.cli, "main", fail)
    assert run([]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_interrupt_is_exit_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.cli, "main", stop)
    assert run([]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_closed_pipe_is_quiet() -> None:
    done = subprocess.run(
        f"{sys.executable} -m comity ask --format tsv | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("topic")
