"""The things that names stand for, the names themselves, and the rules that both must keep."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "GovernmentBody": "body",
        "Group": "group",
        "IntergovernmentalOrganization": "igo",
        "Organization": "org",
        "Party": "party",
        "Place": "place",
        "State": "state",
        "Treaty": "treaty",
    }
)
"""The classes of things that the gazetteer knows, each with the prefix of its identifiers."""

KINDS = ("name", "short", "adjective", "demonym", "capital", "metonym", "context")
"""What a text can be to an entry, the plainest first; readings of one text stand in this order."""

BEYOND_STATES = ("IGO", "MNC", "NGO")
"""The codes of bodies that belong to no state."""

_ORDER = (
    "State",
    "IntergovernmentalOrganization",
    "GovernmentBody",
    "Party",
    "Group",
    "Organization",
    "Treaty",
    "Place",
)
_ID = re.compile(r"(?P<prefix>[a-z]+)/[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a text: it stands for `entry` between the days `since` and `until`, both included.

    A bound is None where the reading always holds on that side; only texts that have meant different things at
    different times carry bounds. `kind` is one of `KINDS`; a "context" form is valid only where the article
    names the entry otherwise too ("the North").
    """

    text: str
    entry: str
    kind: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A state, place, body, organisation, party, group or treaty.

    `code` is the ISO 3166-1 alpha-3 code (for states of the past the 3166-3 one) of the state that it is, belongs
    to or lies in, `IGO`, `NGO` or `MNC` for bodies of no state, else None; `country` is that code only where it is
    a state's. `names` are its proper names and their short forms, `name` first, the others sorted.
    """

    id: str
    type: str
    name: str
    code: str | None
    wikidata: str | None
    country: str | None
    names: tuple[str, ...]


def prefix_of(identifier: str) -> str | None:
    """The prefix of a well-formed identifier, else None.

    >>> prefix_of("igo/united-nations"), prefix_of("United Nations")
    ('igo', None)
    """
    match = _ID.fullmatch(identifier)
    prefix = match["prefix"] if match else None
    return prefix if prefix in TYPES.values() else None


def arrange(forms: Iterable[Form], types: Mapping[str, str]) -> dict[str, tuple[Form, ...]]:
    """The readings of every text, sorted by text, then kind, the weight of the entry's type, and the latest end.

    So states stand first, and what a text means today before what it meant once. Each text is there too with a
    typographic apostrophe, and with "The" for a leading "the".
    """
    rank = {identifier: _ORDER.index(type_) for identifier, type_ in types.items()}
    weight = {kind: place for place, kind in enumerate(KINDS)}
    readings: dict[str, set[Form]] = {}
    for form in forms:
        for text in _twins(form.text):
            same = (
                form
                if text == form.text
                else Form(text, form.entry, form.kind, form.since, form.until)
            )
            readings.setdefault(text, set()).add(same)
    for form in list(_guards(readings)):
        readings.setdefault(form.text, set()).add(form)

    def order(form: Form) -> tuple[int, int, int, str, date]:
        still = -(form.until or date.max).toordinal()
        return weight[form.kind], rank[form.entry], still, form.entry, form.since or date.min

    return {
        text: tuple(found) if len(found) == 1 else tuple(sorted(found, key=order))
        for text, found in sorted(readings.items())
    }


def _twins(text: str) -> Iterator[str]:
    """The text as a writer or an editor may set it."""
    yield text
    if text.startswith("the "):
        yield f"The {text[4:]}"
    if "'" in text:
        yield text.replace("'", "’")


def _guards(readings: Mapping[str, set[Form]]) -> Iterator[Form]:
    """Longer forms that keep "the North" from taking the first two words of "the North Korean leader"."""
    texts = sorted(readings)
    for text in texts:
        if text.startswith(("the ", "The ")):
            article, begin = text[:4], f"{text[4:]} "
            for longer in texts[bisect_left(texts, begin) :]:
                if not longer.startswith(begin):
                    break
                for form in readings[longer]:
                    yield Form(article + longer, form.entry, form.kind, form.since, form.until)
