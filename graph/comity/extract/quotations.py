"""Quotations: what stands between quotation marks, who says it, and who its "we" are.

A quotation that is a sentence of its own belongs to the speaker of the last one in its paragraph ("..., Rojas said. "We
will not sign."").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from comity.extract.authors import first_persons
from comity.extract.clauses import subjects
from comity.extract.identifiers import is_person
from comity.extract.lexicon import load_lexicon
from comity.extract.phrases import references_by_token
from comity.extract.records import Quotation, Reference
from comity.extract.sentences import bounds_of
from comity.extract.sides import side_of
from comity.extract.tokens import Component, Doc, Token, component
from comity.extract.turns import MINE, OURS, in_turns

_MARKED = re.compile(
    r"""[“"](?P<double>[^“”"\n]{2,900})(?:[”"]|$)
    | (?<![\w’'])[‘'](?P<single>[^‘\n]{8,900}?)[’'](?![\w])""",
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Marked:
    """The tokens between a pair of quotation marks."""

    start: int
    end: int


class Quotations:
    """Sets `doc._.quotations`, in the order of the text, and adds references for first persons."""

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its quotations."""
        doc._.quotations = ()
        marked = list(_marked(doc))
        quoted = frozenset(i for m in marked for i in range(m.start, m.end))
        authors = tuple(in_turns(doc, quoted)) or tuple(first_persons(doc, quoted))
        if not marked and not authors:
            return doc
        by_token = references_by_token(doc)
        speech = load_lexicon().cues.speech.verbs
        sayings = _sayings(doc, quoted, speech)
        at = list(sayings)
        found: list[Quotation] = []
        for mark in marked:
            speaker = _speaker_beside(doc, mark, sayings, at) or _speaker_before(doc, mark, found)
            found.append(Quotation(mark.start, mark.end, speaker))
        doc._.quotations = tuple(found)
        more = [r for q in found for r in _first_persons(doc, q, by_token)]
        doc._.references = tuple(
            sorted((*doc._.references, *more, *authors), key=lambda r: (r.start, -r.end))
        )
        return doc


def _marked(doc: Doc) -> Iterator[_Marked]:
    """What stands between quotation marks, by paragraph; a mark that is never closed ends with its paragraph."""
    text = doc._.article.text if doc._.article is not None else doc.text
    matches = [(m.start(m.lastgroup or 0), m.end(m.lastgroup or 0)) for m in _MARKED.finditer(text)]
    number = 0
    start: int | None = None
    for token in doc:
        if number == len(matches):
            return
        first, last = matches[number]
        if start is None and token.idx >= first:
            start = token.i
        if token.idx + len(token.text) >= last:
            if start is not None and token.i >= start:
                yield _Marked(start, token.i + 1)
            start, number = None, number + 1


def _sayings(doc: Doc, quoted: frozenset[int], speech: frozenset[str]) -> dict[int, int]:
    """The verbs of saying outside quotations in their order, each with the first of its subjects there."""
    verbs = (
        t for t in doc if t.i not in quoted and t.pos_ == "VERB" and t.lemma_.lower() in speech
    )
    found = (
        (verb.i, next((t.i for t in subjects(verb) if t.i not in quoted), None)) for verb in verbs
    )
    return {verb: speaker for verb, speaker in found if speaker is not None}


def _speaker_beside(doc: Doc, mark: _Marked, sayings: dict[int, int], at: list[int]) -> int | None:
    """The subject of the verb of saying nearest to the quotation, of its own sentence or sentences."""
    sentences = bounds_of(doc)
    first, last = sentences.start(mark.start), sentences.end(mark.end - 1)
    before, after = bisect_left(at, mark.start) - 1, bisect_left(at, mark.end)
    near = [
        i for place in (before, after) if 0 <= place < len(at) and first <= (i := at[place]) < last
    ]
    nearest = min(near, key=lambda i: min(abs(i - mark.start), abs(i - mark.end)), default=None)
    return None if nearest is None else sayings[nearest]


def _speaker_before(doc: Doc, mark: _Marked, found: list[Quotation]) -> int | None:
    """The speaker of the last quotation, if it stands in the same paragraph."""
    if not found:
        return None
    between = doc[found[-1].end : mark.start].text
    return found[-1].speaker if "\n" not in between else None


def _first_persons(
    doc: Doc, quotation: Quotation, by_token: dict[int, Reference]
) -> Iterator[Reference]:
    """A reference for each "I" and "we" of a quotation whose speaker is known."""
    speaker = by_token.get(quotation.speaker) if quotation.speaker is not None else None
    if speaker is None or not speaker.entities or speaker.kind == "adjective":
        return
    for i in range(quotation.start, quotation.end):
        token: Token = doc[i]
        if token.pos_ not in ("PRON", "DET"):
            continue
        if token.lower_ in MINE and is_person(speaker.entities[0]):
            yield Reference(i, i + 1, i, speaker.entities[:1], "anaphor")
        elif token.lower_ in OURS:
            yield Reference(i, i + 1, i, side_of(doc, speaker.entities), "anaphor")


@Language.factory(
    "comity_quotations",
    requires=["doc._.references", "doc._.offices", "token.dep"],
    assigns=["doc._.quotations", "doc._.references"],
)
def make_quotations(nlp: Language, name: str) -> Component:
    """The component that finds quotations and their speakers."""
    return component(Quotations())
