"""Identifiers of entities: what kind of thing they name, and the code of the state they are."""

from __future__ import annotations

from comity.model import slug

_STATE = "state/"
_NO_STATE = frozenset(("IGO", "NGO", "MNC"))


def is_person(identifier: str) -> bool:
    """Whether the identifier is a person's."""
    return identifier.startswith("person/")


def is_state(identifier: str) -> bool:
    """Whether the identifier is a state's."""
    return identifier.startswith(_STATE)


def person_id(name: str) -> str:
    """The identifier of whoever bears the name.

    >>> person_id("Lee Kuan Yew")
    'person/lee-kuan-yew'
    """
    return f"person/{slug(name)}"


def state_code(identifier: str) -> str | None:
    """The code of a state; None for all else.

    >>> state_code("state/jpn"), state_code("igo/united-nations")
    ('JPN', None)
    """
    return identifier.removeprefix(_STATE).upper() if is_state(identifier) else None


def state_id(code: str | None) -> str | None:
    """The state with the code; None for the codes of bodies of no state.

    >>> state_id("KEN"), state_id("IGO")
    ('state/ken', None)
    """
    named = code and len(code) == 3 and code.isupper() and code not in _NO_STATE
    return f"{_STATE}{code.lower()}" if code and named else None
