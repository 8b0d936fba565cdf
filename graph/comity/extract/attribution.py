"""Who says so: the speaker above a reported clause, or the one after "according to"."""

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.clauses import subjects
from comity.extract.identifiers import is_person
from comity.extract.phrases import phrase_start, references_by_token, words
from comity.extract.records import Candidate, Dropped, Reference
from comity.knowledge.frames import load_frames
from comity.knowledge.ontology import load_ontology

_QUOTED = re.compile(r'"([^"]{3,600})"')
_SHORT = 7
_REPORTED = frozenset(("ccomp", "parataxis"))


class Attribution:
    """Fills `source` and `quote` of the candidates."""

    def __init__(self) -> None:
        classes = load_ontology().event_classes
        self.frames = load_frames(parents={name: c.parent for name, c in classes.items()})

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its candidates attributed."""
        by_token = references_by_token(doc)
        events = frozenset(c.trigger for c in doc._.candidates if c.type != "Statement")
        kept = [c for c in doc._.candidates if not self._is_mere_source(doc, c, events)]
        if doc._.trace is not None:
            reason = "it only names the source of what the sentence tells"
            gone = (c for c in doc._.candidates if c not in kept)
            dropped = (Dropped(c.trigger, c.trigger_end, c.rule, reason) for c in gone)
            doc._.trace = (*doc._.trace, *dropped)
        doc._.candidates = tuple(self._attributed(doc, c, by_token) for c in kept)
        return doc

    def _attributed(
        self, doc: Doc, candidate: Candidate, by_token: dict[int, Reference]
    ) -> Candidate:
        trigger = doc[candidate.trigger]
        speaker = _according_to(trigger) or self._speaker_above(trigger)
        source = _name(speaker, by_token) if speaker is not None else None
        if source in {a.entity for a in candidate.arguments}:
            source = None
        quote = _quote(trigger) if candidate.type == "Statement" else None
        return replace(candidate, source=source, quote=quote)

    def _speaker_above(self, trigger: Token) -> Token | None:
        node = trigger
        while node.head.i != node.i:
            if node.dep_ in _REPORTED and node.head.pos_ == "VERB" and self._is_speech(node.head):
                found = subjects(node.head)
                return found[0] if found else None
            node = node.head
        return None

    def _is_speech(self, verb: Token) -> bool:
        """Whether the verb reports words."""
        return verb.lemma_.lower() in self.frames.cues.speech.verbs

    def _is_mere_source(self, doc: Doc, candidate: Candidate, events: frozenset[int]) -> bool:
        """Whether the verb only names the source of an event told in the same sentence.

        "..., the ministry said" does, and "diplomats said ..." with nobody named.
        """
        verb = doc[candidate.trigger]
        if candidate.type != "Statement" or verb.pos_ != "VERB":
            return False
        clause = next((t for t in verb.children if t.dep_ in _REPORTED), None)
        if clause is None:
            return False
        if clause.i > verb.i:
            unnamed = all(a.entity.startswith("group/") for a in candidate.arguments)
            return unnamed and any(t.i in events for t in clause.subtree)
        quoted = _QUOTED.search(verb.sent.text)
        if quoted and len(quoted.group(1).split()) > _SHORT:
            return False
        named = any(is_person(a.entity) for a in candidate.arguments)
        return not named or any(t.i in events for t in clause.subtree)


def _according_to(trigger: Token) -> Token | None:
    for token in trigger.sent:
        behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if token.lower_ == "according" and behind is not None and behind.lower_ == "to":
            return next((t for t in behind.children if t.dep_ == "pobj"), None)
    return None


def _name(speaker: Token, by_token: dict[int, Reference]) -> str:
    """The entity of a speaker, or the words where it is none ("several government sources")."""
    reference = by_token.get(speaker.i)
    if reference and reference.entities and reference.kind != "adjective":
        return reference.entities[0]
    return words(speaker.doc, phrase_start(speaker), speaker.i + 1)


def _quote(verb: Token) -> str | None:
    """The words between the quotation marks of the sentence, the longest of them."""
    found = [m.group(1).strip() for m in _QUOTED.finditer(verb.sent.text)]
    return max(found, key=len, default=None)


@Language.factory(
    "comity_attribution",
    requires=["doc._.candidates", "doc._.references"],
    assigns=["doc._.candidates"],
)
def make_attribution(nlp: Language, name: str) -> Attribution:
    """The component that says who reports an event, and drops speech acts that are nothing more."""
    return Attribution()
