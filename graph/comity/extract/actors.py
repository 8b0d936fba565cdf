"""Actors without a name of their own: "the Japanese government", "rebel fighters", "the court".

The nouns are data (`ontology/actors.toml`); a state or a person in the phrase says whose they are.
"""

from spacy.language import Language

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.identifiers import is_person
from comity.extract.lexicon import load_lexicon
from comity.extract.office_holders import office_holder, office_of_person
from comity.extract.phrases import bare_start, phrase_start, references_by_token, words
from comity.extract.records import Reference
from comity.extract.sentences import kids, nouns_of
from comity.extract.tokens import Component, Doc, Span, Token, component
from comity.extract.unnamed import ActorRead, Phrase, phrase_at, unnamed, wording
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.people import load_office_holders, load_titles
from comity.model import Entity, slug

_INSIDE = frozenset("compound amod nmod npadvmod nummod".split())
_NUMBERS = frozenset("hundreds thousands dozens scores tens crowds".split())
_LOCAL = frozenset(("government", "authority", "administration"))
_KNOWN = frozenset(("det", "predet", "poss"))
_PLURAL = frozenset(("NNS", "NNPS"))


class Actors:
    """Adds references, and entities where the phrase names a new one."""

    def __init__(self) -> None:
        self.nouns = nouns = load_actor_nouns()
        self.words = nouns.government | nouns.administration | nouns.body | nouns.party
        self.words |= {name.split()[-1] for name in nouns.body}
        self.titles = load_titles()
        self.holders = load_office_holders()
        self.adjectives = {
            form.entry: form.text
            for forms in reversed(tuple(load_gazetteer().forms.values()))
            for form in forms
            if form.kind == "adjective"
        }

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its unnamed actors."""
        entities, references = dict(doc._.entities), list(doc._.references)
        by_token = references_by_token(doc)
        for token in nouns_of(doc):
            if _is_named(token, by_token):
                continue
            if token.dep_ in _INSIDE and not _is_listed_title(token):
                read = self._compound_body(token, by_token)
            else:
                read = self._read(token, by_token, references) or self._site(token, by_token)
            if read:
                references.append(read[0])
                entities |= {e.id: e for e in read[1] if e.id not in entities}
        doc._.entities = entities
        doc._.references = tuple(sorted(references, key=lambda r: (r.start, -r.end)))
        return doc

    def _read(
        self, head: Token, by_token: dict[int, Reference], known: list[Reference]
    ) -> ActorRead | None:
        """The government, office, office-holder, group, body or party that a phrase stands for."""
        lemma = head.lemma_.lower()
        plural = head.tag_ in _PLURAL and not (lemma in self.nouns.alone and head.lower_ == lemma)
        if not (plural or lemma in self.words or head.i + 1 in head.doc._.titles.starts):
            return None
        phrase = phrase_at(head, by_token)
        if lemma in self.nouns.government and phrase.states:
            return phrase.to(phrase.states, "body"), ()
        if lemma in _LOCAL and not phrase.states and _is_of_place(head, by_token):
            return _body(phrase, "GovernmentBody", known)
        if plural and lemma in self.nouns.government and _is_numbered(head):
            return _group(phrase, known, alone=False)
        if lemma in self.nouns.administration and (office := office_of_person(head, by_token)):
            return office
        if not plural and (title := _title(head)) is not None:
            return office_holder(phrase, title, by_token, self.holders)
        crowd = plural and lemma in self.nouns.crowd and _acts(head)
        crowd = crowd or (plural and lemma in self.nouns.force and _acts(head) and not _says(head))
        people = plural and lemma in self.nouns.group and lemma not in self.nouns.craft
        crowd = crowd or (people and _is_counted(head))
        if plural and _is_before_name(head, by_token):
            return None
        if crowd or (plural and (lemma in self.nouns.group or self.titles.info(head.lemma_))):
            return _group(phrase, known, alone=crowd)
        if self._is_body(phrase, lemma, plural=plural):
            return _body(phrase, "GovernmentBody", known, alone=self._stands_alone(head, lemma))
        if lemma in self.nouns.party and phrase.states and not plural:
            return _body(phrase, "Party", known)
        return None

    def _is_body(self, phrase: Phrase, lemma: str, *, plural: bool) -> bool:
        """Whether the phrase names a body of government; in number only of a state."""
        head, nouns = phrase.head, self.nouns
        if plural:
            return lemma in nouns.body and bool(phrase.states)
        if lemma in nouns.administration and phrase.states:
            return True
        compound = f"{head.nbor(-1).lower_} {lemma}" if head.i else lemma
        return lemma in nouns.body or compound in nouns.body

    def _stands_alone(self, head: Token, lemma: str) -> bool:
        """Whether a body needs no state beside it: "the navy", and "police" where they do something."""
        if head.tag_ in _PLURAL:
            return lemma in self.nouns.alone and _acts(head) and not _says(head)
        return lemma in self.nouns.alone

    def _compound_body(self, token: Token, by_token: dict[int, Reference]) -> ActorRead | None:
        """'South Korean court rulings', "court rulings in Kenya": the court of that state."""
        lemma, head = token.lemma_.lower(), token.head
        if token.dep_ not in ("compound", "nmod") or head.pos_ != "NOUN":
            return None
        states = phrase_at(head, by_token).states[:1] if lemma in self.nouns.body else ()
        if not states:
            return None
        own = [
            t.text for t in token.lefts if t.dep_ in ("amod", "compound") and t.i not in by_token
        ]
        own += [t.text for t in _beside(token, by_token)] if not own else []
        name = " ".join((self.adjectives.get(states[0], states[0]), *own, lemma))
        entity = unnamed(token.doc, "GovernmentBody", name, states)
        return Reference(token.i, token.i + 1, token.i, (entity.id,), "body"), (entity,)

    def _site(self, head: Token, by_token: dict[int, Reference]) -> ActorRead | None:
        """'the national cemetery in Seoul': a place that a common noun names."""
        if head.lemma_.lower() not in self.nouns.site or head.tag_ in _PLURAL:
            return None
        bare = bare_start(head.doc, phrase_start(head), head.i)
        near = (o.i for p in head.rights if p.lower_ in ("in", "of", "at") for o in kids(p))
        inside = next((by_token[i] for i in near if i in by_token), None)
        if bare == head.i and inside is None:
            return None
        end = inside.end if inside is not None and inside.place else head.i + 1
        name = words(head.doc, bare, end)
        entity = Entity(f"place/{slug(name)}", "Place", name)
        return Reference(bare, head.i + 1, head.i, (), "place", entity.id), (entity,)


def _is_listed_title(token: Token) -> bool:
    """Whether a title stands for somebody beside another's title and name: "the Secretary and Foreign Minister X"."""
    titles, after = token.doc._.titles, token.i + 1
    if after not in titles.starts or after + 1 not in titles.after:
        return False
    start = titles.starts[after][0]
    before = token.doc[start - 1].lower_ if start else ""
    return before == "the" and token.doc[after].lower_ == "and" and token.text[:1].isupper()


def _is_named(token: Token, by_token: dict[int, Reference]) -> bool:
    return token.i in by_token and by_token[token.i].kind != "adjective"


def _group(phrase: Phrase, known: list[Reference], *, alone: bool) -> ActorRead | None:
    """People in number; of several states they stand for those states.

    Without any word beside them they are those spoken of before, or, where `alone`, a group of their own.
    """
    head, states = phrase.head, phrase.states
    if len(states) > 1:
        return phrase.to(states, "group"), ()
    bare = bare_start(head.doc, phrase.start, head.i)
    modified = any(t.dep_ in ("amod", "compound", "poss", "nummod") for t in head.lefts)
    if bare == head.i and not states and not modified:
        if not alone:
            return None
        same = _same_group(head, known)
        if same is not None:
            return phrase.to(same, "group"), ()
    if not states and _is_definite_number(
        head
    ):  # "the two leaders": none but those spoken of before
        same = _same_group(head, known)
        return None if same is None else (phrase.to(same, "group"), ())
    entity = unnamed(head.doc, "Group", wording(bare, head), states)
    return phrase.to((entity.id,), "group"), (entity,)


def _is_definite_number(head: Token) -> bool:
    before = {t.dep_ for t in head.lefts}
    return before == {"det", "nummod"} and any(t.lower_ == "the" for t in head.lefts)


def _is_of_place(head: Token, by_token: dict[int, Reference]) -> bool:
    """'the Puntland government', "the government of Catalonia": that of a place that is no state."""
    near = [t.i for t in head.lefts if t.dep_ in ("compound", "poss")]
    near += [o.i for p in head.rights if p.lower_ == "of" and p.i == head.i + 1 for o in kids(p)]
    return any(by_token[i].kind == "place" for i in near if i in by_token)


def _is_numbered(head: Token) -> bool:
    """'more than a dozen governments', "thirty states": several that act, of which none is named."""
    before = {t.dep_ for t in head.lefts}
    acts = head.dep_ == "nsubj" or "amod" in before
    return acts and "nummod" in before and not before & _KNOWN


def _says(head: Token) -> bool:
    """Whether who acts only says something: "police said"."""
    verb = head.head
    return verb.lemma_.lower() in load_lexicon().cues.speech.verbs or verb.dep_ == "parataxis"


def _acts(head: Token) -> bool:
    """Whether a noun is the subject of a clause, or its agent; of "thousands of protesters" the thousands are."""
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.tag_ == "NNS":
        counted = head.head.head
        return counted.lower_ in _NUMBERS and counted.dep_ in ("nsubj", "nsubjpass")
    return head.dep_ in ("nsubj", "nsubjpass") or head.head.dep_ == "agent"


def _is_before_name(head: Token, by_token: dict[int, Reference]) -> bool:
    """Whether those meant are named right after: "foreign ministers X and Y"."""
    after = by_token.get(head.i + 1)
    named = after is not None and after.start == head.i + 1 and after.kind == "name"
    return named and after is not None and after.entities[:1] != () and is_person(after.entities[0])


def _is_counted(head: Token) -> bool:
    """Whether a number of people suffers what a main or relative clause says: "detained 22 fishermen"."""
    counted = head.lower_ != "people" and any(t.dep_ == "nummod" for t in head.lefts)
    suffers = head.dep_ in ("dobj", "nsubjpass") and head.head.dep_ != "conj"
    return counted and suffers and head.head.tag_ != "VBG"


def _same_group(head: Token, known: list[Reference]) -> tuple[str, ...] | None:
    """'the protesters': the group of that noun spoken of last."""
    doc, lemma = head.doc, head.lemma_
    for reference in reversed(known):
        if reference.kind == "group" and doc[reference.head].lemma_ == lemma:
            return reference.entities
    return None


def _title(head: Token) -> Span | None:
    """The longest title that ends at `head`."""
    starts = head.doc._.titles.starts.get(head.i + 1)
    return head.doc[starts[0] : head.i + 1] if starts else None


def _beside(token: Token, by_token: dict[int, Reference]) -> list[Token]:
    """The word right before `token` that belongs to the same noun: "foreign" of a ministry's."""
    before = token.doc[token.i - 1] if token.i else None
    fits = before is not None and before.head in (token, token.head) and before.i not in by_token
    return [before] if fits and before is not None and before.pos_ in ("ADJ", "NOUN") else []


def _body(
    phrase: Phrase, type_: str, known: list[Reference], *, alone: bool = False
) -> ActorRead | None:
    """The body that a phrase names; a bare noun speaks of one named before, or `alone` of its own."""
    head = phrase.head
    bare = bare_start(head.doc, phrase.start, head.i)
    if bare == head.i and not phrase.states:
        same = _same_body(head, known)
        if same is not None or not alone:
            return same
    entity = unnamed(head.doc, type_, wording(bare, head), phrase.states)
    return phrase.to((entity.id,), "body"), (entity,)


def _same_body(head: Token, known: list[Reference]) -> ActorRead | None:
    """'the ministry': the body of that noun spoken of last."""
    doc, lemma = head.doc, head.lemma_.lower()
    for reference in reversed(known):
        same = reference.head < head.i and doc[reference.head].lemma_.lower() == lemma
        if same and reference.entities:
            return Reference(head.i, head.i + 1, head.i, reference.entities, "body"), ()
    return None


@Language.factory(
    "comity_actors",
    requires=["doc._.references", "doc._.entities", "doc._.offices"],
    assigns=["doc._.references", "doc._.entities"],
)
def make_actors(nlp: Language, name: str) -> Component:
    """The component that finds actors spoken of by common nouns."""
    return component(Actors())
