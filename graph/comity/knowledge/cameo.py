"""The codes of CAMEO for events that comity codes after PLOVER: `ontology/cameo.csv`, checked and ready to look up.

PLOVER's types are CAMEO's two-digit classes (the table in the README of openeventdata/PLOVER), its modes most of CAMEO's third
digit. Rows are tried in their order, so that the finer ones stand above the class as a whole (`040`, `160`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.rows import TableRow, read_table

COLUMNS = ("code", "plover", "act", "class", "status", "mode", "words", "means")
_CODE = re.compile(r"(?:0[1-9]|1\d|20)\d{1,2}")


@dataclass(frozen=True, slots=True)
class Cameo:
    """One row: a code, what it means, and the events that have it; what is empty does not matter.

    `act` is the PLOVER type that the event would be had it taken place, where `plover` is another.
    """

    code: str
    means: str
    plover: str
    act: str
    kind: str
    status: frozenset[str]
    mode: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Coding:
    """How PLOVER codes an event: type and mode, that of the act itself, the classes of the event, its status and word."""

    plover: str | None
    act: str | None
    kinds: Collection[str]
    status: str
    mode: str | None
    word: str


def code_of(coding: Coding) -> str | None:
    """The code of the first row that fits, None where CAMEO has no code for such an event.

    >>> code_of(Coding("CONSULT", "CONSULT", ("Visit", "Consultation"), "occurred", "visit", "travel to"))
    '042'
    """
    return next((row.code for row in load_cameo() if _fits(row, coding)), None)


@cache
def load_cameo(path: Path | None = None) -> tuple[Cameo, ...]:
    """The rows of `ontology/cameo.csv`, or of the table at `path`, in their order.

    Raises:
        OntologyError: a code is none of CAMEO's form, or a row fits every event.
    """
    place = resources.folder("ontology") / "cameo.csv" if path is None else path
    return tuple(_row(row) for row in read_table(place, COLUMNS))


def _row(row: TableRow) -> Cameo:
    code = row.need("code")
    if not _CODE.fullmatch(code):
        raise OntologyError(f"{row.where}:code: found {code!r}; CAMEO's have three or four digits")
    if not (row.values["plover"] or row.values["class"]):
        raise OntologyError(f"{row.where}:plover: found nothing; give a type or a class")
    return Cameo(
        code=code,
        means=row.need("means"),
        plover=row.values["plover"],
        act=row.values["act"],
        kind=row.values["class"],
        status=_several(row.values["status"]),
        mode=row.values["mode"],
        words=_several(row.values["words"]),
    )


def _several(value: str) -> frozenset[str]:
    return frozenset(value.split("|")) if value else frozenset()


def _fits(row: Cameo, coding: Coding) -> bool:
    return (
        row.plover in ("", coding.plover)
        and row.act in ("", coding.act)
        and (not row.kind or row.kind in coding.kinds)
        and (not row.status or coding.status in row.status)
        and row.mode in ("", coding.mode)
        and (not row.words or coding.word in row.words)
    )
