"""What is an event of its own, and what is only the content of another or a manner of speaking.

"Urged Iran to release the crew" is one request, not a request and a release; "to strengthen cooperation" after a verb
of will is a purpose, not an event. What two events of one clause know of time and place they share.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.clauses import governor
from comity.extract.occasions import with_setting
from comity.extract.records import Candidate
from comity.model import Role, Status

_GOVERNING = frozenset(
    (
        "Consultation",
        "Negotiation",
        "Agreement",
        "Request",
        "Rejection",
        "Threat",
        "Support",
        "Apology",
        "Accusation",
    )
)
_OWN = frozenset(("Meeting", "Summit", "Conference", "Visit", "Call"))
_SOFT = frozenset(
    (
        "Cooperation",
        "Agreement",
        "Support",
        "Request",
        "Consultation",
        "Statement",
        "Aid",
        "Concession",
        "Negotiation",
        "Accusation",
        "Rejection",
    )
)
_ABSTRACT = frozenset(("Cooperation", "Aid", "Agreement", "Statement"))
_SUFFERED = frozenset(
    (
        "Assault",
        "Coercion",
        "Incident",
        "Sanction",
        "Appointment",
        "Ruling",
        "Protest",
        "WeaponsTest",
        "Mobilization",
    )
)
_OPEN = frozenset((Status.PLANNED, Status.POSSIBLE, Status.DENIED))
_PREVENTED = frozenset(
    ["prevent", "avoid", "avert", "deter", "stop", "counter", "prohibit", "forestall"]
)


class Content:
    """Keeps the candidates that are events of their own, with the time and place that they share."""

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with fewer candidates."""
        by_trigger = {c.trigger: c for c in doc._.candidates}
        kept = [c for c in doc._.candidates if is_event(doc, c, by_trigger)]
        doc._.candidates = tuple(with_setting(doc, kept))
        return doc


def is_event(doc: Doc, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether a candidate is an event rather than the content, purpose or manner of another."""
    token = doc[candidate.trigger]
    verbal = token.pos_ == "VERB"
    if not any(a.role is Role.ACTOR for a in candidate.arguments) and (
        _is_content(token) or candidate.type not in _SUFFERED
    ):
        return bool(not candidate.arguments and candidate.anaphoric)
    if candidate.type == "Statement" and candidate.status is Status.DENIED:
        return False
    if verbal and _is_content(token):
        above = _governing(token, by_trigger)
        if above and above.type in _GOVERNING and candidate.type not in _OWN:
            return False
        infinitive = token.tag_ == "VB" or token.dep_ in ("advcl", "acl")
        if (
            candidate.type in _SOFT
            and candidate.when is None
            and (candidate.status in _OPEN or infinitive)
        ):
            return False
    if candidate.type in ("Meeting", "Summit", "Consultation", "Call") and not _has_parties(
        doc, candidate
    ):
        return False
    if not verbal:
        return _is_nominal_event(token, candidate, by_trigger)
    return True


def _has_parties(doc: Doc, candidate: Candidate) -> bool:
    """Talks take two: two named, a plural, or one with a place or date for talks that a noun names."""
    if len(candidate.arguments) > 1 or candidate.anaphoric:
        return True
    if any(
        doc[a.end - 1].tag_ in ("NNS", "NNPS") or a.entity.startswith(("igo/", "group/"))
        for a in candidate.arguments
    ):
        return True
    return doc[candidate.trigger].pos_ != "VERB" and (
        candidate.when is not None or candidate.place is not None
    )


def _is_nominal_event(noun: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    carried = "+" in candidate.rule
    settled = candidate.when is not None or candidate.place is not None or carried
    if candidate.type in _ABSTRACT and not settled:
        return (
            candidate.type == "Agreement"
            and len(candidate.arguments) > 1
            and candidate.status not in _OPEN
        )
    verb = governor(noun)
    if (
        verb is not None
        and verb.lemma_ in _PREVENTED
        and not settled
        and noun.dep_ in ("dobj", "pobj")
    ):
        return False
    above = _governing(noun, by_trigger)
    if (
        above
        and above.type in _GOVERNING
        and candidate.type in _SOFT
        and not settled
        and above.trigger != candidate.trigger
    ):
        return False
    return not (candidate.type in _SOFT and candidate.status in _OPEN and not settled)


def _is_content(token: Token) -> bool:
    """Whether the clause of the token is not finite: an infinitive, gerund or participle under another word."""
    node = token
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    finite = node.tag_ in ("VBD", "VBZ", "VBP") or any(
        t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in node.children if t.dep_ in ("aux", "auxpass")
    )
    return not finite and node.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "amod")


def _governing(token: Token, by_trigger: dict[int, Candidate]) -> Candidate | None:
    """The event whose complement the token stands in, through non-finite clauses and noun phrases only."""
    node = token
    while node.head.i != node.i:
        if node.dep_ in ("relcl", "nsubj", "nsubjpass", "poss", "parataxis") or (
            node.dep_ == "advcl" and node.tag_ != "VB"
        ):
            return None
        if (
            node.dep_ in ("ccomp", "conj")
            and node.pos_ in ("VERB", "AUX")
            and node.dep_ == "ccomp"
            and node.tag_ not in ("VB", "VBG")
        ):
            return None
        if node.dep_ == "prep" and node.lower_ in ("during", "after", "before", "since", "at"):
            return None
        node = node.head
        if node.i in by_trigger:
            return by_trigger[node.i]
    return None


@Language.factory("comity_content", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def make_content(nlp: Language, name: str) -> Content:
    """The component that leaves out what is no event of its own."""
    return Content()
