"""Acts in clauses that hang on another event: what that one is about, what it is done with, or an act beside it."""

from collections.abc import Mapping

from comity.extract.clauses import agents, finite_fellow, is_open, is_written, patients, written_in
from comity.extract.records import Candidate
from comity.extract.tokens import Token
from comity.model import Role, Status

GOVERNING = frozenset(
    "Consultation Negotiation Agreement Request Offer Rejection Threat Support Apology Accusation".split()
)
OWN = frozenset("Meeting Summit Conference Visit Call".split())
SOFT = frozenset(
    "Cooperation Agreement Support Request Offer Consultation Statement Aid Concession Negotiation "
    "Accusation Rejection".split()
)
_HANDED = frozenset("hand give deliver present pass lodge convey".split())
_SENT = (":send", ":dispatch", ":despatch")
_REASON = frozenset(("for", "of", "with", "from"))
OPEN = frozenset((Status.PLANNED, Status.POSSIBLE, Status.DENIED))
_DUE = frozenset("expect likely set due schedule slate plan poised".split())
_DEEDS = frozenset("Agreement Aid Concession Cooperation".split())
_PHASES = frozenset("start begin continue resume keep".split())
_UNDER = frozenset("xcomp ccomp pcomp acl advcl dobj amod".split())
_APART = frozenset("relcl nsubj nsubjpass poss parataxis".split())
_ASIDE = frozenset("Accusation Rejection Request Aid Support".split())
_CONDITIONS = frozenset(("if", "unless"))


def is_told_with(verb: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether an act is part of the one above: "warned that it may expel", "summoned X and handed her a note"."""
    above = by_trigger.get(verb.head.i) if verb.head.i != verb.i else None
    if above is None or candidate.when is not None:
        return False
    if verb.dep_ == "ccomp" and above.type == "Threat":
        return candidate.status in OPEN and acting(candidate) == acting(above)
    purpose = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl")  # "summoned X to complain"
    handed = above.type == "Protest" and (
        purpose or (verb.dep_ == "conj" and verb.lemma_ in _HANDED)
    )
    return handed and candidate.type == "Accusation" and acting(candidate) == acting(above)


def is_told_by_participle(verb: Token, candidate: Candidate) -> bool:
    """'fishermen arrested in July': the participle tells of a deed of its own, with its day."""
    told = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.pos_ == "VERB"
    return told and candidate.when is not None and bool(candidate.arguments)


def is_in_document(verb: Token) -> bool:
    """Whether a participle says what a document does: "signed an order banning imports"."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and is_written(verb.head)


def is_told_in_document(token: Token, by_trigger: Mapping[int, Candidate]) -> bool:
    """Whether the document that is issued or signed tells an act of its own: "issued a statement rejecting the claim"."""
    documents = patients(token) if token.pos_ == "VERB" else [token]
    acts = (by_trigger.get(v.i) for noun in documents for v in written_in(noun))
    return any(a is not None and acting(a) for a in acts)


def acting(candidate: Candidate) -> set[str]:
    """Those who act, by identifier."""
    return {a.entity for a in candidate.arguments if a.role is Role.ACTOR}


def is_condition(token: Token) -> bool:
    """Whether a clause only sets a condition: "unless Serbia withdraws its troops"."""
    node = token
    while node.head.i != node.i:
        if node.dep_ == "advcl" and any(
            t.dep_ == "mark" and t.lower_ in _CONDITIONS for t in node.lefts
        ):
            return True
        node = node.head
    return False


def is_governed(verb: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether a verb that is not finite is what another event is about, or only an intention."""
    if is_about(governing(verb, by_trigger), candidate):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "after":  # "after being accused by Fiji"
        return False
    if verb.dep_ == "pcomp" and verb.head.lower_ in _REASON and verb.head.head.i in by_trigger:
        return True
    alone = candidate.type == "Accusation" or _tells_more(candidate, verb, by_trigger)
    beside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and alone
    suffered = verb.dep_ == "advcl" and verb.tag_ == "VBN" and bool(agents(verb))
    aside = (beside or suffered) and candidate.type in _ASIDE
    if _is_done_by_call(verb, candidate, by_trigger) or _is_due(verb, candidate):
        return False
    infinitive = verb.tag_ == "VB" or (verb.dep_ in ("advcl", "acl") and not aside)
    unsettled = candidate.status in OPEN or infinitive
    return candidate.type in SOFT and candidate.when is None and unsettled


def _tells_more(
    candidate: Candidate, participle: Token, by_trigger: Mapping[int, Candidate]
) -> bool:
    """Whether a participle tells an act beside that of its verb: "left the council, accusing Peru of bias"."""
    above = by_trigger.get(participle.head.i)
    if above is None:
        return True
    towards = any(a.role is Role.RECIPIENT for a in candidate.arguments)
    return towards and above.type != candidate.type and participle.head.dep_ in ("ROOT", "conj")


def _is_done_by_call(verb: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """'telephoned X to thank him': what one calls for is done with the call."""
    call = by_trigger.get(verb.head.i)
    done = call is not None and call.type == "Call" and call.status not in OPEN
    return done and candidate.type in ("Support", "Apology") and verb.dep_ in ("advcl", "xcomp")


def _is_due(verb: Token, candidate: Candidate) -> bool:
    """Whether an act is one that its doer is to do: "is to issue visas", "is expected to sign the treaty"."""
    over = verb.head
    if (
        verb.dep_ != "xcomp"
        or verb.tag_ not in ("VB", "VBN")
        or candidate.status is not Status.PLANNED
    ):
        return False
    if over.pos_ == "ADJ" and over.head.lemma_ == "be":
        due = over.lemma_ in _DUE
    else:
        due = over.lemma_ in _DUE or (over.lemma_ == "be" and over.tag_ in ("VBZ", "VBP", "VBD"))
    return due and candidate.type in _DEEDS


def is_about(above: Candidate | None, candidate: Candidate) -> bool:
    """Whether the event above has the candidate as what it is about; a deed that is denied is told for itself."""
    if above is None or (candidate.status is Status.DENIED and above.rule.endswith(":deny")):
        return False
    sent = candidate.type == "Visit" and candidate.rule.endswith(_SENT) and candidate.when is None
    return above.type in GOVERNING and (candidate.type not in OWN or sent)


def is_content(token: Token) -> bool:
    """Whether the clause of the token is not finite: an infinitive, gerund or participle."""
    node = token
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = finite_fellow(node)
    if node.dep_ == "xcomp" and node.tag_ == "VBG" and node.head.lemma_ in _PHASES:
        return is_content(node.head)  # "will start supplying gas"
    if not is_open(node) or node.dep_ not in _UNDER:
        return False
    if node.tag_ == "VB" and node.head.lemma_ == "become":  # "became the first state to ratify it"
        return not any(t.dep_ == "attr" for t in node.head.rights)
    return not (node.dep_ == "pcomp" and _is_clause(node))


def _is_clause(participle: Token) -> bool:
    """'with Iran warning that the deal would be void': a participle with a subject of its own."""
    return participle.head.lower_ == "with" and any(t.dep_ == "nsubj" for t in participle.lefts)


def governing(token: Token, by_trigger: Mapping[int, Candidate]) -> Candidate | None:
    """The event whose complement the token stands in.

    Only clauses that are not finite and noun phrases lie between.
    """
    node = token
    while node.head.i != node.i:
        if _is_apart(node):
            return None
        node = node.head
        if node.i in by_trigger:
            return by_trigger[node.i]
    return None


def _is_apart(node: Token) -> bool:
    """Whether what hangs on the node's head is no complement of it."""
    if node.dep_ in _APART or (node.dep_ == "advcl" and node.tag_ != "VB"):
        return True
    if node.dep_ == "ccomp" and node.pos_ in ("VERB", "AUX"):
        return node.tag_ not in ("VB", "VBG")
    return node.dep_ == "prep" and node.lower_ in (
        "during",
        "after",
        "following",
        "before",
        "since",
        "at",
    )
