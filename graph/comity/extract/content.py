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
_TALKS = frozenset(
    ("Consultation", "Meeting", "Summit", "Conference", "Visit", "Call", "Negotiation")
)
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
_PREVENTED = frozenset(
    ["prevent", "avoid", "avert", "deter", "stop", "counter", "prohibit", "forestall"]
)


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


def _with_setting(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """The candidates tied to the talks at which they happen; the verb of talks ("met for a summit") gives way to its noun."""
    by_trigger = {c.trigger: c for c in kept} | {
        c.carrier: c for c in kept if c.carrier is not None
    }
    found = {c.trigger: c for c in kept}
    for candidate in kept:
        token = doc[candidate.trigger]
        verb = _talks_of(token, by_trigger) if candidate.type in _TALKS else None
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
        outer = _outer(token, by_trigger)
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
    node = token if token.pos_ == "VERB" else governor(token)
    if node is None:
        return None
    while node.dep_ == "xcomp" and node.head.pos_ == "VERB" and node.head.i not in by_trigger:
        node = node.head
    if node.dep_ == "relcl" and any(
        t.lower_ in ("where", "when", "which") for t in node.subtree if t.i < node.i
    ):
        above = node.head
        for _ in range(4):
            if above.i in by_trigger and by_trigger[above.i].type in _TALKS:
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


@Language.factory("comity_content", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def make_content(nlp: Language, name: str) -> Content:
    """The component that leaves out what is no event of its own."""
    return Content()
