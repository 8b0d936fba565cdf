"""What it costs to put reports together: time and memory as their number doubles.

    python tests/benchmarks/assembly.py [--articles 1000 2000 5000 10000 20000] [--rounds 5] [--json FILE]

The reports are drawn by chance (with a fixed seed) like those of the news: few states are in most of them (Zipf's law), an event
is told by two or three articles on the days after it, some tellings leave out a party, the place or the day. They span as many
months as there are reports for at a steady flow, which is how a collection grows. An article has twelve reports, as the seeds have.
Each size has a process of its own; those of more than 2,000 articles run once.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context

from measuring import Lap, Row, Table, arguments, finish, peak, row, timed

from comity.assemble import merge
from comity.model import (
    Entity,
    Extraction,
    Knowledge,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    When,
    digest,
    to_article,
)

STATES, PEOPLE, PLACES = 120, 900, 300
PER_ARTICLE, PER_DAY = 12, 60
KINDS = ("Meeting", "Visit", "Call", "Statement", "Accusation", "Request", "Agreement", "Sanction", "Assault", "WeaponsTest")  # fmt: skip
FIRST = date(2020, 1, 1)
SIZES = (1_000, 2_000, 5_000)
MANY = 2_000


def main() -> None:
    """A row for each size, beside the size before it."""
    parser = arguments(__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=list(SIZES), metavar="N")
    given = parser.parse_args()
    sizes = sorted(given.articles)
    found: dict[int, list[Merged]] = {size: [] for size in sizes}
    with ExitStack() as held:
        pools = {size: held.enter_context(get_context("spawn").Pool(1)) for size in sizes}
        for pool in pools.values():
            pool.apply(merged, (20,))  # what is loaded when it is first asked for
        for number in range(given.rounds):
            for size in sizes[:: -1 if number % 2 else 1]:
                if size <= MANY or not number:
                    found[size].append(pools[size].apply(merged, (size,)))
    rows: list[Row] = []
    for before, size in zip((None, *sizes), sizes, strict=False):
        laps = [f.lap for f in found[size]]
        base = [f.lap for f in found[before]][: len(laps)] if before else None
        one = found[size][-1]
        what = f"{size:,} articles, {one.reports:,} reports, {one.events:,} events"
        asked = f"putting the reports of {size:,} articles together, beside {before:,}" if before and size <= MANY else ""  # fmt: skip
        rows.append(replace(row(what, laps, base), peak=one.peak, question=asked))
    note = "The ratio is that to the row above: with twice the articles, 2 is growth with their number."
    finish(Table("Putting reports together", tuple(rows), (note,)), given.json)


@dataclass(frozen=True, slots=True)
class Merged:
    """What it cost to put the reports of so many articles together; `peak` is the memory of the process, in MB."""

    lap: Lap
    reports: int
    events: int
    peak: float


def merged(articles: int) -> Merged:
    """Puts them together."""
    told = list(extractions(articles * PER_ARTICLE, random.Random(1)))
    known: list[Knowledge] = []
    lap = timed(lambda: known.append(merge(told)))
    return Merged(lap, len(known[0].reports), len(known[0].events), peak())


def extractions(reports: int, chance: random.Random) -> Iterator[Extraction]:
    """Articles with `reports` reports in all."""
    entities = {e.id: e for e in _entities(chance)}
    waiting: list[tuple[date, Report]] = []
    number = told = 0
    day = FIRST
    while told < reports:
        for _ in range(PER_DAY):
            waiting += _tellings(day, chance, number)
            number += 1
        due = [w for w in waiting if w[0] <= day]
        waiting = [w for w in waiting if w[0] > day]
        due = due[: reports - told]
        told += len(due)
        yield from _articles(day, [r for _, r in due], entities, chance)
        day += timedelta(1)


def _entities(chance: random.Random) -> Iterator[Entity]:
    codes = [f"{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}X" for n in range(STATES)]
    for code in codes:
        yield Entity(f"state/{code.lower()}", "State", f"State {code}", code=code)
    for n in range(PEOPLE):
        yield Entity(
            f"person/given{n}-family{n}",
            "Person",
            f"Given{n} Family{n}",
            code=codes[_zipf(STATES, chance)],
        )
    for n in range(PLACES):
        yield Entity(f"place/town-{n}", "Place", f"Town{n}", code=codes[_zipf(STATES, chance)], wikidata=f"Q{n}")  # fmt: skip


def _zipf(size: int, chance: random.Random) -> int:
    """A number below `size`, small ones more often: that of rank r about 1/r as often."""
    return min(int(size ** chance.random()) - 1, size - 1)


def _tellings(day: date, chance: random.Random, number: int) -> Iterator[tuple[date, Report]]:
    """One event as two or three articles tell it, with the days on which they do."""
    type_ = chance.choice(KINDS)
    use_people = chance.random() < 0.6
    pool, size = ("person", PEOPLE) if use_people else ("state", STATES)
    one, other = (_name(pool, _zipf(size, chance)) for _ in range(2))
    place = f"place/town-{_zipf(PLACES, chance)}" if chance.random() < 0.6 else None
    for _ in range(chance.choice((1, 2, 2, 3, 4))):
        dated = chance.random() < 0.75
        names = [one] if chance.random() < 0.15 else [one, other]
        told_on = day + timedelta(chance.choice((0, 1, 1, 2, 5)))
        yield told_on, Report(
            id="",
            article="",
            type=type_,
            participants=tuple(Participant(n, Role.RECIPIENT if i and type_ != "Meeting" else Role.ACTOR, Span(0, 1)) for i, n in enumerate(dict.fromkeys(names))),
            place=place if chance.random() < 0.7 else None,
            when=When(day, day, Precision.DAY, "that day") if dated else None,
            status=Status.OCCURRED,
            topics=(),
            source=None,
            sentences=(),
            rule="made:up",
            trigger=Span(0, 1),
            trigger_text=type_.lower(),
            confidence=0.8,
            quote=" ".join(f"word{(number * 7 + k) % 5000}" for k in range(12)),
        )  # fmt: skip


def _name(pool: str, n: int) -> str:
    if pool == "person":
        return f"person/given{n}-family{n}"
    return f"state/{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}x"


def _articles(
    day: date, reports: list[Report], entities: dict[str, Entity], chance: random.Random
) -> Iterator[Extraction]:
    """The reports of a day in articles of a dozen each."""
    chance.shuffle(reports)
    for start in range(0, len(reports), PER_ARTICLE):
        article = to_article(f"{day} {start}", name=f"{day}-{start}.txt", published=day).citation
        sentence = Sentence(f"sentence/{article.id.removeprefix('article/')}-0", article.id, 0, Span(0, 9), "It was told.")  # fmt: skip
        own = tuple(
            sorted(
                (
                    replace(r, id=f"report/{digest(article.id, str(n))}", article=article.id, sentences=(sentence.id,))
                    for n, r in enumerate(reports[start : start + PER_ARTICLE])
                ),
                key=lambda r: r.id,
            )
        )  # fmt: skip
        used = {p.entity for r in own for p in r.participants} | {r.place for r in own if r.place}
        yield Extraction(
            article, tuple(entities[e] for e in sorted(used)), (sentence,), (), own, ()
        )


if __name__ == "__main__":
    main()
