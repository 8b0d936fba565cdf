"""Actors without a name of their own: "the Japanese government", "the prime minister", "rebel fighters".

The nouns are data (`ontology/actors.toml`); a state or a person in the phrase says whose they are.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.actor_nouns import load_actor_nouns
from comity.extract.phrases import bare_start, phrase_start, references_by_token
from comity.extract.publication import published
from comity.extract.records import OfficeRead, Reference
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.people import load_office_holders, load_titles
from comity.model import Entity, digest, slug

_STATE = "state/"


class Actors:
    """Adds references, and entities where the phrase names a new one."""

    def __init__(self) -> None:
        self.nouns = load_actor_nouns()
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
        words = [token.text for token in doc]
        for token in doc:
            if token.pos_ not in ("NOUN", "PROPN") or _is_named(by_token, token):
                continue
            if _heads_phrase(token):
                read = self._read(doc, token, words, by_token) or self._site(doc, token, by_token)
            else:
                read = self._compound_body(doc, token, by_token)
            if read:
                reference, fresh = read
                references.append(reference)
                entities |= {e.id: e for e in fresh if e.id not in entities}
        doc._.entities = entities
        doc._.references = tuple(sorted(references, key=lambda r: (r.start, -r.end)))
        return doc

    def _read(
        self, doc: Doc, head: Token, words: list[str], by_token: dict[int, Reference]
    ) -> tuple[Reference, tuple[Entity, ...]] | None:
        lemma, plural = head.lemma_.lower(), head.tag_ in ("NNS", "NNPS")
        compound = f"{head.nbor(-1).lower_} {lemma}" if head.i else lemma
        start = phrase_start(head)
        states = _states_in(doc, start, head, by_token)
        if lemma in self.nouns.government and states:
            return Reference(start, head.i + 1, head.i, states, "body"), ()
        if lemma in self.nouns.administration:
            office = self._office_of_person(doc, head, by_token)
            if office:
                return office
        if not plural and (title := self._title(doc, head, words)):
            return self._office_holder(doc, head, title, states, by_token)
        if plural and self._is_group(head, lemma):
            return self._group(doc, head, start, states)
        if lemma in self.nouns.administration and states and not plural:
            return self._body(doc, head, start, states, "GovernmentBody", "body")
        if (lemma in self.nouns.body or compound in self.nouns.body) and not plural:
            return self._body(doc, head, start, states, "GovernmentBody", "body")
        if plural and lemma in self.nouns.body and states:
            return self._body(doc, head, start, states, "GovernmentBody", "body")
        if lemma in self.nouns.party and states and not plural:
            return self._body(doc, head, start, states, "Party", "party")
        return None

    def _is_group(self, head: Token, lemma: str) -> bool:
        return lemma in self.nouns.group or bool(self.titles.info(head.lemma_))

    def _group(
        self, doc: Doc, head: Token, start: int, states: tuple[str, ...]
    ) -> tuple[Reference, tuple[Entity, ...]] | None:
        """People in number; of several states they stand for those states."""
        if len(states) > 1:
            return Reference(start, head.i + 1, head.i, states, "group"), ()
        bare = bare_start(doc, start, head.i)
        if bare == head.i and not states and not _complement(head):
            return None
        name = _phrase(doc, bare, head)
        entity = _generic(doc, "Group", "group", name, states)
        return Reference(start, head.i + 1, head.i, (entity.id,), "group"), (entity,)

    def _body(
        self, doc: Doc, head: Token, start: int, states: tuple[str, ...], type_: str, prefix: str
    ) -> tuple[Reference, tuple[Entity, ...]] | None:
        bare = bare_start(doc, start, head.i)
        if bare == head.i and not states:
            return self._same_body(doc, head)
        name = _phrase(doc, bare, head)
        entity = _generic(doc, type_, prefix, name, states)
        return Reference(start, head.i + 1, head.i, (entity.id,), "body"), (entity,)

    def _compound_body(
        self, doc: Doc, token: Token, by_token: dict[int, Reference]
    ) -> tuple[Reference, tuple[Entity, ...]] | None:
        """'South Korean court rulings', "court rulings in Kenya": the court of that state."""
        head = token.head
        if (
            token.dep_ not in ("compound", "nmod")
            or token.lemma_.lower() not in self.nouns.body
            or head.pos_ != "NOUN"
        ):
            return None
        states = _states_in(doc, phrase_start(head), head, by_token)[:1]
        if not states:
            return None
        entity = _generic(
            doc,
            "GovernmentBody",
            "body",
            f"{self._adjective(states[0])} {token.lemma_.lower()}",
            states,
        )
        return Reference(token.i, token.i + 1, token.i, (entity.id,), "body"), (entity,)

    def _adjective(self, state: str) -> str:
        """'Kenyan' for Kenya."""
        return self.adjectives.get(state, state)

    def _site(
        self, doc: Doc, head: Token, by_token: dict[int, Reference]
    ) -> tuple[Reference, tuple[Entity, ...]] | None:
        """'the national cemetery in Seoul': a place that a common noun names."""
        if head.lemma_.lower() not in self.nouns.site or head.tag_ in ("NNS", "NNPS"):
            return None
        bare = bare_start(doc, phrase_start(head), head.i)
        inside = next(
            (
                by_token[o.i]
                for p in head.rights
                if p.lower_ in ("in", "of", "at")
                for o in p.children
                if o.i in by_token
            ),
            None,
        )
        if bare == head.i and inside is None:
            return None
        end = inside.end if inside is not None and inside.place else head.i + 1
        name = re.sub(r"\s+", " ", doc[bare:end].text)
        entity = Entity(f"place/{slug(name)}", "Place", name)
        return Reference(bare, head.i + 1, head.i, (), "place", entity.id), (entity,)

    def _same_body(self, doc: Doc, head: Token) -> tuple[Reference, tuple[Entity, ...]] | None:
        """'the ministry': the body of that noun spoken of last."""
        for reference in reversed(doc._.references):
            if (
                reference.head < head.i
                and doc[reference.head].lemma_.lower() == head.lemma_.lower()
                and reference.entities
            ):
                return Reference(head.i, head.i + 1, head.i, reference.entities, "body"), ()
        return None

    def _office_of_person(
        self, doc: Doc, head: Token, by_token: dict[int, Reference]
    ) -> tuple[Reference, tuple[Entity, ...]] | None:
        """'the Biden administration', "Yoon's office": a body of the state whose office the person holds."""
        for child in head.lefts:
            owner = by_token.get(child.i)
            if (
                owner
                and owner.entities
                and owner.entities[0].startswith("person/")
                and child.dep_ in ("poss", "compound", "nmod")
            ):
                state = next((o.of for o in doc._.offices if o.person == owner.entities[0]), None)
                code = doc._.entities[owner.entities[0]].code or (
                    state[6:].upper() if state and state.startswith(_STATE) else None
                )
                name = re.sub(r"\s+", " ", doc[owner.start : head.i + 1].text).replace(" 's", "'s")
                entity = Entity(f"body/{slug(name)}", "GovernmentBody", name, (), code)
                return Reference(owner.start, head.i + 1, head.i, (entity.id,), "body"), (entity,)
        return None

    def _title(self, doc: Doc, head: Token, words: list[str]) -> tuple[int, int] | None:
        """The longest title that ends at `head`, as tokens."""
        for start in range(max(0, head.i - 6), head.i + 1):
            if self.titles.match(words, start) == head.i + 1 - start:
                return start, head.i + 1
        return None

    def _office_holder(
        self,
        doc: Doc,
        head: Token,
        title: tuple[int, int],
        states: tuple[str, ...],
        by_token: dict[int, Reference],
    ) -> tuple[Reference, tuple[Entity, ...]] | None:
        """Who is meant by a title alone: the person it is apposed to, one of the article's, or one of the table's."""
        start = min(phrase_start(head), title[0])
        text = doc[title[0] : title[1]].text
        apposed = next(
            (by_token[t.i] for t in head.children if t.dep_ == "appos" and t.i in by_token), None
        )
        if head.dep_ == "appos":
            apposed = apposed or by_token.get(head.head.i)
        if apposed and apposed.entities and apposed.entities[0].startswith("person/"):
            return Reference(start, head.i + 1, head.i, apposed.entities[:1], "title"), ()
        if (
            head.i + 1 < len(doc)
            and (after := by_token.get(head.i + 1))
            and after.entities
            and after.entities[0].startswith("person/")
        ):
            return None
        of = states[0] if states else None
        known = _holder_in_article(doc, head, text, of)
        if known:
            return Reference(start, head.i + 1, head.i, (known,), "title"), ()
        holder = self.holders.holding(text.lower(), of, published(doc)) if of else None
        if holder:
            entity = Entity(
                f"person/{slug(holder.name)}",
                "Person",
                holder.name,
                (),
                holder.code,
                holder.wikidata,
            )
            return Reference(start, head.i + 1, head.i, (entity.id,), "title"), (entity,)
        if not states and bare_start(doc, start, title[0]) == title[0] and len(text.split()) < 2:
            return None
        name = _phrase(doc, bare_start(doc, start, head.i), head)
        entity = _generic(doc, "Person", "person", name, states)
        return Reference(start, head.i + 1, head.i, (entity.id,), "title"), (entity,)


def _heads_phrase(token: Token) -> bool:
    return token.dep_ not in ("compound", "amod", "nmod", "npadvmod", "nummod")


def _is_named(by_token: dict[int, Reference], token: Token) -> bool:
    return token.i in by_token and by_token[token.i].kind != "adjective"


def _states_in(
    doc: Doc, start: int, head: Token, by_token: dict[int, Reference]
) -> tuple[str, ...]:
    """The states in the phrase: before the head, or after it in "of X and Y", "from X", "in X"."""
    tokens = list(range(start, head.i))
    beside = [doc[head.i + 1]] if head.i + 1 < len(doc) and doc[head.i + 1].dep_ == "prep" else []
    rights = list(head.rights)
    if any(t.tag_ == "PRP$" for t in head.lefts):
        beside, rights = [], []
    for prep in sorted({*rights, *beside}, key=lambda t: t.i):
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from", "in") and 0 < prep.i - head.i < 3:
            for obj in prep.children:
                if obj.dep_ == "pobj":
                    tokens += [t.i for t in (obj, *obj.conjuncts) if t.i in by_token]
    found = []
    for i in tokens:
        reference = by_token.get(i)
        if reference:
            found += [
                e for e in reference.entities if e.startswith((_STATE, "igo/")) and e not in found
            ]
    return tuple(found)


def _complement(head: Token) -> bool:
    return any(t.dep_ in ("amod", "compound", "poss") for t in head.lefts)


def _phrase(doc: Doc, start: int, head: Token) -> str:
    text = re.sub(r"\s+", " ", doc[start : head.i + 1].text).strip()
    of = next((t for t in head.rights if t.lower_ == "of" and t.i == head.i + 1), None)
    if (
        of is not None
        and of.right_edge.i - of.i <= 4
        and not any(t.pos_ == "VERB" for t in of.subtree)
    ):
        text = re.sub(r"\s+", " ", doc[start : of.right_edge.i + 1].text).strip()
    return text


def _generic(doc: Doc, type_: str, prefix: str, name: str, states: tuple[str, ...]) -> Entity:
    """An unnamed actor: of a state, the same in every article; of none, its article's own."""
    code = (
        states[0][6:].upper()
        if states and states[0].startswith(_STATE)
        else ("IGO" if states else None)
    )
    own = "" if states else "-" + digest(doc._.article.id if doc._.article else "", name)[:8]
    return Entity(f"{prefix}/{slug(name)}{own}", type_, name, (), code)


def _holder_in_article(doc: Doc, head: Token, title: str, of: str | None) -> str | None:
    """The person of the article who holds the title, of that state if one is given.

    Where none is given: the one named last before, else first after.
    """
    words = set(slug(title).split("-"))
    offices: tuple[OfficeRead, ...] = doc._.offices
    fit = [
        o
        for o in offices
        if (of is None or o.of == of)
        and (words <= set(slug(o.title).split("-")) or title.lower() == "leader")
    ]
    if not fit:
        return None
    before = [o for o in fit if of is None and o.token < head.i]
    return (before[-1] if before else fit[0]).person


@Language.factory(
    "comity_actors",
    requires=["doc._.references", "doc._.entities", "doc._.offices"],
    assigns=["doc._.references", "doc._.entities"],
)
def make_actors(nlp: Language, name: str) -> Actors:
    """The component that finds actors spoken of by common nouns."""
    return Actors()
