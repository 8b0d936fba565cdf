"""The participants of an event that a noun tells: before it, after "of", "with" and "between", or in the sentences before."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from comity.extract.clauses import agents, governor, is_passive, patients, prepositions, subjects
from comity.extract.fitting import in_quantity, is_light, noun_frame, options_of
from comity.extract.records import Argument
from comity.extract.roles import References, as_arguments, in_role
from comity.extract.sentences import kids
from comity.extract.tokens import Doc, Token
from comity.knowledge.frames import Frames
from comity.model import Role

_ACTS_IN_TALKS = frozenset(("during", "at", "in", "after", "on", "before", "following"))
_BEGUN = frozenset(
    "begin start pay make undertake plan renew sign conclude reach sign strike".split()
)
_STRETCHES = frozenset(
    "day hour week minute month round series start beginning end close conclusion outset".split()
)
_GRATA = frozenset(("grata", "gratae"))  # "declared Ana Gil persona non grata"
JOINT = frozenset(("with", "between", "and"))
_LAID_TO = {"attribute": "to", "ascribe": "to", "blame": "on", "pin": "on"}


def of_noun(
    noun: Token, roles: Mapping[str, str], by_token: References, frames: Frames
) -> Iterator[Argument]:
    """Those whom the noun phrase names, by the roles that its frame gives to what stands before and after the noun."""
    if in_quantity(noun, frames):
        yield from of_noun(noun.head.head, roles, by_token, frames)
    owners = list(_before(noun, roles, by_token))
    yield from owners
    owned = any(a.role is Role.ACTOR for a in owners) or any(
        p in ("by", "from") and roles.get(p) == "actor" for p, _ in prepositions(noun)
    )
    for preposition, obj in prepositions(noun):
        role = roles.get(preposition)
        if preposition == "of" and role == "actor" and owned and roles.get("with") != "actor":
            role = (
                "recipient"  # "Togo's recognition of Kosovo", "the deployment of police by Kenya"
            )
        if preposition == "of" and role == "actor" and noun.head.lower_ == "in" and not owned:
            role = "recipient"  # "in support of Chad"
        yield from in_role(obj, role, by_token, deep=preposition == "against")
        if preposition == "between":
            yield from _between(noun, obj.head, roles.get(preposition), by_token)
    for verb in noun.rights:
        if verb.dep_ == "acl" and verb.lower_ == "involving":
            for token in patients(verb):
                yield from in_role(token, roles.get("involving"), by_token)
        elif verb.dep_ in ("acl", "relcl") and is_passive(verb):
            own = (
                verb.dep_ == "relcl"
                and bool(options_of(verb, frames))
                and not is_light(verb, frames)
            )
            # of "ties, which were cut by Peru" Peru acts in the relative clause
            for token in () if own else agents(verb):
                yield from in_role(token, "actor", by_token)
            for preposition, token in prepositions(verb):
                if preposition == _LAID_TO.get(verb.lemma_):
                    yield from in_role(token, "actor", by_token)
        elif verb.dep_ == "relcl" and _is_begun(verb, frames):
            yield from _of_holder(noun, verb, by_token)
    if noun.dep_ == "dobj" and noun.head.lemma_ == "follow":  # "followed a call on Sunday with X"
        for preposition, obj in prepositions(noun.head):
            if preposition == "with":
                yield from in_role(obj, roles.get("with"), by_token)


def _is_begun(verb: Token, frames: Frames) -> bool:
    """Whether a verb holds or begins its object: "was to begin", "paid", "signed"."""
    if verb.lemma_ == "be":
        return any(t.dep_ == "xcomp" and _is_begun(t, frames) for t in kids(verb))
    return verb.lemma_.lower() in frames.light or verb.lemma_.lower() in _BEGUN


def _of_holder(noun: Token, verb: Token, by_token: References) -> Iterator[Argument]:
    """Who holds what a relative clause is about: "the visit that the king was to begin", "the talks that they held"."""
    holders = [t for t in subjects(verb) if t.tag_ not in ("WDT", "WP") and t.i != noun.i]
    for token in holders:
        yield from in_role(token, "actor", by_token)


def _before(noun: Token, roles: Mapping[str, str], by_token: References) -> Iterator[Argument]:
    """Possessors, also the one shared with the noun before "and", and modifiers ("the Group of 20 summit")."""
    shared = (
        noun.head.lefts
        if noun.dep_ == "conj" and not any(t.dep_ == "poss" for t in noun.lefts)
        else ()
    )
    for token in (*noun.lefts, *(t for t in shared if t.dep_ == "poss")):
        if token.dep_ == "poss":
            yield from in_role(token, roles.get("possessor"), by_token)
        elif token.dep_ in ("amod", "compound", "nmod") and noun.lower_ not in _GRATA:
            yield from _modifiers(token, roles.get("modifier"), by_token)
    reference = by_token.get(noun.i - 1)
    behind = reference is not None and reference.end == noun.i and reference.kind == "name"
    if reference and behind and noun.nbor(-1).dep_ not in ("amod", "compound", "nmod", "poss"):
        yield from as_arguments(reference, roles.get("modifier"))


def _between(
    noun: Token, between: Token, role: str | None, by_token: References
) -> Iterator[Argument]:
    """All people named from "between" to the verb, in whatever way the parser has tied the second to the first."""
    limit = (
        noun.head.i
        if noun.dep_ == "nsubj" and noun.head.i > between.i
        else between.right_edge.i + 1
    )
    listed = dict.fromkeys(r for i in range(between.i + 1, limit) if (r := by_token.get(i)))
    for reference in listed:
        before = noun.doc[reference.start - 1]
        if before.pos_ == "ADP" and before.i != between.i and before.lower_ not in JOINT:
            return
        person = reference.kind in ("name", "title") and reference.entities[:1]
        if person and person[0].startswith("person/") and noun.doc[reference.head].dep_ != "poss":
            yield from as_arguments(reference, role)


def _modifiers(token: Token, role: str | None, by_token: References) -> Iterator[Argument]:
    """'Japan-South Korea talks', 'the Russian invasion', but not the city of 'the Tokyo summit'."""
    for part in token.subtree:
        reference = by_token.get(part.i)
        if reference and part.i == reference.head and reference.kind != "place":
            alone = len(list(token.subtree)) == reference.end - reference.start
            if not (reference.kind == "capital" and alone):
                yield from as_arguments(reference, role)


def from_context(noun: Token, by_token: References, *, both: bool) -> Iterator[Argument]:
    """'X told Y at their meeting': those who speak at a meeting take part in it; on a journey the speaker alone.

    "Negotiators of X and Y narrowed their differences in two days of talks": both sides do.
    """
    node = noun
    while node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lemma_ in _STRETCHES:
        node = node.head.head
    prep = node.head
    verb = governor(prep) if node.dep_ == "pobj" else None
    if verb is not None and prep.lower_ in ("to", "for") and verb.lemma_ == "invite" and both:
        for token in patients(verb):
            yield from in_role(token, "actor", by_token)
    if verb is None or prep.lower_ not in _ACTS_IN_TALKS:
        return
    spoken = (*patients(verb), *(t for t in kids(verb) if t.dep_ == "dative")) if both else ()
    found = [a for t in (*subjects(verb), *spoken) for a in in_role(t, "actor", by_token)]
    stretch = node.i != noun.i
    if stretch and len({a.entity for a in found}) < 2:
        return
    kinds = ("person/", "state/", "group/") if stretch else ("person/",)
    for argument in found:
        if argument.entity.startswith(kinds):
            yield replace(argument, inferred=True)


def of_former(noun: Token, by_token: References, frames: Frames) -> Iterator[Argument]:
    """'Their meeting was the first since a conversation in June': the conversation was theirs too."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("since", "after", "following"):
        return
    verb = governor(noun.head)
    for other in kids(verb) if verb is not None else ():
        frame = noun_frame(other, frames) if other.dep_ in ("nsubj", "attr", "dobj") else None
        if frame is not None:
            yield from (
                replace(a, inferred=True) for a in of_noun(other, frame.roles, by_token, frames)
            )


def parties_before(doc: Doc, noun: Token) -> tuple[Argument, ...]:
    """The two states spoken of last, taken for the parties of a dated treaty that names none, as inferred."""
    states: dict[str, Argument] = {}
    for reference in reversed(doc._.references):
        for entity in reference.entities:
            if reference.start < noun.i and entity.startswith("state/") and len(states) < 2:
                argument = Argument(
                    entity, Role.ACTOR, reference.start, reference.end, inferred=True
                )
                states.setdefault(entity, argument)
    return tuple(states.values()) if len(states) == 2 else ()
