"""Tables out: events, offices and claims as JSONL and CSV.

An events row is one report: an event as one article tells it, with the real-world event it was merged
into, its class and the classes above, the event that it is a part of (`within`), and evidence whose character offsets slice the article's text to
the quote. `plover` is the code after PLOVER's folding, which is a view and never touches the graph.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from comity.errors import InputError
from comity.knowledge.issues import issues_of
from comity.knowledge.ontology import ID, Ontology
from comity.model import (
    Claim,
    Entity,
    Event,
    Issue,
    Knowledge,
    Report,
    Role,
    Sentence,
    Status,
    When,
)

Row = dict[str, object]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "events": (
        *("article", "event", "type", "types", "actors", "recipients", "place", "date"),
        *("status", "topics", "within", "evidence", "source", "plover"),
    ),
    "offices": ("article", "person", "title", "of"),
    "claims": (
        *("article", "claim", "relation", "subject", "object", "title", "issue"),
        *("current", "evidence"),
    ),
}
"""The fields of each table, in their order."""

_AHEAD = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}
_REFUSED = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


@dataclass(frozen=True, slots=True)
class _Index:
    """The records by their ids."""

    names: Mapping[str, str]
    told: Mapping[str, str]
    entities: Mapping[str, Entity]
    sentences: Mapping[str, Sentence]
    events: Mapping[str, Event]
    issues: Mapping[str, Issue]


def table(kind: str, knowledge: Knowledge, ontology: Ontology) -> list[Row]:
    """The rows of the table `kind`: events, offices or claims.

    Raises:
        InputError: there is no such table.
    """
    if kind == "events":
        return events(knowledge, ontology)
    if kind == "offices":
        return offices(knowledge)
    if kind == "claims":
        return claims(knowledge)
    raise InputError(f"no table '{kind}'; there are {', '.join(FIELDS)}")


def events(knowledge: Knowledge, ontology: Ontology) -> list[Row]:
    """One row for each report, sorted by article, place in the text, and class."""
    return [row for _, row in told_events(knowledge, ontology)]


def told_events(knowledge: Knowledge, ontology: Ontology) -> list[tuple[Report, Row]]:
    """Each report with its row of `events`, in their order."""
    index = _index(knowledge, ontology.issues)
    rows = [
        (index.names[r.article], index.sentences[r.sentences[0]].span, r.trigger, r.id, r)
        for r in knowledge.reports
    ]
    ordered = [report for *_, report in sorted(rows, key=lambda x: x[:4])]
    return [(report, _event_row(report, index, ontology)) for report in ordered]


def offices(knowledge: Knowledge) -> list[Row]:
    """Who holds or held which office, one row for each article that says so, sorted, none twice."""
    index = _index(knowledge)
    found = {
        (
            index.names[c.article],
            _name(c.subject, index, c.article),
            c.title or "",
            _name(c.object, index, c.article),
        )
        for c in knowledge.claims
        if c.relation == "holdsOffice"
    }
    return [dict(zip(FIELDS["offices"], row, strict=True)) for row in sorted(found)]


def claims(knowledge: Knowledge) -> list[Row]:
    """One row for each claim, sorted by article, place in the text and relation."""
    return [row for _, row in told_claims(knowledge)]


def told_claims(knowledge: Knowledge) -> list[tuple[Claim, Row]]:
    """Each claim with its row of `claims`, in their order."""
    index = _index(knowledge)
    rows = [
        (index.names[c.article], index.sentences[c.sentences[0]].span, c.relation, c.id, c)
        for c in knowledge.claims
    ]
    ordered = [claim for *_, claim in sorted(rows, key=lambda x: x[:4])]
    return [(claim, _claim_row(claim, index)) for claim in ordered]


def plover(type_: str, status: str, ontology: Ontology, *, joint: bool = False) -> str | None:
    """The PLOVER code of an event class and status, or None where PLOVER has none.

    Folding after the PLOVER manual, draft 2.0: what lies ahead is an agreement to do it (CONSULT, SUPPORT,
    COOPERATE, AID) or a concession (RETREAT); a cancelled meeting or a refused cooperative act is REJECT;
    an exercise of several states (`joint`) is COOPERATE. An act of conflict that is denied did not take
    place and has no code; one that lies ahead keeps its own.

    Raises:
        OntologyError: the ontology has no class `type_`.
    """
    above = ontology.ancestors(type_)
    classes = (ontology.event_classes[name] for name in above if name in ontology.event_classes)
    code = next((c.plover for c in classes if c.plover), None)
    if joint and "MilitaryExercise" in above:
        code = "COOPERATE"
    if code is None or status in (Status.OCCURRED, Status.ONGOING):
        return code
    if status == Status.DENIED:
        return "REJECT" if code in _REFUSED else None
    return _AHEAD.get(code, code)


def to_jsonl(rows: Iterable[Mapping[str, object]]) -> str:
    r"""One JSON object a line, each line ended.

    >>> to_jsonl([{"article": "a.txt", "title": "café"}])
    '{"article": "a.txt", "title": "café"}\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def to_csv(rows: Iterable[Mapping[str, object]], *, kind: str = "events") -> str:
    """The table `kind` with a heading and flat cells: several values are divided by ` | `.

    A date becomes `start` and `end`; actors, recipients, subject and object have their codes in a
    column of their own; evidence is the quotes.
    """
    columns = [pair for field in FIELDS[kind] for pair in _COLUMNS.get(field, [(field, _text)])]
    fields = [field for field in FIELDS[kind] for _ in _COLUMNS.get(field, [(field, _text)])]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([heading for heading, _ in columns])
    for row in rows:
        cells = zip(fields, columns, strict=True)
        writer.writerow([cell(row.get(field)) for field, (_, cell) in cells])
    return out.getvalue()


def _index(knowledge: Knowledge, scheme: Mapping[str, Issue] = MappingProxyType({})) -> _Index:
    told: dict[str, list[str]] = defaultdict(list)
    for sentence in knowledge.sentences:
        told[sentence.article].append(sentence.text)
    return _Index(
        names={c.id: c.name for c in knowledge.citations},
        told={article: "\n".join(texts) for article, texts in told.items()},
        entities={e.id: e for e in knowledge.entities},
        sentences={s.id: s for s in knowledge.sentences},
        events={r: event for event in knowledge.events for r in event.reports},
        issues=issues_of(knowledge, scheme),
    )


def _event_row(report: Report, index: _Index, ontology: Ontology) -> Row:
    actors = [_actor(x, index, report.article) for x in dict.fromkeys(report.of_role(Role.ACTOR))]
    recipients = [
        _actor(x, index, report.article) for x in dict.fromkeys(report.of_role(Role.RECIPIENT))
    ]
    joint = len({a["code"] for a in actors} - {None}) > 1
    return {
        "article": index.names[report.article],
        "event": f"{ID}{index.events[report.id].id}",
        "type": report.type,
        "types": list(ontology.ancestors(report.type)),
        "actors": actors,
        "recipients": recipients,
        "place": {"name": _name(report.place, index, report.article)} if report.place else None,
        "date": _date(report.when),
        "status": str(report.status),
        "topics": [_topic(t, index) for t in sorted(report.topics)],
        "within": f"{ID}{index.events[report.within].id}" if report.within else None,
        "evidence": _evidence(report.sentences, index),
        "source": _name(report.source, index, report.article) if report.source else None,
        "plover": plover(report.type, report.status, ontology, joint=joint),
    }


def _topic(name: str, index: _Index) -> dict[str, str | None]:
    issue = index.issues[name]
    broader = issue.broader.removeprefix("issue/") if issue.broader else None
    return {"id": name.removeprefix("issue/"), "label": issue.label, "broader": broader}


def _claim_row(claim: Claim, index: _Index) -> Row:
    return {
        "article": index.names[claim.article],
        "claim": f"{ID}{claim.id}",
        "relation": claim.relation,
        "subject": _actor(claim.subject, index, claim.article),
        "object": _actor(claim.object, index, claim.article),
        "title": claim.title,
        "issue": claim.issue.removeprefix("issue/") if claim.issue else None,
        "current": claim.current,
        "evidence": _evidence(claim.sentences, index),
    }


def _name(entity: str, index: _Index, article: str) -> str:
    """The name of an entity in an article; words that are no entity's id stand for themselves.

    It is the fullest name that the article's sentences give it, where its own is not among them
    ("Washington" for Washington, D.C., "Erdoğan" for Erdogan). A state's is its own or an
    abbreviation of that ("US"), never its capital.
    """
    found = index.entities.get(entity)
    if found is None:
        return entity
    told = index.told.get(article, "")
    if found.name in told:
        return found.name
    given = [name for name in found.aliases if name in told]
    if found.type == "State":
        given = [name for name in given if _is_form(name, found.name)]
    return max(given, key=lambda name: (len(name.split()), len(name), name), default=found.name)


def _is_form(name: str, full: str) -> bool:
    """Whether `name` is an abbreviation of a state's name or shares a word with it; no capital is."""
    if name.replace(".", "").isupper():
        return True
    return bool(set(name.split()) & set(full.split())) and not name.endswith(" City")


def _actor(entity: str, index: _Index, article: str) -> dict[str, str | None]:
    found = index.entities[entity]
    return {"name": _name(entity, index, article), "type": found.type, "code": found.code}


def _date(when: When | None) -> dict[str, str] | None:
    if when is None or when.earliest is None or when.latest is None:
        return None
    return {"start": when.earliest.isoformat(), "end": when.latest.isoformat()}


def _evidence(ids: Sequence[str], index: _Index) -> list[dict[str, object]]:
    found = sorted({(s.span, s.text) for s in (index.sentences[i] for i in ids)})
    return [{"start": span.start, "end": span.end, "quote": text} for span, text in found]


def _text(value: object) -> str:
    """`value` as one cell: of records the name, label or quote, of lists all of them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " | ".join(_text(v) for v in value)
    if isinstance(value, dict):
        return _text(next(value[key] for key in ("name", "label", "quote") if key in value))
    return str(value)


def _part(key: str) -> Callable[[object], str]:
    """The cell made of `key` alone of a record or of each record of a list."""

    def cell(value: object) -> str:
        records = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        return " | ".join(_text(record[key]) for record in records)

    return cell


_COLUMNS: Mapping[str, Sequence[tuple[str, Callable[[object], str]]]] = {
    "date": [("start", _part("start")), ("end", _part("end"))],
    **{
        field: [(field, _text), (f"{field}_code", _part("code"))]
        for field in ("actors", "recipients", "subject", "object")
    },
}
