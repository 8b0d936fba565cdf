"""Events: each trigger with its participants, date, place and status, as a candidate."""

from dataclasses import replace
from datetime import date

from spacy.language import Language

from comity.extract.abouts import topic_heads
from comity.extract.arguments import arguments_of
from comity.extract.fitting import noun_frame
from comity.extract.headings import records_call
from comity.extract.lexicon import load_lexicon
from comity.extract.noun_arguments import parties_before
from comity.extract.outsiders import is_blind, is_outside
from comity.extract.passed_over import passed_over, set_aside
from comity.extract.phrases import references_by_token
from comity.extract.places import takes_town
from comity.extract.publication import published
from comity.extract.recalled import is_recalled, with_parties
from comity.extract.records import Argument, Candidate, Dropped, Reference
from comity.extract.sentences import kids
from comity.extract.setting import Settings, place_of, read_settings, when_of
from comity.extract.stance import is_refusal, lies_ahead, stance, tells_past
from comity.extract.tokens import Component, Doc, Token, component
from comity.extract.triggers import Trigger, find_triggers
from comity.knowledge.frames import Frames
from comity.knowledge.ontology import Ontology, load_ontology
from comity.knowledge.topic_words import load_topic_words
from comity.model import Role, Status, When

_ACCORDS = frozenset(("agreement", "treaty", "accord", "pact", "armistice", "convention", "deal"))
_DEFINITE = frozenset(("the", "this", "that", "their", "its", "these", "those"))
_TRAVEL = frozenset(("Visit", "Tribute", "Mobilization"))
_CONVERSE = frozenset(("speak", "talk"))
_TALKS = frozenset(("Consultation", "Meeting", "Call", "Negotiation"))
_SPEAK = frozenset("speak talk call confer".split())
_LEAD = 60
_NEAR = 9


class FrameReader:
    """Sets `doc._.candidates`, in the order of their triggers."""

    def __init__(self) -> None:
        self.ontology: Ontology = load_ontology()
        self.frames: Frames = load_lexicon()
        self.words = load_topic_words()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its candidates."""
        by_token = references_by_token(doc)
        triggers = find_triggers(doc, self.frames, by_token)
        settings = read_settings(doc, {t.token.i: t.frame.event for t in triggers})
        found = [self._candidate(settings, t, by_token) for t in triggers]
        read = (c for c in found if isinstance(c, Candidate))
        doc._.candidates = tuple(with_parties(doc, read, self.frames))
        if doc._.trace is not None:
            dropped = (c if isinstance(c, Dropped) else set_aside(c) for c in found)
            doc._.trace = (*passed_over(doc, triggers, by_token, self.frames), *dropped)
        return doc

    def _candidate(
        self, settings: Settings, trigger: Trigger, by_token: dict[int, Reference]
    ) -> Candidate | Dropped:
        doc, token, frame, carrier = settings.doc, trigger.token, trigger.frame, trigger.carrier
        talks = "Consultation" in self.ontology.ancestors(frame.event)
        arguments = arguments_of(trigger, by_token, self.frames, consultation=talks)
        when = when_of(settings, token, carrier)
        if not arguments and token.lemma_ in _ACCORDS and _is_dated(token):
            arguments = parties_before(doc, token)
        kind = self._type(trigger, arguments)
        if (
            frame.weak
            and not _is_carried(trigger, arguments)
            and not takes_town(token, by_token, kind)
            and not (talks and frame.noun and is_recalled(token, self.frames))
        ):
            lacking = "a verb that carries it or a participant" if frame.noun else "a second party"
            return _dropped(trigger, f"the word alone says too little: it lacks {lacking}")
        if is_outside(doc, kind, arguments, self.frames):
            return _dropped(trigger, "those who act are no actors of international relations")
        if trigger.taken is None and is_blind(token, frame, by_token, arguments, self.frames):
            return _dropped(trigger, "its subject is neither named nor armed nor a crowd")
        travel = kind in _TRAVEL
        place, visited = place_of(settings, token, carrier, travel=travel, kind=kind)
        if kind == "Visit" and place is not None:
            arguments = tuple(a for a in arguments if not _is_site(a, by_token))
        if visited and kind == "Visit" and visited.entity not in {a.entity for a in arguments}:
            arguments = (*arguments, visited)
        if not frame.status and lies_ahead(when, published(doc)) and tells_past(token):
            when = None
        status = stance(token, self.frames, when, published(doc), default=frame.status)
        if status is Status.PLANNED and frame.noun and _is_over(when, published(doc)):
            status = Status.OCCURRED
        if not frame.noun and is_refusal(token) and self._is_cooperative(kind):
            kind, status, arguments = "Rejection", Status.OCCURRED, _refused(token, arguments)
        return Candidate(
            type=kind,
            trigger=token.i,
            trigger_end=token.i + 1,
            arguments=arguments,
            place=place,
            when=when,
            status=status,
            topics=(),
            source=None,
            sentences=(settings.sentence_of[token.i],),
            rule=_rule(trigger),
            anaphoric=frame.noun and any(t.lower_ in _DEFINITE for t in token.lefts),
            carrier=carrier.i if carrier is not None else None,
            about=topic_heads(trigger, self.words),
        )

    def _is_cooperative(self, kind: str) -> bool:
        """Whether to say that one will not do it is a rejection; talks that will not be held are denied instead."""
        positive = self.ontology.event_classes[kind].sign > 0
        return positive and "Consultation" not in self.ontology.ancestors(kind)

    def _type(self, trigger: Trigger, arguments: tuple[Argument, ...]) -> str:
        """The frame's class, but for two cases.

        A summit or meeting of an organisation ("the ASEAN summit") is a conference; what a verb calls off or puts off is of the
        class of its noun ("called off a visit").
        """
        frame, taken = trigger.frame, trigger.taken
        inner = noun_frame(taken, self.frames) if taken is not None and frame.status else None
        if inner is not None and "Consultation" in self.ontology.ancestors(inner.event):
            return inner.event
        own = [a for a in arguments if not a.inferred and not _is_lent(trigger, a)]
        multilateral = [a for a in own if a.entity.startswith("igo/")]
        if (
            frame.noun
            and frame.event in ("Summit", "Meeting")
            and multilateral
            and multilateral == own
        ):
            return "Conference"
        together = frame.event == "Consultation" and len(own) > 1 and not frame.noun
        if (
            together
            and trigger.token.lemma_ in _SPEAK
            and trigger.token.i < _LEAD
            and records_call(trigger.token.doc)
        ):
            return "Call"
        if frame.event == "Consultation" and frame.noun and _is_held(trigger, self.frames):
            return "Negotiation"
        if frame.event == "Statement" and not frame.noun and _is_converse(trigger.token, own):
            lead = trigger.token.i < _LEAD and records_call(trigger.token.doc)
            return "Call" if lead else "Meeting"
        return frame.event


def _is_over(when: When | None, on: date | None) -> bool:
    """Whether a month or day lies before the day of publication: "building on the summit in August, agreed to"."""
    return bool(on and when and when.latest and when.latest < on)


def _is_site(argument: Argument, by_token: dict[int, Reference]) -> bool:
    """Whether a participant of a journey is but the house that it is to: "hosted him at the White House"."""
    reference = by_token.get(argument.start)
    house = argument.role is Role.RECIPIENT and argument.entity.startswith("body/")
    return house and reference is not None and reference.place is not None


def _refused(verb: Token, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The participants of a refusal: who stands before the verb refuses, whoever comes after is refused."""
    return tuple(a if a.start < verb.i else replace(a, role=Role.RECIPIENT) for a in arguments)


def _is_held(trigger: Trigger, frames: Frames) -> bool:
    carrier = trigger.carrier
    return carrier is not None and carrier.lemma_.lower() in frames.light


def _is_converse(verb: Token, arguments: list[Argument]) -> bool:
    """'Makei and Lendvai spoke in Stockholm': two people who speak, about nothing said, speak with each other."""
    if verb.lemma_ not in _CONVERSE or any(
        t.dep_ in ("ccomp", "dobj", "xcomp") for t in kids(verb)
    ):
        return False
    acting = {a.entity for a in arguments if a.role is Role.ACTOR and a.start < verb.i}
    return len(acting) > 1 and all(e.startswith("person/") for e in acting)


def _is_lent(trigger: Trigger, argument: Argument) -> bool:
    """Whether a participant comes from the verb that carries the noun, or from far off."""
    carrier = trigger.carrier
    lent = carrier is not None and argument.start < carrier.i
    return lent or abs(argument.start - trigger.token.i) > _NEAR


def _is_dated(noun: Token) -> bool:
    """'a 1965 treaty', 'the agreement of 1994'."""
    return any(t.like_num and len(t.text) == 4 and t.is_digit for t in noun.subtree)


def _is_carried(trigger: Trigger, arguments: tuple[Argument, ...]) -> bool:
    """A weak noun needs a light verb or a participant of its own, a weak verb one other than its subject."""
    if trigger.frame.noun:
        return trigger.carrier is not None or bool(arguments)
    if any(a.role is Role.RECIPIENT or a.start > trigger.token.i for a in arguments):
        return True
    return trigger.frame.event in _TALKS and len(_named(arguments)) > 1


def _named(arguments: tuple[Argument, ...]) -> set[str]:
    """Those who act, named in the clause itself: "the two men dined together" takes no other party."""
    return {a.entity for a in arguments if a.role is Role.ACTOR and not a.inferred}


def _rule(trigger: Trigger) -> str:
    """The kind of word, the class, the trigger as the lexicon has it, and what carried it or set it apart."""
    token, frame = trigger.token, trigger.frame
    extra = f"+{trigger.carrier.lemma_}" if trigger.carrier is not None else ""
    former = (
        " since" if frame.noun and token.dep_ == "pobj" and token.head.lower_ == "since" else ""
    )
    return f"{'noun' if frame.noun else 'verb'}:{frame.event}:{frame.trigger}{extra}{former}"


def _dropped(trigger: Trigger, reason: str) -> Dropped:
    return Dropped(trigger.token.i, trigger.token.i + 1, _rule(trigger), reason)


@Language.factory(
    "comity_frames",
    requires=["doc._.references", "doc._.dates", "token.dep"],
    assigns=["doc._.candidates"],
)
def make_frames(nlp: Language, name: str) -> Component:
    """The component that reads events."""
    return component(FrameReader())
