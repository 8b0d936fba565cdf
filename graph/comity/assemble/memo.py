"""What assembly remembers of the last time, so that what has not changed is not put together again.

By article there stand two digests of all that decides what is found: one of what decides how its reports compare with others,
one of what decides, beside that, what an event of its reports shows. What hangs on articles whose digests are the same is
taken over, so the result is the same with a memo and without; a memo of quite other articles does no harm and no good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from comity.assemble.ties import NONE, Ties
from comity.model import Entity, Event, Extraction

Digests = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Memo:
    """The digests of each article, the ties of its reports, the events, and the reports on which people have decided."""

    articles: Mapping[str, Digests] = field(default_factory=dict)
    ties: Ties = NONE
    events: tuple[Event, ...] = ()
    decided: tuple[str, ...] = ()

    def same(self, articles: Mapping[str, Digests], which: int) -> frozenset[str]:
        """The articles whose first (0), or both (1), digests are what they were."""
        known = self.articles
        end = which + 1
        return frozenset(a for a, d in articles.items() if a in known and known[a][:end] == d[:end])


NOTHING = Memo()


def digests_of(
    extractions: Mapping[str, Extraction],
    given: Mapping[str, str],
    names: Mapping[str, Mapping[str, str]],
    entities: Mapping[str, Entity],
    named: Mapping[str, Entity],
    copies: Sequence[Sequence[str]],
) -> dict[str, Digests]:
    """By article, the digests of all that assembly makes its part of the events of.

    `extractions` have the identifiers that hold across articles, `given` are digests of what was read of each, `names` the
    identifiers that it got; `named` are the `entities` by the names that labels show.
    """
    compared = {i: f"{e.id}|{e.code}|{e.name}|{e.wikidata}" for i, e in entities.items()}
    shown = {i: f"{compared[i]}|{e.type}|{e.aliases}|{named[i].name}" for i, e in entities.items()}
    copy_of = {article: group[0] for group in copies for article in group}
    found = {}
    for article, extraction in extractions.items():
        about = sorted(_about(extraction))
        one = _digest(
            [
                given[article],
                *(f"{own}>{new}" for own, new in sorted(names.get(article, {}).items())),
                *(compared.get(i, i) for i in about),
            ]
        )
        other = _digest([copy_of.get(article, ""), *(shown.get(i, i) for i in about)])
        found[article] = one, other
    return found


def _about(extraction: Extraction) -> set[str]:
    """All that the reports of an article lead to."""
    found = {p.entity for report in extraction.reports for p in report.participants}
    for report in extraction.reports:
        found.update(x for x in (report.place, report.source) if x is not None)
    return found


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def digest_of(extraction: Extraction) -> str:
    """A digest of what was read of an article, or of what people have made of it."""
    return _digest([repr(extraction)])
