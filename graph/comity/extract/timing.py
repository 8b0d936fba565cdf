"""Time expressions, resolved against the publication date with the tense of their clause."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.language import Language

from comity.extract.clauses import has_finite_auxiliary
from comity.extract.dates import Expression, Kind, Tense, find, resolve
from comity.extract.publication import published
from comity.extract.records import Dated
from comity.extract.sentences import kids, text_of
from comity.extract.text import BODY
from comity.extract.tokens import Doc, Span, Token, component
from comity.model import Precision, When

_FUTURE = frozenset(
    ("will", "shall", "'ll", "would", "could", "may", "might", "should", "can", "must")
)
_PERFECT = frozenset(("has", "have", "had", "'ve"))
_PRESENT = frozenset(("is", "are", "am"))
_LOOKS_AHEAD = frozenset("plan agree pledge schedule expect vow promise decide announce".split())
_LETTING = frozenset("allow permit enable force".split())
_APPOINTED = frozenset(
    "set schedule plan slate fix expect postpone delay reschedule book pencil due bill".split()
)
_AHEAD = frozenset(("for", "to", "until", "till"))
_NO_TIMETABLE = frozenset(
    "say tell add note report write come show suggest describe recall remember follow mark know "
    "believe think remain have".split()
)
_HOLDS = frozenset(
    "hold host have pay make begin start open attend receive meet visit address chair convene".split()
)
_QUOTED = re.compile(
    r"(?:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening))", re.I
)
_INTRODUCED = re.compile(r":\s*\"[^\"]*$")
_BEFORE_NOUN = frozenset(("compound", "amod", "nmod", "nummod"))
_NEAR = 240
_BESIDE = 24
_NO_DAYS = frozenset((Kind.DURATION, Kind.NONE))
_COMING = frozenset(("come", "follow"))
_COUNTED: Mapping[Precision, Sequence[str]] = {
    Precision.DAY: ("day", "week", "month", "year"),
    Precision.MONTH: ("month", "year"),
    Precision.YEAR: ("year",),
}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The times that the text has spoken of so far.

    `last` is the latest, which ended at character `end`; `main` the first day, which is the article's own.
    """

    last: When | None = None
    end: int = 0
    main: When | None = None


def timing(doc: Doc) -> Doc:
    """The doc with its dates, in order; each resolved date is the anchor of the next.

    A date without a tense of its own ("Sunday's summit") is the one that those words had before.
    """
    found: list[Dated] = []
    spoken = _Spoken()
    known: dict[str, When] = {}
    text = text_of(doc)
    expressions = find(text)
    for n, expression in enumerate(expressions):
        span = doc.char_span(expression.start, expression.end)
        if span is None or (
            expression.name == "beside" and not _steps_back(expression, span, spoken, text)
        ):
            continue
        if _is_compared(doc, span):
            continue
        if expression.name in ("clock", "hours") and not _is_apart(expressions, n, span):
            continue
        owned = span.end < len(doc) and doc[span.end].tag_ == "POS"
        tense = _tense(doc, expression, span, owned=owned)
        words = expression.text.lower()
        when = known.get(words) if owned or tense in (None, "present") else None
        when = when or resolve(
            expression,
            published=_day_of_speech(text, expression, spoken) or published(doc),
            tense=tense,
            anchor=_anchor(text, expression, spoken),
        )
        known.setdefault(words, when)
        found.append(Dated(span.start, span.end, when, expression.relation, expression.days))
        if expression.name in ("beside", "hours", "clock") or _is_aside(
            span.root, when, expression.relation
        ):
            continue
        if when.precision is not Precision.UNRESOLVED:
            day = when if when.precision is Precision.DAY else None
            spoken = _Spoken(when, expression.end, spoken.main or day)
    doc._.dates = tuple(found)
    return doc


def _is_compared(doc: Doc, span: Span) -> bool:
    """Whether a distance only says how much: "on May 9, two months later than first intended"."""
    after = span.end < len(doc) and doc[span.end].lower_ == "than"
    return after and span[-1].lower_ in ("later", "earlier", "sooner", "longer")


def _is_aside(root: Token, when: When, relation: str | None) -> bool:
    """Whether a time is none that the telling has come to: "the 2007 initiative", "closed since 2020"."""
    if relation == "since":
        return True
    return when.precision is Precision.YEAR and root.dep_ in _BEFORE_NOUN


def _steps_back(expression: Expression, span: Span, spoken: _Spoken, text: str) -> bool:
    """Whether "four days after" leads a clause and the day is known that it is counted from.

    That is told in the sentence, or "the summit came a week after" speaks of it again.
    """
    last = spoken.main if _is_new(text, expression.start, spoken) else spoken.last
    mark = span[-1]
    if last is None or mark.dep_ != "mark" or mark.head.pos_ not in ("VERB", "AUX"):
        return False
    if (expression.unit or "day") not in _COUNTED.get(last.precision, ()):
        return False
    return spoken.end >= span.sent.start_char or _is_of_known(mark.head)


def _is_of_known(clause: Token) -> bool:
    """Whether a clause tells what came before something told already: "their meeting came less than a week after"."""
    main = clause.head
    if main.lemma_ not in _COMING or clause.dep_ != "advcl":
        return False
    subject = next((t for t in main.lefts if t.dep_ == "nsubj"), None)
    return subject is not None and any(t.dep_ in ("det", "poss") for t in subject.lefts)


def _is_apart(expressions: Sequence[Expression], n: int, span: Span) -> bool:
    """Whether no other words say of which day a time by the clock is, or hours before or after something."""
    here = expressions[n]
    others = [e for e in expressions[max(n - 1, 0) : n + 2] if e is not here]
    first, last = span.sent.start_char, span.sent.end_char
    others = [e for e in others if e.kind not in _NO_DAYS and first <= e.start < last]
    if here.name == "hours":
        end = _clause_end(span[-1])
        return not any(here.end < e.start < end for e in others)
    return all(max(e.start - here.end, here.start - e.end) > _BESIDE for e in others)


def _clause_end(mark: Token) -> int:
    """The character after the clause that the word leads ("hours before they met"), or after the word."""
    last = mark.head.right_edge if mark.dep_ == "mark" else mark
    return last.idx + len(last.text)


def _tense(doc: Doc, expression: Expression, span: Span, *, owned: bool) -> Tense | None:
    """The tense that a date is read in; a timetable's present looks ahead ("travels on Friday")."""
    if expression.relation == "since":
        return "past"
    root = span.root
    tense = tense_of(root, finite=owned)
    if not owned and _is_of_subject(root):
        return None if tense in ("present", "future") and not _is_sure(root) else tense
    if tense != "present" or owned or (doc._.zone_of and doc._.zone_of[root.i] != BODY):
        return tense
    verb = _verb_above(root, finite=False)
    timetable = verb is not None and verb.lemma_ not in _NO_TIMETABLE
    return "future" if timetable and _is_of_clause(root) else tense


def _is_of_subject(date: Token) -> bool:
    """Whether a date belongs to the noun that a later verb is said of: "a ruling on Aug. 7 may oblige"."""
    noun = date.head.head if date.dep_ == "pobj" else date.head
    if date.dep_ not in ("pobj", "npadvmod") or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        noun = noun.head.head
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.i < noun.head.i


def _is_sure(date: Token) -> bool:
    """Whether the verb above says outright that something will be: "the talks on Monday will"."""
    verb = _verb_above(date, finite=False)
    return verb is not None and any(t.lower_ in ("will", "shall") for t in kids(verb))


def _is_of_clause(date: Token) -> bool:
    """Whether a date tells when a clause is to be, and not when its object was: "repays a trip in March".

    Nor how often: "meets every Monday".
    """
    if any(t.lower_ in ("every", "each") for t in kids(date)):
        return False
    if date.dep_ != "pobj":
        return date.dep_ not in ("compound", "amod", "nmod", "poss")
    noun = date.head.head
    return noun.dep_ != "dobj" or noun.head.lemma_ in _HOLDS


def _anchor(text: str, expression: Expression, spoken: _Spoken) -> When | None:
    """What a relative time counts from: the time spoken of last.

    "The same evening" and "later in the day" speak of that of their own paragraph, else of the article's day.
    """
    of_the_day = expression.base == "anchor" and expression.unit == "day" and not expression.count
    of_the_day = of_the_day or expression.name == "beside"
    if of_the_day and spoken.main and _is_new(text, expression.start, spoken):
        return spoken.main
    return spoken.last


def _is_new(text: str, start: int, spoken: _Spoken) -> bool:
    """Whether a paragraph has begun since the last time that was spoken of."""
    return text.find("\n", spoken.end, start) >= 0


def _day_of_speech(text: str, expression: Expression, spoken: _Spoken) -> date | None:
    """The day on which a document was issued that is quoted after a colon, where "today" is that day."""
    last = spoken.last
    if last is None or last.precision is not Precision.DAY or not _QUOTED.search(expression.text):
        return None
    near = expression.start - spoken.end < _NEAR
    left = text[max(spoken.end, expression.start - _NEAR) : expression.start]
    return last.earliest if near and _INTRODUCED.search(left) else None


def tense_of(token: Token, *, finite: bool = False) -> Tense | None:
    """past, present or future, from the nearest verb above `token`; None when there is none.

    A date that a clause is about has the tense of it ("January 1, when they signed"). With `finite`,
    infinitives and participles are passed over. What is set "for Monday" is to come.
    """
    clause = next((t for t in kids(token) if t.dep_ == "relcl" and t.tag_ == "VBD"), None)
    verb = clause or _verb_above(token, finite=finite)
    if (
        token.dep_ == "pobj"
        and token.head.lower_ in _AHEAD
        and token.head.head.lemma_ in _APPOINTED
    ):
        return "future"
    return None if verb is None else _of_verb(verb)


def _verb_above(token: Token, *, finite: bool) -> Token | None:
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX") and not (
            finite and node.tag_ in ("VB", "VBG", "VBN") and not has_finite_auxiliary(node)
        ):
            return node
    return None


def _of_verb(verb: Token) -> Tense | None:
    auxiliaries = [t for t in kids(verb) if t.dep_ in ("aux", "auxpass")]
    words = {t.lower_ for t in auxiliaries}
    infinitive = verb.tag_ == "VB" and "to" in words
    if words & _FUTURE or infinitive:
        return "past" if infinitive and _under_past(verb) else "future"
    if verb.lemma_ == "look" and any(t.lower_ == "forward" for t in kids(verb)):
        return "future"
    if verb.tag_ == "VBD" or any(t.tag_ in ("VBD", "VBN") for t in auxiliaries):
        return "past"
    if verb.tag_ == "VBN" and not auxiliaries and any(t.dep_ == "nsubj" for t in kids(verb)):
        return "past"
    if words & _PERFECT:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or words & _PRESENT:
        return "present"
    above = verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX")
    return _of_verb(verb.head) if above else None


def _under_past(verb: Token) -> bool:
    """'went to Paris to attend': what came of a past verb, unless that verb looks ahead."""
    head = verb.head
    past = head.i != verb.i and head.tag_ == "VBD" and verb.dep_ in ("advcl", "xcomp")
    if head.tag_ == "VBN" and head.lemma_ in _LETTING and verb.dep_ in ("xcomp", "ccomp"):
        past = any(t.lower_ in ("was", "were") for t in kids(head))
    return past and head.lemma_ not in _LOOKS_AHEAD


Language.component(
    "comity_timing",
    requires=["token.dep", "token.tag"],
    assigns=["doc._.dates"],
    func=component(timing),
)
