"""The status that a verb's own words and the words above it give its event."""

from __future__ import annotations

from comity.extract.clauses import agents, is_written
from comity.extract.cues import cue, settled
from comity.extract.sentences import kids
from comity.extract.tokens import Token
from comity.knowledge.frames import Frames
from comity.model import Status

_PERMITTED = frozenset(("allow", "permit", "enable", "let"))
_CONDITIONS = frozenset(("if", "unless", "should"))
_NOTHING = frozenset(("nsubj", "nsubjpass", "dobj"))  # "no minister met", "expelled no diplomats"
_NOT = frozenset(("not", "n't", "never", "no", "neither", "nor"))
_COMPLEMENT = frozenset(
    (
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "advcl",
        "dobj",
        "pobj",
        "nsubjpass",
        "nsubj",
        "oprd",
        "attr",
        "conj",
        "relcl",
    )
)
_HEARSAY = frozenset(
    "report claim allegation suggestion rumour rumor speculation accusation notion idea".split()
)


def stance_of_verb(verb: Token, frames: Frames, depth: int) -> Status:
    """The status of the event that `verb` names; `depth` counts the clauses climbed so far.

    The verb's own modals and negation come first; a denial of a denial affirms.
    """
    if _is_dismissed(verb, frames):
        return Status.DENIED
    own = _own_mood(verb, frames)
    above = _from_above(verb, frames, depth) if depth < 6 else None
    if own is Status.DENIED and above is Status.DENIED:
        return Status.OCCURRED
    if own is not None and not (own is Status.ONGOING and above is not None):
        conditional = own is Status.PLANNED and _is_conditional(verb)
        return Status.POSSIBLE if conditional else own
    status = above or own or Status.OCCURRED
    if status is Status.PLANNED and _is_conditional(verb):
        return Status.POSSIBLE
    return Status.DENIED if status is Status.PLANNED and _fell_through(verb, frames) else status


def _own_mood(verb: Token, frames: Frames) -> Status | None:
    """What the verb's own auxiliaries and negation say; None when they say nothing but past or present."""
    words = {
        t.lower_
        for t in kids(verb)
        if t.dep_ in ("aux", "neg", "auxpass", "det", "advmod", "preconj")
    }
    if words & _NOT and not _only(verb):
        return Status.DENIED
    if any(t.dep_ == "mark" and t.lower_ in ("if", "unless", "whether") for t in kids(verb)):
        return Status.POSSIBLE
    if _is_counterfactual(verb, words):
        return Status.DENIED
    if words & frames.cues.planned.modals:
        return Status.PLANNED
    if "would" in words or "'d" in words:
        return Status.PLANNED if _reported_in_past(verb) else Status.POSSIBLE
    if words & frames.cues.possible.modals:
        return Status.POSSIBLE
    if any(t.dep_ in _NOTHING and any(c.lower_ == "no" for c in t.lefts) for t in kids(verb)):
        return Status.DENIED
    if verb.tag_ == "VBG" and any(
        t.lemma_ == "be" and t.dep_ == "aux" and t.tag_ in ("VBZ", "VBP", "VBN") for t in kids(verb)
    ):
        return Status.ONGOING
    return None


def _only(verb: Token) -> bool:
    """'not only met' affirms, "no longer meets" says that it did."""
    near = [*kids(verb), *(t.nbor(1) for t in kids(verb) if t.lower_ in _NOT)]
    return any(t.lower_ in ("only", "longer") for t in near)


def _reported_in_past(verb: Token) -> bool:
    node = verb
    while node.head.i != node.i and node.dep_ in (
        "conj",
        "ccomp",
        "xcomp",
        "acl",
        "relcl",
        "parataxis",
    ):
        node = node.head
        if node.tag_ in ("VBD", "VBN") and node.pos_ == "VERB":
            return True
    return False


def _from_above(verb: Token, frames: Frames, depth: int) -> Status | None:
    """What the word that governs the clause says of it."""
    head = verb.head
    if head.i == verb.i or verb.dep_ not in _COMPLEMENT:
        return None
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and agents(verb):
        return None  # "accused by Belize, Honduras denied it": it was accused
    if verb.dep_ == "conj":
        shared = head.pos_ in ("VERB", "AUX") and not _finite(verb)
        return stance_of_verb(head, frames, depth + 1) if shared else None
    if head.lower_ == "without":
        return Status.DENIED
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and is_written(head):
        issuing = head.head
        return _inherited(issuing, frames, depth) if issuing.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "pcomp" and any(t.dep_ == "nsubj" for t in verb.lefts):
        return None  # "agreed to resume, with Peru warning of a delay"
    if verb.dep_ == "pcomp":
        above = _inherited(head.head, frames, depth) if head.head.pos_ == "VERB" else None
        told = settled(head.head, frames) or above
        past = head.lower_ == "after" and told is Status.DENIED
        return None if past else told  # "after being accused, X denied it": the accusation was made
    if verb.dep_ in ("relcl", "advcl") and _finite(verb):
        return None
    if verb.dep_ == "xcomp" and head.lemma_ in _PERMITTED and _is_past_passive(head):
        return None
    return settled(head, frames) or _by_form(verb, frames, depth)


def _is_past_passive(verb: Token) -> bool:
    """'were allowed to meet': what has been let happen did."""
    return verb.tag_ == "VBN" and any(
        t.dep_ == "auxpass" and t.tag_ in ("VBD", "VBN") for t in kids(verb)
    )


def _by_form(verb: Token, frames: Frames, depth: int) -> Status | None:
    """What an infinitive or a gerund without a cue tells: "is to meet", "came to meet", "a bid to meet"."""
    head = verb.head
    if head.lemma_ == "be" and _is_infinitive(verb):
        subject = next((t for t in kids(head) if t.dep_ == "nsubj"), None)
        cued = cue(subject, frames) if subject is not None else None
        if cued is None and verb.dep_ == "advcl":  # "will be in Accra to confer"
            return _inherited(head, frames, depth)
        return cued or (Status.PLANNED if verb.dep_ in ("xcomp", "ccomp") else None)
    if _is_infinitive(verb) and verb.dep_ in ("xcomp", "advcl", "acl"):
        return _inherited(head, frames, depth) if head.pos_ in ("VERB", "AUX") else Status.POSSIBLE
    if verb.tag_ == "VBG" and head.pos_ == "VERB":
        return _inherited(head, frames, depth)
    return None


def _is_conditional(verb: Token) -> bool:
    """Whether what is planned hangs on a condition: "will lift the ban if", "provided that"."""
    return any(
        clause.dep_ in ("advcl", "prep")
        and (
            clause.lower_ == "provided"
            or any(t.lower_ in _CONDITIONS and t.dep_ in ("mark", "aux") for t in clause.lefts)
        )
        for clause in kids(verb)
    )


def _is_dismissed(verb: Token, frames: Frames) -> bool:
    """Whether the verb tells what a dismissed report says.

    "Rubbished reports that", "a claim that ... was denied", whatever the verb's own mood is.
    """
    report = verb.head
    if verb.dep_ not in ("acl", "ccomp", "relcl") or report.lemma_ not in _HEARSAY:
        return False
    denies = report.head.pos_ == "VERB" and cue(report.head, frames) is Status.DENIED
    return denies and report.dep_ in ("dobj", "nsubjpass")


def _is_counterfactual(verb: Token, words: set[str]) -> bool:
    """'would have met', 'was to have met', 'had they met, ...': it did not come to it."""
    if "have" in words and verb.tag_ == "VBN":
        return "would" in words or ("to" in words and verb.head.tag_ == "VBD")
    inverted = verb.dep_ == "advcl" and verb.tag_ == "VBN"
    first = next(iter(kids(verb)), None)
    return inverted and first is not None and first.lower_ == "had" and first.dep_ == "aux"


def _fell_through(verb: Token, frames: Frames) -> bool:
    """'was to be signed in June but was shelved': what was planned is denied in the same breath."""
    tops = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return any(
        after.dep_ == "conj"
        and not any(t.dep_ == "nsubj" for t in kids(after))
        and cue(after, frames) is Status.DENIED
        for top in tops
        for after in top.rights
    )


def _is_infinitive(verb: Token) -> bool:
    """'to sign', 'to be signed'."""
    return verb.tag_ == "VB" or any(t.tag_ == "TO" for t in kids(verb))


def _inherited(head: Token, frames: Frames, depth: int) -> Status | None:
    status = stance_of_verb(head, frames, depth + 1)
    return status if status not in (Status.OCCURRED, Status.ONGOING) else None


def _finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        t.dep_ == "aux" and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in kids(verb)
    )
