"""Two states: how warm they are over time, when that changed, who moves first, and what they agree and differ on."""

from __future__ import annotations

from dataclasses import replace

from comity import analysis, nets
from comity.analysis import Act
from comity.findings.study import Row, Section, Study
from comity.model import Knowledge


def course(of: Study) -> Section:
    """The cooperation-conflict score of the two by period, with an interval over articles."""
    heads = ("period", "score", "90% of draws", "friendly", "hostile", "acts")
    note = "The mean of the weights of PLOVER, -10 to 10, with the range that it keeps when articles are drawn again."
    if of.pair is None:
        return Section("course", "Course", "No two states have to do with each other.", heads, ())
    net = nets.states(of.knowledge, of.ontology, of.choice)
    found = analysis.cooperation(net, *of.pair, by=of.by)
    ranges = _ranges(of, of.pair, {deed.event for deed in nets.deeds_between(net, *of.pair)})
    rows = []
    for score in found.scores:
        period = _period(score.first.isoformat(), of.by)
        cells = (
            period,
            score.value,
            ranges[period],
            score.friendly,
            score.hostile,
            _acts(score.acts),
        )
        rows.append(Row(cells, score.events, score.caution))
    title = f"{of.name(of.pair[0])} and {of.name(of.pair[1])}"
    if found.undated:
        note += f" {len(found.undated)} further acts are of no one known {of.by}: {_acts(found.undated)}."
    return Section("course", title, note, heads, tuple(rows))


def _ranges(of: Study, pair: tuple[str, str], events: set[str]) -> dict[str, str | None]:
    """By period the range of the score when the articles that tell of the two are drawn again."""

    def scores(known: Knowledge) -> dict[str, float]:
        net = nets.states(known, of.ontology, of.choice)
        if any(node not in net for node in pair):
            return {}
        found = analysis.cooperation(net, *pair, by=of.by).scores
        return {_period(score.first.isoformat(), of.by): score.value for score in found}

    kept = tuple(event for event in of.knowledge.events if event.id in events)
    told = {report for event in kept for report in event.reports}
    reports = tuple(report for report in of.knowledge.reports if report.id in told)
    intervals = analysis.bootstrap(replace(of.knowledge, events=kept, reports=reports), scores)
    return {
        name: None if i.low is None or i.high is None else f"{i.low:.2f} to {i.high:.2f}"
        for name, i in intervals.items()
    }


def turns(of: Study) -> Section:
    """The changes of level between the two, first moves, and replies."""
    heads = ("what", "number", "in words")
    if of.pair is None:
        return Section("turns", "Turns", "No two states have to do with each other.", heads, ())
    net = nets.states(of.knowledge, of.ontology, of.choice)
    rows = [
        Row((f"change about {c.day}", c.new - c.old, f"from {c.old:.2f} to {c.new:.2f}"), c.events)
        for c in analysis.changes(net, *of.pair)
    ]
    first = analysis.initiative(net, *of.pair)
    if first.value is not None:
        counts = f"{len(first.by_one)} of {len(first.events)}, p {first.p:.2f}"
        what = f"first moves of {of.name(first.one)}"
        rows.append(Row((what, first.value, counts), first.events, first.caution))
    for one, other in (of.pair, of.pair[::-1]):
        back = analysis.replies(net, one, other)
        if back.value is not None:
            words = f"{len(back.replies)} of {len(back.acts)} acts, after {back.lag:g} days, p {back.p:.2f}"
            what = f"replies of {of.name(other)} in kind"
            rows.append(Row((what, back.value, words), back.events, back.caution))
    note = "Changes of the mean weight of acts; first moves after 30 quiet days; replies within 90 days."
    return Section("turns", "Turns", note, heads, tuple(rows))


def between(of: Study) -> Section:
    """The issues that bridge or divide the two."""
    heads = ("issue", "effect", "sum", "mean", "acts")
    if of.pair is None:
        return Section(
            "between", "Issues between them", "No two states have to do with each other.", heads, ()
        )
    net = nets.states(of.knowledge, of.ontology, of.choice)
    rows = [
        Row((of.name(b.issue), b.effect, b.value, b.mean, _acts(b.acts)), b.events, b.caution)
        for b in analysis.bearings(net, *of.pair)
    ]
    note = "The weights of acts about an issue: it divides where some are hostile and their mean is below that of all acts."
    return Section("between", "Issues between them", note, heads, tuple(rows))


def _acts(acts: tuple[Act, ...]) -> str:
    """The acts with their weights, equal ones together: `2 Summit 2.5, Sanction -6`."""
    told = [f"{act.type} {act.weight:g}" for act in acts]
    counts = {text: told.count(text) for text in told}
    return ", ".join(text if n == 1 else f"{n} {text}" for text, n in counts.items())


def _period(day: str, by: str) -> str:
    """A period by its first day: `2023`, `2023-Q2`, `2023-05`.

    >>> _period("2023-05-01", "month"), _period("2023-04-01", "quarter")
    ('2023-05', '2023-Q2')
    """
    if by == "year":
        return day[:4]
    return day[:7] if by == "month" else f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
