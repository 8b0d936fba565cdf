"""How an act is done, and why, as PLOVER says it (mode and context), and the code that CAMEO has for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from comity.export.folding import base_type, trigger_word
from comity.knowledge.cameo import Coding, code_of
from comity.knowledge.ontology import Ontology
from comity.knowledge.plover import load_plover
from comity.model import Issue, Report

_MULTILATERAL = 3


def mode_of(
    type_: str, report: Report, ontology: Ontology, *, codes: Collection[str | None]
) -> str | None:
    """The mode of a PLOVER type by the word of the event or its class; None where PLOVER or the text has none.

    `codes` are those of the states on both sides, of which three make a meeting multilateral.
    """
    modes = load_plover().modes.get(type_, {})
    above = ontology.ancestors(report.type)
    if type_ == "THREATEN":
        return modes.get(base_type(report.type, report.status, ontology, rule=report.rule) or "")
    if type_ == "CONSULT":
        if "Visit" in above:
            return "visit"
        if "Call" in above:
            return "phone"
        if len(set(codes) - {None}) >= _MULTILATERAL or "Conference" in above:
            return "multilateral"
    return modes.get(trigger_word(report.rule))


def cameo(
    type_: str | None, act: str | None, mode: str | None, report: Report, ontology: Ontology
) -> str | None:
    """The code of CAMEO for a report that PLOVER codes so; `act` is the type of the act itself, before folding."""
    word = trigger_word(report.rule)
    kinds = ontology.ancestors(report.type)
    return code_of(Coding(type_, act, kinds, str(report.status), mode, word))


def contexts_of(topics: Iterable[str], issues: Mapping[str, Issue]) -> list[str]:
    """PLOVER's contexts of some issues, sorted: of an issue that has none, those of the one above it.

    >>> contexts_of(["issue/x"], {"issue/x": Issue("issue/x", "X", (), "issue/trade")})
    ['economic']
    """
    return sorted({context for topic in topics for context in _contexts(topic, issues)})


def _contexts(topic: str, issues: Mapping[str, Issue]) -> tuple[str, ...]:
    known = load_plover().contexts
    at: str | None = topic
    while at is not None:
        if at in known:
            return known[at]
        found = issues.get(at)
        at = None if found is None else found.broader
    return ()
