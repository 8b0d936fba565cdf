"""Offices: a title read with its holder and the state or body it belongs to.

Titles stand before a name ("Kenyan President William Ruto"), in apposition ("Lula, the president of Brazil") or are
copied by "counterpart" ("his Angolan counterpart, João Lourenço").
"""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Token

from comity.extract.phrases import owner_of, phrase_start, references_by_token
from comity.extract.records import OfficeRead, Reference
from comity.knowledge.people import OfficeHolders, Titles, load_office_holders, load_titles

_PAST = frozenset(
    ("former", "ex", "late", "then", "onetime", "previous", "ousted", "deposed", "outgoing")
)
_HONORIFIC = "honorific"


class Offices:
    """Sets `doc._.offices`, in the order of the text; one reading for each title met."""

    def __init__(self) -> None:
        self.titles = load_titles()
        self.holders = load_office_holders()

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its offices."""
        found: list[OfficeRead] = []
        by_token = references_by_token(doc)
        for reference in doc._.references:
            if (
                reference.kind == "name"
                and reference.entities
                and reference.entities[0].startswith("person/")
            ):
                found.extend(self._before(doc, reference, by_token))
                found.extend(self._apposed(doc, reference, by_token))
        doc._.offices = tuple(found)
        counterparts = [r for ref in doc._.references for r in _counterpart(doc, ref, by_token)]
        doc._.offices = tuple(sorted((*found, *counterparts), key=lambda o: (o.token, o.title)))
        return doc

    def _before(
        self, doc: Doc, person: Reference, by_token: dict[int, Reference]
    ) -> list[OfficeRead]:
        """Titles that end where the name begins."""
        start = self._title_start(doc, person.start)
        if start is None:
            return []
        return self._office(doc, person, start, person.start, by_token, "title-before-name")

    def _title_start(self, doc: Doc, end: int) -> int | None:
        words = [token.text for token in doc[max(0, end - 9) : end]]
        for i in range(len(words)):
            if self.titles.match(words, i) == len(words) - i:
                return end - len(words) + i
        return None

    def _apposed(
        self, doc: Doc, person: Reference, by_token: dict[int, Reference]
    ) -> list[OfficeRead]:
        """A title in apposition after the name, or a descriptive one before it ("Angola's president, X")."""
        head = doc[person.head]
        near = [t for t in head.children if t.dep_ == "appos"]
        near += [head.head] if head.dep_ == "appos" else []
        found = []
        for token in near:
            span = self._title_around(doc, token)
            if span and token.i not in by_token:
                found += self._office(doc, person, *span, by_token, "title-in-apposition")
        return found

    def _title_around(self, doc: Doc, head: Token) -> tuple[int, int] | None:
        words = [token.text for token in doc]
        for start in range(max(head.left_edge.i, head.i - 8), head.i + 1):
            size = self.titles.match(words, start)
            if size and start <= head.i < start + size:
                return start, start + size
        return None

    def _office(
        self,
        doc: Doc,
        person: Reference,
        start: int,
        end: int,
        by_token: dict[int, Reference],
        rule: str,
    ) -> list[OfficeRead]:
        text = doc[start:end].text
        info = self.titles.info(text)
        if info is None or info.level in ("none", _HONORIFIC, ""):
            return []
        past = any(w.lower_ in _PAST for w in doc[max(0, start - 2) : end])
        title = (
            " ".join(w.text for w in doc[start:end] if w.lower_ not in (*_PAST, "-"))
            if past
            else text
        )
        of = (
            owner_of(doc, start, end, by_token)
            or self._known_state(person, text, doc)
            or _state_of(doc, person)
        )
        return [OfficeRead(person.entities[0], title, of, not past, start, rule)] if of else []

    def _known_state(self, person: Reference, title: str, doc: Doc) -> str | None:
        return known_state(
            self.holders,
            self.titles,
            doc._.entities[person.entities[0]].name,
            title,
            _published(doc),
        )


def known_state(
    holders: OfficeHolders, titles: Titles, name: str, title: str, on: date | None
) -> str | None:
    """Of which state the table of office-holders says that `name` holds or held such an office."""
    known = holders.by_name(name)
    return known[0].of if known else None


def _published(doc: Doc) -> date | None:
    return doc._.article.published if doc._.article else None


def _state_of(doc: Doc, person: Reference) -> str | None:
    """The state of the body that the person's other offices in the article name."""
    code = doc._.entities[person.entities[0]].code
    return (
        f"state/{code.lower()}"
        if code and len(code) == 3 and code.isupper() and code not in ("IGO", "NGO", "MNC")
        else None
    )


def _counterpart(
    doc: Doc, reference: Reference, by_token: dict[int, Reference]
) -> list[OfficeRead]:
    """'his Japanese counterpart, X': X holds in that state the office that the other person holds in his."""
    head = doc[reference.head]
    if not reference.entities or not reference.entities[0].startswith("person/"):
        return []
    if any(o.person == reference.entities[0] for o in doc._.offices):
        return []
    noun = (
        head.head
        if head.dep_ == "appos"
        else next((t for t in head.children if t.dep_ == "appos"), None)
    )
    before = doc[max(0, reference.start - 6) : reference.start]
    if noun is None or noun.lemma_ != "counterpart":
        noun = next((t for t in reversed(before) if t.lemma_ == "counterpart"), None)
    if noun is None or noun.i >= reference.start:
        return []
    of = next(
        (
            by_token[t.i].entities[0]
            for t in doc[phrase_start(noun) : noun.i]
            if t.i in by_token and by_token[t.i].entities
        ),
        None,
    )
    other = next(
        (
            o
            for o in reversed(doc._.offices)
            if o.token < noun.i and o.person != reference.entities[0]
        ),
        None,
    )
    if of is None or other is None:
        return []
    return [OfficeRead(reference.entities[0], other.title, of, True, noun.i, "counterpart")]


@Language.factory(
    "comity_offices", requires=["doc._.references", "doc._.entities"], assigns=["doc._.offices"]
)
def make_offices(nlp: Language, name: str) -> Offices:
    """The component that reads who holds which office."""
    return Offices()
