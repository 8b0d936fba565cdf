"""Events: triggers of `ontology/frames.toml` found in the parse, with the participants that their roles allow.

A verb with a fitting object ("lift sanctions") is preferred to the bare verb; a light verb ("hold talks") leaves the
event to its noun and lends it its subject, its "with" and its date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.clauses import agents, governor, is_passive, patients, prepositions, subjects
from comity.extract.lists import left_of_verb, whole_list
from comity.extract.phrases import references_by_token
from comity.extract.records import Argument, Candidate, Reference
from comity.extract.setting import place_of, when_of
from comity.extract.stance import stance
from comity.knowledge.frames import Frame, Frames, load_frames
from comity.knowledge.ontology import load_ontology
from comity.model import Role

_QUANTITIES = frozenset(
    [
        "number",
        "series",
        "range",
        "round",
        "set",
        "string",
        "wave",
        "barrage",
        "package",
        "slew",
        "spate",
        "host",
        "raft",
        "kind",
        "type",
        "part",
        "list",
        "flurry",
        "salvo",
        "volley",
        "lot",
    ]
)
_ACTS_IN_TALKS = frozenset(("during", "at", "in", "after", "on", "before", "following"))
_ACCORDS = frozenset(("agreement", "treaty", "accord", "pact", "armistice", "convention", "deal"))
_DIRECTED = frozenset(
    "Agreement Support Concession Cooperation Aid Retreat Request Accusation Rejection Threat Protest "
    "Sanction Coercion Assault Apology Mobilization Ruling".split()  # fmt: skip
)
_WITH_CLAUSE = frozenset(("Request", "Accusation", "Threat"))
_TOWARDS = frozenset(("to", "on", "against", "for", "from", "with", "over", "of"))
_JOINT = frozenset(("with", "between", "and"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that names an event, its frame, and the light verb that carries it, if one does."""

    token: Token
    frame: Frame
    carrier: Token | None = None


class FrameReader:
    """Sets `doc._.candidates`, in the order of their triggers."""

    def __init__(self, frames: Frames | None = None) -> None:
        classes = load_ontology().event_classes
        self.parents = {name: c.parent for name, c in classes.items()}
        self.frames = frames or load_frames(parents=self.parents)

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its candidates."""
        by_token = references_by_token(doc)
        triggers = sorted(find_triggers(doc, self.frames, by_token), key=lambda t: t.token.i)
        places = frozenset(t.token.i for t in triggers)
        doc._.candidates = tuple(
            c for t in triggers if (c := self._candidate(doc, t, by_token, places)) is not None
        )
        return doc

    def _candidate(
        self, doc: Doc, trigger: Trigger, by_token: dict[int, Reference], triggers: frozenset[int]
    ) -> Candidate | None:
        consultation = _is_a(trigger.frame.event, "Consultation", self.parents)
        arguments = tuple(
            _unique(_arguments(trigger, by_token, self.frames, consultation=consultation))
        )
        token = trigger.token
        anaphoric = trigger.frame.noun and any(
            t.lower_ in ("the", "this", "that", "their", "its", "these", "those")
            for t in token.lefts
        )
        if not any(a.role is Role.RECIPIENT for a in arguments):
            arguments = tuple(_unique([*arguments, *_deep_recipients(trigger, by_token)]))
        when = when_of(doc, token, trigger.carrier, triggers)
        if not arguments and when is not None and token.lemma_ in _ACCORDS:
            arguments = _parties_before(doc, token)
        if trigger.frame.weak and not _is_carried(trigger, arguments):
            return None
        travel = trigger.frame.event in ("Visit", "Tribute")
        place, visited = place_of(doc, token, trigger.carrier, triggers, travel=travel)
        if visited and trigger.frame.event == "Visit":
            arguments = tuple(_unique([*arguments, visited]))
        published = doc._.article.published if doc._.article else None
        return Candidate(
            type=_type(trigger, arguments),
            trigger=token.i,
            trigger_end=token.i + 1,
            arguments=arguments,
            place=place,
            when=when,
            status=stance(token, self.frames, when, published, default=trigger.frame.status),
            topics=(),
            source=None,
            sentences=(_sentence_number(doc, token),),
            rule=_rule(trigger),
            weight=_weight(trigger, arguments),
            anaphoric=anaphoric,
            carrier=trigger.carrier.i if trigger.carrier is not None else None,
        )


def _deep_recipients(trigger: Trigger, by_token: dict[int, Reference]) -> Iterator[Argument]:
    """Of an act without a recipient, the first actor named in its object or complement.

    "promised to continue military aid to Mozambique", "demanded that Sudan return the aircraft".
    """
    if trigger.frame.event not in _DIRECTED:
        return
    token = trigger.token
    parts = ("dobj", "xcomp", "ccomp", "prep", "dative", "acl")
    for head in (t for t in token.children if t.dep_ in parts and t.i > token.i):
        if head.dep_ == "ccomp" and trigger.frame.event not in _WITH_CLAUSE:
            continue
        if head.dep_ == "prep" and head.lower_ not in _TOWARDS:
            continue
        for part in head.subtree:
            reference = by_token.get(part.i)
            if reference and part.i == reference.head and reference.entities and reference.kind != "anaphor":
                yield from _as_arguments(reference, "recipient")
                return


def _parties_before(doc: Doc, noun: Token) -> tuple[Argument, ...]:
    """A dated treaty without parties ("settled by a 1965 treaty") is taken to be of the two states spoken of last."""
    states: dict[str, Argument] = {}
    for reference in reversed(doc._.references):
        for entity in reference.entities:
            if reference.start < noun.i and entity.startswith("state/") and len(states) < 2:
                states.setdefault(
                    entity,
                    Argument(entity, Role.ACTOR, reference.start, reference.end, inferred=True),
                )
    return tuple(states.values()) if len(states) == 2 else ()


def _is_carried(trigger: Trigger, arguments: tuple[Argument, ...]) -> bool:
    """A weak noun needs a light verb or a participant of its own, a weak verb one other than its subject."""
    if trigger.frame.noun:
        return trigger.carrier is not None or bool(arguments)
    return any(a.role is Role.RECIPIENT or a.start > trigger.token.i for a in arguments)


def _type(trigger: Trigger, arguments: tuple[Argument, ...]) -> str:
    """The frame's class; a summit or meeting of an organisation ("the ASEAN summit") is a conference."""
    own = [a for a in arguments if not a.inferred and abs(a.start - trigger.token.i) <= 9]
    if (
        trigger.frame.noun
        and trigger.frame.event in ("Summit", "Meeting")
        and own
        and all(
            a.entity.startswith("igo/")
            or (trigger.carrier is not None and a.start < trigger.carrier.i)
            for a in own
        )
        and any(a.entity.startswith("igo/") for a in own)
    ):
        return "Conference"
    return trigger.frame.event


def find_triggers(doc: Doc, frames: Frames, by_token: dict[int, Reference]) -> Iterator[Trigger]:
    """The triggers of the doc, each token at most once; a noun consumed by its verb's frame is none."""
    consumed: set[int] = set()
    for token in doc:
        if token.pos_ == "VERB":
            frame, noun = _verb_frame(token, frames)
            if frame is None:
                continue
            if noun is not None:
                consumed.add(noun.i)
            yield Trigger(token, frame)
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in consumed:
            continue
        if (reference := by_token.get(token.i)) and reference.kind in ("name", "capital", "place"):
            if not _is_part_of_event_name(token, reference):
                continue
        if (
            token.pos_ == "PROPN"
            and token.lower_ == "war"
            and token.text[0].isupper()
            and token.dep_ != "ROOT"
        ):
            continue
        frame = _noun_frame(token, frames)
        if frame is not None:
            yield Trigger(token, frame, _carrier(token, frames))


def _is_part_of_event_name(token: Token, reference: Reference) -> bool:
    return token.i == reference.head and token.lower_ in ("summit", "conference")


def _verb_frame(verb: Token, frames: Frames) -> tuple[Frame | None, Token | None]:
    """The most specific frame of the verb, and the object noun that it consumes."""
    options = frames.verbs.get(verb.lemma_.lower(), ())
    if not options:
        return None, None
    nouns = [n for p in patients(verb) for n in _heads(p)]
    beside = {
        t.lower_ for t in verb.children if t.dep_ in ("prt", "prep", "advmod", "dative", "agent")
    }
    beside |= {n.lemma_.lower() for n in nouns}
    actors = (
        {n.lemma_.lower() for s in subjects(verb) for n in _heads(s)}
        if any(f.subjects for f in options)
        else set()
    )
    best: tuple[int, Frame, Token | None] | None = None
    for frame in options:
        if (frame.particle and frame.particle not in beside) or (
            frame.subjects and not actors & frame.subjects
        ):
            continue
        targets = nouns + [
            n for p, o in prepositions(verb) if p == frame.particle for n in _heads(o)
        ]
        noun = next((n for n in targets if n.lemma_.lower() in frame.objects), None)
        if frame.objects and noun is None:
            continue
        rank = (
            (2 if frame.objects else 0)
            + (1 if frame.particle else 0)
            + (1 if frame.subjects else 0)
        )
        if best is None or rank > best[0]:
            best = rank, frame, noun
    if best is None or _is_carrier(verb, frames, best) or _is_idiom(verb, nouns, frames, best[1]):
        return None, None
    return best[1], best[2]


def _is_carrier(verb: Token, frames: Frames, best: tuple[int, Frame, Token | None]) -> bool:
    """A light verb over an event noun leaves the event to the noun, unless its frame asks for that very noun."""
    if verb.lemma_.lower() not in frames.light or best[1].objects:
        return False
    return any(_noun_frame(n, frames) for p in patients(verb) for n in _heads(p))


def _is_idiom(trigger: Token, nouns: list[Token], frames: Frames, frame: Frame) -> bool:
    """'meet a need', "seize an opportunity": no event."""
    words = frames.idioms.get(trigger.lemma_.lower(), frozenset())
    return not frame.objects and any(n.lemma_.lower() in words for n in nouns)


def _heads(token: Token) -> Iterator[Token]:
    """The noun and those coordinated with it; for "a series of talks" the talks."""
    for noun in (token, *token.conjuncts):
        if noun.lemma_.lower() in _QUANTITIES:
            yield from (o for p, o in prepositions(noun) if p == "of")
        yield noun


def _noun_frame(noun: Token, frames: Frames) -> Frame | None:
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ in ("NOUN", "PROPN"):
        return None
    options = frames.nouns.get(noun.lemma_.lower(), ())
    if not options or _is_quantity(noun, frames):
        return None
    lefts = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod", "punct", "poss")]
    before = " ".join(t.lower_ for t in lefts).replace(" - ", "-")
    lemmas = {t.lemma_.lower() for t in lefts} | {
        n.lemma_.lower() for p, o in prepositions(noun) if p == "of" for n in _heads(o)
    }
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
    if noun.lemma_.lower() not in _QUANTITIES:
        return False
    return any(o.lemma_.lower() in frames.nouns for p, o in prepositions(noun) if p == "of")


def _carrier(noun: Token, frames: Frames) -> Token | None:
    """The light verb that the event noun is object, subject of a passive, or "in" of ("take part in talks").

    A receiving verb ("drew criticism") carries its object too.
    """
    node = noun
    while node.dep_ == "conj" or (
        node.dep_ == "pobj"
        and node.head.lower_ == "of"
        and node.head.head.lemma_.lower() in _QUANTITIES
    ):
        node = node.head if node.dep_ == "conj" else node.head.head
    head = node.head
    if (
        node.dep_ in ("dobj", "nsubjpass", "attr")
        and head.pos_ == "VERB"
        and head.lemma_.lower() in frames.light | frames.receiving
    ):
        return head
    if (
        node.dep_ == "pobj"
        and head.head.pos_ == "VERB"
        and f"{head.head.lemma_.lower()} {head.lower_}" in frames.light
    ):
        return head.head
    if (
        node.dep_ == "pobj"
        and head.lower_ in ("in", "at")
        and head.head.lemma_ in ("part",)
        and head.head.head.lemma_ == "take"
    ):
        return head.head.head
    participle = next(
        (
            t
            for t in noun.children
            if t.dep_ == "acl" and t.tag_ in ("VBN", "VBG") and t.lemma_.lower() in frames.light
        ),
        None,
    )
    return participle


def _arguments(
    trigger: Trigger, by_token: dict[int, Reference], frames: Frames, *, consultation: bool
) -> Iterator[Argument]:
    if not trigger.frame.noun:
        yield from _verb_arguments(trigger.token, trigger.frame.roles, by_token)
        return
    own = list(_noun_arguments(trigger.token, trigger.frame.roles, by_token))
    if trigger.carrier is not None:
        own += _carried(trigger, by_token, frames)
    yield from own
    multilateral = any(a.entity.startswith("igo/") for a in own)
    if (
        consultation
        and not multilateral
        and len({a.entity for a in own if a.role is Role.ACTOR}) < 2
        and trigger.carrier is None
    ):
        yield from _from_context(trigger.token, by_token)
        if not own:
            yield from _of_former(trigger.token, by_token, frames)


def _verb_arguments(
    verb: Token, roles: dict[str, str], by_token: dict[int, Reference]
) -> Iterator[Argument]:
    yield from _subject_arguments(verb, roles.get("subject"), by_token)
    for token in patients(verb):
        yield from _in_role(token, roles.get("object"), by_token, deep=True)
    for token in verb.children:
        if token.dep_ == "dative" and token.pos_ != "ADP":
            yield from _in_role(token, roles.get("iobject") or roles.get("to"), by_token)
    for preposition, obj in prepositions(verb):
        if not (preposition == "by" and is_passive(verb)):
            yield from _in_role(
                obj, roles.get(preposition), by_token, deep=preposition not in _JOINT
            )
    for noun in patients(verb):
        for preposition, obj in prepositions(noun):
            if preposition in ("with", "against", "to", "on", "from") and noun.i not in by_token:
                yield from _in_role(obj, roles.get(preposition), by_token)


def _subject_arguments(
    verb: Token, role: str | None, by_token: dict[int, Reference]
) -> Iterator[Argument]:
    """The subject, with the rest of a list of names that the parser has taken apart."""
    tokens = subjects(verb)
    if not tokens and verb.tag_ in ("VBD", "VBZ", "VBP") and not is_passive(verb):
        for reference in left_of_verb(verb, by_token):
            yield from _as_arguments(reference, role)
    for token in tokens:
        if token.conjuncts:
            for reference in whole_list(token.doc, token, by_token):
                yield from _as_arguments(reference, role)
        yield from _in_role(token, role, by_token)


def _noun_arguments(
    noun: Token, roles: dict[str, str], by_token: dict[int, Reference]
) -> Iterator[Argument]:
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_.lower() in _QUANTITIES
    ):
        yield from _noun_arguments(noun.head.head, roles, by_token)
    shared = (
        noun.head.lefts
        if noun.dep_ == "conj" and not any(t.dep_ == "poss" for t in noun.lefts)
        else ()
    )
    for token in (*noun.lefts, *(t for t in shared if t.dep_ == "poss")):
        if token.dep_ == "poss":
            yield from _in_role(token, roles.get("possessor"), by_token)
        elif token.dep_ in ("amod", "compound", "nmod"):
            yield from _modifiers(token, noun, roles.get("modifier"), by_token)
    before = by_token.get(noun.i - 1)
    if (
        before
        and before.end == noun.i
        and noun.nbor(-1).dep_ not in ("amod", "compound", "nmod", "poss")
    ):
        yield from _as_arguments(before, roles.get("modifier") if before.kind == "name" else None)
    for preposition, obj in prepositions(noun):
        yield from _in_role(obj, roles.get(preposition), by_token)
        if preposition == "between":
            yield from _between(noun, obj.head, roles.get(preposition), by_token)
    for verb in noun.children:
        if verb.dep_ in ("acl", "relcl") and is_passive(verb):
            for token in agents(verb):
                yield from _in_role(token, "actor", by_token)


def _between(
    noun: Token, between: Token, role: str | None, by_token: dict[int, Reference]
) -> Iterator[Argument]:
    """All who are named from "between" to the verb, in whatever way the parser has tied the second to the first."""
    limit = (
        noun.head.i
        if noun.dep_ == "nsubj" and noun.head.i > between.i
        else between.right_edge.i + 1
    )
    seen: set[Reference] = set()
    for i in range(between.i + 1, limit):
        reference = by_token.get(i)
        if reference is None or reference in seen or noun.doc[reference.head].dep_ == "poss":
            continue
        seen.add(reference)
        if (
            reference.kind in ("name", "title")
            and reference.entities[:1]
            and reference.entities[0].startswith("person/")
        ):
            yield from _as_arguments(reference, role)


def _modifiers(
    token: Token, noun: Token, role: str | None, by_token: dict[int, Reference]
) -> Iterator[Argument]:
    """'Japan-South Korea talks', 'the Russian invasion', but not the city of 'the Tokyo summit'."""
    for part in token.subtree:
        reference = by_token.get(part.i)
        if reference and part.i == reference.head and reference.kind != "place":
            if (
                reference.kind == "capital"
                and len([t for t in token.subtree]) == reference.end - reference.start
            ):
                continue
            yield from _as_arguments(reference, role)


def _carried(trigger: Trigger, by_token: dict[int, Reference], frames: Frames) -> list[Argument]:
    """What the light verb lends: its subject and those with it."""
    verb = trigger.carrier
    if verb is None:
        return []
    if verb.lemma_.lower() in frames.receiving:
        return [
            a for t in subjects(verb) for a in _in_role(t, "recipient", by_token, deep=True)
        ] + [
            a
            for p, o in prepositions(verb)
            if p in ("from", "by")
            for a in _in_role(o, "actor", by_token)
        ]
    found = list(_subject_arguments(verb, "actor", by_token))
    for preposition, obj in prepositions(verb):
        role = trigger.frame.roles.get(preposition)
        if role and preposition != "by":
            found += _in_role(obj, role, by_token)
    for token in verb.children:
        if token.dep_ == "dative" and token.pos_ != "ADP":
            found += _in_role(token, trigger.frame.roles.get("to"), by_token)
    if verb.lemma_ == "host":
        found += [
            a
            for t in patients(verb)
            if t.i != trigger.token.i
            for a in _in_role(t, "actor", by_token)
        ]
    return found


def _from_context(noun: Token, by_token: dict[int, Reference]) -> Iterator[Argument]:
    """'X told Y at their meeting': those who speak at a meeting take part in it."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in _ACTS_IN_TALKS:
        return
    verb = governor(prep)
    if verb is None:
        return
    people = [a for t in (*subjects(verb), *patients(verb)) for a in _in_role(t, "actor", by_token)]
    people += [
        a for t in verb.children if t.dep_ == "dative" for a in _in_role(t, "actor", by_token)
    ]
    yield from (replace(a, inferred=True) for a in people if a.entity.startswith("person/"))


def _of_former(noun: Token, by_token: dict[int, Reference], frames: Frames) -> Iterator[Argument]:
    """'Their meeting was the first since a conversation in June': the conversation was theirs too."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("since", "after", "following"):
        return
    verb = governor(noun.head)
    for other in verb.children if verb is not None else ():
        frame = _noun_frame(other, frames) if other.dep_ in ("nsubj", "attr", "dobj") else None
        if frame is not None:
            yield from (
                replace(a, inferred=True) for a in _noun_arguments(other, frame.roles, by_token)
            )


def _in_role(
    token: Token, role: str | None, by_token: dict[int, Reference], *, deep: bool = False
) -> Iterator[Argument]:
    """The entities of a phrase and of those coordinated with it, in `role`."""
    if role not in ("actor", "recipient"):
        return
    for head in (token, *_coordinated(token, by_token)):
        reference = by_token.get(head.i)
        if reference is None or reference.kind == "adjective":
            apposed = next(
                (t for t in head.children if t.dep_ == "appos" and t.i in by_token), None
            )
            behind = by_token.get(head.i + 1) if head.pos_ in ("PROPN", "NOUN") else None
            if apposed is not None:
                reference = by_token[apposed.i]
            elif (
                behind
                and behind.start == head.i + 1
                and behind.kind == "name"
                and head.i + 1 < len(token.doc)
            ):
                reference = behind
        if reference and reference.entities and reference.kind != "adjective":
            yield from _as_arguments(reference, role)
        elif deep and role == "recipient":
            yield from _possessors(head, by_token)


def _coordinated(token: Token, by_token: dict[int, Reference]) -> list[Token]:
    """What is coordinated with a phrase, but for the names that are the subject of a sentence without one."""
    after = [t for t in token.conjuncts if t.i > token.i]
    root = token.sent.root
    if not after or token.dep_ != "pobj" or root.i < token.i or subjects(root):
        return after
    listed = {r.head for r in left_of_verb(root, by_token)}
    return [t for t in after if t.i not in listed and not any(c.i in listed for c in t.children)]


def _possessors(noun: Token, by_token: dict[int, Reference]) -> Iterator[Argument]:
    """'praised Kenya's efforts': the praise is for Kenya."""
    for child in noun.children:
        reference = by_token.get(child.i)
        if child.dep_ == "poss" and reference and reference.entities:
            yield from _as_arguments(reference, "recipient")
    for preposition, obj in prepositions(noun):
        reference = by_token.get(obj.i)
        if (
            preposition in ("of", "by", "against", "on", "from")
            and reference
            and reference.entities
            and reference.kind != "adjective"
        ):
            yield from _as_arguments(reference, "recipient")


def _as_arguments(reference: Reference, role: str | None) -> Iterator[Argument]:
    if role in ("actor", "recipient"):
        for entity in reference.entities:
            yield Argument(entity, Role(role), reference.start, reference.end)


def _unique(arguments: object) -> Iterator[Argument]:
    """Each entity once, the first role that it was read in; an actor is not its own recipient."""
    seen: set[str] = set()
    for argument in sorted(arguments, key=lambda a: (a.inferred, a.role is not Role.ACTOR)):  # type: ignore[call-overload]  # any iterable
        if argument.entity not in seen:
            seen.add(argument.entity)
            yield argument


def _is_a(name: str, ancestor: str, parents: dict[str, str]) -> bool:
    while name != ancestor and name in parents:
        name = parents[name]
    return name == ancestor


def _sentence_number(doc: Doc, token: Token) -> int:
    return sum(1 for sentence in doc.sents if sentence.start <= token.i) - 1


def _rule(trigger: Trigger) -> str:
    """The kind of word, the class, the trigger as the lexicon has it, and what carried it or set it apart."""
    token, frame = trigger.token, trigger.frame
    extra = f"+{trigger.carrier.lemma_}" if trigger.carrier is not None else ""
    former = (
        " since" if frame.noun and token.dep_ == "pobj" and token.head.lower_ == "since" else ""
    )
    return f"{'noun' if frame.noun else 'verb'}:{frame.event}:{frame.trigger}{extra}{former}"


def _weight(trigger: Trigger, arguments: tuple[Argument, ...]) -> float:
    base = 0.85 if not trigger.frame.noun else 0.8 if trigger.carrier is not None else 0.7
    return round(
        base - (0.2 if not arguments else 0.15 if any(a.inferred for a in arguments) else 0.0), 2
    )


@Language.factory(
    "comity_frames",
    requires=["doc._.references", "doc._.dates", "token.dep"],
    assigns=["doc._.candidates"],
    default_config={"ontology": []},
)
def make_frames(nlp: Language, name: str, ontology: list[str]) -> FrameReader:
    """The component that reads events; `ontology` lists folders with further classes and frames."""
    return FrameReader()
