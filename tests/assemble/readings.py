"""What a perfect reader would hand to assembly: extractions made of gold annotations, so that merging is measured alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from comity.gold import Gold
from comity.knowledge.gazetteer import load_gazetteer
from comity.model import (
    Citation,
    Claim,
    Entity,
    Extraction,
    Participant,
    Precision,
    Report,
    Role,
    Sentence,
    Span,
    Status,
    When,
    digest,
    slug,
)

_TITLES = re.compile(
    r"^((the |Prime |Foreign |Deputy |Vice |Defence |General |Mr|Mrs|Ms|Dr|Gen|Sheikh|Sayyid|President|Premier|Minister|Secretary|Chancellor)\.? ?)+(?=[A-Z])"
)
_PREFIX = {
    "Person": "person", "State": "state", "Place": "place", "GovernmentBody": "body", "Party": "party", "Group": "group",
    "IntergovernmentalOrganization": "igo", "Organisation": "org", "Organization": "org",
}  # fmt: skip


def to_extraction(gold: Gold, citation: Citation, record: dict[str, Any]) -> Extraction:
    """The extraction of one annotated article; `record` is its annotation as YAML gives it."""
    codes = _codes(record)
    entities = {key: _entity(e, codes.get(key)) for key, e in record["entities"].items()}
    sentences: dict[str, Sentence] = {}
    reports = []
    for event, spans in ((e.record, e.spans) for e in gold.events):
        told = [_sentence(citation, gold.text, *span) for span in spans]
        sentences |= {s.id: s for s in told}
        reports.append(_report(citation, event, entities, told))
    claims = [
        _claim(citation, o, entities, next(iter(sentences), ""))
        for o in record.get("offices") or ()
    ]
    return Extraction(
        citation,
        tuple(sorted({e.id: e for e in entities.values()}.values(), key=lambda e: e.id)),
        tuple(sorted(sentences.values(), key=lambda s: s.id)),
        (),
        tuple(sorted({r.id: r for r in reports}.values(), key=lambda r: r.id)),
        tuple(sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)),
    )


def _codes(record: dict[str, Any]) -> dict[str, str]:
    """The states of people by their offices, of bodies and groups by a state's name within theirs."""
    states = {key: e for key, e in record["entities"].items() if e["type"] == "State"}
    found = {
        o["person"]: _code(states[o["of"]])
        for o in record.get("offices") or ()
        if o["of"] in states
    }
    for key, e in record["entities"].items():
        names = " ".join([e["name"], *e.get("aliases", [])])
        if e["type"] in ("GovernmentBody", "Group", "Person"):
            of = [s for s in states.values() if any(n in names for n in _forms(s))]
            if len(of) == 1:
                found.setdefault(key, _code(of[0]))
    return {key: code for key, code in found.items() if code}


def _forms(state: dict[str, Any]) -> list[str]:
    """The names of a state in its article, with the adjective that the gazetteer has."""
    names = [state["name"], *state.get("aliases", []), *_adjectives().get(_code(state) or "", [])]
    return [n for n in names if len(n) > 3]


@cache
def _adjectives() -> dict[str, list[str]]:
    """By the code of a state, its names and adjectives in the gazetteer."""
    found: dict[str, list[str]] = {}
    for text, forms in load_gazetteer().forms.items():
        for form in forms:
            if form.entry.startswith("state/") and form.kind in ("adjective", "name"):
                found.setdefault(form.entry.removeprefix("state/").upper(), []).append(text)
    return found


def _code(state: dict[str, Any]) -> str | None:
    known = load_gazetteer()
    for name in [state["name"], *state.get("aliases", [])]:
        for form in known.forms.get(name.removeprefix("the "), ()):
            if form.entry.startswith("state/"):
                return known.entries[form.entry].code
    return None


def _entity(entity: dict[str, Any], code: str | None) -> Entity:
    kind = entity["type"]
    if kind == "State" and (own := _code(entity)):
        return Entity(f"state/{own.lower()}", "State", entity["name"], code=own)
    name = _TITLES.sub("", entity["name"]) if kind == "Person" else entity["name"]
    vague = kind == "Group" or (kind == "Person" and not name[:1].isupper())
    if vague:  # known to this article alone, as extraction names it
        return Entity(f"group/{slug(name)}-{digest(name)[:8]}", "Group", name, code=code)
    known = _known(name) if kind != "Person" else None
    if known:
        return replace(known, type=kind, code=known.code or code)
    return Entity(f"{_PREFIX.get(kind, 'org')}/{slug(name)}", kind, name, code=code)


def _known(name: str) -> Entity | None:
    """What the gazetteer has by this name, as extraction would find it."""
    gazetteer = load_gazetteer()
    for form in gazetteer.forms.get(name.removeprefix("the "), ()):
        entry = gazetteer.entries[form.entry]
        return Entity(entry.id, entry.type, entry.name, code=entry.code, wikidata=entry.wikidata)
    return None


def _sentence(citation: Citation, text: str, start: int, end: int) -> Sentence:
    name = f"sentence/{citation.id.removeprefix('article/')}-{start}"
    return Sentence(name, citation.id, start, Span(start, end), text[start:end])


def _report(
    citation: Citation,
    event: dict[str, Any],
    entities: dict[str, Entity],
    told: list[Sentence],
) -> Report:
    roles = [(key, Role.ACTOR) for key in event.get("actors") or ()]
    roles += [(key, Role.RECIPIENT) for key in event.get("recipients") or ()]
    place = event.get("place")
    return Report(
        id=f"report/{digest(citation.id, event['id'])}",
        article=citation.id,
        type=event["type"],
        participants=tuple(Participant(entities[k].id, role, Span(0, 1)) for k, role in roles),
        place=entities[place].id if place else None,
        when=_when(event.get("date")),
        status=Status(event["status"]),
        topics=tuple(f"issue/{t}" for t in sorted(event.get("topics") or ())),
        source=None,
        sentences=tuple(s.id for s in told),
        rule="gold",
        trigger=told[0].span,
        trigger_text="",
        confidence=1.0,
    )


def _when(value: Any) -> When | None:
    if value is None:
        return None
    first, _, last = str(value).partition("/")
    start, end = _ends(first)[0], _ends(last or first)[1]
    grain = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(first)]
    return When(start, end, Precision.INTERVAL if last else grain, str(value))


def _ends(iso: str) -> tuple[date, date]:
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def _claim(
    citation: Citation, office: dict[str, Any], entities: dict[str, Entity], sentence: str
) -> Claim:
    person, owner = entities[office["person"]].id, entities[office["of"]].id
    return Claim(
        id=f"claim/{digest(citation.id, person, owner, office['title'])}",
        article=citation.id,
        relation="holdsOffice",
        subject=person,
        object=owner,
        title=office["title"],
        issue=None,
        current=bool(office.get("current", True)),
        sentences=(sentence,),
        rule="gold",
        confidence=1.0,
    )
