"""What happens at talks or on a journey: events tied to those at which they happen.

The verb of talks ("met for a summit") gives way to its noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.extract.clauses import governor
from comity.extract.identifiers import is_person
from comity.extract.records import Candidate
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.model import Role

_TALKS = frozenset("Consultation Meeting Summit Conference Visit Call Negotiation".split())
_SPOKEN = frozenset("Meeting Summit Consultation Negotiation".split())
_HOSTING = frozenset("host receive welcome greet".split())
_AT = frozenset("at during in for on".split())
_UPON = frozenset("build draw base rely depend focus reflect touch".split())
_PARTS = frozenset(
    "start beginning outset opening end conclusion close margin sideline sidelines part "
    "round".split()
)
_HIGHEST = 4
_LINKS = frozenset(("xcomp", "conj", "pcomp", "ccomp"))
_LOOSE = frozenset(("acl", "advcl"))


def with_setting(doc: Doc, kept: Sequence[Candidate]) -> list[Candidate]:
    """The candidates tied to the talks or journeys at which they happen, in the same order."""
    by_trigger = {c.trigger: c for c in kept}
    by_trigger |= {c.carrier: c for c in kept if c.carrier is not None}
    found = {c.trigger: c for c in kept}
    for candidate in kept:
        token = doc[candidate.trigger]
        if candidate.type in _TALKS:
            found = _with_talks(found, candidate, token, by_trigger)
        if candidate.trigger not in found or found[candidate.trigger].at is not None:
            continue
        carrier = token if candidate.carrier is None else doc[candidate.carrier]
        outer = _outer(carrier, by_trigger) or _beside(token, by_trigger)
        if outer is not None and outer.trigger != candidate.trigger:
            found[candidate.trigger] = replace(found[candidate.trigger], at=outer.trigger)
    return [found[c.trigger] for c in kept if c.trigger in found]


def _with_talks(
    found: dict[int, Candidate],
    talks: Candidate,
    noun: Token,
    by_trigger: dict[int, Candidate],
) -> dict[int, Candidate]:
    """`found` with the event of which `talks` are the setting tied to them or absorbed by them.

    Talks that a journey is for are themselves set by it: "travelled to Oslo for talks".
    """
    verb = _verb_of(noun, by_trigger)
    event = by_trigger.get(verb.i) if verb is not None else None
    if verb is None or event is None or event.trigger == talks.trigger:
        return found
    if talks.trigger not in found:
        return found
    hosted = event.type == "Visit" and verb.lemma_ in _HOSTING
    spoken = talks.type in _SPOKEN and event.carrier is None and verb.pos_ == "VERB"
    if spoken and (event.type in _SPOKEN or hosted):
        rest = {trigger: c for trigger, c in found.items() if trigger != event.trigger}
        return rest | {talks.trigger: _absorbing(found[talks.trigger], event)}
    if event.trigger not in found:
        return found
    if event.type == "Visit" and noun.head.lower_ == "for":
        joined = _with_travellers(found[talks.trigger], event)
        return found | {talks.trigger: replace(joined, at=event.trigger)}
    return found | {event.trigger: replace(found[event.trigger], at=talks.trigger)}


def _with_travellers(talks: Candidate, journey: Candidate) -> Candidate:
    """Talks for which somebody travels ("was in Oslo for talks with X") with the traveller among those who talk."""
    if sum(a.role is Role.ACTOR for a in talks.arguments) != 1:
        return talks
    known = {a.entity for a in talks.arguments}
    added = (
        replace(a, inferred=True)
        for a in journey.arguments
        if a.role is Role.ACTOR and a.entity not in known
    )
    return replace(talks, arguments=(*talks.arguments, *added))


def _verb_of(noun: Token, by_trigger: dict[int, Candidate]) -> Token | None:
    """The verb, or the noun of an event, of which the talks are the setting.

    "Said at the start of the meeting", "met for a summit", "speaking at the summit, called for", "a signing on the
    margins of the summit"; what is to be done at talks that are attached to it has been agreed at them.
    """
    node = _part_of(noun)
    if node.dep_ != "pobj" or node.head.lower_ not in _AT or node.head.head.lemma_ in _UPON:
        return None
    if node.head.head.i in by_trigger:
        return node.head.head
    verb = governor(node)
    while (
        verb is not None
        and verb.i not in by_trigger
        and (verb.dep_ in _LINKS or (verb.dep_ in _LOOSE and verb.tag_ in ("VB", "VBG")))
        and verb.head.i != verb.i
    ):
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else governor(verb)
    return verb


def _part_of(noun: Token) -> Token:
    """The "sidelines" of a summit, the "start" of talks, or else `noun` itself."""
    part = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _PARTS
    return noun.head.head if part else noun


def _beside(noun: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """'a conversation on the sidelines of a summit': the summit."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    for prep in kids(noun):
        if prep.dep_ != "prep" or prep.lower_ not in _AT:
            continue
        for talks in kids(prep):
            inner = [t for of in kids(talks) if of.lower_ == "of" for t in kids(of)]
            for node in (talks, *(inner if talks.lemma_ in _PARTS else ())):
                outer = by_trigger.get(node.i)
                if outer is not None and outer.type in _TALKS:
                    return outer
    return None


def _outer(node: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """The event in which another, of the verb `node`, happens."""
    if node.pos_ != "VERB":
        return None
    while node.dep_ == "xcomp" and node.head.pos_ == "VERB" and node.head.i not in by_trigger:
        node = node.head
    return (
        _of_relative_clause(node, by_trigger)
        or _journey_of(node, by_trigger)
        or _of_time_clause(node, by_trigger)
        or _of_those_who_met(node, by_trigger)
        or _of_visitor(node, by_trigger)
    )


def _of_relative_clause(verb: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """'his visit to X, where he agreed': the visit."""
    if verb.dep_ != "relcl":
        return None
    if not any(t.lower_ in ("where", "when", "which") for t in verb.subtree if t.i < verb.i):
        return None
    above = verb.head
    for _ in range(_HIGHEST):
        if above.i in by_trigger and by_trigger[above.i].type in _TALKS:
            return by_trigger[above.i]
        above = above.head
    return None


def _journey_of(verb: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """'visited X and met', 'went to X to attend': the visit."""
    visit = by_trigger.get(verb.head.i)
    if visit is None or visit.type != "Visit" or verb.head.i == verb.i:
        return None
    return visit if verb.dep_ in ("conj", "advcl", "xcomp") else None


def _of_time_clause(verb: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """'agreed when they met', "have agreed after their ministers met": the meeting."""
    own = by_trigger.get(verb.i)
    joint = own is not None and own.type == "Agreement" and own.when is None
    content = [t for t in verb.rights if joint and t.dep_ == "xcomp"]
    for clause in (*kids(verb), *(t for v in content for t in kids(v))):
        marks = {w.lower_ for w in kids(clause)} if clause.dep_ == "advcl" else set()
        same_time = marks & {"when", "while", "as"} or (joint and marks & {"after"})
        event = by_trigger.get(clause.i) if same_time else None
        if event is not None and event.type in _TALKS:
            return event
    return None


def _of_those_who_met(verb: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """'the ministers, who met on Monday, agreed': the meeting."""
    event = by_trigger.get(verb.i)
    if event is None or event.type != "Agreement":
        return None
    for subject in kids(verb):
        if subject.dep_ in ("nsubj", "nsubjpass"):
            for clause in kids(subject):
                met = by_trigger.get(clause.i) if clause.dep_ == "relcl" else None
                if met is not None and met.type in _SPOKEN:
                    return met
    return None


def _of_visitor(verb: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """'the minister, who arrived on Sunday, promised': the visit, for what has neither place nor date."""
    event = by_trigger.get(verb.i)
    if event is None or event.place or event.when or verb.tag_ != "VBD":
        return None
    for subject in kids(verb):
        if subject.dep_ == "nsubj":
            for clause in kids(subject):
                visit = by_trigger.get(clause.i) if clause.dep_ == "relcl" else None
                if visit is not None and visit.type == "Visit" and clause.tag_ == "VBD":
                    return visit
    return None


def _absorbing(noun: Candidate, verb: Candidate) -> Candidate:
    """The talks with those who meet for them; unnamed groups give way to names."""
    everyone = (*verb.arguments, *noun.arguments)
    people = tuple(a for a in everyone if is_person(a.entity))
    arguments = people if len({a.entity for a in people}) > 1 else everyone
    once = {a.entity: replace(a, role=Role.ACTOR) for a in reversed(arguments)}
    return replace(
        noun,
        arguments=tuple(sorted(once.values(), key=lambda a: a.start)),
        when=noun.when or verb.when,
        place=verb.place or noun.place,
        status=verb.status,
        rule=f"{noun.rule}+{verb.rule.rsplit(':', 1)[-1]}",
        others=(*noun.others, verb.trigger, *verb.others),
    )
