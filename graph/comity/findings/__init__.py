"""What the measures find in a graph, section by section, each number with the events it stands on, and how it is written."""

from collections.abc import Callable, Mapping

from comity.findings.actors import balance, leaders, states
from comity.findings.dyad import between, course, turns
from comity.findings.issues import attention, driven, followed
from comity.findings.study import Row, Section, Study, study
from comity.findings.writing import FORMATS, events_in, to_json, to_markdown

SECTIONS: Mapping[str, Callable[[Study], Section]] = {
    "leaders": leaders,
    "states": states,
    "balance": balance,
    "course": course,
    "turns": turns,
    "between": between,
    "attention": attention,
    "driven": driven,
    "followed": followed,
}
"""The sections in the order in which they stand; one more is a function and a line here."""


def sections(of: Study) -> tuple[Section, ...]:
    """Every section of `SECTIONS`."""
    return tuple(make(of) for make in SECTIONS.values())


__all__ = [
    "FORMATS",
    "SECTIONS",
    "Row",
    "Section",
    "Study",
    "events_in",
    "sections",
    "study",
    "to_json",
    "to_markdown",
]
