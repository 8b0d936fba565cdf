"""From a read Doc with its trace to the plain records of an explanation."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

import spacy.tokens

from comity.explanation import DateFound, Explanation, Passed, SentenceRead, Telling
from comity.extract.markup import marked, tree
from comity.extract.phrases import characters
from comity.extract.reading import read, sentences_of, tellings
from comity.extract.records import Candidate, Dropped
from comity.extract.spacing import moved
from comity.extract.text import BODY
from comity.extract.tokens import Doc, doc_of
from comity.model import Article, Mention, Span

_T = TypeVar("_T")


def to_explanation(
    parsed: spacy.tokens.Doc | Doc, article: Article, *, markup: bool = False
) -> Explanation:
    """Why a parsed doc was read as it was; its trace tells what was dropped, and is empty unless it was asked for."""
    doc = doc_of(parsed)
    shown = doc._.article or article
    found = _explained(doc, shown, markup=markup)
    return found if shown.text == article.text else moved(found, article)


def _explained(doc: Doc, article: Article, *, markup: bool) -> Explanation:
    extraction = read(doc, article)
    kept = tellings(doc)
    reports = {r.trigger.start: r.id for r in extraction.reports}
    told = _by_sentence(doc, ((t.trigger, t) for t in _told(doc, kept, reports)))
    passed = _by_sentence(doc, ((p.span, p) for p in _passed(doc, kept)))
    mentions = _by_sentence(doc, ((m.span, m) for m in _mentions(doc)))
    dates = _by_sentence(doc, ((d.span, d) for d in _dates(doc)))
    found = [
        SentenceRead(
            sentence=sentence,
            zone=doc._.zone_of[tokens.start] or "",
            mentions=tuple(mentions[sentence.index]),
            dates=tuple(dates[sentence.index]),
            tellings=tuple(told[sentence.index]),
            claims=tuple(c.id for c in extraction.claims if sentence.id in c.sentences),
            passed=tuple(passed[sentence.index]),
        )
        for sentence, tokens in zip(sentences_of(doc, article), doc.sents, strict=True)
        if sentence.text
    ]
    entities = tuple(sorted(doc._.entities.values(), key=lambda e: e.id))
    names = {e.id: e for e in (*entities, *extraction.entities)}
    if markup:
        found = [
            replace(s, marked=marked(s, names, article.text), tree=tree(doc, s)) for s in found
        ]
    return Explanation(extraction, tuple(names[key] for key in sorted(names)), tuple(found))


def _by_sentence(doc: Doc, items: Iterable[tuple[Span, _T]]) -> defaultdict[int, list[_T]]:
    """The items by the number of the sentence in which their span begins, in the order of the text."""
    starts = [s.start_char for s in doc.sents]
    found: defaultdict[int, list[_T]] = defaultdict(list)
    for span, item in sorted(items, key=lambda x: x[0]):
        found[bisect_right(starts, span.start) - 1].append(item)
    return found


def _told(doc: Doc, kept: tuple[Candidate, ...], reports: dict[int, str]) -> Iterator[Telling]:
    """Every place at which an event is told, also where a further telling was put into it."""
    rules = {d.start: d.rule for d in doc._.trace or ()}
    rules |= {c.trigger: c.rule for c in doc._.candidates}
    for candidate in kept:
        report = reports[doc[candidate.trigger].idx]
        span = characters(doc, candidate.trigger, candidate.trigger_end)
        yield Telling(report, span, candidate.rule, True)
        for other in candidate.others:
            yield Telling(report, characters(doc, other, other + 1), rules.get(other, ""), False)


def _passed(doc: Doc, kept: tuple[Candidate, ...]) -> Iterator[Passed]:
    """What the components dropped, and the candidates that became neither a report nor part of one; each word once."""
    told = {trigger for c in kept for trigger in (c.trigger, *c.others)}
    last = {d.start: d for d in doc._.trace or ()}
    last |= {c.trigger: _left(doc, c) for c in doc._.candidates if c.trigger not in told}
    for dropped in last.values():
        if dropped.start not in told:
            into = None if dropped.into is None else characters(doc, dropped.into, dropped.into + 1)
            span = characters(doc, dropped.start, dropped.end)
            yield Passed(span, dropped.rule, dropped.reason, into)


def _left(doc: Doc, candidate: Candidate) -> Dropped:
    zone = doc._.zone_of[candidate.trigger]
    headline = zone != BODY and candidate.arguments
    reason = (
        f"a {zone} adds to what the body tells, and the body does not tell this"
        if headline
        else "nobody takes part, and no event told before is meant"
    )
    return Dropped(candidate.trigger, candidate.trigger_end, candidate.rule, reason)


def _mentions(doc: Doc) -> list[Mention]:
    found = {
        Mention(characters(doc, r.start, r.end), entity, r.kind)
        for r in doc._.references
        for entity in r.entities or ((r.place,) if r.place else ())
    }
    return sorted(found, key=lambda m: (m.span, m.entity, m.kind))


def _dates(doc: Doc) -> Iterator[DateFound]:
    for dated in doc._.dates:
        yield DateFound(characters(doc, dated.start, dated.end), dated.when, dated.relation)
