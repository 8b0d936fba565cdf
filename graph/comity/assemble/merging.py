"""The reports of all articles merged into events, of which those that nothing new bears on are taken over from a memo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from comity.assemble.blocks import day_of
from comity.assemble.bonds import Bonds
from comity.assemble.clusters import NO_BONDS, clusters
from comity.assemble.disputes import disputed
from comity.assemble.events import to_event
from comity.assemble.memo import NOTHING, Digests, Memo
from comity.assemble.origins import to_press
from comity.assemble.parts import within
from comity.assemble.runs import Ints
from comity.assemble.series import follows
from comity.assemble.telling import Ready, Tellings
from comity.assemble.ties import Mask, Score, Ties, scored, tie
from comity.assemble.trust import to_trust
from comity.knowledge.identity import load_identity
from comity.knowledge.ontology import load_ontology
from comity.model import Citation, Entity, Event, Report, Sentence


def merge_events(
    reports: Iterable[Report],
    citations: Sequence[Citation],
    entities: Mapping[str, Entity],
    sentences: Iterable[Sentence] = (),
    *,
    copies: Sequence[Sequence[str]] = (),
    bonds: Bonds[str] = NO_BONDS,
    named: Mapping[str, Entity] | None = None,
    digests: Mapping[str, Digests] | None = None,
    before: Memo = NOTHING,
    score: Score = scored,
) -> Memo:
    """The events that `reports` tell of, sorted by id, and what to remember of them; every report belongs to exactly one.

    `copies` are the groups of articles that are near copies, `bonds` what people have decided of reports; `named` has the
    entities by the names that labels are to give them. With the `digests` of the articles (see `memo.digests_of`), what
    stands in the memo of `before` and hangs on nothing that has changed is taken over; the result is the same without. `score`
    compares pairs; see `ties.scored`.
    """
    rules, articles = load_identity(), digests or {}
    told = sorted(reports, key=lambda r: r.id)
    make = Tellings(citations, entities, sentences, ontology=load_ontology(), identity=rules)
    tellings = Ready(make.of, told)
    names = [r.id for r in told]
    known = frozenset(before.ties.reports)
    same = _of(told, before.same(articles, 0)) & np.array([n in known for n in names], np.bool_)
    days = _days(names, tellings, same, before.ties)
    ties, touched = tie(tellings, names, days, same, rules, before.ties, score=score)
    decided = tuple(sorted(bonds.group))
    if decided or before.decided:
        either = {*decided, *before.decided}
        touched |= np.array([name in either for name in names], dtype=np.bool_)
    published = {c.id: c.published for c in citations}
    printed = {c.id: c.published.toordinal() if c.published else 0 for c in citations}
    on = np.array([printed.get(r.article, 0) for r in told], dtype=np.int64)
    groups, hanging = clusters(tellings, on, ties, touched, rules, bonds)
    groups += _left(names, hanging, before.events)
    press, ontology = to_press(citations, copies, entities), load_ontology()

    def made(group: Sequence[int]) -> Event:
        found = to_event([told[n] for n in group], published, named or entities, ontology)
        ordered = [told[n] for n in group]
        trust = to_trust(ordered, found.status, press)
        return replace(found, disputed=disputed([tellings[n] for n in group]), trust=trust)

    events = _events(
        groups, names, _of(told, before.same(articles, 1)).tolist(), before.events, made
    )
    return Memo(articles, ties, _linked(events, told), decided)


def _of(told: Sequence[Report], articles: frozenset[str]) -> Mask:
    """Which reports are of some articles."""
    return np.fromiter((r.article in articles for r in told), dtype=np.bool_, count=len(told))


def _days(names: Sequence[str], tellings: Ready, same: Mask, before: Ties) -> Ints:
    """The days of all tellings, of those that are the same as they were."""
    known = dict(zip(before.reports, before.days.tolist(), strict=True))
    return np.array(
        [
            known[name] if same_ else day_of(tellings[n])
            for n, (name, same_) in enumerate(zip(names, same.tolist(), strict=True))
        ],
        dtype=np.int64,
    )


def _left(names: Sequence[str], hanging: Mask, events: Iterable[Event]) -> list[list[int]]:
    """The groups of events on which nothing new bears, by the positions of their reports."""
    place = {name: n for n, (name, new) in enumerate(zip(names, hanging.tolist(), strict=True)) if not new}  # fmt: skip
    return [[place[r] for r in e.reports] for e in events if e.reports[0] in place]


def _events(
    groups: Iterable[Sequence[int]],
    names: Sequence[str],
    firm: Sequence[bool],
    known: Iterable[Event],
    make: Callable[[Sequence[int]], Event],
) -> list[Event]:
    """The events of the groups, sorted by id; one that is known and of reports that are firm is not made again."""
    before = {event.reports[0]: event for event in known}
    found = []
    for group in groups:
        old = before.get(names[group[0]])
        there = old is not None and all(firm[n] for n in group)
        if old is not None and there and old.reports == tuple(names[n] for n in group):
            found.append(old)
        else:
            found.append(make(group))
    return sorted(found, key=lambda e: e.id)


def _linked(events: Sequence[Event], told: Sequence[Report]) -> tuple[Event, ...]:
    """The events with those of which each is a part, and the one that each follows."""
    rows = follows(events, load_identity())
    whole = within(told, {r: e.id for e in events for r in e.reports})
    return tuple(
        event
        if (event.within, event.follows) == (whole.get(event.id, ()), rows.get(event.id))
        else replace(event, within=whole.get(event.id, ()), follows=rows.get(event.id))
        for event in events
    )
