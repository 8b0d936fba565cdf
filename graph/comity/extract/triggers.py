"""Triggers: the verbs and nouns of a parse that name events, by the frames of `ontology/frames.toml`.

A verb with a fitting object ("lift sanctions") is preferred to the bare verb; a light verb ("hold talks") leaves the
event to its noun and carries it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from comity.extract.clauses import patients, prepositions, subjects, tells_time
from comity.extract.records import Reference
from comity.knowledge.frames import Frame, Frames

QUANTITIES = frozenset(
    "number series range round set string wave barrage package slew spate host raft kind type part list "
    "flurry salvo volley lot".split()
)
_KIND_OF = {
    "person": "<person>",
    "state": "<state>",
    **dict.fromkeys(("igo", "org", "body", "party"), "<organisation>"),
    "group": "<group>",
}
_COMPLEMENT = "<complement>"
_BESIDE = frozenset(("prt", "prep", "advmod", "dative", "agent"))
_BEFORE = frozenset(("compound", "amod", "nmod", "punct", "poss"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that names an event, with its frame.

    `carrier` is the verb that carries an event noun, `taken` the object noun that a verb's frame has taken in.
    """

    token: Token
    frame: Frame
    carrier: Token | None = None
    taken: Token | None = None


def find_triggers(doc: Doc, frames: Frames, by_token: dict[int, Reference]) -> list[Trigger]:
    """The triggers of the doc in order, each token at most once; a noun taken in by its verb's frame is none."""
    verbs = [t for token in doc if _may_act(token) for t in _verb_trigger(token, frames, by_token)]
    taken = {t.taken.i for t in verbs if t.taken is not None}
    acting = frozenset(t.token.i for t in verbs)
    nouns = [
        Trigger(token, frame, carrier_of(token, frame, frames, acting))
        for token in doc
        if token.pos_ in ("NOUN", "PROPN") and token.i not in taken
        if not _is_part_of_name(token, by_token)
        if (frame := noun_frame(token, frames)) is not None
    ]
    return sorted((*verbs, *nouns), key=lambda t: t.token.i)


def _may_act(token: Token) -> bool:
    """Whether a verb can be a trigger: not as an adjective ("the elected president").

    "Be" and adjectives can when they are predicates: "was in Lima", "due in Oslo".
    """
    if token.pos_ == "VERB":
        return token.dep_ != "amod"
    return token.lemma_ == "be" and token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")


def _is_part_of_name(token: Token, by_token: dict[int, Reference]) -> bool:
    """Whether a noun stands inside a proper name ("World War", "the Peace Palace") and names no event itself."""
    if token.pos_ == "PROPN" and token.lower_ == "war" and token.text.istitle():
        return True
    reference = by_token.get(token.i)
    if reference is None or reference.kind not in ("name", "capital", "place"):
        return False
    return token.i != reference.head or token.lower_ not in ("summit", "conference")


def _verb_trigger(verb: Token, frames: Frames, by_token: dict[int, Reference]) -> Iterator[Trigger]:
    """The trigger that the verb is, with the most specific frame that fits; none for a carrier or an idiom."""
    options = frames.verbs.get(verb.lemma_.lower(), ())
    if not options:
        return
    nouns = [n for p in patients(verb) for n in heads(p)]
    fitting = [(rank, f, n) for f in options for rank, n in _fit(verb, f, nouns, by_token)]
    if not fitting:
        return
    _, frame, noun = max(fitting, key=lambda x: x[0])
    if not frame.objects and _leaves_to_noun(verb, nouns, frames):
        return
    yield Trigger(verb, frame, taken=noun)


def _fit(
    verb: Token, frame: Frame, nouns: list[Token], by_token: dict[int, Reference]
) -> Iterator[tuple[int, Token | None]]:
    """How specifically the frame fits the verb, with the object that it asks for; else nothing."""
    if frame.particle and frame.particle not in _words_beside(verb, nouns):
        return
    if frame.subjects and not any(
        frame.subjects & _kinds(n, by_token) for s in subjects(verb) for n in heads(s)
    ):
        return
    under = _under(verb, frame.particle) if frame.objects else []
    noun = next((n for n in (*nouns, *under) if frame.objects & _kinds(n, by_token)), None)
    if frame.objects and noun is None:
        return
    named = noun is not None and noun.lemma_.lower() not in frame.objects
    rank = 2 * bool(frame.objects) + bool(frame.particle) + bool(frame.subjects)
    yield rank, None if named else noun


def _under(verb: Token, particle: str | None) -> list[Token]:
    """What stands under the particle of a verb, as a preposition: also "out of" and "over as" something."""
    found = []
    for preposition, obj in prepositions(verb):
        if preposition in (particle, "as"):
            found += heads(obj)
    for child in verb.children if particle is not None else ():
        if child.lower_ == particle:
            found += [n for p, o in prepositions(child) if p == "of" for n in heads(o)]
    return found


def _kinds(noun: Token, by_token: dict[int, Reference]) -> set[str]:
    """What an object or a subject may be asked for by: its lemma, what its name names, and <place>."""
    reference = by_token.get(noun.i)
    kinds = {noun.lemma_.lower()}
    if reference is not None:
        kinds |= {_KIND_OF.get(e.partition("/")[0], "<other>") for e in reference.entities}
        if reference.place is not None:
            kinds.add("<place>")
    return kinds


def _words_beside(verb: Token, nouns: list[Token]) -> set[str]:
    """The particles, prepositions and objects of a verb; "<complement>" where it calls something something."""
    found = {n.lemma_.lower() for n in nouns}
    for token in verb.children:
        if token.dep_ in _BESIDE and not tells_time(token):
            found.add(token.lower_)
        elif token.dep_ == "oprd":
            found.add(_COMPLEMENT)
    return found


def _leaves_to_noun(verb: Token, nouns: list[Token], frames: Frames) -> bool:
    """A light verb over an event noun is no event itself, nor is an idiom ("meet a need", "seize an opportunity")."""
    lemma = verb.lemma_.lower()
    if lemma in frames.light and any(noun_frame(n, frames) for n in nouns):
        return True
    return any(n.lemma_.lower() in frames.idioms.get(lemma, ()) for n in nouns)


def heads(token: Token) -> Iterator[Token]:
    """The noun and those coordinated with it; of "a series of talks" the talks first."""
    for noun in (token, *token.conjuncts):
        if noun.lemma_.lower() in QUANTITIES:
            yield from (o for p, o in prepositions(noun) if p == "of")
        yield noun


def noun_frame(noun: Token, frames: Frames) -> Frame | None:
    """The most specific frame of a noun that heads a phrase."""
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ in ("NOUN", "PROPN"):
        return None
    options = frames.nouns.get(noun.lemma_.lower(), ())
    if not options or _is_quantity(noun, frames):
        return None
    lefts = [t for t in noun.lefts if t.dep_ in _BEFORE]
    before = " ".join(t.lower_ for t in lefts).replace(" - ", "-")
    lemmas = {t.lemma_.lower() for t in lefts}
    lemmas |= {n.lemma_.lower() for p, o in prepositions(noun) if p == "of" for n in heads(o)}
    fitting = [
        f
        for f in options
        if (f.compound is None or before.endswith(f.compound))
        and (not f.objects or lemmas & f.objects)
    ]
    best = max(fitting, key=lambda f: (f.compound is not None, bool(f.objects)), default=None)
    if (
        best is not None
        and not best.objects
        and lemmas & frames.idioms.get(noun.lemma_.lower(), frozenset())
    ):
        return None
    return best


def _is_quantity(noun: Token, frames: Frames) -> bool:
    """'a barrage of launches': the launches are the event."""
    if noun.lemma_.lower() not in QUANTITIES:
        return False
    return any(o.lemma_.lower() in frames.nouns for p, o in prepositions(noun) if p == "of")


def carrier_of(noun: Token, frame: Frame, frames: Frames, acting: frozenset[int]) -> Token | None:
    """The verb that carries an event noun: its subject acts, or suffers, what the noun names.

    A light or receiving verb over its object ("hold talks", "drew criticism"), "take part in", a participle ("talks
    held in Oslo"), and any verb that is no event itself and no speech ("wound up an exercise").
    """
    node = noun
    while node.dep_ == "conj" or _is_in_quantity(node):
        node = node.head if node.dep_ == "conj" else node.head.head
    head = node.head
    if node.dep_ in ("dobj", "nsubjpass", "attr") and head.pos_ == "VERB":
        return head if _carries(head, node, frame, frames, acting) else None
    if node.dep_ == "pobj" and head.head.pos_ == "VERB":
        verb = head.head
        return verb if f"{verb.lemma_.lower()} {head.lower_}" in frames.light else None
    if node.dep_ == "pobj" and head.head.lemma_ == "part" and head.head.head.lemma_ == "take":
        return head.head.head
    participles = (t for t in noun.children if t.dep_ == "acl" and t.tag_ in ("VBN", "VBG"))
    return next((t for t in participles if t.lemma_.lower() in frames.light), None)


def _is_in_quantity(node: Token) -> bool:
    return (
        node.dep_ == "pobj"
        and node.head.lower_ == "of"
        and node.head.head.lemma_.lower() in QUANTITIES
    )


def _carries(
    verb: Token, noun: Token, frame: Frame, frames: Frames, acting: frozenset[int]
) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in frames.light or lemma in frames.receiving:
        return True
    owned = any(t.dep_ == "poss" or t.lower_ == "the" for t in noun.lefts)
    plain = noun.dep_ == "dobj" and frame.event in _JOINT_ACTS and not owned
    return (
        plain
        and verb.i not in acting
        and lemma not in frames.cues.speech.verbs
        and lemma not in _OUTSIDE
    )


_JOINT_ACTS = frozenset(
    "Meeting Summit Negotiation MilitaryExercise WeaponsTest Call Protest Tribute".split()
)
_OUTSIDE = frozenset(
    "see watch follow precede witness describe recall remember mark cover include involve mean regard fear know "
    "use want need like love hate prompt cause trigger spark lead bring prevent avert avoid stop help affect "
    "discuss consider study review oppose reject welcome condemn criticize criticise support".split()
)
