"""When and where: the date and the place that belong to an event and not merely to its sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from comity.extract.dates import since
from comity.extract.identifiers import is_state
from comity.extract.publication import published
from comity.extract.records import Argument, Dated, Reference
from comity.model import Role, When

_LOCATIVE = frozenset("in at to near outside inside around from into across over off on".split())
_OWN = _LOCATIVE - {"to", "from", "into"}
_BOUNDS = frozenset(("since", "before", "after", "until", "by"))
_REACH = 7
_BARRED = frozenset(("since", "before", "after", "of", "over", "about"))
_CLAUSES = frozenset(("ccomp", "relcl", "advcl", "parataxis", "acl"))


def when_of(
    doc: Doc, trigger: Token, carrier: Token | None, triggers: frozenset[int]
) -> When | None:
    """The date nearest in the parse, of those that no other event has a better title to.

    "Since" is the date of what has gone on from then ("has tested missiles since 2022"), "by" of
    what had happened.
    """
    best: tuple[int, Dated] | None = None
    for dated in doc._.dates:
        if dated.duration or doc[dated.start].sent.start != trigger.sent.start:
            continue
        if dated.relation in _BOUNDS and not _bounds_own(dated, carrier or trigger):
            continue
        token = doc[dated.start : dated.end].root
        distance = _distance(token, trigger, carrier)
        own = _belongs(_owner(token, triggers), trigger, carrier, triggers)
        if distance is None or not (own or _heads_clause(token, trigger)):
            continue
        if best is None or (distance, dated.start) < (best[0], best[1].start):
            best = distance, dated
    if best is None:
        return None
    when = best[1].when
    return since(when, published=published(doc)) if best[1].relation == "since" else when


def place_of(
    doc: Doc, trigger: Token, carrier: Token | None, triggers: frozenset[int], *, travel: bool
) -> tuple[str | None, Argument | None]:
    """The place of the event and, for travel, the state that is visited."""
    best: tuple[int, Reference, str] | None = None
    for reference in doc._.references:
        if reference.place is None or doc[reference.start].sent.start != trigger.sent.start:
            continue
        head = doc[reference.head]
        preposition = _preposition(head, trigger, travel=travel)
        distance = _distance(head, trigger, carrier)
        if preposition is None or distance is None:
            continue
        if not travel and not _is_where(preposition, reference.place):
            continue
        if not _belongs(_owner(head, triggers), trigger, carrier, triggers):
            continue
        if best is None or (distance, reference.start) < (best[0], best[1].start):
            best = distance, reference, preposition
    if best is None:
        return None, None
    _, reference, preposition = best
    return reference.place if preposition != "from" else None, _visited(reference)


def _is_where(preposition: str, place: str) -> bool:
    """Whether a place after the preposition can be where something other than travel happens.

    "Talks on Cyprus" and "sanctions on Belarus" are not; nor is whom one appeals to.
    """
    return preposition in _OWN and not (is_state(place) and preposition in ("on", "over", "off"))


def _visited(reference: Reference) -> Argument | None:
    """The state that a place stands for, as the one that is visited."""
    state = next(iter(reference.entities), "")
    if not is_state(state):
        return None
    return Argument(state, Role.RECIPIENT, reference.start, reference.end)


def _heads_clause(date: Token, trigger: Token) -> bool:
    """'in December 2019, when X met Y': the date is what the clause of the event modifies."""
    return any(t.dep_ == "relcl" and t.head.i == date.i for t in (trigger, *trigger.ancestors))


def _bounds_own(dated: Dated, verb: Token) -> bool:
    perfect = {t.lower_ for t in verb.children if t.dep_ == "aux"} & {"has", "have", "had", "'ve"}
    return (dated.relation == "since" and bool(perfect - {"had"})) or (
        dated.relation == "by" and "had" in perfect
    )


def _preposition(head: Token, trigger: Token, *, travel: bool) -> str | None:
    """How a place is tied: by a preposition, as what travel is to, or before an event noun."""
    node = head
    while node.dep_ in ("conj", "appos", "compound", "nmod") and node.head.i != node.i:
        if node.head.i == trigger.i:
            return "in" if node.dep_ in ("compound", "nmod") else None
        node = node.head
    if node.dep_ == "pobj" and node.head.lower_ in _LOCATIVE:
        return node.head.lower_
    if node.dep_ == "pobj" and node.head.lower_ == "of":
        whole = node.head.head
        if whole.dep_ == "pobj" and whole.head.lower_ in _OWN:
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
        if node.dep_ in _CLAUSES and node.pos_ in ("VERB", "AUX"):
            return node.dep_ == "advcl" and any(t.lower_ == "when" for t in node.children)
        if node.dep_ == "poss" or (node.dep_ == "pobj" and node.head.lower_ in _BARRED):
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
    return near if near is not None and near <= _REACH else None
