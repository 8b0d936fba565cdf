"""How much speaks for two tellings being of one event: points added up, or None where something rules it out."""

from __future__ import annotations

from collections.abc import Mapping

from comity.assemble.telling import Telling
from comity.knowledge.identity import Identity, Words
from comity.model import Status

_LONG = 62
_YEAR = 366
_NEAR = 3


def likeness(a: Telling, b: Telling, rules: Identity) -> float | None:
    """The points for one event, None when it cannot be: other kinds, parties, days or roles; symmetrical."""
    if a.kind is not b.kind:
        return None
    who = _who(a, b, rules)
    if who is None:
        return None
    when = _when(a, b, rules)
    if when is None:
        return None
    what = _what(a, b, rules)
    if what is None:
        return None
    return who + when + what + _where(a, b, rules.points)


def to_points(a: Telling, b: Telling, rules: Identity) -> float | None:
    """The points of two tellings; those of one article are taken for two events unless both are dated alike."""
    if a.report.article == b.report.article and not told_twice(a, b):
        return None
    return likeness(a, b, rules)


def apart(a: Telling, b: Telling, rules: Identity) -> bool:
    """Whether two tellings cannot be of one event, whatever else ties them to others of it.

    One article is taken to tell of two events where it tells twice, unless both are dated alike.
    """
    if a.report.article == b.report.article and not told_twice(a, b):
        return True
    return a.kind is not b.kind or _when(a, b, rules) is None or _people_differ(a, b)


def told_twice(a: Telling, b: Telling) -> bool:
    """Whether one article tells the same of one day in two places, which its reading left apart."""
    if a.kind.words:
        return False
    dated = a.first is not None and (a.first, a.last) == (b.first, b.last)
    on_line = a.report.type in b.line or b.report.type in a.line
    if not dated or not on_line or a.everyone != b.everyone:
        return False
    places = {t.report.place for t in (a, b) if t.report.place}
    one_place = len(places) < 2 or any(p.startswith("state/") for p in places)
    return one_place and (bool(a.everyone) or a.sides == b.sides)


def _who(a: Telling, b: Telling, rules: Identity) -> float | None:
    points = rules.points
    if a.vague or b.vague:
        return points["unnamed"]
    common = a.sides & b.sides
    if not common or _people_differ(a, b) or (a.kind.directed and _roles_differ(a, b)):
        return None
    nested = a.sides <= b.sides or b.sides <= a.sides
    if not nested and not a.kind.open and len(common) < 2:
        return None
    shared = a.everyone & b.everyone
    if shared and a.everyone == b.everyone:
        found = points["same_people"] if len(shared) > 1 else points["same_person"]
    elif shared:
        found = points["shared_people"]
    elif a.sides == b.sides:
        found = points["same_sides"] if len(common) > 1 else points["same_side"]
    else:
        found = points["shared_sides"] if len(common) > 1 else points["shared_side"]
    return found + (points["same_body"] if a.bodies & b.bodies else 0.0)


def _people_differ(a: Telling, b: Telling) -> bool:
    """Whether both name people of one side and none of them is the same."""
    if a.kind.open or not a.people or not b.people:
        return False
    for side, people in a.people.items():
        others = b.people.get(side)
        if others is not None and people.isdisjoint(others):
            return True
    return False


def _roles_differ(a: Telling, b: Telling) -> bool:
    """Whether both tell who acts, or who is acted on, and differ, or one has acting whom the other has not."""
    if any(
        one and other and one.isdisjoint(other)
        for one, other in ((a.acting, b.acting), (a.suffering, b.suffering))
    ):
        return True
    return bool((a.acting & b.suffering) - b.acting or (b.acting & a.suffering) - a.acting)


def _when(a: Telling, b: Telling, rules: Identity) -> float | None:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return _undated(a, b, rules)
    points = rules.points
    if _plan_after(a, b) or _plan_after(b, a):
        return None
    gap = _gap(a, b)
    if gap <= 0:
        if (a.first, a.last) == (b.first, b.last):
            return points["same_day"] if a.width <= 1 else points["same_interval"]
        if max(a.width, b.width) <= 1:
            return points["same_day"]
        if max(a.width, b.width) <= _LONG:
            return points["within_month"]
        return points["within_year"] if max(a.width, b.width) <= _YEAR else None
    if gap <= a.kind.days and max(a.width, b.width) <= _NEAR:
        return points["near_day"]
    return _moved(a, b, rules)


def _gap(a: Telling, b: Telling) -> int:
    """The days between two dates; 0 or less where they share a day."""
    return max(a.first or 0, b.first or 0) - min(a.last or 0, b.last or 0)


def _moved(a: Telling, b: Telling, rules: Identity) -> float | None:
    """The points where one is a plan for another day than that of the other, which is told later."""
    plan, held = (a, b) if _is_earlier_plan(a, b) else (b, a)
    if not _is_earlier_plan(plan, held) or plan.kind.words is Words.NEEDED:
        return None
    if a.moved or b.moved:
        return rules.points["moved"]
    gap = _gap(a, b)
    elsewhere = _where(a, b, rules.points) < 0
    return None if elsewhere or gap > plan.kind.memory else rules.points["other_plan"]


def _is_earlier_plan(plan: Telling, other: Telling) -> bool:
    """Whether a plan was told before the other was, and before it took place."""
    if not plan.ahead or plan.told is None or other.told is None or plan.told > other.told:
        return False
    return other.last is None or other.last >= plan.told - 1


def _plan_after(plan: Telling, held: Telling) -> bool:
    """Whether a plan was told only after the other was over, for a later time."""
    if not plan.ahead or held.ahead or plan.told is None or held.last is None or plan.last is None:
        return False
    return plan.told > held.last + 1 and plan.last > held.last + held.kind.days


def _undated(a: Telling, b: Telling, rules: Identity) -> float | None:
    """The points where one has no date, or neither: by the days on which they are told."""
    points = rules.points
    if a.told is None or b.told is None:
        return points["both_undated_far"] if a.kind.memory > _YEAR else None
    if a.first is None and b.first is None:
        distance = abs(a.told - b.told)
        if distance > a.kind.memory:
            return None
        return points["undated_near" if distance <= _NEAR else "both_undated_far"]
    dated, bare = (b, a) if a.first is None else (a, b)
    if dated.width > _YEAR:  # an era, which needs no date to be known
        return points["undated"]
    days = _distance(dated, bare)
    if days is None or days > a.kind.memory:
        return None
    return points["undated_near" if days <= _NEAR else "undated"]


def _distance(dated: Telling, bare: Telling) -> int | None:
    """How many days lie between an event and where one without a date is told, None on the wrong side of it."""
    if dated.first is None or dated.last is None or bare.told is None:
        return None
    if bare.ahead:
        return None if dated.last < bare.told - 1 else max(0, dated.first - bare.told)
    if bare.report.status is Status.DENIED:
        return max(0, dated.first - bare.told, bare.told - dated.last)
    return None if dated.first > bare.told + 1 else max(0, bare.told - dated.last)


def _where(a: Telling, b: Telling, points: Mapping[str, float]) -> float:
    one, other = a.report.place, b.report.place
    if one is None or other is None:
        return 0.0
    if other_place(a, b):
        return points["other_place"]
    if one == other or a.place_words <= b.place_words or b.place_words <= a.place_words:
        return points["same_place"]
    within = a.place_state is not None and a.place_state == b.place_state
    in_state = within and (one.startswith("state/") or other.startswith("state/"))
    return points["place_within"] if in_state or a.place_words & b.place_words else 0.0


def other_place(a: Telling, b: Telling) -> bool:
    """Whether two tellings give places of which neither lies in the other.

    A place that no gazetteer has, such as a palace or a river bank, may lie in any town; a town lies in its state.
    """
    one, other = a.report.place, b.report.place
    if one is None or other is None or one == other or a.place_words & b.place_words:
        return False
    if one.startswith("state/") or other.startswith("state/"):
        return bool(a.place_state and b.place_state and a.place_state != b.place_state)
    return a.place_known and b.place_known


def _what(a: Telling, b: Telling, rules: Identity) -> float | None:
    points = rules.points
    found = points["same_word"] if a.word == b.word else 0.0
    if a.report.type == b.report.type:
        found += points["same_class"]
    elif a.report.type not in b.line and b.report.type not in a.line:
        found += points["other_class"]
    found += points["shared_topic"] * min(2, len({*a.report.topics} & {*b.report.topics}))
    shorter = min(len(a.words), len(b.words))
    share = len(a.words & b.words) / shorter if shorter else 0.0
    if share >= rules.most_words:
        return found + points["same_words"]
    if share >= rules.some_words:
        return found + points["some_words"]
    if a.kind.words is Words.NEEDED:
        return None
    return found + points["no_words"] if a.kind.words else found
