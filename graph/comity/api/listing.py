"""What a graph holds, as tables: people, issues, articles; and the questions that it can be asked by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from comity.api.table import Table
from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import Ontology
from comity.model import Event, Issue, Knowledge
from comity.rdf.questions import questions
from comity.rdf.store import Graph

_PERSON = "Person"
_COUNTED = (
    ("article", "?x a co:Article"),
    ("event", "?x a co:Event"),
    ("person", "?x a co:Person"),
    ("issue", "?event a co:Event ; co:about ?x"),
)


def counted(graph: Graph) -> str:
    """How much a graph holds, in a line: articles, events, people and the issues that events are about."""
    asked = "SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {} }}"
    many = [(word, graph.values(asked.format(what)).rows[0][0]) for word, what in _COUNTED]
    return ", ".join(plural(int(str(number)), word) for word, number in many)


def plural(many: int, word: str) -> str:
    """A number of things.

    >>> plural(1, "person"), plural(2, "person"), plural(0, "event")
    ('1 person', '2 people', '0 events')
    """
    several = "people" if word == "person" else f"{word}s"
    return f"{many} {word if many == 1 else several}"


def people(knowledge: Knowledge) -> Table:
    """Who occurs, those of most events first: `name state office events first last id`.

    `office` is what they hold, as articles say ("President of Kenya"), `events` the number of those in which they take part
    or are addressed, `first` and `last` the earliest and latest day of these.
    """
    parts = _by_thing((e, {*e.actors, *e.recipients}) for e in knowledge.events)
    offices = _offices(knowledge)
    found = [
        (p.name, p.code, offices.get(p.id), *_days(parts.get(p.id, ())), p.id)
        for p in knowledge.entities
        if p.type == _PERSON
    ]
    ordered = tuple(sorted(found, key=lambda row: (-row[3], row[0], row[-1])))
    return Table(("name", "state", "office", "events", "first", "last", "id"), ordered, "People")


def issues(knowledge: Knowledge, ontology: Ontology) -> Table:
    """What events are about, the issues of most events first: `issue broader events first last id`."""
    scheme = issues_of(knowledge, ontology.issues)
    parts = _by_thing((e, set(e.topics)) for e in knowledge.events)
    found = [
        (scheme[name].label, _label(scheme[name].broader, scheme), *_days(events), name)
        for name, events in parts.items()
    ]
    ordered = tuple(sorted(found, key=lambda row: (-row[2], row[0], row[-1])))
    return Table(("issue", "broader", "events", "first", "last", "id"), ordered, "Issues")


def articles(knowledge: Knowledge) -> Table:
    """The articles by name: `name title publisher published url events id`; `events` is the number of those they tell of."""
    told = {r.id: r.article for r in knowledge.reports}
    parts = _by_thing((e, {told[r] for r in e.reports}) for e in knowledge.events)
    found = sorted(
        (c.name, c.title, c.publisher, c.published, c.url, len(parts.get(c.id, ())), c.id)
        for c in knowledge.citations
    )
    columns = ("name", "title", "publisher", "published", "url", "events", "id")
    return Table(columns, tuple(found), "Articles")


def asked_by_name() -> Table:
    """The named questions by topic: `name topic title parameters help`; a parameter with a star must be given."""
    found = [
        (q.name, q.topic, q.title, ", ".join(p.name + "*" * p.needed for p in q.parameters), q.help)
        for q in questions()
    ]
    ordered = tuple(sorted(found, key=lambda row: (row[1], row[0])))
    return Table(("name", "topic", "title", "parameters", "help"), ordered, "Questions")


def _by_thing(pairs: Iterable[tuple[Event, set[str]]]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event, things in pairs:
        for name in sorted(things):
            found[name].append(event)
    return found


def _days(events: Sequence[Event]) -> tuple[int, date | None, date | None]:
    """How many there are, the first day of any and the last."""
    whens = [e.when for e in events if e.when]
    first = min((w.earliest for w in whens if w.earliest), default=None)
    last = max((w.latest for w in whens if w.latest), default=None)
    return len(events), first, last


def _offices(knowledge: Knowledge) -> dict[str, str]:
    """The offices that each person holds, by the claims that say so."""
    names = {e.id: e.name for e in knowledge.entities}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in knowledge.claims:
        if claim.relation == "holdsOffice" and claim.current and claim.title:
            found[claim.subject][f"{claim.title} of {names[claim.object]}"] = None
    return {person: "; ".join(offices) for person, offices in found.items()}


def _label(name: str | None, scheme: Mapping[str, Issue]) -> str | None:
    return scheme[name].label if name is not None and name in scheme else None
