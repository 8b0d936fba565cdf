"""A graph changed by some articles: the folder is then, byte for byte, what a build of all its articles makes."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from comity.articles import BadArticle
from comity.assemble import Assembled
from comity.curating import Log, log_of
from comity.errors import InputError, StoreError
from comity.extractions import Filed, Made, file_all
from comity.intake import DAILY, Bounds, Given, Progress, made, settle, silent, take
from comity.model import Article
from comity.parse_folder import FOLDER as PARSES
from comity.parse_folder import prune
from comity.publish import Published, publish
from comity.rdf.record import SHARED, read_manifest
from comity.rdf.swap import Stage, writing
from comity.rdf.terms import CURATIONS


@dataclass(frozen=True, slots=True)
class Change:
    """What an increment did: names of articles, sorted.

    `drawn` is the number of articles whose graphs were made anew, `articles` that of all that the graph now holds; `curated`
    is what became of people's decisions, None where the graph is as it was.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    bad: tuple[BadArticle, ...]
    articles: int
    drawn: int
    seconds: float
    curated: Assembled | None = field(default=None, repr=False)


def add(
    source: Path | str,
    *,
    output: Path,
    gazetteer: Path | None = None,
    index: Path | None = None,
    curations: Path | None = None,
    bounds: Bounds = DAILY,
    workers: int | None = None,
    progress: Progress = silent,
) -> Change:
    """Adds the articles in `source` to the graph in `output`, and says what that changed.

    The folder is then, byte for byte, what a build of all its articles makes. An article that is there already
    changes nothing; one that is there with another text or citation, or beyond the `bounds`, is left out and named.

    Raises:
        InputError: nothing is there to read, or no article could be read.
        StoreError: there is no graph, it was read by other rules or with another gazetteer, it cannot be written,
            or the shapes refuse what the articles would make of the graph. Nothing is changed then.
    """
    given = Given(source, index, gazetteer, bounds, workers)
    return _take_in(given, output, curations, progress, replace=False)


def update(
    source: Path | str,
    *,
    output: Path,
    gazetteer: Path | None = None,
    index: Path | None = None,
    curations: Path | None = None,
    bounds: Bounds = DAILY,
    workers: int | None = None,
    progress: Progress = silent,
) -> Change:
    """Brings the graph in `output` up to date with the articles in `source`, and says what that changed.

    An article with another text or citation than the one of its name replaces it; one of a new name is added; what
    the graph has beside stays. The folder is then what a build makes.

    Raises:
        InputError, StoreError: as for `add`.
    """
    given = Given(source, index, gazetteer, bounds, workers)
    return _take_in(given, output, curations, progress, replace=True)


def remove(names: Iterable[str], *, output: Path, progress: Progress = silent) -> Change:
    """Removes the articles with these names, and all that only they told, from the graph in `output`.

    The folder is then what a build of the others makes.

    Raises:
        InputError: no article has one of the names, or none would be left. Nothing is changed then.
        StoreError: there is no graph, or it cannot be written.
    """
    began = time.perf_counter()
    gone = frozenset(names)
    read_manifest(output)  # so that no folder is made where there is no graph
    log = log_of(output)
    with writing(output) as stage:
        known = held(output)
        _check_names(gone, known)
        left = {name: kept for name, kept in known.items() if name not in gone}
        done = put(left, [], stage, log, progress)
        prune(output, (kept.article for kept in done.kept))
    return _change(began, known, done, removed=gone)


def curate(*, output: Path, curations: Path | None = None, progress: Progress = silent) -> Change:
    """Makes the graph in `output` follow its decisions, or those of the file `curations`, which is copied there.

    Raises:
        InputError: the decisions cannot be read. Nothing is changed then.
        StoreError: there is no graph, or it cannot be written.
    """
    began = time.perf_counter()
    read_manifest(output)
    log = log_of(output, curations)
    with writing(output) as stage:
        known = held(output)
        done = put(known, [], stage, log, progress)
    return _change(began, known, done)


def _take_in(
    given: Given, output: Path, curations: Path | None, tell: Progress, *, replace: bool
) -> Change:
    """Takes in the articles that are new to the graph, in place of those of their name where `replace` says so."""
    began = time.perf_counter()
    read_manifest(output)  # so that no folder is made where there is no graph
    log = log_of(output, curations)
    articles, by = given.articles(), made(given.gazetteer)
    with writing(output) as stage:
        known = held(output)
        _check_made(known, by, output)
        parses = (output / PARSES).is_dir()
        stands = _standing(known, replace=replace)
        taken = take(articles, given, by, folder=output, known=stands, tell=tell, parses=parses)
        names = {kept.name for kept in taken.read}
        left = {name: kept for name, kept in known.items() if name not in names}
        changed = taken.read or _is_curated(output, log)
        done = put(left, taken.read, stage, log, tell) if changed else None
        settle(output, known.values() if done is None else done.kept)
    same = [kept.name for kept in taken.before]
    return _change(began, known, done, read=names, same=same, bad=taken.bad)


def put(
    left: Mapping[str, Filed], read: Sequence[Filed], stage: Stage, log: Log, tell: Progress
) -> Published:
    """Makes the graph of what is left and what was read now; what is left may not be refused."""
    ids = frozenset(kept.article for kept in left.values())
    return publish([*left.values(), *read], stage, log=log, settled=ids, tell=tell)


def _is_curated(folder: Path, log: Log) -> bool:
    """Whether the graph follows decisions, or is to follow some, so that they may have changed."""
    there = read_manifest(folder).files.get(SHARED[CURATIONS])
    return bool(log.curations.decisions or (there and there.quads))


def held(folder: Path) -> dict[str, Filed]:
    """What the graph in `folder` was made of, by the names of the articles.

    Raises:
        StoreError: there is no graph, or it has no extractions, or one is damaged or was changed by hand.
    """
    return {kept.name: kept for kept in file_all(folder, hashes=read_manifest(folder).hashes)}


def _check_made(known: Mapping[str, Filed], by: Made, folder: Path) -> None:
    """Raises a StoreError where something was read by other rules than those of `by`."""
    remedy = f"run `comity build <articles> -o {folder}` again with all articles"
    for name, kept in sorted(known.items()):
        if kept.made.gazetteer != by.gazetteer:
            raise StoreError(
                f"{name} in {folder} was read with another gazetteer; give --gazetteer as in the build, or {remedy}"
            )
        if kept.made != by:
            raise StoreError(
                f"{name} in {folder} was read by comity {kept.made.version} with other rules or tables; {remedy}"
            )


def _check_names(gone: frozenset[str], known: Mapping[str, Filed]) -> None:
    """Raises an InputError where an article to be removed is not there, or none would be left."""
    for name in sorted(gone - known.keys()):
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {len(known)} articles"
        raise InputError(f"no article of the graph has the name '{name}'; {hint}")
    if not gone:
        raise InputError("no article is named; give the name of at least one")
    if gone >= known.keys():
        raise InputError("no article would be left; remove the folder of the graph instead")


def _standing(
    known: Mapping[str, Filed], *, replace: bool
) -> Callable[[Article], Filed | BadArticle | None]:
    """What stands for an article: itself where it is known as it is, and no other of its name but to `replace` that."""

    def stands(article: Article) -> Filed | BadArticle | None:
        kept = known.get(article.name)
        if kept is None or kept.citation == article.citation:
            return kept
        return None if replace else _clash(article)

    return stands


def _clash(article: Article) -> BadArticle:
    problem = f"{article.name}: the graph has an article of this name with another text or citation"
    return BadArticle(article.name, f"{problem}; use `comity update` to replace it")


def _change(
    began: float,
    known: Mapping[str, Filed],
    done: Published | None,
    *,
    read: Iterable[str] = (),
    removed: Iterable[str] = (),
    same: Iterable[str] = (),
    bad: Iterable[BadArticle] = (),
) -> Change:
    refused = () if done is None else done.refused
    admitted = frozenset(read) - {article.name for article in refused}
    return Change(
        added=tuple(sorted(admitted - known.keys())),
        replaced=tuple(sorted(admitted & known.keys())),
        removed=tuple(sorted(removed)),
        unchanged=tuple(sorted(same)),
        bad=tuple(sorted([*bad, *refused], key=lambda b: (b.name, b.message))),
        articles=len(known) if done is None else len(done.kept),
        drawn=0 if done is None else len(done.drawn),
        seconds=time.perf_counter() - began,
        curated=None if done is None else done.assembled,
    )
