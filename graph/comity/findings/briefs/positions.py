"""What was said, by whom, in whose words; and what was agreed."""

from __future__ import annotations

from collections import defaultdict

from comity.findings.briefs.dossier import Dossier
from comity.findings.briefs.quoting import capital
from comity.findings.briefs.records import Group, Section, Statement, section
from comity.findings.briefs.wording import stated, told
from comity.model import Claim, Event
from comity.nets import DONE

POSITIONS = frozenset(
    {
        "Statement",
        "Support",
        "Concession",
        "Request",
        "Accusation",
        "Rejection",
        "Threat",
        "Protest",
    }
)
"""Classes, with those below them, of what somebody says for himself."""

AGREED = frozenset({"Agreement"})
_WHOLE = 400


def positions(dossier: Dossier) -> Section:
    """What each speaker said, those of the subjects first, each in the order of time with the article's sentence."""
    found: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in _of(POSITIONS, dossier):
        if event.actors and event.status in DONE:
            found[_speakers(event, dossier)].append(event)
    ordered = sorted(
        found.items(),
        key=lambda item: (
            min(dossier.side(n) for n in item[0]), not any(n.startswith("person/") for n in item[0]),
            -len(item[1]), [dossier.name(n) for n in item[0]],
        ),
    )  # fmt: skip
    return section(
        "positions",
        "Positions",
        "No statement, request, criticism or support is told.",
        *(
            Group(
                capital(" and ".join(dossier.name(n) for n in speakers)),
                tuple(told(e, dossier, size=_WHOLE, alone=True) for e in events),
            )
            for speakers, events in ordered
        ),
    )


def _speakers(event: Event, dossier: Dossier) -> tuple[str, ...]:
    names = dict.fromkeys(event.actors)
    return tuple(sorted(names, key=lambda n: (dossier.side(n), dossier.name(n), n)))


def agreements(dossier: Dossier) -> Section:
    """What was agreed, is to be agreed or was not, and the alliances."""
    return section(
        "agreements",
        "Agreements",
        "No agreement and no alliance is told.",
        Group("", tuple(told(e, dossier, size=_WHOLE) for e in _of(AGREED, dossier))),
        Group("Alliances", standing("allyOf", dossier)),
    )


def standing(relation: str, dossier: Dossier) -> tuple[Statement, ...]:
    """The standing facts of one kind on the subjects, those that say the same as one."""
    same: dict[tuple[str, str, str, bool], list[Claim]] = defaultdict(list)
    for claim in dossier.claims:
        if claim.relation == relation:
            one, other = sorted((claim.subject, claim.object))
            same[one, other, claim.issue or "", claim.current].append(claim)
    return tuple(stated(claims, dossier) for _, claims in sorted(same.items()))


def _of(classes: frozenset[str], dossier: Dossier) -> list[Event]:
    """The events of some classes and of those below them, in the order of time."""
    return [e for e in dossier.events if not classes.isdisjoint(dossier.ontology.ancestors(e.type))]
