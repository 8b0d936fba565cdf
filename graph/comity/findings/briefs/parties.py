"""Who takes part in an event, as a brief names them: who acts, to whom, and who was only supplied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from comity.findings.briefs.dossier import Dossier
from comity.model import Event
from comity.nets.states import STATE
from comity.network import joint
from comity.words import count

_MOST_NAMED = 8
_ARTICLE = re.compile(
    r"(United|Group of|Ministry of) |.*\b(Nations|Union|Emirates|Republic|Islands|Netherlands|Philippines|Maldives|Bahamas"
    r"|Administration|Agency|Army|Assembly|Bank|Commission|Committee|Council|Court|Department|Forces?|Government|House"
    r"|Ministry|Navy|Office|Party|Senate)$",
    re.IGNORECASE,
)  # names of states and bodies before which English puts "the"
_OWNED = re.compile(r"[’']s\b")


def ends(event: Event, dossier: Dossier) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and to whom, as ids; of those who act with each other the ones on the side of the first, and the others."""
    actors, recipients = set(event.actors), set(event.recipients)
    if len(actors) > 1 and not recipients and joint(event.type, dossier.ontology):
        first = _in_order(actors, dossier)[0]
        own = {a for a in actors if dossier.side(a) == dossier.side(first)}
        own = _with_states(own if own < actors else {first}, actors, dossier)
        actors, recipients = own, actors - own
    return _in_order(actors, dossier), _in_order(recipients, dossier)


def _with_states(own: set[str], actors: set[str], dossier: Dossier) -> set[str]:
    """Some of those who act, with their states where these act too."""
    return own | ({_state(name, dossier) for name in own} & actors)


def _in_order(names: Iterable[str], dossier: Dossier) -> tuple[str, ...]:
    """First those of the first subject, people before bodies and states."""

    def key(name: str) -> tuple[int, bool, str, str]:
        return dossier.side(name), dossier.type(name) != "Person", dossier.name(name), name

    return tuple(sorted(names, key=key))


def shown(names: Collection[str], event: Event, dossier: Dossier) -> list[str]:
    """The names in their order; a state that takes part through its own stands behind their names."""
    through = {s for n in names if (s := _state(n, dossier)) and s != n}
    found = []
    for name in names:
        if name not in through:
            state = _state(name, dossier)
            asides = [dossier.name(state)] if state in names and state != name else []
            asides += ["inferred"] * _inferred(name, event, dossier)
            aside = f" ({', '.join(asides)})" if asides else ""
            found.append(f"{with_article(name, dossier)}{aside}")
    return found


def _state(name: str, dossier: Dossier) -> str:
    """The state of an actor, itself of a state; "" where it has none."""
    entity = dossier.entities.get(name)
    return f"{STATE}{entity.code.lower()}" if entity is not None and entity.code else ""


def _inferred(name: str, event: Event, dossier: Dossier) -> bool:
    """Whether no report of the event names the participant: comity supplied it."""
    marks = [
        p.inferred
        for r in event.reports
        for p in dossier.reports[r].participants
        if p.entity == name
    ]
    return bool(marks) and all(marks)


def listed(names: Sequence[str]) -> str:
    """Names as a list, of many the first eight and how many more.

    >>> listed(["Kenya", "Ethiopia", "Brazil"])
    'Kenya, Ethiopia and Brazil'
    """
    shown = list(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown.append(count(len(names) - _MOST_NAMED, "other"))
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def with_article(name: str, dossier: Dossier) -> str:
    """The name of an entity, or words, as they stand within a sentence: "the United States", "a spokesperson"."""
    shown = dossier.name(name)
    if name in dossier.entities:
        return f"the {shown}" if _ARTICLE.match(shown) and not _OWNED.search(shown) else shown
    return f"{shown[0].lower()}{shown[1:]}" if shown.startswith(("A ", "An ", "The ")) else shown
