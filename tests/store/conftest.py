from pathlib import Path

import pytest

from comity.store import Generation, bulk_load

QUADS = """\
<http://e/a> <http://e/p> "1" .
<http://e/a> <http://e/p> "2" <http://e/g1> .
<http://e/b> <http://e/p> "3" <http://e/g2> .
<http://e/b> <http://e/q> <http://e/a> <http://e/g2> .
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """A generation with four quads in three graphs, and a thousand more to make a query bomb of."""
    folder = tmp_path_factory.mktemp("generation")
    more = "".join(f'<http://e/n{i}> <http://e/n> "{i}" .\n' for i in range(1000))
    quads = folder / "x.nq"
    quads.write_text(QUADS + more)
    assert bulk_load(quads, folder / "graph") == 1004
    return Generation(1, folder)


@pytest.fixture
def nquads(tmp_path: Path) -> Path:
    path = tmp_path / "x.nq"
    path.write_text(QUADS)
    return path
