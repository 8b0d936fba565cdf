"""When and where: the date and the place that belong to an event and not merely to its sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from comity.extract.dates import since
from comity.extract.records import Argument, Dated, Reference
from comity.model import Role, When

_LOCATIVE = frozenset(
    (
        "in",
        "at",
        "to",
        "near",
        "outside",
        "inside",
        "around",
        "from",
        "into",
        "across",
        "over",
        "off",
        "on",
    )
)
_OWN = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "on", "off", "over"))
_BOUNDS = frozenset(("since", "before", "after", "until", "by"))
_REACH = 5


def when_of(
    doc: Doc, trigger: Token, carrier: Token | None, triggers: frozenset[int]
) -> When | None:
    """The date nearest in the parse, of those that no other event of the sentence has a better title to.

    "Since" is the date of what has gone on from then ("has tested missiles since 2022"), "by" of what had happened.
    """
    best: tuple[int, int, When] | None = None
    published = doc._.article.published if doc._.article else None
    for dated in doc._.dates:
        if dated.duration or doc[dated.start].sent.start != trigger.sent.start:
            continue
        if dated.relation in _BOUNDS and not _bounds_own(dated, carrier or trigger):
            continue
        token = doc[dated.start : dated.end].root
        owner = _owner(token, triggers)
        distance = _distance(token, trigger, carrier)
        if distance is None or not (
            _belongs(owner, trigger, carrier, triggers) or _heads_clause(token, trigger)
        ):
            continue
        if best is None or (distance, dated.start) < best[:2]:
            when = (
                since(dated.when, published=published) if dated.relation == "since" else dated.when
            )
            best = distance, dated.start, when
    return best[2] if best else None


def place_of(
    doc: Doc, trigger: Token, carrier: Token | None, triggers: frozenset[int], *, travel: bool
) -> tuple[str | None, Argument | None]:
    """The place of the event and, for travel, the state that is visited."""
    best: tuple[int, int, Reference, str] | None = None
    for reference in doc._.references:
        if reference.place is None or doc[reference.start].sent.start != trigger.sent.start:
            continue
        preposition = _preposition(doc[reference.head], trigger, travel=travel)
        if preposition is None:
            continue
        distance = _distance(doc[reference.head], trigger, carrier)
        owner = _owner(doc[reference.head], triggers)
        if distance is None or not _belongs(owner, trigger, carrier, triggers):
            continue
        if best is None or (distance, reference.start) < best[:2]:
            best = distance, reference.start, reference, preposition
    if best is None:
        return None, None
    reference = best[2]
    state = (
        reference.entities[0]
        if reference.entities and reference.entities[0].startswith("state/")
        else None
    )
    visited = Argument(state, Role.RECIPIENT, reference.start, reference.end) if state else None
    return (reference.place if best[3] != "from" else None), visited


def _heads_clause(date: Token, trigger: Token) -> bool:
    """'in December 2019, when X met Y': the date is what the clause of the event modifies."""
    return any(t.dep_ == "relcl" and t.head.i == date.i for t in (trigger, *trigger.ancestors))


def _bounds_own(dated: Dated, verb: Token) -> bool:
    perfect = {t.lower_ for t in verb.children if t.dep_ == "aux"} & {"has", "have", "had", "'ve"}
    return (dated.relation == "since" and bool(perfect - {"had"})) or (
        dated.relation == "by" and "had" in perfect
    )


def _preposition(head: Token, trigger: Token, *, travel: bool) -> str | None:
    """How a place is tied: a locative preposition, the object of a travel verb, or the modifier of an event noun."""
    node = head
    while node.dep_ in ("conj", "appos", "compound", "nmod") and node.head.i != node.i:
        if node.head.i == trigger.i:
            return "in" if node.dep_ in ("compound", "nmod") else None
        node = node.head
    if node.dep_ == "pobj" and node.head.lower_ in _LOCATIVE:
        return node.head.lower_
    if (
        node.dep_ == "pobj"
        and node.head.lower_ == "of"
        and node.head.head.dep_ == "pobj"
        and node.head.head.head.lower_ in _OWN
    ):
        return "in"
    if travel and node.dep_ in ("dobj", "nsubjpass") and node.head.i == trigger.i:
        return "to"
    return None


def _owner(token: Token, triggers: frozenset[int]) -> int | None:
    """The nearest event word or verb above `token`."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.i in triggers or node.pos_ in ("VERB", "AUX"):
            return node.i
    return None


def _belongs(
    owner: int | None, trigger: Token, carrier: Token | None, triggers: frozenset[int]
) -> bool:
    if owner is None or owner == trigger.i or (carrier is not None and owner == carrier.i):
        return True
    above = trigger.doc[owner]
    if trigger in above.subtree or above.i == trigger.head.i:
        return _same_clause(trigger, above)
    return above in trigger.subtree and above.i not in triggers


def _same_clause(trigger: Token, verb: Token) -> bool:
    """Whether a date of `verb` is one of `trigger` too: no clause of another time lies between."""
    node = trigger
    while node.i != verb.i and node.head.i != node.i:
        if node.dep_ in ("ccomp", "relcl", "advcl", "parataxis", "acl") and node.pos_ in (
            "VERB",
            "AUX",
        ):
            return False
        if node.dep_ == "poss" or (
            node.dep_ == "pobj"
            and node.head.lower_ in ("since", "before", "after", "of", "over", "about")
        ):
            return False
        node = node.head
    return True


def _distance(a: Token, trigger: Token, carrier: Token | None) -> int | None:
    """Steps in the parse between `a` and the event word or its light verb; None when too far."""
    above = {a.i: 0} | {t.i: n for n, t in enumerate(a.ancestors, 1)}
    found = []
    for start in (trigger, carrier):
        if start is None:
            continue
        for steps, node in enumerate((start, *start.ancestors)):
            if node.i in above:
                found.append(steps + above[node.i])
                break
    near = min(found, default=None)
    return near if near is not None and near <= _REACH + 2 else None
