"""What comity is made of: the list of it is whole and true, and an environment that differs from the lock is told of."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import stat
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from comity import __version__
from comity.extract.model_files import pins as model_pins
from supply import audit, pythons, sbom
from supply.lock import DEVELOPMENT, SHIPPED, Licences, Pin, licences, pins, terms

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made() -> str:
    return sbom.make()


@pytest.fixture(scope="module")
def bom(made: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made)
    return found


def by_ref(bom: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {component["bom-ref"]: component for component in bom["components"]}


def test_the_list_is_what_cyclonedx_allows(made: str, bom: dict[str, Any]) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(made) is None
    spoilt = {**bom, "components": [{**bom["components"][0], "licence": "MIT"}]}
    assert validator.validate_str(json.dumps(spoilt)) is not None


def test_the_list_is_the_same_every_time_and_names_no_place(made: str, bom: dict[str, Any]) -> None:
    assert sbom.make() == made
    assert "://" not in made
    assert "timestamp" not in made
    assert str(ROOT) not in made
    assert bom["serialNumber"].startswith("urn:uuid:")


def test_its_number_is_that_of_its_content(made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sbom, "pins", lambda path: pins(path)[:-1])
    monkeypatch.setattr(sbom, "_dependencies", lambda locked: [])
    assert json.loads(sbom.make())["serialNumber"] != json.loads(made)["serialNumber"]


def test_each_locked_package_is_in_the_list(bom: dict[str, Any]) -> None:
    listed, locked = by_ref(bom), pins(SHIPPED)
    assert (
        len(locked)
        == len(re.findall(r"(?m)^[\w.-]+.*==", SHIPPED.read_text(encoding="utf-8")))
        > 80
    )
    for pin in locked:
        hashes = {each["content"] for each in listed[pin.purl]["hashes"]}
        assert (hashes, listed[pin.purl]["version"]) == (set(pin.hashes), pin.version)
        assert listed[pin.purl]["licenses"] == [{"expression": licences().packages[pin.name]}]
    assert {p.purl for p in locked if p.name == "spacy"} == {
        r for r in listed if r.startswith("pkg:pypi/spacy@")
    }


def test_what_comes_from_elsewhere_is_in_the_list_with_its_files(bom: dict[str, Any]) -> None:
    listed = by_ref(bom)
    model = listed["model:en_core_web_md"]
    assert {f["name"]: f["hashes"][0]["content"] for f in model["components"]} == model_pins()
    (yasgui,) = (c for ref, c in listed.items() if "yasgui" in ref)
    script, version = (
        (ROOT / "graph/comity/serve/static/yasgui.min.js").read_bytes(),
        yasgui["version"],
    )
    assert f"YASGUI := {version}\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert hashlib.sha256(script).hexdigest() in json.dumps(yasgui)
    from comity.views._page import _VIS

    assert f"pyvis/{_VIS}" == sbom._VIS
    assert listed["pkg:npm/vis-network@9.1.2"]["hashes"]


def test_who_needs_whom(bom: dict[str, Any]) -> None:
    needs = {each["ref"]: each["dependsOn"] for each in bom["dependencies"]}
    (own,) = (needed for ref, needed in needs.items() if ref == f"pkg:pypi/comity@{__version__}")
    direct = {re.sub(r"@.*", "", ref) for ref in own}
    assert {"pkg:pypi/spacy", "pkg:pypi/rdflib", "pkg:pypi/msgspec"} <= direct
    assert "pkg:pypi/thinc" not in direct
    reached, left = set(), [f"pkg:pypi/comity@{__version__}"]
    while left:
        reached.add(ref := left.pop())
        left += [other for other in needs.get(ref, ()) if other not in reached]
    assert set(by_ref(bom)) <= reached


def test_a_pin_without_a_hash_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("rich==1.0\n")
    with pytest.raises(ValueError, match="no pin with hashes: rich==1.0"):
        pins(tmp_path / "r.txt")


def test_every_licence_is_known_and_allowed() -> None:
    table, locked = licences(), pins(DEVELOPMENT)
    shipped = frozenset(pin.name for pin in pins(SHIPPED))
    assert list(audit.licensed(locked, table, shipped=shipped)) == []
    assert set(table.packages) == {pin.name for pin in locked}
    assert set(table.by_hand) <= set(table.packages)


def test_what_installed_packages_say_of_their_licences_is_in_the_table() -> None:
    table = licences()
    assert [line for each in metadata.distributions() for line in audit.stated(each, table)] == []


TABLE = Licences(
    frozenset(("MIT",)),
    frozenset(("MPL-2.0",)),
    {"a": "MIT", "b": "MPL-2.0", "c": "MIT OR GPL-3.0-only"},
    {},
)


def test_a_licence_that_is_not_allowed_is_told() -> None:
    locked = [Pin(name, "1", "", ("0" * 64,), ()) for name in ("a", "b", "c", "d")]
    told = list(audit.licensed(locked, TABLE, shipped=frozenset("abc")))
    assert told == [
        "b is under MPL-2.0, which is not allowed",
        "c is under GPL-3.0-only, which is not allowed",
        "d has no line in tests/supply/licences.toml",
    ]
    assert list(audit.licensed(locked[1:2], TABLE, shipped=frozenset("a"))) == []
    assert terms("(A-1 OR B) AND C") == {"A-1", "B", "C"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An installed package `a` of one file; gives the folder that it is in."""
    data = b"answer = 42\n"
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    about = tmp_path / "a-1.0.dist-info"
    about.mkdir()
    (tmp_path / "a.py").write_bytes(data)
    (about / "METADATA").write_text("Metadata-Version: 2.4\nName: a\nVersion: 1.0\nLicense: MIT\n")
    (about / "RECORD").write_text(f"a.py,sha256={digest},{len(data)}\na-1.0.dist-info/RECORD,,\n")
    return tmp_path


def installed(folder: Path) -> list[metadata.Distribution]:
    return list(metadata.distributions(path=[str(folder)]))


def test_versions_that_differ_are_told(package: Path) -> None:
    def told(*locked: tuple[str, str, str]) -> list[str]:
        held = [Pin(name, version, marker, ("0" * 64,), ()) for name, version, marker in locked]
        return list(audit.versions(held, installed(package)))

    assert told(("a", "1.0", "")) == []
    assert told(("a", "1.0", ""), ("b", "2", "python_version < '3'")) == []
    assert told(("a", "1.1", ""), ("b", "2", "")) == [
        "a is 1.0, and 1.1 is locked",
        "b 2 is locked and not installed",
    ]
    assert told() == ["a 1.0 is installed and not locked"]


def test_a_file_that_was_changed_is_told(package: Path) -> None:
    (one,) = installed(package)
    assert list(audit.files(one)) == []
    (package / "a.py").write_bytes(b"answer = 43\n")
    assert list(audit.files(one)) == ["a: a.py was changed"]
    (package / "a.py").unlink()
    assert list(audit.files(one)) == ["a: a.py is missing"]


@pytest.mark.parametrize(
    ("said", "told"),
    [("License-Expression: MIT", ""), ("License: MIT", ""), ("Classifier: License :: OSI Approved :: MIT License", ""),
     ("License-Expression: MIT OR GPL-3.0-only", ""), ("License-Expression: GPL-3.0-only", "the package says GPL-3.0-only"),
     ("Keywords: none", "nothing that is understood")],
)  # fmt: skip
def test_a_package_that_says_another_licence_is_told(package: Path, said: str, told: str) -> None:
    about = package / "a-1.0.dist-info" / "METADATA"
    about.write_text(f"Metadata-Version: 2.4\nName: a\nVersion: 1.0\n{said}\n")
    found = list(audit.stated(installed(package)[0], TABLE))
    assert [told in line for line in found] == ([True] if told else [])


def program(folder: Path, body: str) -> str:
    """A stand-in for pip-audit."""
    path = folder / "pip-audit"
    path.write_text(f"#!{sys.executable}\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_known_vulnerabilities_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"dependencies": [
        {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]},
        {"name": "b", "version": "1", "vulns": []}, {"name": "c", "skip_reason": "not found"},
    ]}  # fmt: skip
    monkeypatch.setattr(audit, "audit", lambda: iter(()))
    assert audit.main(program(tmp_path, f"print({json.dumps(known)!r})")) == 1
    assert "a 1: PYSEC-1, mended in 2\n1 known vulnerabilities\n" in capsys.readouterr().out


@pytest.mark.parametrize("body", ["raise SystemExit('no answer from the database')", None])
def test_where_nobody_can_be_asked_it_is_said(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    body: str | None,
) -> None:
    monkeypatch.setattr(audit, "audit", lambda: iter(()))
    asked = str(tmp_path / "none") if body is None else program(tmp_path, body)
    assert audit.main(asked) == 0
    out = capsys.readouterr().out
    assert "no look for known vulnerabilities: " in out
    assert ("no answer from the database" in out) is (body is not None)


def test_this_python_is_found_once_a_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    (tmp_path / "python3.12").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3.12").chmod(0o755)
    assert pythons.pythons() == {version: Path(sys.executable)}


def test_graphs_that_differ_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pythons, "pythons", lambda: {"3.11.7": Path("one"), "3.12.1": Path("two")})
    monkeypatch.setattr(pythons, "environment", lambda program, place: program)
    monkeypatch.setattr(pythons, "graph", lambda python, place: b"same\n")
    assert pythons.main(str(tmp_path)) == 0
    assert "the same graph on all" in capsys.readouterr().out
    monkeypatch.setattr(pythons, "graph", lambda python, place: python.name.encode())
    assert pythons.main(str(tmp_path)) == 1
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "graph-3.11.7.nq": b"one",
        "graph-3.12.1.nq": b"two",
    }
