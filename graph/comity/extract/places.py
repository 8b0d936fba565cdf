"""How a place is tied to an event: by which preposition, and whether that says where it happens."""

from __future__ import annotations

from collections.abc import Mapping

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.identifiers import is_state
from comity.extract.lexicon import load_lexicon
from comity.extract.records import Hung, Reference
from comity.extract.sentences import kids
from comity.extract.tokens import Token

_LOCATIVE = frozenset("in at to near outside inside around from into across over off on".split())
_OWN = _LOCATIVE - {"to", "from", "into"}
_ON_SOIL = frozenset(("Assault", "Coercion"))
_ENTERING = frozenset(("Assault", "Coercion", "Mobilization"))
_DRIVEN_OUT = frozenset(("Sanction", "Coercion"))
_HOSTING = frozenset("host receive welcome greet".split())
_SAILING = frozenset("sail steam leave depart embark head set".split())
_LEAVING = frozenset("leave depart embark head set".split())
_VERBAL = frozenset("Support Accusation Request Rejection Threat Apology".split())
_FAR_FELT = _VERBAL | {"Sanction", "Aid", "Appointment", "Ruling"}
_TOPICAL = frozenset("over about for against to of with on".split())
_TALKS = frozenset("Consultation Meeting Summit Conference Negotiation Call".split())
_UNDERGOING = frozenset(("dobj", "nsubjpass"))
_RECEIVING = frozenset(("welcome", "invite", "summon"))
_THINGS = frozenset(("NOUN", "VERB", "PRON"))
_OF_REPORTS = frozenset(("according", "contrary"))
_JOINED = frozenset(("conj", "appos", "compound", "nmod"))


def preposition_of(head: Token, trigger: Token, *, travel: bool, kind: str = "") -> str | None:
    """How a place is tied: by a preposition, as what travel is to, or before an event noun.

    "Left Rome for Kinshasa" is from Rome and to Kinshasa.
    """
    if head.lower_ in ("here", "there") and head.dep_ == "advmod":
        return "to" if travel else "in"
    node = head
    while node.dep_ in _JOINED and node.head.i != node.i:
        if node.head.i == trigger.i:
            before = node.dep_ in ("compound", "nmod") and node.i == head.i
            return "before" if before else None
        node = node.head
    leaves = travel and trigger.lemma_ in _LEAVING
    if node.dep_ in ("dobj", "nsubjpass") and node.head.i == trigger.i:
        if travel and trigger.lemma_ in _HOSTING:  # "hosts a United States delegation"
            return None
        if travel:
            return "from" if leaves else "to"
        return "on" if kind in _ON_SOIL and node.i == head.i else None
    if node.dep_ != "pobj":
        return None
    word = node.head.lower_
    if word == "for" and leaves and node.head.head.i == trigger.i:
        return "to"
    if word in ("on", "over") and node.i != head.i and head.dep_ in ("compound", "nmod"):
        return None
    if word == "for" and kind == "Mobilization" and node.head.head.lemma_ in _SAILING:
        return "to"
    if word == "to" and trigger.lemma_ in _RECEIVING and node.head.head.i == trigger.i:
        return "in"
    if kind in _ENTERING and _enters(node, trigger):
        return "in"
    if word in _LOCATIVE:
        return word
    whole = node.head.head
    if word == "of" and whole.dep_ == "pobj" and whole.head.lower_ in _OWN:
        return "in"
    if word == "of" and whole.dep_ in _UNDERGOING and _is_part(whole):
        return "in"
    return "on" if word == "of" and kind in _ON_SOIL and whole.i == trigger.i else None


def _enters(noun: Token, trigger: Token) -> bool:
    """Whether the event itself goes into a place: "intruded into the waters of Second Thomas Shoal"."""
    whole = noun.head.head
    if noun.head.lower_ == "of" and whole.dep_ == "pobj" and _is_part(whole):
        noun = whole
    return noun.head.lower_ == "into" and noun.head.head.i == trigger.i


def _is_part(noun: Token) -> bool:
    """Whether the noun is a part or kind of place: "shelled the outskirts of Goma"."""
    return bool({noun.lemma_.lower(), noun.lower_} & load_actor_nouns().part)


def takes_town(verb: Token, by_token: Mapping[int, Reference], kind: str) -> bool:
    """Whether a town is what suffers: "struck Kassala", "seized the town of Sake", "was captured"."""
    if kind not in _ON_SOIL or verb.pos_ != "VERB":
        return False
    for noun in kids(verb):
        if noun.dep_ in _UNDERGOING:
            inner = (o for of in kids(noun) if of.lower_ == "of" for o in kids(of))
            for token in (noun, *(inner if _is_part(noun) else ())):
                reference = by_token.get(token.i)
                if reference is not None and reference.kind == "place":
                    return True
    return False


def is_of_other(hung: Hung, trigger: Token, carrier: Token | None, *, kind: str) -> bool:
    """Whether a place is that of something else in the clause of the event.

    "According to officers in Freetown", "the ban has ruined growers in the Bekaa", "thanked it for help in Sofia",
    "did not deport X, and he runs a bar in Plovdiv".
    """
    doc, own = trigger.doc, {trigger.i, carrier.i if carrier is not None else trigger.i}
    above = _line(trigger) | (_line(carrier) if carrier is not None else frozenset())
    between = []
    for i in hung.path[1:]:
        if i in above:
            break
        between.append(doc[i])
    top = between[-1] if between else hung.root
    if top.dep_ == "conj" and any(t.dep_ in ("nsubj", "nsubjpass") for t in kids(top)):
        return True
    if any(t.lower_ in _OF_REPORTS for t in between):
        return True
    meeting = hung.path[len(between) + 1] if len(between) + 1 < len(hung.path) else -1
    nouns = [t for t in between if t.pos_ in _THINGS and not _is_part(t)]
    if carrier is None and trigger.pos_ == "NOUN" and meeting not in own:
        return bool(nouns) or (kind in _FAR_FELT and _has_object(doc[meeting]))
    if kind == "Consultation" and trigger.pos_ == "VERB" and top.dep_ == "dobj":
        situations = load_lexicon().sets.get("situations", frozenset())
        return any(t.lemma_.lower() in situations for t in nouns)  # "discussed the war in Sudan"
    topical = top.dep_ == "prep" and top.lower_ in _TOPICAL and kind in _VERBAL
    return topical and bool(nouns)


def _has_object(verb: Token) -> bool:
    return any(t.dep_ == "dobj" for t in kids(verb))


def _line(token: Token) -> frozenset[int]:
    """The token and those above it."""
    return frozenset((token.i, *(t.i for t in token.ancestors)))


def is_party(reference: Reference, head: Token, kind: str) -> bool:
    """Whether a state before the noun of talks is a side of theirs: "India-Bhutan talks"."""
    before = head.dep_ in ("compound", "nmod", "amod")
    return before and kind in _TALKS and is_state(reference.place or "")


def stands_where(preposition: str, reference: Reference, kind: str = "") -> bool:
    """Whether a place after the preposition can be where something other than travel happens.

    "Talks on Cyprus" and "sanctions on Belarus" are not; nor is whom one appeals to. What is driven out is
    driven from where it happens ("the expulsion from Grodno of two consuls"), and a missile is tested where it is fired from.
    """
    if (
        preposition == "before"
    ):  # "the Geneva talks", but not "the United States strikes", whose actor it is
        return kind in _TALKS or not is_state(reference.place or "")
    if is_state(reference.place or "") and preposition in ("on", "over", "off", "at"):
        return False
    driven = preposition == "from" and kind in _DRIVEN_OUT and not reference.entities
    fired = preposition == "from" and kind == "WeaponsTest"
    return preposition in _OWN or driven or fired
