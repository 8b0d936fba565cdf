"""What is an event of its own, and what is only the content of another or a manner of speaking.

"Urged Iran to release the crew" is one request, not a request and a release; "to strengthen
cooperation" after a verb of will is a purpose, not an event.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language

from comity.extract.answers import with_addressees
from comity.extract.apart import apart
from comity.extract.asides import without_asides
from comity.extract.clauses import is_passive
from comity.extract.continuations import continued
from comity.extract.fields import is_private
from comity.extract.games import games
from comity.extract.governing import (
    OPEN,
    OWN,
    acting,
    governing,
    is_about,
    is_condition,
    is_content,
    is_governed,
    is_in_document,
    is_told_by_participle,
    is_told_in_document,
    is_told_with,
)
from comity.extract.itineraries import with_itinerary
from comity.extract.nominal_events import (
    TAKE_TWO,
    has_parties,
    is_kept_from,
    is_nominal_event,
    is_of_meeting,
)
from comity.extract.occasions import with_setting
from comity.extract.records import Candidate, Dropped
from comity.extract.sentences import kids
from comity.extract.tokens import Component, Doc, component
from comity.extract.unsaid_parties import with_parties
from comity.knowledge.ontology import Ontology, load_ontology
from comity.model import Role, Status

_SUFFERED = frozenset(
    "Assault Coercion Incident Sanction Appointment Ruling Protest WeaponsTest Mobilization".split()
)
_BORNE = frozenset("Concession Cooperation Aid".split())
_WORDS = frozenset(("Statement", "Consultation"))
_WRITTEN = frozenset(("Statement", "Agreement"))
_OFF_THE_FIELD = frozenset("Statement Visit Tribute Apology Aid Cooperation".split())
_MARKED = frozenset(("mark", "celebrate"))
_UNNAMED = frozenset(("name", "identify", "quote"))  # "who asked not to be named"
_NOBODY = "nobody who acts was found"
_PRIVATE = "a private matter"
_ENOUGH, _FAR_MORE = 4, 3  # public events, and how many of them to a private one
_CONTENT = "content or purpose of another event"
_INTENTION = "an intention or a manner, without a date of its own"


class Content:
    """Keeps the candidates that are events of their own, tied to the talks at which they happen."""

    def __init__(self) -> None:
        self.ontology = load_ontology()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with fewer candidates."""
        by_trigger = with_parties(doc, {c.trigger: c for c in doc._.candidates})
        for menace in _menaces(doc, by_trigger, self.ontology):
            by_trigger[menace.trigger] = menace
        judged = self._judged(doc, by_trigger)
        kept = [c for c, reason in judged if reason is None]
        told = without_asides(doc, kept)
        placed = with_addressees(doc, with_setting(doc, told))
        settled = with_itinerary(doc, tuple(apart(doc, continued(doc, placed))))
        doc._.candidates = settled
        if doc._.trace is not None:
            dropped = [_dropped(doc, c, reason, by_trigger) for c, reason in judged if reason]
            doc._.trace = (*doc._.trace, *dropped, *_asides(kept, told), *_absorbed(told, settled))
        return doc

    def _judged(
        self, doc: Doc, by_trigger: dict[int, Candidate]
    ) -> list[tuple[Candidate, str | None]]:
        """Each candidate with the reason why it is no event of its own, or None."""
        judged = _objections(doc, by_trigger)
        events = [c for c, reason in judged if reason is None]
        codes = self.ontology.event_classes
        private = {c.trigger for c in events if is_private(doc, c, codes[c.type].plover)}
        if len(events) - len(private) >= max(_ENOUGH, _FAR_MORE * len(private)):
            return judged  # an article on public matters
        return [(c, _PRIVATE if c.trigger in private else reason) for c, reason in judged]


def _objections(doc: Doc, by_trigger: dict[int, Candidate]) -> list[tuple[Candidate, str | None]]:
    """Each candidate with what `objection` says; what nobody does has no other as its content."""
    judged = [(c, objection(doc, c, by_trigger)) for c in by_trigger.values()]
    done = {c.trigger: c for c, reason in judged if reason != _NOBODY}
    return [(c, objection(doc, c, done) if r == _CONTENT else r) for c, r in judged]


def objection(doc: Doc, candidate: Candidate, by_trigger: dict[int, Candidate]) -> str | None:
    """Why a candidate is no event of its own but the content, purpose or manner of another; None for an event."""
    token = doc[candidate.trigger]
    content = is_content(token)
    acted = any(a.role is Role.ACTOR for a in candidate.arguments)
    if is_of_meeting(token, candidate, by_trigger):
        return None
    suffered = candidate.type in _SUFFERED or (
        candidate.type in _BORNE and token.pos_ == "VERB" and is_passive(token)
    )
    if not acted and (not suffered or (content and not is_told_by_participle(token, candidate))):
        alone = not candidate.arguments and candidate.anaphoric
        return None if alone else _NOBODY
    if not acted and candidate.arguments and candidate.status in OPEN:
        return _NOBODY
    if candidate.type in _WORDS and candidate.status is Status.DENIED:
        return "words that were not said"
    if (
        candidate.type == "Conference"
        and candidate.rule.endswith("+attend")
        and is_kept_from(doc, candidate)
    ):
        return "a gathering that somebody is kept from"
    if any(t.dep_ == "xcomp" and t.lemma_ in _UNNAMED for t in kids(token)):
        return "a source that asks not to be named"
    if candidate.type not in OWN and is_condition(token):
        return "a condition, not what happens"
    if candidate.type not in _OFF_THE_FIELD and candidate.sentences[0] in games(doc):
        return "a game"
    verbal = token.pos_ in ("VERB", "AUX")
    if (
        verbal
        and token.dep_ == "ccomp"
        and token.head.lemma_ == "ensure"
        and token.head.tag_ == "VB"
    ):
        return _INTENTION
    if verbal and candidate.type == "Tribute" and token.lemma_ in _MARKED and content:
        return _INTENTION
    if candidate.type in _WRITTEN and is_told_in_document(token, by_trigger):
        return "what it is written for is told beside it"
    if verbal and token.dep_ == "acl" and token.tag_ == "VB" and token.head.i in by_trigger:
        return _CONTENT
    if verbal and is_told_with(token, candidate, by_trigger):
        return _CONTENT
    if verbal and is_in_document(token):
        return None
    if verbal and content and is_governed(token, candidate, by_trigger):
        return _CONTENT if is_about(governing(token, by_trigger), candidate) else _INTENTION
    if candidate.type in TAKE_TWO and not has_parties(doc, candidate):
        return "talks take two, and one party was found"
    if verbal or is_nominal_event(token, candidate, by_trigger):
        return None
    return "a noun that no verb carries and that has neither date nor place"


def _dropped(
    doc: Doc, candidate: Candidate, reason: str, by_trigger: dict[int, Candidate]
) -> Dropped:
    """A candidate that is no event of its own, with the event it belongs to where that is the reason."""
    above = governing(doc[candidate.trigger], by_trigger) if reason == _CONTENT else None
    into = above.trigger if above is not None else None
    return Dropped(candidate.trigger, candidate.trigger_end, candidate.rule, reason, into)


def _asides(kept: Sequence[Candidate], told: Sequence[Candidate]) -> list[Dropped]:
    """The verbs of saying that tell no event of their own."""
    reason = "it only says in other words, or in passing, what its speaker does"
    left = {c.trigger for c in told}
    gone = (c for c in kept if c.trigger not in left)
    return [Dropped(c.trigger, c.trigger_end, c.rule, reason) for c in gone]


def _absorbed(kept: Sequence[Candidate], settled: tuple[Candidate, ...]) -> list[Dropped]:
    """The verbs of talks that gave way to their nouns."""
    into = {trigger: c.trigger for c in settled for trigger in c.others}
    return [
        Dropped(c.trigger, c.trigger_end, c.rule, "its noun tells the event", into[c.trigger])
        for c in kept
        if c.trigger in into
    ]


def _menaces(
    doc: Doc, by_trigger: Mapping[int, Candidate], ontology: Ontology
) -> Iterator[Candidate]:
    """One side's pledges of hostile acts, which are threats: "vowed to fight", "pledged to expel the envoy"."""
    for act in by_trigger.values():
        hostile = ontology.event_classes[act.type]
        if hostile.sign >= 0 or hostile.plover == "MOBILIZE" or doc[act.trigger].pos_ != "VERB":
            continue
        pledge = governing(doc[act.trigger], by_trigger) if is_content(doc[act.trigger]) else None
        if pledge is None or pledge.type != "Agreement" or doc[pledge.trigger].pos_ != "VERB":
            continue
        if is_in_document(doc[act.trigger]):
            continue
        mine = acting(pledge)
        if len(mine) == 1 and mine == acting(act):
            known = {a.entity for a in pledge.arguments}
            against = (a for a in act.arguments if a.entity not in known)
            yield replace(pledge, type="Threat", arguments=(*pledge.arguments, *against))


@Language.factory("comity_content", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def make_content(nlp: Language, name: str) -> Component:
    """The component that leaves out what is no event of its own."""
    return component(Content())
