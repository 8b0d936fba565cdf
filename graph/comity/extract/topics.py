"""What an event is about: issues whose names stand in its clause or, failing that, its sentence."""

from dataclasses import replace

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from comity.extract.records import Candidate
from comity.extract.sentences import bounds_of
from comity.knowledge.ontology import load_ontology


class Topics:
    """Fills `topics` of the candidates: issue ids, sorted."""

    def __init__(self, nlp: Language) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for issue in load_ontology().issues.values():
            names = sorted({issue.label.lower(), *issue.alt_labels})
            self.matcher.add(issue.id, [nlp.make_doc(text) for text in names])

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its candidates' topics."""
        found = filter_spans(self.matcher(doc, as_spans=True))
        places = {token.i: span.label_ for span in found for token in span}
        doc._.issues = places
        doc._.candidates = tuple(_with_topics(doc, c, places) for c in doc._.candidates)
        return doc


def _with_topics(doc: Doc, candidate: Candidate, places: dict[int, str]) -> Candidate:
    sentences, i = bounds_of(doc), candidate.trigger
    start, end = sentences.start(i), sentences.end(i)
    here = [place for place in places if start <= place < end]
    if not here:
        return candidate
    trigger = doc[i]
    near = (
        {places[i] for i in here if _is_under(doc[i], trigger)}
        or {places[i] for i in here if _is_under(doc[i], _verb_of(trigger))}
        or {places[i] for i in here}
    )
    return replace(candidate, topics=tuple(sorted(near)))


def _verb_of(trigger: Token) -> Token:
    """The verb that the trigger is or hangs on."""
    node = trigger
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    return node


def _is_under(token: Token, top: Token) -> bool:
    return token.i == top.i or top.is_ancestor(token)


@Language.factory(
    "comity_topics", requires=["doc._.candidates"], assigns=["doc._.candidates", "doc._.issues"]
)
def make_topics(nlp: Language, name: str) -> Topics:
    """The component that links events to issues."""
    return Topics(nlp)
