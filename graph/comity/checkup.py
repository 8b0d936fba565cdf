"""Whether an installation is sound: what comity needs, looked at part by part, each with a remedy where something lacks.

Nothing is downloaded and nothing is left behind. `checkup` gives the checks one by one, as they are done.
"""

from __future__ import annotations

import importlib.util
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from comity import __version__
from comity.errors import ComityError
from comity.model import to_article
from comity.rdf.record import MANIFEST

OLDEST, NEWEST = (3, 11), (3, 13)
"""The versions of Python that comity is tested on."""
LITTLE, ENOUGH = 100 * 2**20, 2**30
"""Bytes of free disk: too little to write a graph, and enough for thousands of articles."""
_SENTENCE = "Brazilian President Luiz Inacio Lula da Silva met Chancellor Olaf Scholz in Brasilia on January 30, 2023."
_SHOWN = 3
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class State(StrEnum):
    """How a part is: well; well enough, with something to know; or so that comity fails."""

    WELL = "ok"
    NOTE = "note"
    AMISS = "amiss"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, what was found, and what to do about it (empty where nothing is to be done)."""

    part: str
    state: State
    found: str
    remedy: str = ""


def checkup(folder: Path, *, encoding: str | None) -> Iterator[Check]:
    """The checks, in order: the cheap ones first, then the language model and the store.

    `folder` is that of a graph, which is opened where there is one; `encoding` is that of the terminal.
    """
    yield python(sys.version_info[:3])
    yield packages()
    yield terminal(encoding)
    places = _existing(folder), Path(tempfile.gettempdir())
    yield from (disk(place) for place in dict.fromkeys(places))
    yield serving()
    yield browser()
    yield _guarded("ontology", _ontology)
    yield _guarded("files of the model", _model_files)
    yield _guarded("language model", _model)
    yield _guarded("store", _store)
    if (folder / MANIFEST).exists():
        yield _guarded(f"graph in {folder}", lambda: _graph(folder))


def python(version: tuple[int, ...]) -> Check:
    """Whether comity is tested on this version of Python.

    >>> python((3, 12, 1)).state
    <State.WELL: 'ok'>
    """
    found = f"{'.'.join(map(str, version))} on {platform.system()} {platform.machine()}"
    if OLDEST <= version[:2] <= NEWEST:
        return Check("Python", State.WELL, found)
    tested = " to ".join(".".join(map(str, bound)) for bound in (OLDEST, NEWEST))
    state = State.AMISS if version[:2] < OLDEST else State.NOTE
    return Check(
        "Python",
        state,
        found,
        f"comity is tested on {tested}; make an environment with one of them",
    )


def packages(name: str = "comity") -> Check:
    """Whether every package that the installed package `name` needs is there in a version that it allows."""
    try:
        needed = [Requirement(line) for line in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:
        found = f"{name} {__version__} runs from {Path(__file__).parent} and is not installed"
        return Check(
            "packages", State.NOTE, found, "install it with pip to have its packages checked"
        )
    wanted = [r for r in needed if r.marker is None or r.marker.evaluate({"extra": ""})]
    wrong = [problem for requirement in wanted if (problem := _wrong(requirement))]
    if wrong:
        remedy = f"pip install {' '.join(repr(str(r).split(';')[0].strip()) for r, _ in wrong)}"
        return Check("packages", State.AMISS, "; ".join(said for _, said in wrong), remedy)
    return Check(
        "packages", State.WELL, f"{name} {__version__} and the {len(wanted)} that it needs"
    )


def _wrong(requirement: Requirement) -> tuple[Requirement, str] | None:
    """The requirement and what is wrong with it, if it is not met."""
    try:
        found = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return requirement, f"{requirement.name} is missing"
    if requirement.specifier.contains(found, prereleases=True):
        return None
    return requirement, f"{requirement.name} is {found}, and must be {requirement.specifier}"


def terminal(encoding: str | None) -> Check:
    """Whether names such as "Yoon Suk-yeol" and "São Paulo" can be shown.

    >>> terminal("utf-8").state
    <State.WELL: 'ok'>
    """
    if (encoding or "").lower().replace("-", "").replace("_", "") == "utf8":
        return Check("terminal", State.WELL, "UTF-8")
    remedy = "set PYTHONUTF8=1, or a UTF-8 locale: export LC_ALL=C.UTF-8"
    return Check(
        "terminal",
        State.NOTE,
        f"its encoding is {encoding or 'unknown'}, and answers are UTF-8",
        remedy,
    )


def disk(folder: Path) -> Check:
    """Whether there is room at `folder` for a graph."""
    free = shutil.disk_usage(folder).free
    found = f"{free / 2**30:.1f} GiB free"
    if free >= ENOUGH:
        return Check(f"disk at {folder}", State.WELL, found)
    state = State.NOTE if free >= LITTLE else State.AMISS
    return Check(
        f"disk at {folder}", state, found, "free some; a graph takes some 0.1 MB an article"
    )


def serving() -> Check:
    """Whether `comity serve` can bound its queries here."""
    lacking = [name for name in ("resource", "fcntl") if importlib.util.find_spec(name) is None]
    if not lacking:
        return Check("comity serve", State.WELL, "queries can be bounded here")
    remedy = "comity serve needs Linux or macOS, on Windows WSL; all else works"
    return Check(
        "comity serve", State.NOTE, f"this system has no {' and no '.join(lacking)}", remedy
    )


def browser() -> Check:
    """Whether the tests that open pages in a browser can run; comity itself needs none."""
    chromium = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    playwright = importlib.util.find_spec("playwright") is not None
    if chromium and playwright:
        return Check("browser", State.WELL, f"{chromium}, for the tests in a browser")
    lacking = " and ".join(
        name for name, there in (("Chromium", chromium), ("playwright", playwright)) if not there
    )
    return Check(
        "browser", State.NOTE, f"no {lacking}: only tests in a browser need it, and are skipped"
    )


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    whole = folder.resolve()
    return next(place for place in (whole, *whole.parents) if place.is_dir())


_REINSTALL = "install comity again: pip install --force-reinstall comity"


def _guarded(part: str, look: Callable[[], str]) -> Check:
    """The check of a part that says what it found, or fails."""
    try:
        return Check(part, State.WELL, look())
    except ComityError as error:
        return Check(part, State.AMISS, str(error), "do as the message says")
    except (ImportError, OSError, ValueError, KeyError) as error:
        said = " ".join(str(error).split())
        return Check(part, State.AMISS, f"{type(error).__name__}: {said}", _REINSTALL)


def _ontology() -> str:
    from comity.knowledge.gazetteer import load_gazetteer  # here, as all that is checked, so that
    from comity.knowledge.ontology import load_ontology  # what cannot be loaded is a finding

    ontology, gazetteer = load_ontology(), load_gazetteer()
    classes, issues, entries = map(
        len, (ontology.event_classes, ontology.issues, gazetteer.entries)
    )
    return f"{classes} event classes, {issues} issues, {entries} entries of the gazetteer"


def _model_files() -> str:
    from comity.extract import MODEL, model_files

    folder = model_files.model_folder()
    if wrong := model_files.altered(folder):
        more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        said = f"{folder} is not {MODEL} as comity was made with: {'; '.join(wrong[:_SHOWN])}{more}"
        raise ValueError(said)
    return f"{len(model_files.pins())} files of {MODEL}, as comity was made with"


def _model() -> str:
    from comity.extract import MODEL, extract, load_pipeline

    began = time.perf_counter()
    nlp = load_pipeline()
    took = time.perf_counter() - began
    read = extract(nlp, to_article(_SENTENCE, name="check.txt"))
    if "Meeting" not in {report.type for report in read.reports}:
        raise ValueError(f"{MODEL} reads no meeting in: {_SENTENCE}")
    return f"{MODEL} with spaCy {metadata.version('spacy')}: loaded in {took:.1f} s, and reads"


def _store() -> str:
    from comity.model import Knowledge
    from comity.rdf.quads import Run, to_quads
    from comity.rdf.shapes import check
    from comity.rdf.store import load_graph, write

    quads = to_quads(Knowledge((), (), (), (), (), ()), run=Run(__version__, "none"))
    with tempfile.TemporaryDirectory(prefix="comity-") as place:
        write(quads, Path(place))
        # Not held: Windows removes no folder with files that are open.
        kept = load_graph(Path(place), in_memory=False).quads()
    findings = check(kept)
    if kept != quads or findings:
        raise ValueError(
            f"{len(quads)} statements came back as {len(kept)}, with {len(findings)} findings"
        )
    return f"{len(quads)} statements written, checked by the shapes and found again"


def _graph(folder: Path) -> str:
    from comity.extract import MODEL
    from comity.extractions import files, load, made_by
    from comity.rdf.store import open_graph

    with open_graph(folder) as graph:
        count = len(graph.query("SELECT ?a { ?a a co:Article }").rows)
    told = f"{count} article{'' if count == 1 else 's'}"
    by, read = made_by(MODEL), files(folder)
    if read and (made := load(read[0]).made).rules != by.rules:
        return f"{told}, read by comity {made.version} with other rules or tables: `comity build` reads them anew"
    return told
