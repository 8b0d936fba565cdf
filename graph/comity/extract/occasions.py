"""What happens at talks or on a journey: events tied to those at which they happen."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from comity.extract.clauses import governor
from comity.extract.records import Candidate
from comity.model import Role

TALKS = frozenset(
    ("Consultation", "Meeting", "Summit", "Conference", "Visit", "Call", "Negotiation")
)
_SPOKEN = frozenset(("Meeting", "Summit", "Consultation", "Negotiation"))
_HOSTING = frozenset(("host", "receive", "welcome", "greet"))
_AT = frozenset(("at", "during", "in", "for", "on"))
_PARTS = frozenset(
    (
        "start",
        "beginning",
        "outset",
        "opening",
        "end",
        "conclusion",
        "close",
        "margin",
        "sideline",
        "sidelines",
        "part",
        "round",
    )
)


def with_setting(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """The candidates tied to the talks at which they happen; the verb of talks ("met for a summit") gives way to its noun."""
    by_trigger = {c.trigger: c for c in kept} | {
        c.carrier: c for c in kept if c.carrier is not None
    }
    found = {c.trigger: c for c in kept}
    for candidate in kept:
        token = doc[candidate.trigger]
        verb = _talks_of(token, by_trigger) if candidate.type in TALKS else None
        event = by_trigger.get(verb.i) if verb is not None else None
        if event is not None and event.trigger != candidate.trigger:
            absorbs = candidate.type in _SPOKEN and event.carrier is None
            if absorbs and (
                event.type in _SPOKEN
                or (event.type == "Visit" and verb is not None and verb.lemma_ in _HOSTING)
            ):
                found[candidate.trigger] = _absorbing(found[candidate.trigger], event)
                found.pop(event.trigger, None)
            elif event.trigger in found:
                found[event.trigger] = replace(found[event.trigger], at=candidate.trigger)
        outer = _outer(token if candidate.carrier is None else doc[candidate.carrier], by_trigger)
        if (
            outer is not None
            and candidate.at is None
            and candidate.trigger in found
            and outer.trigger != candidate.trigger
        ):
            found[candidate.trigger] = replace(found[candidate.trigger], at=outer.trigger)
    return [found[c.trigger] for c in kept if c.trigger in found]


def _talks_of(noun: Token, by_trigger: dict[int, Candidate]) -> Token | None:
    """The verb of which the talks are the setting: "said at the start of the meeting", "met for a summit"."""
    node = noun
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lemma_ in _PARTS:
        node = node.head.head
    if node.dep_ != "pobj" or node.head.lower_ not in _AT:
        return None
    verb = governor(node)
    while (
        verb is not None
        and verb.i not in by_trigger
        and verb.dep_ in ("xcomp", "conj", "pcomp", "ccomp")
        and verb.head.i != verb.i
    ):
        verb = verb.head
    return verb


def _outer(token: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """The event in which another happens: "his visit to X, where he agreed", "visited X and met", "to X to attend"."""
    node = token
    if node.pos_ != "VERB":
        return None
    while node.dep_ == "xcomp" and node.head.pos_ == "VERB" and node.head.i not in by_trigger:
        node = node.head
    if node.dep_ == "relcl" and any(
        t.lower_ in ("where", "when", "which") for t in node.subtree if t.i < node.i
    ):
        above = node.head
        for _ in range(4):
            if above.i in by_trigger and by_trigger[above.i].type in TALKS:
                return by_trigger[above.i]
            above = above.head
    verb = node.head
    visit = by_trigger.get(verb.i)
    if (
        visit is not None
        and visit.type == "Visit"
        and node.i != verb.i
        and node.dep_ in ("conj", "advcl", "xcomp")
    ):
        return visit
    when = next(
        (
            t
            for t in node.children
            if t.dep_ == "advcl" and any(w.lower_ in ("when", "while") for w in t.children)
        ),
        None,
    )
    return by_trigger.get(when.i) if when is not None else None


def _absorbing(noun: Candidate, verb: Candidate) -> Candidate:
    """The talks with those who meet for them; unnamed groups give way to names."""
    people = [a for a in (*verb.arguments, *noun.arguments) if a.entity.startswith("person/")]
    arguments = (
        people if len({a.entity for a in people}) > 1 else [*verb.arguments, *noun.arguments]
    )
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
