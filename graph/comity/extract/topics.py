"""What an event is about: issues of the scheme by their names, and phrases argued about that it does not name.

They are looked for in the phrases that the event's words govern as their topic; failing that, in what the trigger
governs at all, then in its clause. Other events of the sentence lend it nothing.
"""

from spacy.language import Language

from comity.extract.abouts import disputed
from comity.extract.open_issues import Phrase, dated_tokens, phrase_of
from comity.extract.phrasebook import Phrasebook
from comity.extract.phrases import references_by_token
from comity.extract.records import Candidate, Reference, revised
from comity.extract.sentences import bounds_of, nouns_of
from comity.extract.tokens import Component, Doc, Span, Token, component
from comity.extract.wordings import longest_apart
from comity.knowledge.ontology import load_ontology
from comity.knowledge.placing import nearest, word_index
from comity.knowledge.topic_words import load_topic_words
from comity.model import Issue

_ELSEWHERE = frozenset(("relcl", "parataxis", "advcl", "appos"))
_NAMES = frozenset(("title", "body", "name", "group"))


class Topics:
    """Fills `topics` of the candidates: issue ids, sorted; `doc._.open_issues` holds those met outside the scheme."""

    def __init__(self, nlp: Language) -> None:
        self.scheme = load_ontology().issues
        self.words = load_topic_words()
        self.index = word_index(self.scheme.values())
        names = (
            (issue.id, text)
            for issue in self.scheme.values()
            for text in sorted({issue.label.lower(), *issue.alt_labels})
        )
        self.names = Phrasebook(nlp, names, lower=True)

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its candidates' topics."""
        by_token = references_by_token(doc)
        named = longest_apart(self.names.find(doc))
        spans = (Span(doc, *name) for name in named)
        found = [s for s in spans if _speaks(s, by_token)]
        places = {i: span for span in found for i in range(span.start, span.end)}
        quarrels = [t for t in nouns_of(doc) if t.lemma_.lower() in self.words.disputes]
        reader = _Reader(self, by_token, dated_tokens(doc), places, quarrels)
        told = [reader.with_topics(doc, c) for c in doc._.candidates]
        doc._.candidates = tuple(reader.with_rest(doc, c) for c in told)
        about = [o for t in quarrels if t.pos_ == "NOUN" for o in disputed(t, self.words)]
        disputes = {o.i: name for o in about for name in reader.phrase_issues(o)[-1:]}
        doc._.issues = disputes | {i: span.label_ for i, span in places.items()}
        doc._.open_issues = reader.open
        return doc


class _Reader:
    """One doc's names of issues, and the issues that it adds."""

    def __init__(
        self,
        topics: Topics,
        by_token: dict[int, Reference],
        dated: frozenset[int],
        places: dict[int, Span],
        quarrels: list[Token],
    ) -> None:
        self.topics, self.by_token, self.dated, self.places = topics, by_token, dated, places
        self.quarrels = [t for t in quarrels if t.pos_ == "NOUN"]
        self.open: dict[str, Issue] = {}
        self.taken: set[int] = set()

    def with_topics(self, doc: Doc, candidate: Candidate) -> Candidate:
        """The candidate with its topics, sorted."""
        trigger = doc[candidate.trigger]
        taking_part = {i for a in candidate.arguments for i in range(a.start, a.end)}
        heads = [doc[i] for i in candidate.about if i not in taking_part]
        near = (t for t in self.quarrels if _is_governed(t, trigger))
        heads += [o for t in near for o in disputed(t, self.topics.words)]
        found = {name for head in heads for name in self.phrase_issues(head)}
        own = self._governed_by(trigger)
        self.taken.update(own)
        found |= {self.places[i].label_ for i in own} or self._named(_verb_of(trigger))
        return revised(candidate, topics=tuple(sorted(found)))

    def with_rest(self, doc: Doc, candidate: Candidate) -> Candidate:
        """The candidate; one without topics takes those of its sentence that no event has as its own."""
        if candidate.topics or not self.places:
            return candidate
        bounds = bounds_of(doc)
        start, end = bounds.start(candidate.trigger), bounds.end(candidate.trigger)
        rest = {i for i in self.places if start <= i < end} - self.taken
        return revised(candidate, topics=tuple(sorted({self.places[i].label_ for i in rest})))

    def phrase_issues(self, head: Token) -> list[str]:
        """The issues that a phrase names: terms in it, then the phrase itself where it says more."""
        terms = sorted(self._named(head))
        phrase = phrase_of(head, self.by_token, self.dated, self.topics.words)
        if phrase is None or not self._says_more(phrase):
            return terms
        if phrase.id not in self.topics.scheme:
            issue = Issue(phrase.id, phrase.label, (), self._broader(phrase))
            self.open.setdefault(phrase.id, issue)
        return [*terms, phrase.id]

    def _says_more(self, phrase: Phrase) -> bool:
        """Whether no term covers the head of the phrase, or a noun beside it that names no actor is in none."""
        if phrase.head.i not in self.places:
            return True
        return any(
            t.pos_ in ("NOUN", "PROPN") and t.i not in self.places and t.i not in self.by_token
            for t in phrase.tokens
        )

    def _broader(self, phrase: Phrase) -> str:
        """The term in the phrase, its head's before the longest; else the nearest by shared words."""
        inside = {t.i: self.places[t.i] for t in phrase.tokens if t.i in self.places}
        if inside:
            best = inside.get(phrase.head.i) or max(
                inside.values(), key=lambda s: (s.end - s.start, s.label_)
            )
            return best.label_
        last = phrase.tokens[-1]
        head = last.lemma_.lower() if last.pos_ == "NOUN" else last.lower_
        said = [w for w in phrase.words if w not in (head, last.lower_)]
        weak = head in self.topics.words.bare
        return nearest(said if weak else [*said, head], "" if weak else head, self.topics.index)

    def _named(self, head: Token) -> set[str]:
        return {self.places[i].label_ for i in self._governed_by(head)}

    def _governed_by(self, head: Token) -> list[int]:
        """The tokens of names of issues that `head` governs."""
        doc, bounds = head.doc, bounds_of(head.doc)
        start, end = bounds.start(head.i), bounds.end(head.i)
        return [i for i in self.places if start <= i < end and _is_governed(doc[i], head)]


def _speaks(span: Span, by_token: dict[int, Reference]) -> bool:
    """Whether a name of an issue is more than a part of the name of a body or a title."""
    reference = by_token.get(span.start)
    if reference is None or reference.kind not in _NAMES:
        return True
    return reference.start >= span.start and reference.end <= span.end


def _is_governed(token: Token, head: Token) -> bool:
    """Whether `token` is `head` or stands below it, not in a clause that tells of something else."""
    node = token
    while node.i != head.i:
        other = node.dep_ in _ELSEWHERE or (node.dep_ == "conj" and node.pos_ in ("VERB", "AUX"))
        purpose = node.dep_ == "advcl" and node.tag_ == "VB"
        if node.head.i == node.i or (other and not purpose):
            return False
        node = node.head
    return True


def _verb_of(trigger: Token) -> Token:
    """The verb that the trigger is or hangs on."""
    node = trigger
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    return node


@Language.factory(
    "comity_topics",
    requires=["doc._.candidates", "doc._.references", "doc._.dates"],
    assigns=["doc._.candidates", "doc._.issues", "doc._.open_issues"],
)
def make_topics(nlp: Language, name: str) -> Component:
    """The component that links events to issues."""
    return component(Topics(nlp))
