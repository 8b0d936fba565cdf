"""Where the reports of one event come from: those of one origin say it once, however often it is printed.

Two reports are of one origin if they stand in one article, or their articles are near copies, or are of one publisher,
or both name the same source; and so on from one to the next. A report that names as its source the publisher of
another ("Kyodo reported") is of one origin with that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from comity.assemble.certainty import is_named
from comity.assemble.unions import Unions
from comity.knowledge.certainty import load_scale
from comity.model import Citation, Entity, Report, slug

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Press:
    """What is known of articles and of those whom they name: `copy_of` gives, for a near copy, the first of its group."""

    citations: Mapping[str, Citation]
    copy_of: Mapping[str, str]
    entities: Mapping[str, Entity]


def to_press(
    citations: Sequence[Citation],
    copies: Sequence[Sequence[str]],
    entities: Mapping[str, Entity],
) -> Press:
    """The press of these articles; `copies` are groups of near copies."""
    copy_of = {article: group[0] for group in copies for article in group}
    return Press({c.id: c for c in citations}, copy_of, entities)


def origins(reports: Sequence[Report], press: Press) -> tuple[str, ...]:
    """For each report of one event, in their order, the article that stands for its origin.

    It is the one of that origin that was published first; undated ones come last, ties go by id. The cost is linear in
    the number of reports.
    """
    if len({report.article for report in reports}) == 1:
        return tuple(report.article for report in reports)
    publishers = {key for r in reports for key in _publisher(r.article, press)}
    sets = Unions[Key]()
    for report in reports:
        article = ("article", report.article)
        sets.add(article)
        for key in _ties(report, press, publishers):
            sets.add(key)
            sets.merge(article, key)
    members: dict[Key, set[str]] = defaultdict(set)
    for report in reports:
        members[sets["article", report.article]].add(report.article)
    first = {root: min(found, key=lambda a: age(a, press)) for root, found in members.items()}
    return tuple(first[sets["article", report.article]] for report in reports)


def age(article: str, press: Press) -> tuple[date, str]:
    """Articles by this key stand from the oldest to the newest, undated ones last, ties by id."""
    return press.citations[article].published or date.max, article


def _ties(report: Report, press: Press, publishers: set[Key]) -> Iterator[Key]:
    """What a report shares with those of its origin."""
    yield "copy", press.copy_of.get(report.article, report.article)
    yield from _publisher(report.article, press)
    if report.source is None or not is_named(report.source, press.entities):
        return
    yield "source", report.source
    found = press.entities.get(report.source)
    for name in (report.source,) if found is None else (found.name, *found.aliases):
        if _publishes(name) in publishers:
            yield _publishes(name)


def _publisher(article: str, press: Press) -> Iterator[Key]:
    name = (press.citations[article].publisher or "").strip()
    if name and name.casefold() not in load_scale().no_publisher:
        yield _publishes(name)


@lru_cache(maxsize=1 << 15)
def _publishes(name: str) -> Key:
    """The publisher of this name, with or without "The"."""
    return "publisher", slug(name).removeprefix("the-")
