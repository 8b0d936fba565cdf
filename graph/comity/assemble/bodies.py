"""Bodies of states across articles: one identifier a body, whatever an article calls it.

Extraction names a body by the words that stand there: "Japan's Commerce Ministry" in one article, "the Japanese trade
ministry" in the next. Here each has the identifier of its state and the words of its name in one form, or that of the
gazetteer's entry which has those words. A name that any state's body may have, without a state, is its article's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from comity.knowledge.bodies import Key, key_of, listed, load_body_words
from comity.knowledge.gazetteer import load_gazetteer
from comity.knowledge.rows import fold
from comity.model import Entity, Extraction, digest

BODY = "body/"
Titles = Mapping[tuple[str, str], Set[str]]


def bodies(extraction: Extraction) -> dict[str, str]:
    """The identifiers that hold across articles for the bodies of one article that are called otherwise there."""
    known = load_gazetteer().entries
    own = [e for e in extraction.entities if e.type == "GovernmentBody" and e.id not in known]
    titles = _titles(extraction) if own else {}
    found = ((e.id, _canonical(e, extraction.citation.id, titles)) for e in own)
    return {identifier: name for identifier, name in found if name != identifier}


def _canonical(body: Entity, article: str, titles: Titles) -> str:
    words = load_body_words()
    if body.code is None:
        if not words.is_general(words.key(body.name)) or body.id.endswith(_own(article, body.name)):
            return body.id
        return f"{body.id}{_own(article, body.name)}"
    key = _of_office(body, key_of(body.name, body.code), titles)
    if not key:
        return body.id
    return listed(key, body.code) or f"{BODY}{body.code.lower()}-{words.slug(key)}"


def _own(article: str, name: str) -> str:
    """The end of an identifier that is an article's own, as extraction gives it to bodies without a state."""
    return f"-{digest(article, name)[:8]}"


def _of_office(body: Entity, key: Key, titles: Titles) -> Key:
    """The key of the office that the body's owner holds in its state: "Lula's office" is the presidential one."""
    words = load_body_words()
    for owner in sorted(key):
        for title in sorted(titles.get((owner, body.code or ""), ())):
            office = words.offices.get(title)
            if office is not None and key == {owner, office.split()[-1]}:
                return words.key(office)
    return key


def _titles(extraction: Extraction) -> Titles:
    """The titles that the article gives to people, in lower case, by a part of their names and the state's code."""
    people = {e.id: e for e in extraction.entities if e.type == "Person"}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in extraction.claims:
        person, code = people.get(claim.subject), claim.object.removeprefix("state/").upper()
        if claim.relation != "holdsOffice" or person is None or not claim.title:
            continue
        for word in {fold(w) for name in (person.name, *person.aliases) for w in name.split()}:
            found[word, code].add(claim.title.lower())
    return found
