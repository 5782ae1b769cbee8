from pathlib import Path

import pytest

from comity.cli import run


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the dispatches that travel with Comity."""
    graph = tmp_path_factory.mktemp("sample") / "graph"
    assert run(["build", "--sample", "--graph", str(graph)]) == 0
    return graph
