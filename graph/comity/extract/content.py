"""What is an event of its own, and what is only the content of another or a manner of speaking.

"Urged Iran to release the crew" is one request, not a request and a release; "to strengthen cooperation" after a verb
of will is a purpose, not an event. What two events of one clause know of time and place they share.
"""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.clauses import governor
from comity.extract.records import Candidate
from comity.model import Role, Status

_GOVERNING = frozenset(("Agreement", "Request", "Rejection", "Threat", "Support", "Apology", "Accusation"))
_OWN = frozenset(("Meeting", "Summit", "Conference", "Visit", "Call"))
_SOFT = frozenset(("Cooperation", "Agreement", "Support", "Request", "Consultation", "Statement", "Aid", "Concession", "Negotiation", "Accusation", "Rejection"))
_ABSTRACT = frozenset(("Cooperation", "Aid", "Agreement", "Statement"))
_TALKS = frozenset(("Consultation", "Meeting", "Summit", "Conference", "Visit", "Call", "Negotiation"))
_OPEN = frozenset((Status.PLANNED, Status.POSSIBLE, Status.DENIED))
_AT = frozenset(("at", "during", "in", "after", "following", "on"))
_PREVENTED = frozenset("prevent avoid avert deter stop counter prohibit forestall".split())


class Content:
    """Keeps the candidates that are events of their own, with the time and place that they share."""

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with fewer candidates."""
        by_trigger = {c.trigger: c for c in doc._.candidates}
        kept = [c for c in doc._.candidates if is_event(doc, c, by_trigger)]
        doc._.candidates = tuple(_with_setting(doc, kept))
        return doc


def is_event(doc: Doc, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether a candidate is an event rather than the content, purpose or manner of another."""
    token = doc[candidate.trigger]
    verbal = token.pos_ == "VERB"
    if not any(a.role is Role.ACTOR for a in candidate.arguments) and (_is_content(token) or candidate.type in _SOFT):
        return bool(not candidate.arguments and candidate.anaphoric)
    if candidate.type == "Statement" and candidate.status is Status.DENIED:
        return False
    if verbal and _is_content(token):
        above = _governing(token, by_trigger)
        if above and above.type in _GOVERNING and candidate.type not in _OWN:
            return False
        if candidate.type in _SOFT and candidate.when is None and (candidate.status in _OPEN or token.dep_ in ("advcl", "acl")):
            return False
    if not verbal:
        return _is_nominal_event(token, candidate, by_trigger)
    return True


def _is_nominal_event(noun: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    carried = "+" in candidate.rule
    settled = candidate.when is not None or candidate.place is not None or carried
    if candidate.type in _ABSTRACT and not settled:
        return candidate.type == "Agreement" and len(candidate.arguments) > 1 and candidate.status not in _OPEN
    verb = governor(noun)
    if verb is not None and verb.lemma_ in _PREVENTED and not settled and noun.dep_ in ("dobj", "pobj"):
        return False
    above = _governing(noun, by_trigger)
    if above and above.type in _GOVERNING and candidate.type in _SOFT and not settled and above.trigger != candidate.trigger:
        return False
    return not (candidate.type in _SOFT and candidate.status in _OPEN and not settled)


def _is_content(token: Token) -> bool:
    """Whether the clause of the token is not finite: an infinitive, gerund or participle under another word."""
    node = token
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    finite = node.tag_ in ("VBD", "VBZ", "VBP") or any(t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in node.children if t.dep_ in ("aux", "auxpass"))
    return not finite and node.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "amod")


def _governing(token: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """The event whose complement the token stands in, through non-finite clauses and noun phrases only."""
    node = token
    while node.head.i != node.i:
        if node.dep_ in ("relcl", "nsubj", "nsubjpass", "poss", "parataxis") or (node.dep_ == "advcl" and node.tag_ != "VB"):
            return None
        if node.dep_ in ("ccomp", "conj") and node.pos_ in ("VERB", "AUX") and node.dep_ == "ccomp" and node.tag_ not in ("VB", "VBG"):
            return None
        if node.dep_ == "prep" and node.lower_ in ("during", "after", "before", "since", "at"):
            return None
        node = node.head
        if node.i in by_trigger:
            return by_trigger[node.i]
    return None


def _with_setting(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """The candidates with the date and place of the talks at which they happen, and the talks with those of their verb."""
    by_trigger = {c.trigger: c for c in kept}
    links: dict[int, int] = {}
    for candidate in kept:
        noun = doc[candidate.trigger]
        if candidate.type in _TALKS and noun.dep_ == "pobj" and noun.head.lower_ in _AT:
            verb = governor(noun)
            if verb is not None and verb.i in by_trigger:
                links[verb.i] = noun.i
                links.setdefault(noun.i, verb.i)
    return [_shared(c, by_trigger.get(links.get(c.trigger, -1))) for c in kept]


def _shared(candidate: Candidate, other: Candidate | None) -> Candidate:
    if other is None:
        return candidate
    return replace(candidate, when=candidate.when or other.when, place=candidate.place or other.place)


@Language.factory("comity_content", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def make_content(nlp: Language, name: str) -> Content:
    """The component that leaves out what is no event of its own."""
    return Content()
