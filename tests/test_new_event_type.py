"""A new type of event is a class and a frame: no Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

CLASS = """
co:BorderCrossing a owl:Class ;
    rdfs:subClassOf co:Cooperation ;
    rdfs:label "opening of a crossing"@en ;
    skos:definition "The opening of a border crossing between two states."@en ;
    skos:example "Kenya inaugurated a border post with Ethiopia at Moyale."@en ;
    rdfs:isDefinedBy <https://w3id.org/comity/ontology> ;
    co:ploverCode co:COOPERATE ;
    co:quad co:material-cooperation ;
    co:weight 7.0 ;
    co:sign 1 .
"""

FRAME = """
[[frame]]
event = "BorderCrossing"
verbs = ["inaugurate"]
objects = ["post", "crossing"]
roles = { subject = "actor", with = "actor" }
"""

TEXT = "Kenya inaugurated a border post with Ethiopia at Moyale on Tuesday.\n"


@pytest.mark.model
def test_a_class_and_a_frame_are_all_it_takes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "graph" / "comity", tmp_path / "graph" / "comity")
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    with (tmp_path / "ontology" / "comity.ttl").open("a", encoding="utf-8") as file:
        file.write(CLASS)
    with (tmp_path / "ontology" / "frames.toml").open("r+", encoding="utf-8") as file:
        before, mark, cues = file.read().partition("[cues]\n")
        file.seek(0)
        file.write(before + FRAME + "\n" + mark + cues)
    (tmp_path / "moyale.txt").write_text(TEXT, encoding="utf-8")

    def comity(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "comity", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "graph")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    comity("build", "moyale.txt", "-o", "graph-made")
    rows = [json.loads(line) for line in comity("export", "events", "graph-made").splitlines()]
    found = [row for row in rows if row["type"] == "BorderCrossing"]
    assert [sorted(a["code"] for a in row["actors"]) for row in found] == [["ETH", "KEN"]]
    assert found[0]["types"] == ["BorderCrossing", "Cooperation", "Event"]
    assert found[0]["plover"] == "COOPERATE"
    assert found[0]["evidence"][0]["quote"] == TEXT.strip()
    comity("check", "graph-made")
    asked = comity("query", "SELECT ?e { ?e a co:BorderCrossing }", "graph-made", "--format", "csv")
    assert len(asked.splitlines()) == 2
