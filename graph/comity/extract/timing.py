"""Time expressions, resolved against the publication date with the tense of their clause."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.clauses import has_finite_auxiliary
from comity.extract.dates import Tense, find, resolve
from comity.extract.publication import published
from comity.extract.records import Dated
from comity.model import Precision, When

_FUTURE = frozenset(
    ("will", "shall", "'ll", "would", "could", "may", "might", "should", "can", "must")
)
_PERFECT = frozenset(("has", "have", "had", "'ve"))
_PRESENT = frozenset(("is", "are", "am"))
_LOOKS_AHEAD = frozenset("plan agree pledge schedule expect vow promise decide announce".split())


@Language.component("comity_timing", requires=["token.dep", "token.tag"], assigns=["doc._.dates"])
def timing(doc: Doc) -> Doc:
    """The doc with its dates, in order; each resolved date is the anchor of the next.

    A date without a tense of its own ("Sunday's summit") is the one that those words had before.
    """
    found: list[Dated] = []
    anchor: When | None = None
    known: dict[str, When] = {}
    for expression in find(doc.text):
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if span is None:
            continue
        owned = span.end < len(doc) and doc[span.end].tag_ == "POS"
        tense = "past" if expression.relation == "since" else tense_of(span.root, finite=owned)
        when = known.get(expression.text.lower()) if owned or tense in (None, "present") else None
        when = when or resolve(expression, published=published(doc), tense=tense, anchor=anchor)
        known.setdefault(expression.text.lower(), when)
        found.append(Dated(span.start, span.end, when, expression.relation, expression.days))
        if when.precision is not Precision.UNRESOLVED:
            anchor = when
    doc._.dates = tuple(found)
    return doc


def tense_of(token: Token, *, finite: bool = False) -> Tense | None:
    """past, present or future, from the nearest verb above `token`; None when there is none.

    With `finite`, infinitives and participles are passed over.
    """
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX") and not (
            finite and node.tag_ in ("VB", "VBG", "VBN") and not has_finite_auxiliary(node)
        ):
            return _of_verb(node)
    return None


def _of_verb(verb: Token) -> Tense | None:
    auxiliaries = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    words = {t.lower_ for t in auxiliaries}
    infinitive = verb.tag_ == "VB" and "to" in words
    if words & _FUTURE or infinitive:
        return "past" if infinitive and _under_past(verb) else "future"
    if verb.tag_ == "VBD" or any(t.tag_ in ("VBD", "VBN") for t in auxiliaries):
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
    return past and head.lemma_ not in _LOOKS_AHEAD
