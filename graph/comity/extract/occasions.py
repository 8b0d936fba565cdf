"""What happens at talks or on a journey: events tied to those at which they happen.

The verb of talks ("met for a summit") gives way to its noun.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from comity.extract.clauses import governor
from comity.extract.identifiers import is_person
from comity.extract.records import Candidate
from comity.model import Role

_TALKS = frozenset("Consultation Meeting Summit Conference Visit Call Negotiation".split())
_SPOKEN = frozenset("Meeting Summit Consultation Negotiation".split())
_HOSTING = frozenset("host receive welcome greet".split())
_AT = frozenset("at during in for on".split())
_PARTS = frozenset(
    "start beginning outset opening end conclusion close margin sideline sidelines part "
    "round".split()
)
_HIGHEST = 4


def with_setting(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """The candidates tied to the talks or journeys at which they happen, in the same order."""
    by_trigger = {c.trigger: c for c in kept}
    by_trigger |= {c.carrier: c for c in kept if c.carrier is not None}
    found = {c.trigger: c for c in kept}
    for candidate in kept:
        token = doc[candidate.trigger]
        if candidate.type in _TALKS:
            found = _with_talks(found, candidate, token, by_trigger)
        carrier = token if candidate.carrier is None else doc[candidate.carrier]
        outer = _outer(carrier, by_trigger)
        if outer is None or outer.trigger == candidate.trigger or candidate.at is not None:
            continue
        if candidate.trigger in found:
            found[candidate.trigger] = replace(found[candidate.trigger], at=outer.trigger)
    return [found[c.trigger] for c in kept if c.trigger in found]


def _with_talks(
    found: dict[int, Candidate],
    talks: Candidate,
    noun: Token,
    by_trigger: dict[int, Candidate],
) -> dict[int, Candidate]:
    """`found` with the event of which `talks` are the setting tied to them or absorbed by them."""
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
    if event.type == "Visit" and talks.type != "Visit":  # "travels to Moscow for talks"
        return found | {talks.trigger: replace(found[talks.trigger], at=event.trigger)}
    if event.trigger in found:
        return found | {event.trigger: replace(found[event.trigger], at=talks.trigger)}
    return found


def _verb_of(noun: Token, by_trigger: dict[int, Candidate]) -> Token | None:
    """The verb, or the noun of an event, of which the talks are the setting.

    "Said at the start of the meeting", "met for a summit", "a signing on the margins of the summit".
    """
    node = noun
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lemma_ in _PARTS:
        node = node.head.head
    if node.dep_ != "pobj" or node.head.lower_ not in _AT:
        return None
    if node.head.head.i in by_trigger:
        return node.head.head
    verb = governor(node)
    while (
        verb is not None
        and verb.i not in by_trigger
        and verb.dep_ in ("xcomp", "conj", "pcomp", "ccomp")
        and verb.head.i != verb.i
    ):
        verb = verb.head
    return verb


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
    """'agreed when they met': the meeting."""
    clauses = (t for t in verb.children if t.dep_ == "advcl")
    when = (t for t in clauses if any(w.lower_ in ("when", "while") for w in t.children))
    first = next(when, None)
    met = by_trigger.get(first.i) if first is not None else None
    return met if met is not None and met.type in _TALKS else None


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
        place=noun.place or verb.place,
        status=verb.status,
        rule=f"{noun.rule}+{verb.rule.rsplit(':', 1)[-1]}",
        weight=max(noun.weight, verb.weight),
    )
