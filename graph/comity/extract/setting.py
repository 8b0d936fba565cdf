"""When and where: the date and the place that belong to an event and not merely to its sentence.

The dates and places of a doc are filed by sentence once, each with the way up from it in the parse and the
event word or verb that has the first title to it; each event then looks at those of its own sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.extract.attachment import (
    belongs,
    distance,
    heads_clause,
    hung_on,
    is_day_of,
    is_where,
    steps_up,
)
from comity.extract.dates import ending, lasting, since
from comity.extract.identifiers import is_state
from comity.extract.places import is_of_other, is_party, preposition_of, stands_where
from comity.extract.publication import published
from comity.extract.records import Argument, Dated, Hung, Reference
from comity.extract.sentences import bounds_of, kids
from comity.extract.times import days
from comity.extract.tokens import Doc, Token
from comity.model import Precision, Role, When

_BOUNDS = frozenset(("since", "before", "after", "until", "by"))
_ENDS = frozenset("end conclude close finish wrap wind complete".split())
_LONGEST = 31
_WEEK, _MONTH = 7, 27
_VERBAL = frozenset(
    "Statement Support Accusation Request Rejection Threat Agreement Apology".split()
)
_SPOKEN = _VERBAL | {"Statement", "Offer", "Protest"}
_LAST = 100
_BEFORE = frozenset(("compound", "amod", "nmod", "nummod"))
_LATER = frozenset(("later", "then", "afterwards", "afterward", "subsequently"))
_INNER = frozenset(("for", "of", "about", "on", "over"))


@dataclass(frozen=True, slots=True)
class Settings:
    """The dates and places of a doc by the number of their sentence.

    `sentence_of` has the number for every token; `kinds` the class of every event word.
    """

    doc: Doc
    kinds: Mapping[int, str]
    sentence_of: Sequence[int]
    dates: Mapping[int, Sequence[tuple[Dated, Hung]]]
    places: Mapping[int, Sequence[tuple[Reference, Hung]]]


def read_settings(doc: Doc, kinds: Mapping[int, str]) -> Settings:
    """The settings of `doc`, whose event words are the keys of `kinds`."""
    sentence_of = bounds_of(doc).number
    dates: dict[int, list[tuple[Dated, Hung]]] = {}
    places: dict[int, list[tuple[Reference, Hung]]] = {}
    for dated in doc._.dates:
        root = _root(doc, dated.start, dated.end)
        dates.setdefault(sentence_of[dated.start], []).append((dated, hung_on(root, kinds)))
    for reference in doc._.references:
        if reference.place is not None and reference.kind != "adjective":
            hung = hung_on(doc[reference.head], kinds)
            places.setdefault(sentence_of[reference.start], []).append((reference, hung))
    return Settings(doc, kinds, sentence_of, dates, places)


def _root(doc: Doc, start: int, end: int) -> Token:
    """The token of the stretch that hangs outside it."""
    for token in doc[start:end]:
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[start]


def when_of(settings: Settings, trigger: Token, carrier: Token | None) -> When | None:
    """The date nearest in the parse, of those that no other event has a better title to.

    "Since" is the date of what has gone on from then ("has tested missiles since 2022"), "by" of
    what had happened. A day with a duration is an interval ("a two-day visit on Tuesday").
    """
    dates = settings.dates.get(settings.sentence_of[trigger.i], ())
    if not dates:
        return None
    steps = steps_up(trigger, carrier)
    mine: list[tuple[int, Dated, Token]] = []
    for dated, hung in dates:
        if dated.duration:
            continue
        if dated.relation in _BOUNDS and not (
            _bounds_own(dated, carrier or trigger)
            or _has_day(hung.root, trigger)
            or _is_turn(hung.root, trigger)
        ):
            continue
        far = distance(hung, steps)
        if far is not None and (
            _tells_apart(hung, trigger) or _is_of_occasion(hung, trigger, settings.kinds)
        ):
            far = -1
        elif far is not None and _is_counting(dated, hung):
            far += _LAST
        if far is None or (mine and far >= mine[-1][0] and not _is_week(mine[-1][1])):
            continue
        own = far < 0 or (
            belongs(hung, trigger, carrier, settings.kinds)
            and not _of_noun(dated, hung, steps, settings.kinds)
            and not _of_content(dated, hung, trigger, settings)
            and not _is_earlier(dated, hung, carrier or trigger)
        )
        if own or heads_clause(hung.root, trigger) or _is_of_cause(dated, hung, trigger):
            mine.append((far, dated, hung.root))
    if not mine:
        return None
    best = _narrowest(mine)
    when = best[1].when
    if best[1].relation == "since" and not _has_day(best[2], trigger):
        return since(when, published=published(settings.doc))
    return _with_length(when, dates, trigger, carrier, settings.kinds)


def _narrowest(mine: Sequence[tuple[int, Dated, Token]]) -> tuple[int, Dated, Token]:
    """The nearest date, or the day in the week that it is: "next week they hold a call on Tuesday"."""
    best = min(mine, key=lambda m: m[0])
    week = best[1].when
    if not _is_week(best[1]) or week.earliest is None or week.latest is None:
        return best
    for other in sorted(mine, key=lambda m: m[0]):
        when = other[1].when
        day = when.earliest if when.precision is Precision.DAY else None
        if day is not None and week.earliest <= day <= week.latest:
            return other
    return best


def _is_week(dated: Dated) -> bool:
    return 0 < days(dated.when) < _MONTH


def _of_noun(dated: Dated, hung: Hung, steps: Mapping[int, int], kinds: Mapping[int, str]) -> bool:
    """Whether a stretch of time is that of a mere noun: "thanked it for its help during the winter"."""
    if days(dated.when) < _WEEK or len(hung.path) < 2 or hung.root.dep_ != "pobj":
        return False
    noun = hung.root.head.head
    inner = noun.dep_ == "pobj" and noun.head.lower_ in _INNER and noun.ent_type_ != "DATE"
    return inner and noun.tag_ in ("NN", "NNS") and noun.i not in steps and noun.i not in kinds


def _tells_apart(hung: Hung, trigger: Token) -> bool:
    """Whether a date before the event noun tells it from others: "a 2008 border clash"."""
    node = hung.root
    if node.dep_ not in _BEFORE or node.i >= trigger.i:
        return False
    while node.dep_ in _BEFORE and node.head.i != node.i:
        node = node.head
    return node.i == trigger.i and node.pos_ == "NOUN"


def _is_of_occasion(hung: Hung, trigger: Token, kinds: Mapping[int, str]) -> bool:
    """Whether a date before a noun tells in what a verb's act was done: "captured in a 2008 border clash"."""
    node = hung.root
    if node.dep_ not in _BEFORE or trigger.pos_ != "VERB":
        return False
    while node.dep_ in _BEFORE and node.head.i != node.i:
        node = node.head
    within = node.dep_ == "pobj" and node.head.lower_ in ("in", "during")
    return within and node.i in kinds and node.head.head.i == trigger.i


def _is_counting(dated: Dated, hung: Hung) -> bool:
    """Whether a month or year only says in what time events are counted: "their third round of talks this year"."""
    if days(dated.when) < _MONTH or not hung.path[1:]:
        return False
    noun = hung.root.head.head if hung.root.dep_ == "pobj" else hung.root.head
    return noun.pos_ == "NOUN" and any(t.ent_type_ == "ORDINAL" for t in noun.lefts)


def _is_earlier(dated: Dated, hung: Hung, verb: Token) -> bool:
    """Whether a month or year is that of what was done before: "annexed it in 2014 and later stationed planes"."""
    if verb.dep_ != "conj" or verb.i in hung.path or days(dated.when) < _MONTH:
        return False
    return any(t.lower_ in _LATER for t in kids(verb))


def _of_content(dated: Dated, hung: Hung, trigger: Token, settings: Settings) -> bool:
    """Whether a month or year is that of what is said: "accused them of looting clinics in 2021"."""
    if settings.kinds.get(trigger.i) not in _VERBAL or days(dated.when) < _MONTH:
        return False
    return any(t.pos_ == "VERB" for t in settings.doc[trigger.i + 1 : hung.root.i])


def _with_length(
    when: When,
    dates: Sequence[tuple[Dated, Hung]],
    trigger: Token,
    carrier: Token | None,
    kinds: Mapping[int, str],
) -> When:
    """`when` with the duration of the event: from its first day on, or up to the day on which it ended."""
    verb = carrier or trigger
    if when.precision is not Precision.DAY:
        return when
    for dated, hung in dates:
        length = dated.duration or 0
        if not 1 < length <= _LONGEST or len(hung.path) < 2:
            continue
        noun = hung.root.head if hung.root.dep_ != "pobj" else hung.root.head.head
        counted = trigger.dep_ == "pobj" and trigger.head.head.i == hung.root.i
        if (
            counted
            or noun.i == trigger.i
            or (noun.i in kinds and kinds[noun.i] == kinds.get(trigger.i) == "Visit")
        ):
            top = verb if verb.pos_ == "VERB" else hung.root.head if counted else trigger.head
            over = top.lemma_ in _ENDS
            return ending(when, days=length) if over else lasting(when, days=length)
    return when


def place_of(
    settings: Settings, trigger: Token, carrier: Token | None, *, travel: bool, kind: str = ""
) -> tuple[str | None, Argument | None]:
    """The place of the event and, for travel, the state that is visited."""
    places = settings.places.get(settings.sentence_of[trigger.i], ())
    if not places:
        return None, None
    steps = steps_up(trigger, carrier)
    best: tuple[int, Reference] | None = None
    for reference, hung in places:
        far = distance(hung, steps)
        if far is None:
            continue
        where = is_where(hung.root, trigger)
        preposition = preposition_of(hung.root, trigger, travel=travel, kind=kind)
        opens = preposition == "from" and kind in _SPOKEN and _opens(hung.root)
        preposition = "in" if where or opens else preposition
        if preposition is None or is_party(reference, hung.root, kind):
            continue
        if not travel and not stands_where(preposition, reference, kind):
            continue
        if (travel and preposition == "from") or (best is not None and far >= best[0]):
            continue
        own = belongs(hung, trigger, carrier, settings.kinds)
        own = own and not is_of_other(hung, trigger, carrier, kind=kind)
        if own or where or heads_clause(hung.root, trigger):
            best = far, reference
    return (best[1].place, _visited(best[1])) if best is not None else (None, None)


def _opens(place: Token) -> bool:
    """Whether a place begins its sentence with its preposition: "From Geneva, the envoy regretted"."""
    doc, preposition = place.doc, place.head
    return preposition.i == bounds_of(doc).start(place.i) and doc[place.i + 1].text == ","


def _visited(reference: Reference) -> Argument | None:
    """The state that a place stands for, as the one that is visited."""
    state = next(iter(reference.entities), "")
    if not is_state(state):
        return None
    return Argument(state, Role.RECIPIENT, reference.start, reference.end)


def _is_of_cause(dated: Dated, hung: Hung, trigger: Token) -> bool:
    """Whether a month or year is that of what led to what is done in it: "recalled him in May after they burned a flag"."""
    if dated.when.precision not in (Precision.MONTH, Precision.YEAR) or dated.relation:
        return False
    node = trigger
    while node.head.i != node.i and node.dep_ not in ("advcl", "ccomp", "relcl", "conj"):
        node = node.head
    if node.dep_ != "advcl" or node.tag_ != "VBD" or node.head.i != hung.owner:
        return False
    mark = next((t for t in node.lefts if t.dep_ == "mark"), None)
    return (
        mark is not None
        and mark.lower_ == "after"
        and not any(t.dep_ in ("npadvmod", "advmod") for t in mark.lefts)
        and not any(t.dep_ == "aux" for t in kids(node))
    )


def _has_day(date: Token, trigger: Token) -> bool:
    """Whether the day of the event is told after the date: "since March 5, the day they closed it"."""
    return any(is_day_of(date, t.head) for t in (trigger, *trigger.ancestors) if t.dep_ == "relcl")


def _is_turn(date: Token, trigger: Token) -> bool:
    """Whether the bound is the time of the event: "faced each other until October, when the court ruled"."""
    node = trigger
    while node.head.i != node.i and node.dep_ != "relcl":
        node = node.head
    when = any(t.lower_ == "when" for t in node.lefts)
    return when and node.dep_ == "relcl" and heads_clause(date, trigger)


def _bounds_own(dated: Dated, verb: Token) -> bool:
    perfect = {t.lower_ for t in kids(verb) if t.dep_ == "aux"} & {"has", "have", "had", "'ve"}
    going_on = verb.tag_ == "VBG" and any(t.lower_ in ("was", "were") for t in kids(verb))
    return (dated.relation == "since" and bool(perfect - {"had"})) or (
        dated.relation == "by" and ("had" in perfect or going_on)
    )
