"""A backend of networkx that a user configures runs what the measures leave to networkx, and gives the same numbers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BACKEND = """
import networkx as nx

def convert_from_nx(graph, **_):
    return graph

def convert_to_nx(result, **_):
    return result

def louvain_communities(*given, **options):
    print("Louvain by the backend")
    return nx.community.louvain_communities.orig_func(*given, **options)

def biconnected_component_edges(graph):
    print("blocks by the backend")
    return nx.biconnected_component_edges.orig_func(graph)
"""

PROGRAM = """
import networkx as nx
from comity.analysis import communities, frustration
net = nx.MultiDiGraph()
for one, other, weight in (("a", "b", 4.0), ("a", "c", 4.0), ("b", "c", -9.0), ("c", "d", 1.0)):
    net.add_edge(one, other, key="event/" + one + other, weight=weight)
print(communities(net), frustration(net))
"""


def run(folder: Path, **settings: str) -> list[str]:
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path, **settings}
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.splitlines()


def test_a_configured_backend_is_asked(tmp_path: Path) -> None:
    (tmp_path / "telling_backend.py").write_text(BACKEND, "utf-8")
    installed = tmp_path / "telling_backend-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: telling-backend\nVersion: 1.0\n", "utf-8")  # fmt: skip
    (installed / "entry_points.txt").write_text(
        "[networkx.backends]\ntelling = telling_backend\n", "utf-8"
    )
    plain = run(tmp_path)
    assert len(plain) == 1
    for setting in ("NETWORKX_BACKEND_PRIORITY", "NETWORKX_AUTOMATIC_BACKENDS"):
        assert run(tmp_path, **{setting: "telling"}) == [
            "Louvain by the backend",
            "blocks by the backend",
            *plain,
        ]
