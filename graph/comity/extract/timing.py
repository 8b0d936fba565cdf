"""Time expressions of the doc, resolved against the publication date with the tense of their clause."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.dates import Tense, find, resolve
from comity.extract.records import Dated
from comity.model import Precision, When


@Language.component("comity_timing", requires=["token.dep", "token.tag"], assigns=["doc._.dates"])
def timing(doc: Doc) -> Doc:
    """The doc with its dates, in the order of the text; each resolved date is the anchor of the next.

    A date without a tense of its own ("Sunday's summit") is the one of those words already read in the article.
    """
    published = doc._.article.published if doc._.article else None
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
        when = when or resolve(expression, published=published, tense=tense, anchor=anchor)
        known.setdefault(expression.text.lower(), when)
        found.append(Dated(span.start, span.end, when, expression.relation, expression.days))
        if when.precision is not Precision.UNRESOLVED:
            anchor = when
    doc._.dates = tuple(found)
    return doc


def tense_of(token: Token, *, finite: bool = False) -> Tense | None:
    """past, present or future, from the nearest verb above `token` and its auxiliaries; None when there is none.

    With `finite`, infinitives and participles are passed over.
    """
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX") and not (
            finite and node.tag_ in ("VB", "VBG", "VBN") and not _has_finite(node)
        ):
            return _of_verb(node)
    return None


def _has_finite(verb: Token) -> bool:
    return any(
        t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in verb.children if t.dep_ in ("aux", "auxpass")
    )


def _of_verb(verb: Token) -> Tense | None:
    auxiliaries = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"will", "shall", "'ll", "would"} or (
        verb.tag_ == "VB" and "to" in auxiliaries
    ):
        return (
            "past" if verb.tag_ == "VB" and "to" in auxiliaries and _under_past(verb) else "future"
        )
    if verb.tag_ == "VBD" or any(
        t.tag_ in ("VBD", "VBN") for t in verb.children if t.dep_ in ("aux", "auxpass")
    ):
        return "past"
    if auxiliaries & {"has", "have", "had", "'ve"}:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or auxiliaries & {"is", "are", "am"}:
        return "present"
    return (
        _of_verb(verb.head) if verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX") else None
    )


def _under_past(verb: Token) -> bool:
    return (
        verb.head.i != verb.i
        and verb.head.tag_ == "VBD"
        and verb.dep_ in ("advcl", "xcomp")
        and verb.head.lemma_
        not in (
            "plan",
            "agree",
            "pledge",
            "schedule",
            "expect",
            "vow",
            "promise",
            "decide",
            "announce",
        )
    )
