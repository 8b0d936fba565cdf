"""The rows of the tables of events, offices and claims.

An events row is one report: an event as one article tells it, with the real-world event it was merged
into, its class and the classes above, the event that it is a part of (`within`), and evidence whose
character offsets slice the article's text to the quote. `plover` is the code after PLOVER's folding, `cameo`
that of CAMEO, `confidence` and `certainty` are the report's, `trust` holds the three numbers of its event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from comity.export.fields import FIELDS, Row
from comity.export.folding import base_type, plover
from comity.export.modes import cameo, mode_of
from comity.knowledge.gazetteer import load_gazetteer
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
    Span,
    Trust,
    When,
)

_NAMES = frozenset(("name", "short"))


@dataclass(frozen=True, slots=True)
class Index:
    """The records by their ids."""

    names: Mapping[str, str]
    told: Mapping[str, str]
    called: Mapping[tuple[str, str], str]
    entities: Mapping[str, Entity]
    sentences: Mapping[str, Sentence]
    events: Mapping[str, Event]
    issues: Mapping[str, Issue]


def events(knowledge: Knowledge, ontology: Ontology) -> list[Row]:
    """One row for each report, sorted by article, place in the text, and class."""
    return [row for _, row in told_events(knowledge, ontology)]


def told_events(knowledge: Knowledge, ontology: Ontology) -> list[tuple[Report, Row]]:
    """Each report with its row of `events`, in their order."""
    index = to_index(knowledge, ontology.issues)
    rows = [
        (index.names[r.article], index.sentences[r.sentences[0]].span, r.trigger, r.id, r)
        for r in knowledge.reports
    ]
    ordered = [report for *_, report in sorted(rows, key=lambda x: x[:4])]
    return [(report, _event_row(report, index, ontology)) for report in ordered]


def offices(knowledge: Knowledge) -> list[Row]:
    """Who holds or held which office, one row for each article that says so, sorted, none twice."""
    index = to_index(knowledge)
    found = {
        (
            index.names[c.article],
            name_of(c.subject, index, c.article),
            c.title or "",
            name_of(c.object, index, c.article),
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
    index = to_index(knowledge)
    rows = [
        (index.names[c.article], index.sentences[c.sentences[0]].span, c.relation, c.id, c)
        for c in knowledge.claims
    ]
    ordered = [claim for *_, claim in sorted(rows, key=lambda x: x[:4])]
    return [(claim, _claim_row(claim, index)) for claim in ordered]


def to_index(knowledge: Knowledge, scheme: Mapping[str, Issue] = MappingProxyType({})) -> Index:
    """The records of `knowledge` by their ids, with the issues of the scheme."""
    told: dict[str, list[str]] = defaultdict(list)
    for sentence in knowledge.sentences:
        told[sentence.article].append(sentence.text.replace("’", "'"))  # as names have it
    return Index(
        names={c.id: c.name for c in knowledge.citations},
        told={article: "\n".join(texts) for article, texts in told.items()},
        called=_called(knowledge),
        entities={e.id: e for e in knowledge.entities},
        sentences={s.id: s for s in knowledge.sentences},
        events={r: event for event in knowledge.events for r in event.reports},
        issues=issues_of(knowledge, scheme),
    )


def _called(knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """By article and person the longest phrase of several words that an event's sentence has for them."""
    sentences = {s.id: s for s in knowledge.sentences}
    found: dict[tuple[str, str], str] = {}
    for report in knowledge.reports:
        told = [sentences[i] for i in report.sentences]
        shared = Counter(p.span for p in report.participants)
        for participant in report.participants:
            person = participant.entity.startswith("person/") and shared[participant.span] == 1
            phrase = _words(participant.span, told) if person else ""
            if " " in phrase:
                key = report.article, participant.entity
                found[key] = max(phrase, found.get(key, ""), key=lambda p: (len(p), p))
    return found


def _words(span: Span, sentences: Sequence[Sentence]) -> str:
    """What the sentences say at `span`, without a leading article; empty where they do not reach it."""
    for sentence in sentences:
        first = sentence.span.start
        if first <= span.start and span.end <= sentence.span.end:
            phrase = sentence.text[span.start - first : span.end - first]
            head, _, rest = phrase.partition(" ")
            return rest if head.lower() in ("the", "a", "an") else phrase
    return ""


def _event_row(report: Report, index: Index, ontology: Ontology) -> Row:
    actors = [
        actor_row(x, index, report.article) for x in dict.fromkeys(report.of_role(Role.ACTOR))
    ]
    recipients = [
        actor_row(x, index, report.article) for x in dict.fromkeys(report.of_role(Role.RECIPIENT))
    ]
    codes = {a["code"] for a in (*actors, *recipients)}
    joint = len({a["code"] for a in actors} - {None}) > 1
    given = (report.type, report.status, ontology)
    code = plover(*given, joint=joint, rule=report.rule)
    act = base_type(*given, joint=joint, rule=report.rule)
    mode = mode_of(code, report, ontology, codes=codes) if code else None
    return {
        "article": index.names[report.article],
        "event": f"{ID}{index.events[report.id].id}",
        "type": report.type,
        "types": list(ontology.ancestors(report.type)),
        "actors": actors,
        "recipients": recipients,
        "place": {"name": name_of(report.place, index, report.article)} if report.place else None,
        "date": date_row(report.when),
        "status": str(report.status),
        "topics": [_topic(t, index) for t in sorted(report.topics)],
        "within": f"{ID}{index.events[report.within].id}" if report.within else None,
        "evidence": evidence_rows(report.sentences, index),
        "source": name_of(report.source, index, report.article) if report.source else None,
        "plover": code,
        "cameo": cameo(code, act, mode, report, ontology),
        "confidence": report.confidence,
        "hedge": report.hedge,
        "certainty": report.certainty,
        "trust": _trust_row(index.events[report.id].trust),
    }


def _trust_row(trust: Trust) -> dict[str, float]:
    """How far to trust the event of a report."""
    return {
        "reading": trust.reading,
        "certainty": trust.certainty,
        "sources": trust.sources,
    }


def _topic(name: str, index: Index) -> dict[str, str | None]:
    issue = index.issues[name]
    broader = issue.broader.removeprefix("issue/") if issue.broader else None
    return {"id": name.removeprefix("issue/"), "label": issue.label, "broader": broader}


def _claim_row(claim: Claim, index: Index) -> Row:
    return {
        "article": index.names[claim.article],
        "claim": f"{ID}{claim.id}",
        "relation": claim.relation,
        "subject": actor_row(claim.subject, index, claim.article),
        "object": actor_row(claim.object, index, claim.article),
        "title": claim.title,
        "issue": claim.issue.removeprefix("issue/") if claim.issue else None,
        "current": claim.current,
        "evidence": evidence_rows(claim.sentences, index),
    }


def name_of(entity: str, index: Index, article: str) -> str:
    """The name of an entity in an article; words that are no entity's id stand for themselves.

    It is the fullest name that the article's sentences give it, where its own is not among them
    ("Washington" for Washington, D.C., "Erdoğan" for Erdogan). A state's is one of its own
    ("Britain", "US"), never its capital. Who is not named at all is called as the article
    calls them ("Iraqi premier").
    """
    found = index.entities.get(entity)
    if found is None:
        return entity
    told = index.told.get(article, "")
    if found.name in told:
        return found.name
    given = [name for name in found.aliases if name in told]
    own = [name for name in given if _is_form(name, found)]
    if own or found.type == "State":
        given = own
    named = index.called.get((article, entity), found.name)
    return max(given, key=lambda name: (len(name.split()), len(name), name), default=named)


def _is_form(name: str, state: Entity) -> bool:
    """Whether `name` is one of a state or union itself ("Britain", "US"), by the gazetteer or by a word of its own."""
    forms = load_gazetteer().forms.get(name, ())
    if forms:
        return any(f.entry == state.id and f.kind in _NAMES for f in forms)
    return name.replace(".", "").isupper() or bool(set(name.split()) & set(state.name.split()))


def actor_row(entity: str, index: Index, article: str) -> dict[str, str | None]:
    """The entity as an actor in a row: name, class and code."""
    found = index.entities[entity]
    return {"name": name_of(entity, index, article), "type": found.type, "code": found.code}


def date_row(when: When | None) -> dict[str, str] | None:
    """The first and last day, or None when they are not known."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return {"start": when.earliest.isoformat(), "end": when.latest.isoformat()}


def evidence_rows(ids: Sequence[str], index: Index) -> list[dict[str, object]]:
    """The sentences with their character offsets, in the order of the text, none twice."""
    found = sorted({(s.span, s.text) for s in (index.sentences[i] for i in ids)})
    return [{"start": span.start, "end": span.end, "quote": text} for span, text in found]
