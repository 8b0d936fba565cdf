"""What the dateline and the lead lend: the place where a story is written, and the day of which it tells first.

Both hold of little more than the first paragraphs; further on, only of what bodies do that sit at the dateline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from comity.extract.continuations import is_past, narrates, paragraphs_of, verb_of
from comity.extract.records import Candidate, Dated
from comity.extract.sentences import bounds_of, kids
from comity.extract.text import BODY
from comity.extract.whereabouts import add_place, state_of
from comity.knowledge.seats import load_seats
from comity.model import Precision, Role, Status, When

_PLACED = frozenset("Consultation Meeting Summit Conference Negotiation".split())
_SPOKEN = frozenset(
    "Statement Accusation Request Offer Rejection Threat Protest Agreement Support Apology Ruling".split()
)
_SETTLED = frozenset((Status.OCCURRED, Status.ONGOING))
_MAIN = frozenset(("ROOT", "conj", "parataxis"))
_ASIDE = frozenset(("relcl", "acl", "advcl", "pcomp", "csubj"))
_MEANWHILE = frozenset(("as", "while"))
_BEFORE_NOUN = frozenset(("compound", "amod", "nmod", "nummod", "poss"))
_ADDRESSING = frozenset("tell brief address".split())
_INFINITE = frozenset(("xcomp", "ccomp", "pcomp"))
_AT = frozenset(("at", "during"))
_PAST = frozenset(("could", "did"))
_HAD = frozenset(("had", "'d"))
_NEXT = 2
_GOES_ON = 1


def at_home(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, with the place of the dateline for those that name no other and happen there.

    Those are talks of the first sentences; talks that its own state hosts, and in the first sentences what the people
    and bodies of that state say; and what organisations do that sit there.
    """
    home = doc._.dateline
    state = state_of(home) if home else None
    if state is None:
        return tuple(kept)
    seated = {entity for entity, place in load_seats().items() if place == home}
    last = _lead(doc) + 1
    offices = {o.person: o.of for o in doc._.offices}
    found = []
    for event in kept:
        if (
            event.type not in _PLACED | _SPOKEN
            or event.place is not None
            or event.status is Status.DENIED
        ):
            found.append(event)
            continue
        sides = {offices.get(a.entity, a.entity) for a in event.arguments}
        near = event.sentences[0] <= last
        host = state in sides and (near or event.rule.endswith("+host"))
        talks = near and event.type in _PLACED and not _is_before(doc, event)
        sits = event.status in _SETTLED and not seated.isdisjoint(_sitting(doc, event, offices))
        found.append(replace(event, place=home) if host or talks or sits else event)
    if any(event.place == home for event in found):
        add_place(doc, home)
    return tuple(found)


def _lead(doc: Doc) -> int:
    """The number of the first sentence of the body."""
    zones = doc._.zone_of
    return next((n for n, start in enumerate(bounds_of(doc).starts) if zones[start] == BODY), 0)


def _sitting(doc: Doc, event: Candidate, offices: Mapping[str, str]) -> set[str]:
    """Those who act in words, by office, and the body that is spoken to: "told the Council"."""
    if event.type not in _SPOKEN:
        return set()
    heard = doc[event.trigger].lemma_ in _ADDRESSING
    return {
        offices.get(a.entity, a.entity)
        for a in event.arguments
        if a.role is Role.ACTOR or (heard and a.role is Role.RECIPIENT)
    }


def _is_before(doc: Doc, event: Candidate) -> bool:
    """Whether an event is told as past already: "had called on her"."""
    return any(t.lower_ in _HAD for t in kids(verb_of(doc, event)) if t.dep_ == "aux")


def on_the_day(doc: Doc, kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The events, those told without a date with the day told last where they go on with what happened on it.

    Those are in the lead and in the paragraph after it what a finite past tells in a main clause, and what happens
    "as" it does; elsewhere what one does who has just been told of in the paragraph with that day.
    """
    undated = [n for n, c in enumerate(kept) if c.when is None and c.status in _SETTLED]
    if not undated:
        return tuple(kept)
    story = _read_story(doc)
    by_trigger = {c.trigger: c for c in kept}
    found = list(kept)
    for n in undated:
        event = found[n]
        talks = by_trigger.get(event.at) if event.at is not None else None
        if talks is not None and talks.when is not None:
            continue
        verb = _telling(doc, event)
        if verb is not None and _is_told(verb):
            found[n] = replace(event, when=_day_of(event, verb, story))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Story:
    """The days that main clauses tell, the paragraph of each sentence, the numbers of the lead and of the last sentence near it.

    `days` are told up to token `ends` in sentence `sentences`, all in the order of the text; `named` are the entities
    of a sentence.
    """

    days: Sequence[When]
    ends: Sequence[int]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    first: int
    last: int
    named: Mapping[int, Set[str]]


def _read_story(doc: Doc) -> _Story:
    number, zones = bounds_of(doc).number, doc._.zone_of
    told = [
        d
        for d in doc._.dates
        if d.when.precision is Precision.DAY
        and d.relation is None
        and zones[d.start] == BODY
        and _is_main(doc, d)
    ]
    sentences = [number[d.start] for d in told]
    named: dict[int, set[str]] = {n: set() for n in sentences}
    for reference in doc._.references:
        if reference.kind != "adjective" and number[reference.start] in named:
            named[number[reference.start]].update(reference.entities)
    paragraphs = paragraphs_of(doc)
    return _Story(
        [d.when for d in told],
        [d.end for d in told],
        sentences,
        paragraphs,
        _lead(doc),
        _last_near(doc, paragraphs),
        named,
    )


def _telling(doc: Doc, event: Candidate) -> Token | None:
    """The finite past by which an event is told: "they met", "the decision was taken at a meeting"."""
    verb = verb_of(doc, event)
    if narrates(doc, event):
        return verb
    if verb.pos_ == "VERB" or verb.dep_ != "pobj" or verb.head.lower_ not in _AT:
        return None
    above = verb.head.head
    if above.tag_ == "VBG" and above.dep_ == "advcl":  # "speaking at the summit, he said"
        above = above.head
    return above if is_past(above) else None


def _day_of(event: Candidate, verb: Token, story: _Story) -> When | None:
    """The day of an event told without one: in the lead and after it that which the lead tells first."""
    before = bisect_left(story.ends, verb.i) - 1
    if before < 0:
        return None
    here, there = event.sentences[0], story.sentences[before]
    actors = {a.entity for a in event.arguments if a.role is Role.ACTOR}
    same = story.paragraphs[here] == story.paragraphs[there] and 0 < here - there <= _GOES_ON
    if same and not actors.isdisjoint(story.named[there]):
        return story.days[before]
    near = here <= story.last and story.paragraphs[there] == story.paragraphs[story.first]
    if not near or here == there != story.first:
        return None
    return story.days[bisect_left(story.sentences, there)]


def _last_near(doc: Doc, paragraphs: Sequence[int]) -> int:
    """The number of the last sentence in the paragraph after the lead."""
    lead, zones, starts = _lead(doc), doc._.zone_of, bounds_of(doc).starts
    seen: list[int] = []
    last = lead
    for n in range(lead, len(paragraphs)):
        if zones[starts[n]] != BODY:
            continue
        if paragraphs[n] not in seen:
            seen.append(paragraphs[n])
        if len(seen) > _NEXT:
            break
        last = n
    return last


def _is_main(doc: Doc, dated: Dated) -> bool:
    """Whether a date hangs on what a main clause tells in the past."""
    node = doc[dated.start : dated.end].root
    if node.dep_ in _BEFORE_NOUN and not (
        node.head.dep_ == "pobj" and node.head.head.head.pos_ in ("VERB", "AUX")
    ):
        return False
    while node.head.i != node.i and (
        node.pos_ not in ("VERB", "AUX") or (node.tag_ == "VB" and node.dep_ in _INFINITE)
    ):
        node = node.head
    if node.dep_ in _ASIDE:
        return False
    return node.tag_ in ("VBD", "VBN") or any(t.lower_ in _PAST for t in node.lefts)


def _is_told(verb: Token) -> bool:
    """Whether a verb tells its event outright, or beside that of its main clause: "as Egypt accused"."""
    node = verb
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    if node.dep_ == "advcl":
        return any(t.dep_ == "mark" and t.lower_ in _MEANWHILE for t in kids(node))
    return node.dep_ in _MAIN
