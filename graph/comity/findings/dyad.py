"""Two states: how warm they are over time, when that changed, who moves first and who pays back, on what they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from comity import analysis, nets
from comity.analysis import Act, Interval, Score, mean_of
from comity.findings.charted import Chart, Look, Point
from comity.findings.periods import period
from comity.findings.study import RANGE, Section, Study
from comity.findings.writing import between

_NO_PAIR = "No two states have to do with each other."
_SCALE = "weights from -10, conflict, to 10, cooperation"


def course(of: Study) -> Section:
    """The cooperation-conflict score of the two by period, with an interval over articles."""
    heads = ("period", "score", RANGE, "friendly", "hostile", "acts")
    note = "The mean of the weights of PLOVER, -10 to 10, with the range that it keeps when a period's articles are drawn again."
    if of.pair is None:
        return Section("course", "Course", _NO_PAIR, heads, ())
    found = analysis.cooperation(of.states, *of.pair, by=of.by)
    named = {period(score.first, of.by): score for score in found.scores}
    ranges = of.ranges({name: mean_of(_weights(score.acts)) for name, score in named.items()})
    rows = []
    for name, score in named.items():
        said = between(ranges[name])
        cells = (name, score.value, said, score.friendly, score.hostile, _acts(score.acts))
        rows.append(of.row(cells, score.events))
    if found.undated:
        note += f" {len(found.undated)} further acts are of no one known {of.by}: {_acts(found.undated)}."
    return Section("course", _title(of), note, heads, tuple(rows), 0, _charts(of, named, ranges))


def _title(of: Study) -> str:
    return " and ".join(map(of.name, of.pair or ()))


def _charts(
    of: Study, named: Mapping[str, Score], ranges: Mapping[str, Interval]
) -> tuple[Chart, ...]:
    """The scores with their acts and changes of level, and the sums of what was friendly and hostile."""
    if of.pair is None or not named:
        return ()
    days = {d.event: d.days for d in nets.deeds_between(of.states, *of.pair) if d.days is not None}
    scores, sums = [], []
    for name, score in named.items():
        span, on = (score.first, score.last), score.events
        low, high = ranges[name].low, ranges[name].high
        scores.append(Point(name, score.value, on, "score", *span, low, high))
        scores += [Point(a.type, a.weight, (a.event,), "act", *days[a.event]) for a in score.acts]
        sums += [
            Point(name, score.friendly, on, "friendly", *span),
            Point(name, score.hostile, on, "hostile", *span),
        ]
    marks = tuple(change.day for change in analysis.changes(of.states, *of.pair))
    title = _title(of)
    told = f"{title}: score by {of.by}, with its range, acts and changes of level"
    weighed = f"{title}: friendly and hostile acts by {of.by}"
    return (
        Chart("course", Look.COURSE, told, _SCALE, tuple(scores), marks),
        Chart("sums", Look.SUMS, weighed, "sums of weights", tuple(sums)),
    )


def turns(of: Study) -> Section:
    """The changes of level between the two, first moves, and how they reply."""
    heads = ("what", "number", "in words")
    if of.pair is None:
        return Section("turns", "Turns", _NO_PAIR, heads, ())
    rows = [
        of.row(
            (f"change about {c.day}", c.new - c.old, f"from {c.old:.2f} to {c.new:.2f}"), c.events
        )
        for c in analysis.changes(of.states, *of.pair)
    ]
    first = analysis.initiative(of.states, *of.pair)
    if first.value is not None:
        counts = f"{len(first.by_one)} of {len(first.events)}, p {first.p:.2f}"
        what = f"first moves of {of.name(first.one)}"
        rows.append(of.row((what, first.value, counts), first.events))
    for one, other in (of.pair, of.pair[::-1]):
        back = analysis.replies(of.states, one, other)
        if back.value is not None:
            words = f"{len(back.replies)} of {len(back.acts)} acts, after {back.lag:g} days, p {back.p:.2f}"
            what = f"replies of {of.name(other)} in kind"
            rows.append(of.row((what, back.value, words), back.events))
    note = "Changes of the mean weight of acts; first moves after 30 quiet days; replies within 90 days. No range but p: what "
    note += (
        "comes first and what answers what depends on acts that a draw of articles would leave out."
    )
    return Section("turns", "Turns", note, heads, tuple(rows))


def replies(of: Study) -> Section:
    """Tit for tat: each act of the one with the first of the other after it."""
    heads = ("act", "of", "reply", "of the other", "days", "in kind")
    if of.pair is None:
        return Section("replies", "Tit for tat", _NO_PAIR, heads, ())
    events = {event.id: event for event in of.knowledge.events}
    found = []
    for one, other in (of.pair, of.pair[::-1]):
        for reply in analysis.replies(of.states, one, other).replies:
            act, answer = events[reply.act], events[reply.reply]
            started = act.when.earliest if act.when else None
            cells = (
                act.type, of.name(one), answer.type, of.name(other), reply.days, "yes" if reply.in_kind else "no",
            )  # fmt: skip
            found.append((str(started), reply, of.row(cells, (act.id, answer.id))))
    found.sort(key=lambda one: (one[0], one[1].act, one[1].reply))
    note = "Each friendly or hostile act of the one towards the other whose days are known, and the first such act of the other "
    note += "within 90 days; in kind where both are friendly or both hostile."
    return of.section("replies", "Tit for tat", note, heads, [row for _, _, row in found])


def bearing(of: Study) -> Section:
    """The issues that bridge or divide the two."""
    heads = ("issue", "effect", "sum", "mean", RANGE, "acts")
    if of.pair is None:
        return Section("between", "Issues between them", _NO_PAIR, heads, ())
    found = analysis.bearings(of.states, *of.pair)
    ranges = of.ranges({b.issue: mean_of(_weights(b.acts)) for b in found})
    rows, points = [], []
    for b in found:
        span = ranges[b.issue]
        cells = (of.name(b.issue), b.effect, b.value, b.mean, between(span), _acts(b.acts))
        rows.append(of.row(cells, b.events))
        points.append(
            Point(of.name(b.issue), b.mean, b.events, b.effect, None, None, span.low, span.high)
        )
    note = "The weights of acts about an issue: it divides where some are hostile and their mean is below that of all acts."
    told = f"{_title(of)}: mean weight of acts about an issue"
    chart = Chart("between", Look.SIGNED, told, _SCALE, tuple(points))
    return Section(
        "between", "Issues between them", note, heads, tuple(rows), 0, (chart,) if points else ()
    )


def _weights(acts: Sequence[Act]) -> dict[str, float]:
    return {act.event: act.weight for act in acts}


def _acts(acts: tuple[Act, ...]) -> str:
    """The acts with their weights, equal ones together: `2 Summit 2.5, Sanction -6`."""
    counts = Counter(f"{act.type} {act.weight:g}" for act in acts)
    return ", ".join(text if n == 1 else f"{n} {text}" for text, n in counts.items())
