"""Issues and events: what is attended to, who drives it, what follows what."""

from __future__ import annotations

from comity import analysis, nets
from comity.findings.study import Row, Section, Study


def attention(of: Study) -> Section:
    """The share of each issue in the reports, by period, the latest period first."""
    events = nets.chosen(of.knowledge, of.choice)
    found = sorted(
        analysis.salience(events, by=of.by), key=lambda s: (-s.first.toordinal(), -s.value, s.issue)
    )
    rows = [
        Row((s.first.isoformat(), of.name(s.issue), s.value, s.reports, s.of), s.events, s.caution)
        for s in found
    ]
    note = f"The share of an issue in the reports of the events of a {of.by}, the latest first."
    heads = ("from", "issue", "share", "reports", "of")
    return of.section("attention", "Attention", note, heads, rows)


def driven(of: Study) -> Section:
    """The issues on which most is done, each with the actor who does most."""
    net = nets.actors_issues(of.knowledge, of.ontology, of.choice)
    issues = [node for node, data in net.nodes(data=True) if data["kind"] == "Issue"]
    acts = {i: len({d["event"] for _, _, d in net.in_edges(i, data=True)}) for i in issues}
    rows = []
    for issue in sorted(issues, key=lambda i: (-acts[i], i)):
        first = analysis.drivers(net, issue)[0]
        since = first.since.isoformat() if first.since else None
        cells = (of.name(issue), acts[issue], of.name(first.actor), first.value, since)
        rows.append(Row(cells, first.events, first.caution))
    note = "Who does most about an issue: the share of what is done, an event divided among its actors, with the actor's events."
    heads = ("issue", "events", "driver", "share", "since")
    return of.section("driven", "Who drives what", note, heads, rows)


def followed(of: Study) -> Section:
    """Kinds of events between states of which one follows the other more often than by chance."""
    net = nets.states(of.knowledge, of.ontology, of.choice)
    rows = [
        Row((s.before, s.after, s.value, s.expected, s.p, s.q), s.events, s.caution)
        for s in analysis.sequels(net)
        if s.value > s.expected
    ]
    note = "Within 30 days between the same two states, against 999 shuffles; q is p held to the share of false finds."
    heads = ("first", "then", "times", "by chance", "p", "q")
    return of.section("followed", "What follows what", note, heads, rows)
