"""Nouns that tell of events, and talks, which take two."""

from collections.abc import Mapping

from comity.extract.clauses import governor, patients, prepositions
from comity.extract.governing import GOVERNING, OPEN, SOFT, governing
from comity.extract.lexicon import load_lexicon
from comity.extract.records import Candidate
from comity.extract.tokens import Doc, Token

_ABSTRACT = frozenset("Cooperation Aid Agreement Statement".split())
TAKE_TWO = frozenset("Meeting Summit Consultation Call".split())
_PARTNERS = frozenset(
    "he she they him her them each other counterpart colleague opposite peer homologue ambassador envoy "
    "minister president premier chancellor king emir "
    "leader delegation negotiator host guest number official commander".split()
)
_ABOUT = frozenset("about on over regarding concerning amid amidst during since to".split())
_TURNS = frozenset("end start beginning outbreak resolution settlement course issue".split())
_ENDING = frozenset("end discuss resolve settle stop address".split())


def is_of_meeting(noun: Token, candidate: Candidate, by_trigger: Mapping[int, Candidate]) -> bool:
    """Whether talks are those that people meet for, who are named with the verb: "will meet X for a meeting"."""
    if candidate.type not in TAKE_TWO or noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    above = by_trigger.get(noun.head.head.i)
    return above is not None and above.type in TAKE_TWO and above.carrier is None


def is_kept_from(doc: Doc, gathering: Candidate) -> bool:
    """'barred her from attending the conference': it may well take place."""
    attend = doc[gathering.carrier] if gathering.carrier is not None else doc[gathering.trigger]
    return attend.dep_ == "pcomp" and attend.head.lower_ == "from"


def has_parties(doc: Doc, candidate: Candidate) -> bool:
    """Talks take two: two named, or a plural; a noun may name them with a place or date alone."""
    if len(candidate.arguments) > 1 or candidate.anaphoric:
        return True
    for argument in candidate.arguments:
        plural = doc[argument.end - 1].tag_ in ("NNS", "NNPS")
        if plural or argument.entity.startswith(("igo/", "group/")):
            return True
    set_down = candidate.when is not None or candidate.place is not None
    verb = doc[candidate.trigger]
    if verb.pos_ != "VERB":
        return set_down
    return any(a.start < verb.i for a in candidate.arguments) and _has_partner(verb)


def _has_partner(verb: Token) -> bool:
    """Whether the verb names whom one talks with, though not who it is: "met her Vietnamese counterpart"."""
    partners = [*patients(verb), *(o for p, o in prepositions(verb) if p == "with")]
    return any(t.lemma_.lower() in _PARTNERS or t.pos_ == "PROPN" for t in partners)


def _is_background(noun: Token, candidate: Candidate) -> bool:
    """Whether a war is only what is spoken of or brought to an end: "talks on the war in Ukraine", "ended the war"."""
    if noun.lemma_ != "war" or candidate.when is not None or "+" in candidate.rule:
        return False
    over = noun.head
    if noun.dep_ == "pobj":
        return over.lower_ in _ABOUT or (over.lower_ == "of" and over.head.lower_ in _TURNS)
    return noun.dep_ == "dobj" and over.lemma_ in _ENDING


def is_nominal_event(noun: Token, candidate: Candidate, by_trigger: dict[int, Candidate]) -> bool:
    """Whether a noun names an event: carried by a verb, dated, placed, or no mere intention."""
    if _is_hypothetical(noun, governor(noun)) or _is_background(noun, candidate):
        return False
    asked = noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.i in by_trigger
    if asked and candidate.type in SOFT and candidate.status in OPEN:
        return False
    if candidate.when is not None or candidate.place is not None or "+" in candidate.rule:
        return True
    if candidate.type in _ABSTRACT:
        made = candidate.type == "Agreement" and candidate.status not in OPEN
        return made and len(candidate.arguments) > 1
    handed_over = candidate.type == "Concession" and len(candidate.arguments) > 1
    if candidate.type not in SOFT or handed_over:
        return True
    above = governing(noun, by_trigger)
    return not (above and above.type in GOVERNING) and candidate.status not in OPEN


def _is_hypothetical(noun: Token, verb: Token | None) -> bool:
    """Whether a noun names what is warded off or foreseen: "prevent an attack", "the treaty extends to attacks"."""
    if verb is None or noun.dep_ not in ("dobj", "pobj"):
        return False
    words = load_lexicon().hypothetical
    plain = noun.dep_ == "dobj" or noun.head.lower_ in ("from", "against", "of")
    return (plain and verb.lemma_ in words) or f"{verb.lemma_} {noun.head.lower_}" in words
