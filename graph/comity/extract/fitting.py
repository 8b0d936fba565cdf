"""How well a frame fits its word: the words beside a verb or noun, the clause under it, the kinds of its objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.extract.clauses import patients, prepositions, subjects, tells_time
from comity.extract.complements import has_clause
from comity.extract.naming import named
from comity.extract.records import Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.knowledge.frames import Frame, Frames

_KIND_OF = {
    "person": "<person>",
    "state": "<state>",
    **dict.fromkeys(("igo", "org", "body", "party"), "<organisation>"),
    "group": "<group>",
}
_BESIDE = frozenset(("prt", "prep", "advmod", "dative", "agent", "acomp"))
_BEFORE = frozenset(("compound", "amod", "nmod", "punct", "poss"))
_UNDER_NOUN = frozenset(("of", "on", "in"))
_BEHIND = frozenset(("of", "from", "as"))
_SENT = frozenset(("ambassador", "envoy", "consul", "diplomat"))
_ALL = "*"


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame that fits, with the object or cause of the verb that it takes in."""

    frame: Frame
    taken: Token | None


@dataclass(slots=True)
class _Around:
    """What stands around a verb: its objects with what each may be asked for by, and the words beside it.

    `acting` and `below` are read when a frame first asks for them: what its subjects may be asked for by, and the
    words beside its objects.
    """

    verb: Token
    by_token: dict[int, Reference]
    frames: Frames
    objects: list[tuple[Token, set[str]]]
    beside: set[str]
    acting: list[set[str]] | None = None
    below: set[str] | None = None


def best_fit(verb: Token, frames: Frames, by_token: dict[int, Reference]) -> Fit | None:
    """The most specific frame that fits the verb; None for a carrier, an idiom, or a verb of no frame."""
    options = options_of(verb, frames)
    if not options:
        return None
    around = _around(verb, by_token, frames)
    beside = around.beside
    fitting = (f for f in options if not f.particle or f.objects or f.particle in beside)
    ranked = sorted(fitting, key=_rank, reverse=True)
    best = next((fit for frame in ranked if (fit := _fit(frame, around)) is not None), None)
    nouns = [n for n, _ in around.objects]
    if verb.lemma_ in frames.resisting and _resists(verb, nouns, frames):
        return None
    if best is None or _is_idiom(verb, best.frame, nouns, beside, frames):
        return None
    if best.frame.event == "Statement":
        judged = named(verb, options)
        best = best if judged is None else Fit(judged, None)
    whole = (
        best.frame.objects
        or best.frame.subjects
        or any(n.lemma_.lower() == best.frame.particle for n in nouns)
    )
    return None if not whole and _leaves_to_noun(verb, nouns, frames) else best


def _around(verb: Token, by_token: dict[int, Reference], frames: Frames) -> _Around:
    objects = [(n, kinds(n, by_token)) for p in patients(verb) for n in heads(p, frames)]
    beside = _words_beside(verb) | {n.lemma_.lower() for n, _ in objects}
    return _Around(verb, by_token, frames, objects, beside)


def options_of(verb: Token, frames: Frames) -> tuple[Frame, ...]:
    """The frames of a verb, of "test-fired" cut in two those of the whole."""
    lemma = verb.lemma_.lower()
    if verb.i > 1 and verb.doc[verb.i - 1].text == "-":
        whole = frames.verbs.get(f"{verb.doc[verb.i - 2].lower_}-{lemma}")
        if whole:
            return whole
    return frames.verbs.get(lemma, ())


def _rank(frame: Frame) -> int:
    return frame.rank


def _fit(frame: Frame, around: _Around) -> Fit | None:
    if not _has_particle(frame, around):
        return None
    if frame.clause and not has_clause(around.verb, frame.clause, around.by_token, around.frames):
        return None
    if frame.subjects and not any(frame.subjects & found for found in _acting(around)):
        return None
    if not frame.objects:
        return Fit(frame, None)
    for noun, found in (*around.objects, *_under(frame, around)):
        asked = frame.objects & found
        if asked:
            name = noun.i in around.by_token and noun.lemma_.lower() not in asked
            return Fit(frame, None if name else noun)
    return None


def _has_particle(frame: Frame, around: _Around) -> bool:
    """Whether the frame's particle stands beside the verb, or beside its object where it asks for one."""
    if frame.particle is None or frame.particle in around.beside:
        return True
    if not frame.objects:
        return False
    if around.below is None:
        around.below = {w for n, _ in around.objects for w in _words_beside(n)}
    return frame.particle in around.below


def _acting(around: _Around) -> list[set[str]]:
    if around.acting is None:
        acting = (n for s in subjects(around.verb) for n in heads(s, around.frames))
        around.acting = [kinds(n, around.by_token) for n in acting]
    return around.acting


def _under(frame: Frame, around: _Around) -> Iterator[tuple[Token, set[str]]]:
    """The objects of the frame's particle, and of "of", "from" or "as" behind it: "pulled out of the accord"."""
    if frame.particle is None:
        return
    for preposition, obj in prepositions(around.verb):
        if preposition == frame.particle or preposition in _BEHIND:
            yield from ((n, kinds(n, around.by_token)) for n in heads(obj, around.frames))
    for child in kids(around.verb):
        if child.lower_ == frame.particle:
            found = (n for _, o in prepositions(child) for n in heads(o, around.frames))
            yield from ((n, kinds(n, around.by_token)) for n in found)


def kinds(noun: Token, by_token: dict[int, Reference]) -> set[str]:
    """What an argument may be asked for by: its lemma, also behind a compound or adjective, and its kind of name.

    Of a name <person>, <state>, <organisation>, <group> or <other>, and <place> of what is one; of a body the words
    of its name ("it", of a court).
    """
    lemma = noun.lemma_.lower()
    found = {lemma, *(f"{t.lower_} {lemma}" for t in noun.lefts if t.dep_ in ("compound", "amod"))}
    reference = by_token.get(noun.i)
    if noun.pos_ == "PROPN":  # "the ambassador Jean Otieno"
        found |= _SENT & {t.lower_ for t in noun.lefts if t.dep_ == "compound"}
    for entity in reference.entities if reference else ():
        kind, _, name = entity.partition("/")
        found.add(_KIND_OF.get(kind, "<other>"))
        if kind in ("body", "igo"):
            found.update(name.split("-"))
    if reference and reference.place is not None:
        found.add("<place>")
    return found


def _words_beside(verb: Token) -> set[str]:
    """Particles, prepositions, adverbs and predicate adjectives of the verb, and the "for" of "calls for X to act"."""
    found = {t.lower_ for t in kids(verb) if t.dep_ in _BESIDE and not tells_time(t)}
    for clause in verb.rights:
        if clause.dep_ in ("advcl", "ccomp", "xcomp") and clause.tag_ in ("VB", "VBN"):
            found |= {t.lower_ for t in clause.lefts if t.dep_ == "mark" and t.lower_ == "for"}
    return found


def _is_idiom(
    verb: Token, frame: Frame, nouns: list[Token], beside: set[str], frames: Frames
) -> bool:
    """Whether verb and object, or verb and particle, name no event: "meet a need", "bring together"."""
    lemma, objects = verb.lemma_.lower(), {n.lemma_.lower() for n in nouns}
    if not frame.objects and objects & frames.idioms.get(lemma, frozenset()):
        return True
    if frame.particle is not None:
        return False
    found = (frames.idioms.get(f"{lemma} {word}") for word in beside)
    return any(words and (_ALL in words or objects & words) for words in found)


def _resists(verb: Token, nouns: list[Token], frames: Frames) -> bool:
    """Whether the verb only tells that an attack is met: "fights against aggression", "defends itself"."""
    if any(n.lower_.endswith(("self", "selves")) for n in nouns):
        return True
    met = (noun_frame(o, frames) for p, o in prepositions(verb) if p == "against")
    return any(frame is not None and frame.event == "Assault" for frame in met)


def _leaves_to_noun(verb: Token, nouns: list[Token], frames: Frames) -> bool:
    """Whether the verb only carries its event noun: a light verb its object, "erupt" its subject."""
    lemma = verb.lemma_.lower()
    if is_light(verb, frames) and any(noun_frame(n, frames) for n in nouns):
        return True
    if lemma not in frames.occurring:
        return False
    return any(noun_frame(t, frames) for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass"))


def is_light(verb: Token, frames: Frames) -> bool:
    """Whether the verb, alone or with its particle, only carries an event noun: "hold", "wrap up"."""
    lemma = verb.lemma_.lower()
    if lemma in frames.light:
        return True
    return any(t.dep_ == "prt" and f"{lemma} {t.lower_}" in frames.light for t in verb.rights)


def heads(token: Token, frames: Frames) -> Iterator[Token]:
    """The noun and those coordinated with it; of "a series of talks" or "thousands of refugees" what is counted first."""
    for noun in (token, *token.conjuncts):
        if noun.lemma_.lower() in frames.quantities:
            yield from (o for p, o in prepositions(noun) if p == "of")
        yield noun


def noun_frame(noun: Token, frames: Frames) -> Frame | None:
    """The most specific frame of a noun that heads a phrase."""
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ in ("NOUN", "PROPN"):
        return None
    lemma = noun.lemma_.lower()
    options = frames.nouns.get(lemma, ())
    if not options or _is_quantity(noun, frames):
        return None
    lefts = [t for t in noun.lefts if t.dep_ in _BEFORE]
    before = " ".join(t.lower_ for t in lefts).replace(" - ", "-")
    under = list(prepositions(noun))
    lemmas = {t.lemma_.lower() for t in lefts}
    below = [(p, n.lemma_.lower()) for p, o in under if p in _UNDER_NOUN for n in heads(o, frames)]
    about = {lemma for _, lemma in below}
    after = {p for p, _ in under}
    fitting = [
        f
        for f in options
        if (f.compound is None or before.endswith(f.compound))
        and (not f.objects or lemmas & f.objects or _is_under(f, below))
        and (not f.beside or after & f.beside)
    ]
    best = max(
        fitting,
        key=lambda f: (f.compound is not None, bool(f.objects) + bool(f.beside)),
        default=None,
    )
    if (
        best is not None
        and not best.objects
        and (lemmas | about) & frames.idioms.get(lemma, frozenset())
    ):
        return None
    return best


def _is_under(frame: Frame, below: list[tuple[str, str]]) -> bool:
    """Whether one of a noun's objects stands under it: under "of", or where the frame sees no part ("a freeze on aid")."""
    return any(
        lemma in frame.objects and (preposition == "of" or preposition not in frame.roles)
        for preposition, lemma in below
    )


def _is_quantity(noun: Token, frames: Frames) -> bool:
    """'a barrage of launches': the launches are the event."""
    if noun.lemma_.lower() not in frames.quantities:
        return False
    return any(o.lemma_.lower() in frames.nouns for p, o in prepositions(noun) if p == "of")


def in_quantity(node: Token, frames: Frames) -> bool:
    """Whether a noun stands under "a series of"."""
    return (
        node.dep_ == "pobj"
        and node.head.lower_ == "of"
        and node.head.head.lemma_.lower() in frames.quantities
    )
