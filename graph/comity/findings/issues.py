"""Issues and events: what is attended to, who drives it, who and what goes together, what follows what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from comity import analysis, nets
from comity.analysis import Ratio, Salience
from comity.findings.charted import Chart, Look, Point
from comity.findings.periods import period
from comity.findings.study import RANGE, Section, Study
from comity.findings.writing import between, cell
from comity.model import Event

_LATEST = 8
_NAMED = 5


def attention(of: Study) -> Section:
    """The share of each issue in the reports, over all and in the latest periods."""
    events = nets.chosen(of.knowledge, of.choice)
    about: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for issue in set(event.topics):
            about[issue].append(event)
    whole = _reports(events)
    every = {issue: _reports(own) for issue, own in about.items()}
    order = sorted(about, key=lambda i: (-len(every[i]), i))[: of.top]
    shares = of.ranges({issue: Ratio(every[issue], whole) for issue in order})
    shown, latest = _by_issue(analysis.salience(events, by=of.by))
    rows, points = [], []
    for issue in order:
        share, course = shares[issue], shown.get(issue, ())
        told = ", ".join(f"{period(s.first, of.by)} {cell(s.value)}" for s in reversed(course))
        number = len(every[issue])
        cells = (of.name(issue), share.value, between(share), number, len(whole), told or None)
        rows.append(of.row(cells, (event.id for event in about[issue])))
        points += [_point(of, s) for s in course]
    note = f"The share of an issue in the reports of all events, and in those of the {of.by}s in which they lie"
    note += f" (the latest {_LATEST} of which there are any)." if latest == _LATEST else "."
    heads = ("issue", "share", RANGE, "reports", "of", f"by {of.by}")
    title = f"Share of reports about an issue, by {of.by}"
    chart = Chart("attention", Look.SHARES, title, "shares", tuple(points))
    return of.section("attention", "Attention", note, heads, rows, (chart,), total=len(about))


def _reports(events: Iterable[Event]) -> dict[str, float]:
    return {report: 1.0 for event in events for report in event.reports}


def _by_issue(found: tuple[Salience, ...]) -> tuple[Mapping[str, list[Salience]], int]:
    """The salience of each issue in the latest periods, in their order, and the number of these."""
    latest: list[date] = sorted({s.first for s in found})[-_LATEST:]
    kept: dict[str, list[Salience]] = defaultdict(list)
    for share in found:
        if share.first in latest:
            kept[share.issue].append(share)
    return kept, len(latest)


def _point(of: Study, share: Salience) -> Point:
    at = period(share.first, of.by)
    return Point(of.name(share.issue), share.value, share.events, at, share.first, share.last)


def driven(of: Study) -> Section:
    """The issues on which most is done, each with the actor who does most."""
    net = of.acts
    issues = [node for node, data in net.nodes(data=True) if data["kind"] == "Issue"]
    company = {i: Counter(d["event"] for _, _, d in net.in_edges(i, data=True)) for i in issues}
    order = sorted(issues, key=lambda i: (-len(company[i]), i))[: of.top]
    first = {issue: analysis.drivers(net, issue)[0] for issue in order}
    parts = {i: {event: 1 / company[i][event] for event in first[i].events} for i in order}
    shares = of.ranges({i: Ratio(parts[i], dict.fromkeys(company[i], 1.0)) for i in order})
    rows = []
    for issue in order:
        driver, share = first[issue], shares[issue]
        since = driver.since.isoformat() if driver.since else None
        cells = (
            of.name(issue), len(company[issue]), of.name(driver.actor), driver.value, between(share), since,
        )  # fmt: skip
        rows.append(of.row(cells, driver.events))
    note = "Who does most about an issue: the share of what is done, an event divided among its actors, with the actor's events."
    heads = ("issue", "events", "driver", "share", RANGE, "since")
    return of.section("driven", "Who drives what", note, heads, rows, total=len(issues))


def together(of: Study) -> Section:
    """The issues that are dealt with in the same events."""
    net = nets.cooccurrence(of.knowledge, of.ontology, of.choice)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, other, data in net.edges(data=True):
        shared[one, other].append(data["event"])
    ordered = sorted(shared, key=lambda pair: (-len(shared[pair]), pair))
    rows = [of.row((*map(of.name, pair), len(shared[pair])), shared[pair]) for pair in ordered]
    note = "Issues that the same events are about."
    return of.section("together", "Issues together", note, ("issue", "with", "events"), rows)


def alike(of: Study) -> Section:
    """The actors who act on the same issues."""
    rows = [
        of.row((of.name(s.one), of.name(s.other), s.value, _listed(of, s.issues)), s.events)
        for s in analysis.similarity(of.acts)
    ]
    note = "Actors of two events or more by the issues that they act on, 1 where in the same measure: attention, not opinion. "
    note += "No range: it is neither a mean nor a share, and a draw of few articles leaves out whole issues."
    heads = ("one", "other", "cosine", "issues")
    return of.section("alike", "Who acts on the same issues", note, heads, rows)


def _listed(of: Study, issues: tuple[str, ...]) -> str:
    more = len(issues) - _NAMED
    return ", ".join(map(of.name, issues[:_NAMED])) + (f" and {more} more" if more > 0 else "")


def company(of: Study) -> Section:
    """The actors who take part in the same events."""
    net = nets.actors_events(of.knowledge, of.ontology, of.choice)
    edges = sorted(
        analysis.projection(net).edges(data=True), key=lambda e: (-e[2]["weight"], e[0], e[1])
    )
    rows = [
        of.row((of.name(one), of.name(other), float(d["weight"]), len(d["events"])), d["events"])
        for one, other, d in edges
    ]
    note = "Who has a part in the same events, on whatever side; an event of many counts less for each two of them."
    heads = ("one", "other", "shared", "events")
    return of.section("company", "Who is met in the same events", note, heads, rows)


def followed(of: Study) -> Section:
    """Kinds of events between states of which one follows the other more often than by chance."""
    rows = [
        of.row((s.before, s.after, s.value, s.expected, s.p, s.q), s.events)
        for s in analysis.sequels(of.states)
        if s.value > s.expected
    ]
    note = "Within 30 days between the same two states, against 999 shuffles; q is p held to the share of false finds."
    heads = ("first", "then", "times", "by chance", "p", "q")
    return of.section("followed", "What follows what", note, heads, rows)
