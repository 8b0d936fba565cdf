"""Where the ontology is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import resources
from comity.errors import OntologyError


def test_the_ontology_and_the_seeds_are_there() -> None:
    assert (resources.folder("ontology") / "comity.ttl").is_file()
    assert (resources.folder("seeds") / "index.csv").is_file()


def test_an_ontology_of_ones_own_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = resources.folder("seeds")
    (tmp_path / "comity.ttl").touch()
    monkeypatch.setenv("COMITY_ONTOLOGY", str(tmp_path))
    assert resources.folder("ontology") == tmp_path
    assert resources.folder("seeds") == seeds
    monkeypatch.setenv("COMITY_ONTOLOGY", "")
    assert resources.folder("ontology") != tmp_path


def test_a_folder_that_is_no_ontology_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_ONTOLOGY", str(tmp_path))
    with pytest.raises(OntologyError, match="holds no comity.ttl"):
        resources.folder("ontology")


def test_no_other_folder_is_there() -> None:
    with pytest.raises(OntologyError, match="reinstall comity"):
        resources.folder("gazetteer")
