"""To which event a date or place is attached, by the way up from it in the parse."""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Token

from comity.extract.lexicon import load_lexicon
from comity.extract.records import Hung

_REACH = 7
_BARRED = frozenset(("since", "before", "after", "of", "over", "about"))
_CLAUSES = frozenset(("ccomp", "relcl", "advcl", "parataxis", "acl"))
_LEADING = frozenset("lead head chair accompany represent attend join".split())
_SAME_TRIP = frozenset(("for", "on", "of"))


def hung_on(root: Token, triggers: Container[int]) -> Hung:
    """`root` with the tokens above it and its owner, the nearest event word or verb there.

    "A delegation led by X in Geneva on Monday" leaves its date to what the delegation did.
    """
    path, owner = [root.i], None
    node = root
    while node.head.i != node.i:
        node = node.head
        path.append(node.i)
        if owner is None and (node.i in triggers or node.pos_ in ("VERB", "AUX")):
            leads = node.dep_ == "acl" and node.tag_ == "VBN" and node.lemma_ in _LEADING
            owner = None if leads else node.i
    return Hung(root, tuple(path), owner)


def steps_up(trigger: Token, carrier: Token | None) -> dict[int, int]:
    """The tokens above the event word and its light verb, themselves included, with their distance."""
    steps: dict[int, int] = {}
    for start in (trigger, carrier):
        if start is None:
            continue
        node, far = start, 0
        while True:
            steps[node.i] = min(far, steps.get(node.i, far))
            if node.head.i == node.i:
                break
            node, far = node.head, far + 1
    return steps


def distance(hung: Hung, steps: Mapping[int, int]) -> int | None:
    """Steps in the parse between a date or place and the event of `steps`; None when too far."""
    for far, token in enumerate(hung.path):
        if token in steps:
            near = far + steps[token]
            return near if near <= _REACH else None
    return None


def belongs(hung: Hung, trigger: Token, carrier: Token | None, kinds: Mapping[int, str]) -> bool:
    """Whether no other event or verb has a better title to a date or place."""
    owner = hung.owner
    if owner is None or owner == trigger.i or (carrier is not None and owner == carrier.i):
        return True
    above = trigger.doc[owner]
    if _is_above(above, trigger):
        return _same_clause(trigger, above)
    if trigger.i not in hung.path:
        return False
    return owner not in kinds or _is_trip(above, trigger, kinds)


def heads_clause(root: Token, trigger: Token) -> bool:
    """'in December 2019, when X met Y', 'in Oslo, where': what the clause of the event modifies."""
    node = trigger
    while node.head.i != node.i:
        if node.dep_ == "relcl" and node.head.i == root.i:
            return True
        node = node.head
    return False


def _is_above(verb: Token, trigger: Token) -> bool:
    node = trigger
    while node.i != verb.i:
        if node.head.i == node.i:
            return False
        node = node.head
    return True


def _is_trip(noun: Token, verb: Token, kinds: Mapping[int, str]) -> bool:
    """'arrived for a visit on Tuesday': one journey, told with a verb and a noun."""
    same = kinds.get(noun.i) == kinds.get(verb.i) == "Visit"
    return same and noun.dep_ == "pobj" and noun.head.lower_ in _SAME_TRIP


def _same_clause(trigger: Token, verb: Token) -> bool:
    """Whether a date of `verb` is one of `trigger` too: no clause of another time lies between."""
    node = trigger
    while node.i != verb.i and node.head.i != node.i:
        if node.dep_ in _CLAUSES and node.pos_ in ("VERB", "AUX"):
            return node.dep_ == "advcl" and any(t.lower_ == "when" for t in node.children)
        if node.dep_ == "poss" or (node.dep_ == "pobj" and node.head.lower_ in _BARRED):
            return _is_counted(node)
        node = node.head
    return True


def _is_counted(noun: Token) -> bool:
    """'three days of talks', 'a round of talks': what holds of the number holds of the talks."""
    number = noun.head.head
    measured = number.ent_type_ == "DATE" or number.lemma_ in load_lexicon().quantities
    return noun.head.lower_ == "of" and measured and number.dep_ != "poss"
