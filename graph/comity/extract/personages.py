"""Who of an article may be meant by an office: its holder by the article, else by the table, else one without an office.

An article that speaks of "the Ugandan foreign minister" after a name without a title speaks of that name again; the
table of office-holders comes before it only with people whom the article names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from comity.extract.identifiers import is_person, person_id, state_code
from comity.extract.publication import published
from comity.extract.records import OfficeRead, Reference
from comity.extract.sentences import bounds_of, once
from comity.extract.tokens import Doc, Token
from comity.knowledge.people import Title, load_office_holders, load_titles

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_NO_OFFICE = frozenset(("honorific", "rank"))
_BACK, _AHEAD = 2, 3


def named_people(doc: Doc) -> dict[str, list[Reference]]:
    """The people of the article with the places where they are named, in the order of the text."""
    return once(doc, "named_people", _named_people)


def _named_people(doc: Doc) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in doc._.references:
        if reference.kind == "name" and reference.entities and is_person(reference.entities[0]):
            found.setdefault(reference.entities[0], []).append(reference)
    return found


def holder_in(doc: Doc, title: str, state: str) -> str | None:
    """Who holds the office of the state: by the article, else by the table if the article names them."""
    info = load_titles().info(title)
    offices: tuple[OfficeRead, ...] = doc._.offices or ()
    for office in offices:
        if office.of == state and office.current and _is_same(office.title, title, info):
            return office.person
    holder = load_office_holders().holding(title, state, published(doc))
    known = person_id(holder.name) if holder else None
    return known if known in named_people(doc) else None


def without_office(doc: Doc, state: str | None) -> list[Reference]:
    """Where people are named who hold no office and may belong to `state`."""
    titled = {o.person for o in doc._.offices or ()}
    code = state_code(state) if state else None
    free = []
    for person, places in named_people(doc).items():
        known = doc._.entities[person].code
        other = known is not None and known != code
        if not (other or person in titled or any(_is_titled(doc, r) for r in places)):
            free += places
    return sorted(free, key=lambda r: r.start)


def _is_titled(doc: Doc, name: Reference) -> bool:
    """Whether a title of office stands right before a name: "lawmaker", but not "Gen."."""
    before = doc._.titles.starts.get(name.start)
    info = load_titles().info(doc[before[0] : name.start].text) if before else None
    return info is not None and info.level not in _NO_OFFICE


def spoken_of(head: Token, state: str) -> str | None:
    """The one person without an office who acts in this or the last sentences, before `head`."""
    doc, bounds = head.doc, bounds_of(head.doc)
    number = bounds.number[head.i]
    near = {
        r.entities[0]
        for r in without_office(doc, state)
        if r.head < head.i
        and 0 < number - bounds.number[r.head] <= _BACK
        and doc[r.head].dep_ in _SUBJECTS
    }
    return near.pop() if len(near) == 1 else None


def named_next(head: Token, state: str, beside: str | None = None) -> str | None:
    """The first person without an office who acts in the next sentences, after `head`, or is named with `beside`."""
    doc, bounds = head.doc, bounds_of(head.doc)
    number = bounds.number[head.i]
    for reference in without_office(doc, state):
        ahead = bounds.number[reference.head] - number
        if reference.head > head.i and 0 < ahead <= _AHEAD:
            acts = doc[reference.head].dep_ in _SUBJECTS
            return reference.entities[0] if acts or _is_beside(reference, beside, doc) else None
    return None


def _is_beside(reference: Reference, other: str | None, doc: Doc) -> bool:
    """Whether a sentence names `other` too."""
    number = bounds_of(doc).number
    places = named_people(doc).get(other, []) if other else []
    return any(number[r.head] == number[reference.head] for r in places)


def couple_next(head: Token) -> tuple[str, ...]:
    """The two people without an office who are the first to be named together in the next sentences."""
    doc, bounds = head.doc, bounds_of(head.doc)
    number = bounds.number[head.i]
    ahead = [
        r
        for r in without_office(doc, None)
        if 0 < bounds.number[r.head] - number <= _AHEAD and r.head > head.i
    ]
    for first, second in zip(ahead, ahead[1:], strict=False):
        same = bounds.number[first.head] == bounds.number[second.head]
        if same and first.entities != second.entities:
            return (*first.entities, *second.entities)
    return ()


def in_offices(doc: Doc, lemma: str, *, title: str = "") -> tuple[str, ...]:
    """The people named in the article who hold an office of the noun, or of the whole `title`, in the order of the text."""
    wanted = set((title or lemma).lower().split())
    by_article = {
        o.person for o in doc._.offices or () if o.current and _is_of(o.title, lemma, wanted)
    }
    return tuple(
        person
        for person in named_people(doc)
        if person in by_article
        or any(_is_of(t, lemma, wanted) for t in _titles_by_table(doc, person))
    )


def titles_of(doc: Doc, person: str) -> tuple[str, ...]:
    """The titles that a person holds by the article, the last told first, else by the table."""
    told = [o.title for o in doc._.offices or () if o.person == person and o.current]
    return tuple(dict.fromkeys(reversed(told))) or tuple(_titles_by_table(doc, person))


def leaders_in(doc: Doc, is_leader: Callable[[str], bool]) -> tuple[str, ...]:
    """The people spoken of who lead a state by the article or the table, in the order of the text."""
    by_article = {o.person for o in doc._.offices or () if o.current and is_leader(o.title)}
    spoken = dict.fromkeys(e for r in doc._.references for e in r.entities if is_person(e))
    return tuple(
        person
        for person in spoken
        if person in by_article or any(is_leader(t) for t in _titles_by_table(doc, person))
    )


def _titles_by_table(doc: Doc, person: str) -> Iterator[str]:
    """The titles that the table gives a person on the day of the article."""
    on, known = published(doc), doc._.entities.get(person)
    if on is None or known is None or known.code is None:
        return
    holders = load_office_holders()
    for term in holders.by_name(known.name, on) or holders.by_surname(known.name, on):
        if person_id(term.name) == person and term.in_office(on):
            yield term.title


def _is_of(title: str, lemma: str, wanted: set[str]) -> bool:
    words = title.lower().split()
    if {"vice", "deputy"} & set(words):
        return False
    if lemma == "minister" and wanted == {"minister"} and "prime" in words:
        return False
    return wanted <= set(words)


def _is_same(title: str, other: str, info: Title | None) -> bool:
    """Whether two titles are of one office, or both those of leaders."""
    mine = load_titles().info(title)
    if info is None or mine is None:
        return title.lower() == other.lower()
    if info.canonical == mine.canonical:
        return True
    return set(other.lower().split()) <= set(title.lower().split())
