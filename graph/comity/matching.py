"""A gold event and the report taken for it: which can match, which do, and what in them agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.gold import Gold, GoldEvent, Record

SLOTS = ("type", "actors", "recipients", "place", "date", "status", "topics")
LONGEST_EVIDENCE = 700
"""Evidence of more characters is passed over: a sentence or two may support an event, not an article."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A gold event and the report taken for it; `slots` are the shares in [0, 1] of right values."""

    gold: GoldEvent
    report: Record
    slots: Mapping[str, float]
    actors_right: bool

    @property
    def whole(self) -> bool:
        """Whether actors, place, date and status are all right."""
        exact = all(self.slots.get(slot, 1.0) == 1.0 for slot in ("place", "date", "status"))
        return self.actors_right and exact


def pair_up(gold: Gold, reports: Sequence[Record]) -> tuple[Pairing, ...]:
    """The pairs of one article that agree most, one to one, in the order of gold.

    A pair can match when its evidence overlaps, the class fits and an actor or recipient is shared.
    """
    candidates = []
    for i, event in enumerate(gold.events):
        for j, report in enumerate(reports):
            pair = _pairing(gold, event, report)
            if pair:
                weight = sum(pair.slots.values()) + pair.actors_right + 0.01 * event.required
                candidates.append((-weight, i, j, pair))
    taken: dict[int, Pairing] = {}
    used: set[int] = set()
    for _, i, j, pair in sorted(candidates, key=lambda c: c[:3]):
        if i not in taken and j not in used:
            taken[i] = pair
            used.add(j)
    return tuple(taken[i] for i in sorted(taken))


def harmonic(precision: float, recall: float) -> float:
    """The harmonic mean of two shares, 0 when both are.

    >>> harmonic(0.5, 1.0)
    0.6666666666666666
    """
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _pairing(gold: Gold, event: GoldEvent, report: Record) -> Pairing | None:
    """The two compared slot by slot; None when they cannot be the same event."""
    if not _overlap(event, report) or not event.types & {report["type"], *report.get("types", [])}:
        return None
    actors, recipients = report.get("actors") or [], report.get("recipients") or []
    wanted = event.record
    slots = {"type": 1.0 if report["type"] == wanted["type"] else 0.5}
    if wanted.get("actors"):
        slots["actors"] = _share(gold, wanted["actors"], actors)
    if wanted.get("recipients"):
        slots["recipients"] = _share(gold, wanted["recipients"], recipients)
    if not (slots.get("actors", 1.0) or slots.get("recipients", 0.0)):
        return None
    if wanted.get("place"):
        place = report.get("place") or {}
        slots["place"] = float(gold.is_entity(wanted["place"], place.get("name")))
    if wanted.get("date"):
        slots["date"] = float(_date_right(wanted, report.get("date")))
    slots["status"] = float(
        report.get("status") in {wanted["status"], *wanted.get("status_or", [])}
    )
    if wanted.get("topics"):
        topics = report.get("topics") or []
        right = [any(gold.is_topic(key, t) for t in topics) for key in wanted["topics"]]
        slots["topics"] = sum(right) / len(right)
    right_actors = not wanted.get("actors") or _actors_right(gold, wanted["actors"], actors)
    return Pairing(event, report, slots, right_actors)


def _overlap(event: GoldEvent, report: Record) -> bool:
    near = [(e["start"], e["end"]) for e in report["evidence"]]
    return any(
        start < b and a < end
        for start, end in event.spans
        for a, b in near
        if b - a <= LONGEST_EVIDENCE
    )


def _share(gold: Gold, keys: Sequence[str], values: Sequence[Record]) -> float:
    """F1 between gold entity keys and reported names."""
    names = [v["name"] for v in values]
    if not names:
        return 0.0
    right = sum(any(gold.is_entity(k, n) for k in keys) for n in names)
    found = sum(any(gold.is_entity(k, n) for n in names) for k in keys)
    return harmonic(right / len(names), found / len(keys))


def _actors_right(gold: Gold, keys: Sequence[str], values: Sequence[Record]) -> bool:
    """None is wrong, and every person is there; without persons, one body or else all the states."""
    names = [v["name"] for v in values]
    if not names or not all(any(gold.is_entity(k, n) for k in keys) for n in names):
        return False
    found = {k for k in keys if any(gold.is_entity(k, n) for n in names)}
    persons = {k for k in keys if gold.kinds[k] == "Person"}
    if persons:
        return persons <= found
    states = {k for k in keys if gold.kinds[k] == "State"}
    return bool(found - states) or states <= found


def _date_right(wanted: Record, found: Record | None) -> bool:
    """Equal at gold's precision, or inside where gold is a month, a year or an interval."""
    if not found or not found.get("start"):
        return False
    start, end = str(found["start"]), str(found.get("end") or found["start"])
    for option in [wanted["date"], *wanted.get("date_or", [])]:
        first, slash, last = str(option).partition("/")
        last = last or first
        inside = start[: len(first)] >= first and end[: len(last)] <= last
        same = start[: len(first)] == first and end[: len(last)] == last
        if same or (inside and (len(first) < len("2000-01-01") or bool(slash))):
            return True
    return False
