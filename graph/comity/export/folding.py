"""The PLOVER type of an event: folded by class, status and word, after the PLOVER manual, draft 2.0.

It is a view and never touches the graph: there a planned meeting stays a meeting that is planned.
"""

from __future__ import annotations

from comity.knowledge.ontology import Ontology
from comity.knowledge.plover import load_plover
from comity.model import Status

_AHEAD = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
    "PROTEST": "THREATEN",
    "SANCTION": "THREATEN",
    "COERCE": "THREATEN",
    "ASSAULT": "THREATEN",
}
_REFUSED = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_REAL = (Status.OCCURRED, Status.ONGOING)


def plover(
    type_: str, status: str, ontology: Ontology, *, joint: bool = False, rule: str = ""
) -> str | None:
    """The PLOVER code of an event class and status, or None where PLOVER has none.

    What lies ahead is an agreement to do it (CONSULT, SUPPORT, COOPERATE, AID), a concession (RETREAT) or,
    of an act of conflict, a threat; a cancelled meeting or a refused cooperative act is REJECT; an exercise
    of several states (`joint`) is COOPERATE. An act of conflict that is denied did not take place and has no
    code. `rule` is that of the report: some words of a class are of another type (`ontology/plover.toml`).

    Raises:
        OntologyError: the ontology has no class `type_`.
    """
    code = base_type(type_, status, ontology, joint=joint, rule=rule)
    if code is None or status in _REAL:
        return code
    if status == Status.DENIED:
        return "REJECT" if code in _REFUSED else None
    return _AHEAD.get(code, code)


def base_type(
    type_: str, status: str, ontology: Ontology, *, joint: bool = False, rule: str = ""
) -> str | None:
    """The PLOVER type of the act itself, whether or not it took place.

    Raises:
        OntologyError: the ontology has no class `type_`.
    """
    above = ontology.ancestors(type_)
    word = trigger_word(rule)
    for fold in load_plover().folds:
        if fold.kind == type_ and word in fold.triggers and status in (fold.status or {status}):
            return fold.type
    if joint and "MilitaryExercise" in above:
        return "COOPERATE"
    classes = (ontology.event_classes[name] for name in above if name in ontology.event_classes)
    return next((c.plover for c in classes if c.plover), None)


def trigger_word(rule: str) -> str:
    """The trigger, as the lexicon has it, of the rule of a report.

    >>> trigger_word("noun:Meeting:talks+hold since"), trigger_word("verb:Appointment:step down")
    ('talks', 'step down')
    """
    return rule.rpartition(":")[2].partition("+")[0].removesuffix(" since")
