"""How well a graph tells what careful readers found: precision, recall and F1 against gold.

Missing an event that gold does not require costs nothing, and finding it neither. `matching` says which
report is taken for which gold event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePath

from comity.gold import Gold, GoldEvent, Record, fold, load_gold
from comity.matching import SLOTS, Pairing, harmonic, pair_up


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found, what was reported beyond gold, and what was missed."""

    found: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """found / (found + extra); 0 when nothing was reported."""
        return self.found / ((self.found + self.extra) or 1)

    @property
    def recall(self) -> float:
        """found / (found + missed); 0 when gold has nothing."""
        return self.found / ((self.found + self.missed) or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when both are."""
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Scored:
    """One article scored: the pairs, and what found no partner."""

    gold: Gold
    pairs: tuple[Pairing, ...]
    extra: tuple[Record, ...]
    missed: tuple[GoldEvent, ...]
    bad_quotes: int

    @property
    def counts(self) -> Counts:
        """Required events found, reports beyond gold, required events missed."""
        return Counts(sum(p.gold.required for p in self.pairs), len(self.extra), len(self.missed))


def evaluate(events: Sequence[Record], *, gold: Path, articles: Path) -> tuple[Scored, ...]:
    """Each gold article scored against the rows of `export.events`.

    Raises:
        InputError: a gold file or an article's text cannot be read.
    """
    return tuple(_scored(g, _of(g, events)) for g in load_gold(gold, articles=articles))


def to_record(
    scored: Sequence[Scored], *, offices: Sequence[Record], clusters: Sequence[Sequence[str]]
) -> dict[str, object]:
    """The figures as one record, three decimals each: events, full, slots, merging and offices."""
    total = _sum([s.counts for s in scored])
    required = [p for s in scored for p in s.pairs if p.gold.required]
    whole = sum(p.whole for p in required)
    partly = len(required) - whole
    full = Counts(whole, partly + total.extra, partly + total.missed)
    record: dict[str, object] = {
        "events": {
            **_figures(total),
            "found": total.found,
            "extra": total.extra,
            "missed": total.missed,
        },
        "full": _figures(full),
        "slots": {
            slot: _mean([p.slots[slot] for p in required if slot in p.slots]) for slot in SLOTS
        },
        "quotes_not_in_article": sum(s.bad_quotes for s in scored),
    }
    if clusters:
        record["merging"] = _merging(scored, clusters)
    record["offices"] = _offices([s.gold for s in scored], offices)
    return record


def notes(scored: Scored) -> list[str]:
    """What went wrong in one article, a line each: missed, extra, and matched with wrong slots."""
    lines = [
        f"missed  {e.record['type']} {e.id} | {e.record['evidence'][0][:90]}" for e in scored.missed
    ]
    for report in scored.extra:
        actors = ", ".join(a["name"] for a in report["actors"]) or "nobody"
        quote = report["evidence"][0]["quote"][:90] if report["evidence"] else ""
        lines.append(f"extra   {report['type']} by {actors} | {quote}")
    for pair in scored.pairs:
        weak = [f"{slot} {share:.2f}" for slot, share in pair.slots.items() if share < 0.99]
        if weak:
            lines.append(f"partly  {pair.gold.record['type']} {pair.gold.id} | {', '.join(weak)}")
    return lines


def _of(gold: Gold, rows: Iterable[Record]) -> list[Record]:
    return [row for row in rows if PurePath(row["article"]).name == gold.article]


def _scored(gold: Gold, reports: Sequence[Record]) -> Scored:
    pairs = pair_up(gold, reports)
    met = {id(pair.gold) for pair in pairs}
    used = {id(pair.report) for pair in pairs}
    return Scored(
        gold=gold,
        pairs=pairs,
        extra=tuple(r for r in reports if id(r) not in used),
        missed=tuple(e for e in gold.events if e.required and id(e) not in met),
        bad_quotes=sum(
            gold.text[e["start"] : e["end"]] != e["quote"] for r in reports for e in r["evidence"]
        ),
    )


def _merging(scored: Sequence[Scored], clusters: Sequence[Sequence[str]]) -> dict[str, object]:
    """How far pairs of matched events of different articles are rightly one event or two."""
    group = {member: n for n, members in enumerate(clusters) for member in members}
    merged = {
        f"{s.gold.article.split('_')[0]}/{p.gold.id}": p.report.get("event")
        for s in scored
        for p in s.pairs
    }
    right = joined = 0
    for a, b in combinations(sorted(merged), 2):
        if a.split("/")[0] == b.split("/")[0]:
            continue
        one = merged[a] is not None and merged[a] == merged[b]
        joined += one
        right += one and a in group and group[a] == group.get(b)
    pairs = sum(len(members) * (len(members) - 1) // 2 for members in clusters)
    counts = Counts(right, joined - right, pairs - right)
    return {**_figures(counts), "pairs_in_gold": pairs}


def _offices(golds: Iterable[Gold], rows: Sequence[Record]) -> dict[str, object]:
    """The share of required offices that are reported, and the number of rows that gold does not have."""
    found = needed = wrong = 0
    for gold in golds:
        mine = _of(gold, rows)
        right = [row for row in mine if office_right(gold, row)]
        required = [o for o in gold.offices if o.get("required", True)]
        found += sum(any(_held_by(gold, o, row) for row in right) for o in required)
        needed += len(required)
        wrong += len(mine) - len(right)
    recall = round(found / needed, 3) if needed else None
    return {"recall": recall, "wrong": wrong, "in_gold": needed}


def office_right(gold: Gold, row: Record) -> bool:
    """Whether gold has the office of a row of `export.offices`: person, state or body, and title."""
    return any(_holds(gold, office, row) for office in gold.offices)


def _holds(gold: Gold, office: Record, row: Record) -> bool:
    a, b = fold(office["title"]), fold(row["title"])
    return _held_by(gold, office, row) and (a in b or b in a)


def _held_by(gold: Gold, office: Record, row: Record) -> bool:
    return gold.is_entity(office["person"], row["person"]) and gold.is_entity(
        office["of"], row["of"]
    )


def _sum(counts: Sequence[Counts]) -> Counts:
    return Counts(
        sum(c.found for c in counts), sum(c.extra for c in counts), sum(c.missed for c in counts)
    )


def _figures(counts: Counts) -> dict[str, float]:
    return {name: round(getattr(counts, name), 3) for name in ("precision", "recall", "f1")}


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None
