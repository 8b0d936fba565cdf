"""What somebody did, does, is to do or may do: the verbs of a brief."""

from __future__ import annotations

from comity.findings.briefs.dossier import Dossier
from comity.model import Event, Status
from comity.network import VERBS

ALONE = {
    "Consultation": ("held consultations", "hold consultations"), "Meeting": ("held a meeting", "hold a meeting"),
    "Summit": ("held a summit", "hold a summit"),
    "Conference": ("took part in a conference", "take part in a conference"),
    "Visit": ("made a visit", "make a visit"), "Call": ("spoke by telephone", "speak by telephone"),
    "Negotiation": ("negotiated", "negotiate"), "Agreement": ("made an agreement", "make an agreement"),
    "Support": ("expressed support", "express support"), "Concession": ("made a concession", "make a concession"),
    "Offer": ("made an offer", "make an offer"), "Apology": ("apologised", "apologise"),
    "Cooperation": ("cooperated", "cooperate"), "Aid": ("gave aid", "give aid"), "Retreat": ("gave way", "give way"),
    "Request": ("made a request", "make a request"), "Accusation": ("voiced criticism", "voice criticism"),
    "Rejection": ("rejected a demand or account", "reject a demand or account"), "Threat": ("made a threat", "make a threat"),
    "Protest": ("protested", "protest"), "Sanction": ("took a punitive measure", "take a punitive measure"),
    "Mobilization": ("mobilised forces", "mobilise forces"), "WeaponsTest": ("tested weapons", "test weapons"),
    "MilitaryExercise": ("held an exercise", "hold an exercise"), "Coercion": ("used coercion", "use coercion"),
    "Assault": ("made an attack", "make an attack"), "Statement": ("made a statement", "make a statement"),
    "Ruling": ("gave a ruling", "give a ruling"), "Tribute": ("paid tribute", "pay tribute"),
    "Appointment": ("made an appointment", "make an appointment"), "Incident": ("was in an incident", "be in an incident"),
}  # fmt: skip
"""Past and bare form of the verb of what is told without anybody to whom it is done; see `network.VERBS`."""


TOWARDS = {
    **VERBS,
    "Rejection": ("rejected a demand or account of", "reject a demand or account of"),
    "Sanction": ("took a punitive measure against", "take a punitive measure against"),
}
"""The verbs towards somebody: those of the network, wider where the class is wider (to expel an envoy is a `Sanction`)."""


def verb(event: Event, dossier: Dossier, *, towards: bool, many: bool) -> str:
    """The verb of an event by its class, or the nearest above it that has one, else its label between dashes.

    `towards` says whether someone follows to whom it is done, `many` whether several do it.
    """
    table = TOWARDS if towards else ALONE
    for name in dossier.ontology.ancestors(event.type):
        if name in table:
            past, bare = table[name]
            done = event.status is Status.OCCURRED
            return past if done else f"{_auxiliary(event, dossier, many)} {bare}"
    label = dossier.ontology.event_classes[event.type].label.lower()
    return f"– {label}{' –' if towards else ''}"


def _auxiliary(event: Event, dossier: Dossier, many: bool) -> str:
    """What stands before the bare verb of what did not simply happen."""
    to_be = "are" if many else "is"
    match event.status:
        case Status.ONGOING:
            return "continue to" if many else "continues to"
        case Status.PLANNED:
            return f"{to_be} to"
        case Status.POSSIBLE:
            return "may"
        case _:
            return _denial(event, dossier, to_be)


def _denial(event: Event, dossier: Dossier, to_be: str) -> str:
    """How what is denied or called off is said: by whether its day lay behind or ahead when that was told."""
    days = [
        d
        for r in dossier.tellings(event)
        if r.status is Status.DENIED and (d := dossier.published(r))
    ]
    when = event.when
    if days and when and when.earliest and when.latest:
        if when.latest <= min(days):
            return "did not"
        if when.earliest > max(days):
            return f"{to_be} not to"
    return f"did not, or {to_be} not to,"
