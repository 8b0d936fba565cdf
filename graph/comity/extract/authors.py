"""Whose "we" a joint statement has: the states and bodies that its title or its first words name.

"Joint Statement of Japan and the Republic of Korea", "We, the leaders of Kenya, Uganda and Rwanda, met".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.extract.records import Reference
from comity.extract.sentences import bounds_of
from comity.extract.tokens import Doc
from comity.knowledge.gazetteer import Gazetteer, load_gazetteer

_JOINT = re.compile(
    r"\b(?:joint|leaders[’']?|ministers[’']?|trilateral|quadrilateral)\b.*?"
    r"\b(?:statement|declaration|communiqu[eé]|vision)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:U\.S\.|U\.K\.|U\.A\.E\.|[^\W\d_]+)")
_LONGEST = 6
_WE = frozenset(("we", "us"))
_PARTIES = ("state/", "igo/")


def first_persons(doc: Doc, quoted: frozenset[int]) -> Iterator[Reference]:
    """A reference for each "we" outside the tokens `quoted`, where those who speak are known."""
    found = [t for t in doc if t.lower_ in _WE and t.pos_ == "PRON" and t.i not in quoted]
    speakers = _authors(doc, found[0].i) if found else ()
    if speakers:
        for token in found:
            yield Reference(token.i, token.i + 1, token.i, speakers, "anaphor")


def _authors(doc: Doc, first: int) -> tuple[str, ...]:
    """The states and bodies that speak, of those that the doc speaks of; none where fewer than two are named."""
    title = doc._.article.citation.title or ""
    named = _listed(doc, first) or (_in_title(title) if _JOINT.search(title) else ())
    found = tuple(e for e in named if e in doc._.entities)
    return found if len(found) > 1 else ()


def _listed(doc: Doc, we: int) -> tuple[str, ...]:
    """The parties of "We, the leaders of X, Y and Z, met", in the order of the text."""
    end = bounds_of(doc).end(we)
    if we + 1 >= end or doc[we + 1].text != "," or not doc[we].text[:1].isupper():
        return ()
    verb = doc[we].head.i
    parties = (
        e
        for r in doc._.references
        if we < r.start and r.end <= (verb if verb > we else end)
        for e in r.entities
        if e.startswith(_PARTIES)
    )
    return tuple(dict.fromkeys(parties))


def _in_title(title: str) -> tuple[str, ...]:
    """The states and organisations that the title names, each once."""
    gazetteer = load_gazetteer()
    found = [(m.start(), m.end()) for m in _WORD.finditer(title)]
    parties: dict[str, None] = {}
    i = 0
    while i < len(found):
        size, entry = _longest(title, found[i : i + _LONGEST], gazetteer)
        if entry is not None:
            parties[entry] = None
        i += size
    return tuple(parties)


def _longest(
    title: str, words: list[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[int, str | None]:
    """How many of the words the longest name from the first on takes, and whose it is."""
    for size in range(len(words), 0, -1):
        forms = gazetteer.forms.get(title[words[0][0] : words[size - 1][1]], ())
        entry = next((f.entry for f in forms if f.entry.startswith(_PARTIES)), None)
        if entry is not None:
            return size, entry
    return 1, None
