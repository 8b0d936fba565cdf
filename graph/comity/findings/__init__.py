"""What the measures find in a graph, section by section, each number with the events it stands on, and how it is written."""

from collections.abc import Callable, Mapping, Sequence

from comity.errors import AnalysisError
from comity.findings.actors import leaders, people, states, ties
from comity.findings.charted import Chart, Look, Point
from comity.findings.dyad import bearing, course, replies, turns
from comity.findings.issues import alike, attention, company, driven, followed, together
from comity.findings.structure import balance, brokers, circles, groups, mediators, shape
from comity.findings.study import Row, Section, Study, study
from comity.findings.writing import (
    CAUTION,
    FORMATS,
    RANGED,
    cell,
    events_in,
    is_number,
    to_json,
    to_markdown,
)

SECTIONS: Mapping[str, Callable[[Study], Section]] = {
    "leaders": leaders,
    "people": people,
    "circles": circles,
    "brokers": brokers,
    "states": states,
    "ties": ties,
    "groups": groups,
    "mediators": mediators,
    "shape": shape,
    "balance": balance,
    "course": course,
    "turns": turns,
    "replies": replies,
    "between": bearing,
    "attention": attention,
    "driven": driven,
    "together": together,
    "alike": alike,
    "company": company,
    "followed": followed,
}
"""The sections in the order in which they stand; one more is a function and a line here."""


def sections(of: Study, only: Sequence[str] = ()) -> tuple[Section, ...]:
    """The sections named in `only`, or every one, in the order of `SECTIONS`.

    Raises:
        AnalysisError: there is no section of such a name.
    """
    for name in only:
        if name not in SECTIONS:
            raise AnalysisError(f"no section '{name}'; there are {', '.join(SECTIONS)}")
    return tuple(make(of) for name, make in SECTIONS.items() if not only or name in only)


__all__ = [
    "CAUTION",
    "FORMATS",
    "RANGED",
    "SECTIONS",
    "Chart",
    "Look",
    "Point",
    "Row",
    "Section",
    "Study",
    "cell",
    "events_in",
    "is_number",
    "sections",
    "study",
    "to_json",
    "to_markdown",
]
