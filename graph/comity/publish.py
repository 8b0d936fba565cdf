"""What was read of some articles made the graph of a folder: assembled, checked and written, as far as it has changed.

Increment and build from scratch are one: everything that was read is assembled, which is quick, and of the graph
only the parts are made, checked and written that differ from those that the folder holds.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.articles import BadArticle
from comity.assemble import Assembled, assemble
from comity.assemble.memo import NOTHING as NO_MEMO
from comity.assemble.memo import Memo
from comity.assemble.ties import Score, scored
from comity.collecting import never_collected
from comity.curating import NO_LOG, Log
from comity.errors import StoreError
from comity.extractions import FOLDER, Filed, file_of
from comity.model import Knowledge
from comity.rdf.cache import follow
from comity.rdf.findings import Finding
from comity.rdf.parts import to_parts
from comity.rdf.quads import Run
from comity.rdf.record import MANIFEST, PARTS, RUN, File, Manifest, read_manifest, to_manifest
from comity.rdf.shared import build_record
from comity.rdf.swap import Stage, guarded
from comity.rdf.writing import (
    NOTHING,
    Before,
    Drawn,
    before,
    draw,
    put,
    strays,
    to_bytes,
    to_index,
    writer,
)
from comity.remembered import keep, recall

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """What a graph now holds; `drawn` are the articles whose graphs were made anew, `refused` those left out."""

    assembled: Assembled
    kept: tuple[Filed, ...]
    refused: tuple[BadArticle, ...]
    drawn: tuple[str, ...]
    manifest: Manifest

    @property
    def knowledge(self) -> Knowledge:
        """What the graph states."""
        return self.assembled.knowledge


def publish(
    told: Sequence[Filed],
    stage: Stage,
    *,
    log: Log = NO_LOG,
    settled: Collection[str] = (),
    anew: bool = False,
    doubted: bool = False,
    score: Score = scored,
    tell: Callable[[str, int, int], None],
) -> Published:
    """Makes the graph of `told` that of the stage's folder, and says what it holds.

    Articles that the shapes refuse are left out, unless their ids are among the `settled`; `log` are the decisions to follow;
    `anew` has everything made and checked, and `doubted` has every file of the graph compared with its hash, so that one that
    was damaged is written again; `score` compares pairs of tellings.

    Raises:
        StoreError: the folder cannot be written; the shapes refuse something that no single article, or a settled
            one, is to blame for. Nothing is changed then.
    """
    folder, by = stage.folder, writer()
    with guarded(folder):
        old = NOTHING if anew else before(folder, by, doubted=doubted)
        memo = NO_MEMO if anew else recall(folder)
        kept, assembled, drawn, refused = _admitted(
            told, stage, old, by, settled, log, memo, score, tell
        )
        tell("writing", 0, 1)
        files = drawn.files | _extractions(kept, stage, old)
        files[RUN] = _run(kept, assembled.knowledge, stage, old, drawn)
        files[PARTS] = put(stage, PARTS, to_index(drawn.index), old)
        put(stage, MANIFEST, to_manifest(files), old)
        log.put(stage)
        for name in strays(folder, files):
            stage.remove(name)
        stage.commit()
        _make_quick(folder, assembled.memo, memo, old, drawn)
        tell("writing", 1, 1)
    manifest = read_manifest(folder)
    return Published(assembled, tuple(kept), tuple(refused), drawn.articles, manifest)


def _make_quick(folder: Path, memo: Memo, remembered: Memo, old: Before, drawn: Drawn) -> None:
    """Keeps what makes the next change and the queries quick: the graph is written, and none of this need be there."""
    try:
        keep(memo, folder, before=remembered)
        follow(folder, old=old.manifest, delta=None if old is NOTHING else drawn.delta)
    except (OSError, StoreError) as error:
        _log.warning(
            "the graph of %s is written, but what makes it quick is not: %s", folder, error
        )


def _admitted(
    told: Sequence[Filed],
    stage: Stage,
    old: Before,
    by: str,
    settled: Collection[str],
    log: Log,
    memo: Memo,
    score: Score,
    tell: Callable[[str, int, int], None],
) -> tuple[Sequence[Filed], Assembled, Drawn, list[BadArticle]]:
    """The extractions that the shapes admit with what they make, staged, and the articles that they refuse."""
    refused: list[BadArticle] = []
    while True:
        stage.clear()
        tell("assembling", 0, 1)
        with never_collected():
            extractions = (kept.extraction() for kept in told)
            digests = {kept.article: kept.sha256 for kept in told}
            assembled = assemble(
                extractions, log.curations, digests=digests, before=memo, score=score
            )
            parts = to_parts(assembled.knowledge)
            tell("assembling", 1, 1)
            drawn = draw(parts, stage, by=by, old=old, tell=tell)
        if not drawn.findings:
            return told, assembled, drawn, refused
        own = [f for f in drawn.findings if not parts.is_shared(f.node)]
        blamed = _blamed(told, own or drawn.findings, settled)
        refused += [BadArticle(name, str(finding)) for name, finding in sorted(blamed.items())]
        told = [kept for kept in told if kept.name not in blamed]


def _blamed(
    told: Sequence[Filed], findings: Sequence[Finding], settled: Collection[str]
) -> Mapping[str, Finding]:
    """The articles to leave out, each with its first finding.

    What is wrong in what articles share is looked at only where nothing is wrong in what one alone told.

    Raises:
        StoreError: there are none, all are, or one is settled.
    """
    names = {kept.name: kept.article for kept in told}
    blamed = {f.article: f for f in reversed(findings) if f.article in names}
    if not blamed or len(blamed) == len(names):
        raise StoreError(f"the shapes refuse the graph: {findings[0]}")
    for name, finding in sorted(blamed.items()):
        if names[name] in settled:
            raise StoreError(f"the change would break what the graph has of {name}: {finding}")
    return blamed


def _extractions(told: Sequence[Filed], stage: Stage, old: Before) -> dict[str, File]:
    """The files of the extractions, staged where they are not there as they are."""
    files = {}
    for kept in told:
        name = f"{FOLDER}/{file_of(kept.article)}"
        files[name] = File(kept.sha256, kept.bytes)
        if old.manifest.files.get(name) != files[name] or kept.path != stage.folder / name:
            shutil.copyfile(kept.path, stage.place(name))
    return files


def _run(
    told: Sequence[Filed], knowledge: Knowledge, stage: Stage, old: Before, drawn: Drawn
) -> File:
    """The file of the run, which is that of the program that read the articles."""
    made = told[0].made
    run = Run(version=made.version, model=made.model)
    quads = build_record(run.id, run.version, run.model, knowledge.citations)
    return put(stage, RUN, to_bytes(sorted(set(quads), key=str)), old, drawn.delta)
