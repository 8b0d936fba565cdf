"""All that the articles say together, with what people have decided, and which of their decisions do not apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from comity.assemble.bound import bound
from comity.assemble.certainty import with_certainty
from comity.assemble.copies import near_copies
from comity.assemble.curation import Settled, named, settle
from comity.assemble.docket import Problem
from comity.assemble.entities import merge_entities, renamed_entity
from comity.assemble.holding import hold
from comity.assemble.issues import merge_issues
from comity.assemble.memo import NOTHING, Memo, digest_of, digests_of
from comity.assemble.merging import merge_events
from comity.assemble.outcome import to_curations, undone
from comity.assemble.persons import who_is_who
from comity.assemble.renaming import renamed
from comity.assemble.spots import Local
from comity.assemble.ties import Score, scored
from comity.curations import NONE, Curations, Decision
from comity.model import Extraction, Knowledge


@dataclass(frozen=True, slots=True)
class Assembled:
    """What is known, the decisions that do not apply as they say, and those on articles that are not at hand.

    `names` gives, by article, the ids that hold across articles for those of its own that differ.
    `memo` is what to hand in when these articles, or most of them, are put together again.
    """

    knowledge: Knowledge
    problems: tuple[Problem, ...] = ()
    absent: tuple[Decision, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    memo: Memo = field(default=NOTHING, compare=False, repr=False)


def assemble(
    extractions: Iterable[Extraction],
    curations: Curations = NONE,
    *,
    digests: Mapping[str, str] | None = None,
    before: Memo = NOTHING,
    score: Score = scored,
) -> Assembled:
    """As `merge`, with what is to be said of the decisions.

    With the `digests` of the extractions, by article, the result has a memo, by which the next time is quicker: what stands
    in the memo of `before` and hangs on nothing that has changed is taken over. The result is the same without. `score`
    compares pairs of tellings; see `ties.scored`.
    """
    held = hold(extractions, mentions=bool(curations.decisions))
    settled = settle(held.extractions, curations)
    names = _names(settled)

    def canonical(local: Local) -> str:
        return names.get(local[0], {}).get(local[1], local[1])

    called, namings, clashes = named(settled, canonical)
    applied = (*settled.applied, *namings)
    given = None if digests is None else _given(held.extractions, settled, digests)
    copies = near_copies(held.signed)
    knowledge, memo = _knowledge(settled, names, called, copies, given, before, score)
    failed = undone(applied, knowledge, canonical)
    found = to_curations(applied, knowledge, canonical, leave_out=failed.keys())
    problems = {*settled.problems, *clashes, *failed.values()}
    known = replace(knowledge, curations=found)
    return Assembled(known, tuple(sorted(problems)), settled.absent, names, memo)


def _given(
    read: Mapping[str, Extraction], settled: Settled, digests: Mapping[str, str]
) -> Mapping[str, str]:
    """The digests of the extractions as the decisions have them."""
    return {
        key: digests[key] if e is read[key] else digest_of(e)
        for key, e in settled.extractions.items()
    }


def _names(settled: Settled) -> Mapping[str, Mapping[str, str]]:
    """By article, the identifiers that hold across articles for those of its own that differ."""
    extractions = settled.extractions.values()
    people, others = who_is_who(extractions, settled.actors), bound(extractions, settled.actors)
    return {key: {**others.get(key, {}), **people.get(key, {})} for key in {*people, *others}}


def _knowledge(
    settled: Settled,
    names: Mapping[str, Mapping[str, str]],
    called: Mapping[str, str],
    copies: tuple[tuple[str, ...], ...],
    given: Mapping[str, str] | None,
    before: Memo,
    score: Score,
) -> tuple[Knowledge, Memo]:
    every = {key: renamed(e, names.get(key, {})) for key, e in settled.extractions.items()}
    ordered = tuple(every.values())
    known = {e.id: e for e in merge_entities(e for x in ordered for e in x.entities)}
    preferred = {i: renamed_entity(e, called.get(i, e.name)) for i, e in known.items()}
    told = sorted((r for e in ordered for r in e.reports), key=lambda r: r.id)
    reports = with_certainty(told, known)
    citations = tuple(e.citation for e in ordered)
    sentences = tuple(sorted((s for e in ordered for s in e.sentences), key=lambda s: s.id))
    digests = None if given is None else digests_of(every, given, names, known, preferred, copies)
    memo = merge_events(
        reports,
        citations,
        known,
        sentences,
        copies=copies,
        bonds=settled.events,
        named=preferred,
        digests=digests,
        before=before,
        score=score,
    )
    knowledge = Knowledge(
        citations=citations,
        entities=tuple(preferred.values()),
        sentences=sentences,
        reports=reports,
        claims=tuple(sorted((c for e in ordered for c in e.claims), key=lambda c: c.id)),
        events=memo.events,
        issues=merge_issues(issue for e in ordered for issue in e.issues),
        copies=copies,
    )
    return knowledge, memo
