"""Who says so: the speaker above a reported clause, of its quotation, or after "according to"."""

from collections.abc import Iterator

from spacy.language import Language

from comity.extract.clauses import prepositions, subjects
from comity.extract.elaborations import elaborated
from comity.extract.identifiers import is_person
from comity.extract.lexicon import load_lexicon
from comity.extract.phrases import phrase_start, references_by_token, words
from comity.extract.records import Candidate, Dropped, Quotation, Reference, revised
from comity.extract.sentences import bounds_of, kids, words_of
from comity.extract.tokens import Component, Doc, Token, component

_SHORT = 7
_REPORTED = frozenset(("ccomp", "parataxis"))
_PAPERS = frozenset(
    "statement report text readout communique communiqué release transcript document letter account "
    "note copy post message dispatch bulletin".split()
)
_AUTHORS = frozenset(("from", "by", "of"))


class Attribution:
    """Fills `source` and `quote` of the candidates."""

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its candidates attributed."""
        by_token = references_by_token(doc)
        events = frozenset(c.trigger for c in doc._.candidates if c.type != "Statement")
        kept = [c for c in doc._.candidates if not _is_mere_source(doc, c, events)]
        if doc._.trace is not None:
            reason = "it only names the source of what the sentence tells"
            gone = (c for c in doc._.candidates if c not in kept)
            dropped = (Dropped(c.trigger, c.trigger_end, c.rule, reason) for c in gone)
            doc._.trace = (*doc._.trace, *dropped)
        named = _according_to(doc)
        attributed = tuple(_attributed(doc, c, by_token, named) for c in kept)
        doc._.candidates = elaborated(doc, attributed, by_token)
        return doc


def _attributed(
    doc: Doc, candidate: Candidate, by_token: dict[int, Reference], named: dict[int, Token]
) -> Candidate:
    trigger = doc[candidate.trigger]
    sentence = bounds_of(doc).number[candidate.trigger]
    speaker = named.get(sentence) or _speaker_above(trigger) or _speaker_behind(trigger)
    if speaker is None:
        quotation = next(_around(doc._.quotations or (), trigger.i), None)
        if quotation is not None and quotation.speaker is not None:
            speaker = doc[quotation.speaker]
    source = _name(speaker, by_token) if speaker is not None else None
    if source in {a.entity for a in candidate.arguments}:
        source = None
    quote = _quote(trigger) if candidate.type == "Statement" else None
    return revised(candidate, source=source, quote=quote)


def _around(quotations: tuple[Quotation, ...], i: int) -> Iterator[Quotation]:
    return (q for q in quotations if q.start <= i < q.end)


def _speaker_above(trigger: Token) -> Token | None:
    node = trigger
    while node.head.i != node.i:
        if node.dep_ in _REPORTED and _is_speech(node.head):
            found = subjects(node.head)
            return found[0] if found else None
        node = node.head
    return None


def _speaker_behind(trigger: Token) -> Token | None:
    """The speaker of a verb that the parser hangs below what it reports: "..., the paper reported"."""
    node = trigger
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    behind = (t for t in node.rights if _reports_above(t))
    verb = next(behind, None)
    return next(iter(subjects(verb)), None) if verb is not None else None


def _reports_above(verb: Token) -> bool:
    """Whether a verb of saying reports the clause that it hangs on, and none of its own."""
    return (
        verb.dep_ in _REPORTED
        and _is_speech(verb)
        and verb.i > verb.head.i
        and not any(t.dep_ in ("mark", *_REPORTED) for t in kids(verb))
    )


def _is_speech(verb: Token) -> bool:
    """Whether the verb reports words."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in load_lexicon().cues.speech.verbs


def _is_mere_source(doc: Doc, candidate: Candidate, events: frozenset[int]) -> bool:
    """Whether the verb only names the source of an event told in the same sentence.

    "..., the ministry said" does, and "diplomats said ..." with nobody named.
    """
    verb = doc[candidate.trigger]
    if candidate.type != "Statement":
        return False
    if verb.pos_ != "VERB":
        return verb.dep_ == "pobj" and verb.head.head.lower_ == "according"
    if _reports_above(verb):
        return not any(is_person(a.entity) for a in candidate.arguments)
    clause = next((t for t in kids(verb) if t.dep_ in _REPORTED), None)
    if clause is None:
        return False
    if clause.i > verb.i:
        unnamed = all(a.entity.startswith("group/") for a in candidate.arguments)
        return unnamed and any(t.i in events for t in clause.subtree)
    quoted = _quote(verb)
    if quoted and len(quoted.split()) > _SHORT:
        return False
    named = any(is_person(a.entity) for a in candidate.arguments)
    return not named or any(t.i in events for t in clause.subtree)


def _according_to(doc: Doc) -> dict[int, Token]:
    """By number of sentence whom "according to" names: of "a statement from the ministry" the ministry."""
    found: dict[int, Token | None] = {}
    words = words_of(doc)
    for i, word in enumerate(words[:-1]):
        if word in ("according", "According") and words[i + 1] == "to":
            named = next((t for t in kids(doc[i + 1]) if t.dep_ == "pobj"), None)
            author = _author(named) if named is not None else None
            found.setdefault(bounds_of(doc).number[i], author)
    return {sentence: author for sentence, author in found.items() if author is not None}


def _author(paper: Token) -> Token:
    """Who issued a paper, if its phrase says so; else the paper itself."""
    if paper.lemma_.lower() not in _PAPERS:
        return paper
    owners = (t for t in paper.lefts if t.dep_ == "poss")
    issued = (o for v in paper.rights if v.dep_ == "acl" for p, o in prepositions(v) if p == "by")
    authors = (o for p, o in prepositions(paper) if p in _AUTHORS)
    return next((t for found in (owners, authors, issued) for t in found), paper)


def _name(speaker: Token, by_token: dict[int, Reference]) -> str:
    """The entity of a speaker, or the words where it is none ("several government sources")."""
    reference = by_token.get(speaker.i)
    if reference and reference.entities and reference.kind != "adjective":
        return reference.entities[0]
    return words(speaker.doc, phrase_start(speaker), speaker.i + 1)


def _quote(verb: Token) -> str | None:
    """The longest quotation that touches the sentence of the verb, without its marks."""
    doc, sentences = verb.doc, bounds_of(verb.doc)
    start, end = sentences.start(verb.i), sentences.end(verb.i)
    near = (q for q in doc._.quotations or () if q.start < end and start < q.end)
    found = [doc[q.start : q.end].text.strip(" \"'\n").strip() for q in near]
    return max(found, key=len, default=None)


@Language.factory(
    "comity_attribution",
    requires=["doc._.candidates", "doc._.references", "doc._.quotations"],
    assigns=["doc._.candidates"],
)
def make_attribution(nlp: Language, name: str) -> Component:
    """The component that says who reports an event, and drops speech acts that are nothing more."""
    return component(Attribution())
