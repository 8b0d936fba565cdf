"""The PLOVER view: one row a report that has a PLOVER type, in the fields of PLOVER's JSON.

Besides those it has `article`, `plover`, `actors` and `recipients`, as the rows of events do, and `cameo`, the code of CAMEO.
Actors are lists, so that a summit is one row. A row needs an actor; COOPERATE, AID and SANCTION a recipient too. `comment` says
what an act was before it was folded ("CONSULT, planned" of an AGREE), and whether the day is that of publication.
"""

from __future__ import annotations

import re

from comity.export.countries import Told, place_code
from comity.export.fields import FIELDS, Row
from comity.export.modes import cameo, contexts_of, mode_of
from comity.export.rows import actor_row, date_row, name_of, to_index
from comity.export.sides import Actor, Coded, code
from comity.knowledge.ontology import Ontology
from comity.knowledge.plover import load_plover
from comity.model import Citation, Knowledge, Report, Status

_ENTITY = ("code", "sector", "entity_text", "identifier_id", "identifier_text")
_CODED = {"language": "en", "coder": "comity", "codebook": "PLOVER", "version": "2.0 draft"}


def plover_events(knowledge: Knowledge, ontology: Ontology) -> list[Row]:
    """The rows of the PLOVER view, sorted by article, place in the text, and class."""
    index = to_index(knowledge, ontology.issues)
    citations = {c.id: c for c in knowledge.citations}
    ordered = sorted(
        knowledge.reports,
        key=lambda r: (
            index.names[r.article],
            index.sentences[r.sentences[0]].span,
            r.trigger,
            r.id,
        ),
    )
    coded = [c for report in ordered if (c := code(Told(report, index), ontology)) is not None]
    told = {_first(c) for c in coded if not _is_background(c.told.report)}
    kept = [c for c in coded if not (_is_background(c.told.report) and _first(c) in told)]
    return [_row(c, citations[c.told.report.article], ontology) for c in kept]


def _first(coded: Coded) -> str:
    return coded.told.report.sentences[0]


def _is_background(report: Report) -> bool:
    """Whether an event is only named in passing: possible, or a noun that no verb carries ("during a summit")."""
    bare = report.rule.startswith("noun:") and "+" not in report.rule
    return bare or report.status is Status.POSSIBLE


def _row(coded: Coded, citation: Citation, ontology: Ontology) -> Row:
    told, report, index = coded.told, coded.told.report, coded.told.index
    sentence = index.sentences[report.sentences[0]]
    codes = {a.code for a in (*coded.actors, *coded.recipients)}
    mode = mode_of(coded.type, report, ontology, codes=codes)
    plover_ = load_plover()
    values = {
        "id": report.id,
        "article": index.names[report.article],
        "plover": coded.type,
        "actors": [_actor(a, told) for a in coded.actors],
        "recipients": [_actor(a, told) for a in coded.recipients],
        "cameo": cameo(coded.type, coded.act, mode, report, ontology),
        "has_event": True,
        "event": [coded.type],
        "mode": mode,
        "context": contexts_of(report.topics, index.issues),
        "quad_code": plover_.quads[coded.type],
        "event_scale": plover_.scale(coded.type, mode),
        "actor": [_entity(a, told) for a in coded.actors],
        "recipient": [_entity(a, told) for a in coded.recipients],
        **_date(report, citation),
        "event_loc": _location(told),
        "event_text": report.trigger_text,
        "text": sentence.text,
        "text_info": {
            "sequence": sentence.index,
            "start": sentence.span.start,
            "end": sentence.span.end,
        },
        "cite_info": {
            "title": citation.title,
            "publication": citation.publisher,
            "url": citation.url,
            **_CODED,
        },
        "comment": _comment(coded),
    }
    return {field: values[field] for field in FIELDS["plover"]}


def _date(report: Report, citation: Citation) -> Row:
    """The first and last day; that of publication where the text tells none, since PLOVER needs one."""
    when = date_row(report.when)
    if when is not None:
        return {"date": when["start"], "enddate": when["end"]}
    published = citation.published.isoformat() if citation.published else None
    return {"date": published, "enddate": published}


def _comment(coded: Coded) -> str | None:
    """What PLOVER's type does not say of itself: that the act is folded, and that the day is that of publication."""
    report = coded.told.report
    folded = f"{coded.act}, {report.status}" if coded.act != coded.type else None
    undated = None if date_row(report.when) else "dated by the article"
    return "; ".join(note for note in (folded, undated) if note) or None


def _actor(actor: Actor, told: Told) -> dict[str, str | None]:
    if actor.participant is None:
        return {"name": None, "type": None, "code": actor.code}
    row = actor_row(actor.participant.entity, told.index, told.report.article)
    return row | {"code": actor.code}


def _entity(actor: Actor, told: Told) -> dict[str, str | None]:
    """The actor in the fields of PLOVER's entity."""
    if actor.participant is None:
        return {
            "code": actor.code,
            "sector": None,
            "entity_text": None,
            "identifier_id": None,
            "identifier_text": None,
        }
    entity = told.index.entities[actor.participant.entity]
    text = told.text(actor.participant.span) or entity.name
    return {
        "code": actor.code,
        "sector": _sector(text, entity.type),
        "entity_text": text,
        "identifier_id": entity.wikidata,
        "identifier_text": entity.name,
    }


def _sector(text: str, type_: str) -> str | None:
    """The sector by the last word of the phrase that tells it, else by the class of the actor."""
    tables = load_plover()
    words = reversed(re.findall(r"[a-z]+", text.lower()))
    told = (tables.sectors[w] for w in words if w in tables.sectors)
    return next(told, None) or tables.sector_of_class.get(type_)


def _location(told: Told) -> dict[str, str | None] | None:
    place = told.report.place
    if place is None:
        return None
    name = name_of(place, told.index, told.report.article)
    return {
        "extracted_place": name,
        "resolved_place": told.index.entities[place].name,
        "country_code": place_code(told),
    }
