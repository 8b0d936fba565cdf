"""What the dateline and the lead lend: the place where a story is written, and the day of which it tells first.

Both hold of little more than the first paragraphs; further on, only of what bodies do that sit at the dateline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from comity.extract.continuations import is_past, narrates, paragraphs_of, verb_of
from comity.extract.datelines import dateline
from comity.extract.records import Candidate, Dated
from comity.extract.sentences import bounds_of, kids
from comity.extract.text import BODY
from comity.extract.tokens import Doc, Token
from comity.extract.whereabouts import add_place
from comity.knowledge.seats import load_seats
from comity.model import Precision, Role, Status, When

_PLACED = frozenset("Consultation Meeting Summit Conference Negotiation".split())
_SPOKEN = frozenset(
    "Statement Accusation Request Offer Rejection Threat Protest Agreement Support Apology Ruling".split()
)
_DECIDED = frozenset(("Sanction", "Appointment"))
_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_MAIN = frozenset(("ROOT", "conj", "parataxis"))
_ASIDE = frozenset(("relcl", "acl", "advcl", "pcomp", "csubj"))
_MEANWHILE = frozenset(("as", "while"))
_BEFORE_NOUN = frozenset(("compound", "amod", "nmod", "nummod", "poss"))
_ADDRESSING = frozenset("tell brief address".split())
_INFINITE = frozenset(("xcomp", "ccomp", "pcomp"))
_AT = frozenset(("at", "during"))
_PAST = frozenset(("could", "did"))
_LATER = frozenset(
    "later then afterwards afterward subsequently soon next eventually since".split()
)
_SIDES = frozenset(("sideline", "sidelines", "margin", "margins"))
_HAD = frozenset(("had", "'d"))


def at_home(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, with the place of the dateline for those that name no other and happen there.

    Those are talks of the first sentences; talks that its own state hosts, and in the first sentences what the people
    and bodies of that state say; what organisations do that sit there; and what goes on "on the sidelines".
    """
    written_at = dateline(doc)
    if written_at is None:
        return tuple(kept)
    home, state = written_at.place, written_at.state
    seated = {entity for entity, place in load_seats().items() if place == home}
    last = _lead(doc) + 1
    offices = {o.person: o.of for o in doc._.offices}
    gatherings = [c for c in kept if c.type in _PLACED and c.place == home]
    found = []
    for event in kept:
        if (
            event.type not in _PLACED | _SPOKEN | _DECIDED
            or event.place is not None
            or event.status is Status.DENIED
        ):
            found.append(event)
            continue
        acting = {offices.get(a, a) for a in _actors(event)}
        sides = {offices.get(a.entity, a.entity) for a in event.arguments}
        if event.type in _DECIDED:
            sides = acting
        near = event.sentences[0] <= last
        host = state in sides and (near or event.rule.endswith("+host"))
        talks = near and event.type in _PLACED and not _is_before(doc, event)
        sits = event.status in _SETTLED and not seated.isdisjoint(_sitting(doc, event, offices))
        here = host or talks or sits or _is_aside(verb_of(doc, event))
        here = here or any(_is_at(event, g, offices) for g in gatherings)
        found.append(replace(event, place=home) if here else event)
    if any(event.place == home for event in found):
        add_place(doc, home)
    return tuple(found)


def _actors(event: Candidate) -> set[str]:
    return {a.entity for a in event.arguments if a.role is Role.ACTOR}


def _is_at(event: Candidate, gathering: Candidate, offices: Mapping[str, str]) -> bool:
    """Whether those who gather at the dateline do something there on the day: "the leaders yesterday endorsed"."""
    if event.when is None or gathering.when is None or event.status not in _SETTLED:
        return False
    days = event.when.earliest, event.when.latest
    if event.when.precision is not Precision.DAY or days != (
        gathering.when.earliest,
        gathering.when.latest,
    ):
        return False
    there = {offices.get(a, a) for a in _actors(gathering)} | _actors(gathering)
    return bool(_actors(event)) and {offices.get(a, a) for a in _actors(event)} <= there


def _lead(doc: Doc) -> int:
    """The number of the first sentence of the body."""
    zones = doc._.zone_of
    return next((n for n, start in enumerate(bounds_of(doc).starts) if zones[start] == BODY), 0)


def _sitting(doc: Doc, event: Candidate, offices: Mapping[str, str]) -> set[str]:
    """Those who act in words, by office, and the body that is spoken to: "told the Council"."""
    if event.type not in _SPOKEN | _DECIDED:
        return set()
    heard = doc[event.trigger].lemma_ in _ADDRESSING
    return {
        offices.get(a.entity, a.entity)
        for a in event.arguments
        if a.role is Role.ACTOR or (heard and a.role is Role.RECIPIENT)
    }


def _is_aside(verb: Token) -> bool:
    """Whether something happens "on the sidelines", of what goes on at the dateline."""
    return any(
        noun.lemma_ in _SIDES and not any(t.lower_ == "of" for t in kids(noun))
        for prep in kids(verb)
        if prep.lower_ == "on"
        for noun in kids(prep)
    )


def _is_before(doc: Doc, event: Candidate) -> bool:
    """Whether an event is told as past already: "had called on her"."""
    return any(t.lower_ in _HAD for t in kids(verb_of(doc, event)) if t.dep_ == "aux")


def on_the_day(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, those of the lead and of the paragraph after it that are told without a date with the day of the lead.

    Only what a finite past tells in a main clause is of that day, and what happens "as" it does; and nothing after
    another day has been told.
    """
    undated = [n for n, c in enumerate(kept) if c.when is None and c.status in _SETTLED]
    if not undated:
        return tuple(kept)
    lead = _read_lead(doc)
    if lead is None:
        return tuple(kept)
    by_trigger = {c.trigger: c for c in kept}
    found = list(kept)
    for n in undated:
        event = found[n]
        talks = by_trigger.get(event.at) if event.at is not None else None
        if talks is not None and talks.when is not None:
            continue
        verb = _telling(doc, event)
        if verb is not None and lead.holds(event, verb) and _is_told(verb):
            found[n] = replace(event, when=lead.day)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Lead:
    """The day of the lead, told in sentence `first` up to token `end`; it holds to the sentences `after` it.

    From token `until` on another day is told of.
    """

    day: When
    first: int
    after: frozenset[int]
    end: int
    until: int

    def holds(self, event: Candidate, verb: Token) -> bool:
        """Whether an event told by the verb is of the day."""
        near = event.sentences[0] == self.first or event.sentences[0] in self.after
        return near and self.end <= verb.i < self.until


def _read_lead(doc: Doc) -> _Lead | None:
    """The lead of the body with the first day that it tells, if it tells one."""
    bounds, zones, paragraphs = bounds_of(doc), doc._.zone_of, paragraphs_of(doc)
    first = _lead(doc)
    number = bounds.number
    days = [d for d in doc._.dates if zones[d.start] == BODY and _is_day(doc, d)]
    told = [d for d in days if paragraphs[number[d.start]] == paragraphs[first]]
    if not told:
        return None
    there = number[told[0].start]
    body = [n for n, start in enumerate(bounds.starts) if zones[start] == BODY]
    beyond = next((n for n in body if paragraphs[n] != paragraphs[first]), None)
    after = {n for n in body if beyond is not None and paragraphs[n] == paragraphs[beyond]}
    until = next((d.start for d in days if number[d.start] > there), len(doc))
    return _Lead(told[0].when, there, frozenset(after), told[0].end, until)


def _telling(doc: Doc, event: Candidate) -> Token | None:
    """The finite past by which an event is told: "they met", "the decision was taken at a meeting"."""
    verb = verb_of(doc, event)
    if narrates(doc, event):
        return None if _goes_on(verb) else verb
    if event.type in _SPOKEN and verb.dep_ == "dobj" and is_past(verb.head):
        return None if _goes_on(verb.head) else verb.head  # "expressed its condemnation"
    if verb.pos_ == "VERB" or verb.dep_ != "pobj" or verb.head.lower_ not in _AT:
        return None
    above = verb.head.head
    if above.tag_ == "VBG" and above.dep_ == "advcl":  # "speaking at the summit, he said"
        above = above.head
    return above if is_past(above) and not _goes_on(above) else None


def _goes_on(verb: Token) -> bool:
    """Whether a verb tells what came after: "later thanked", "was then detained"."""
    return any(t.lower_ in _LATER for t in kids(verb) if t.dep_ == "advmod")


def _is_day(doc: Doc, dated: Dated) -> bool:
    return dated.relation is None and dated.when.precision is Precision.DAY and _is_main(doc, dated)


def _is_main(doc: Doc, dated: Dated) -> bool:
    """Whether a date hangs on what a main clause tells in the past."""
    node = doc[dated.start : dated.end].root
    if node.dep_ in _BEFORE_NOUN and not (
        node.head.dep_ == "pobj" and node.head.head.head.pos_ in ("VERB", "AUX")
    ):
        return False
    while node.head.i != node.i and (
        node.pos_ not in ("VERB", "AUX")
        or (node.tag_ == "VB" and node.dep_ in _INFINITE and not _is_ahead(node, dated))
    ):
        node = node.head
    if node.dep_ in _ASIDE and not _is_mistaken(node):
        return False
    return node.tag_ in ("VBD", "VBN") or any(t.lower_ in _PAST for t in node.lefts)


def _is_ahead(verb: Token, dated: Dated) -> bool:
    """Whether the date is of what a verb says will or may be: "will pay a visit from Saturday"."""
    return verb.i < dated.start and any(t.tag_ == "MD" for t in verb.lefts)


def _is_mistaken(verb: Token) -> bool:
    """Whether a clause is a main one, though the parser hangs it on another: "talks ended on Tuesday, delegates said"."""
    return verb.dep_ == "advcl" and not any(t.dep_ in ("mark", "advmod") for t in verb.lefts)


def _is_told(verb: Token) -> bool:
    """Whether a verb tells its event outright, or beside that of its main clause: "as Egypt accused"."""
    node = verb
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    if node.dep_ == "advcl":
        return any(t.dep_ == "mark" and t.lower_ in _MEANWHILE for t in kids(node))
    return node.dep_ in _MAIN
