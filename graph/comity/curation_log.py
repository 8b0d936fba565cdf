"""The log of a person's decisions on a graph: `curations.toml`, written by hand or by `comity curate`.

    [[decision]]
    by = "Ana Ruiz"
    on = 2026-11-27
    why = "Both tell of the summit of 7 May."
    same-event = [
      { article = "9d0f4c2e81ab", span = [120, 188] },
      { article = "51be20aa7c03", span = [44, 90], class = "Summit" },
    ]

A place is the SHA-256 of an article's text, or twelve or more of its first digits, with a half-open range of its
characters, so that a decision outlives the rules by which the article was read. It is TOML and not CSV since the five
kinds of decision have different parts, and since whoever adds one appends lines and changes none.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from comity.curations import LEAST, NONE, Curations, Decision, Field, Kind, Spot
from comity.dates import to_when
from comity.errors import InputError
from comity.model import Span, Status
from comity.tables import read_bytes

LOG = "curations.toml"
_HEADER = re.compile(r'\s*\[\[\s*"?decision"?\s*\]\]')
_DIGITS = re.compile(rf"[0-9a-f]{{{LEAST},64}}")
_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_LISTS = (Field.ACTORS, Field.RECIPIENTS, Field.TOPICS)
_COMMON = ("by", "on", "why")


def read(path: Path) -> Curations:
    """The decisions in a file; none where there is no file.

    Raises:
        InputError: it cannot be read; the message names the line.
    """
    return parse(read_bytes(path), str(path)) if path.exists() else NONE


def parse(data: bytes, name: str) -> Curations:
    """The decisions in the bytes of the file `name`.

    >>> parse(b"", "curations.toml").decisions
    ()

    Raises:
        InputError: they are no log; the message names the line.
    """
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: {error}; write it in UTF-8") from error
    except RecursionError as error:
        raise InputError(f"{name}: brackets in brackets, too deep; write it flatter") from error
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        at = f"{name}:{line and line[1] or len(data.splitlines())}"
        raise InputError(
            f"{at}: no TOML: {_LINE.sub('', str(error))}; correct the line or the one above it"
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"{name}: {str(error).partition(';')[0]}; write it shorter") from error
    rows = table.pop("decision", [])
    if table:
        known = "each decision begins with a line [[decision]]"
        raise InputError(f"{name}: found {', '.join(sorted(table))} outside of a decision; {known}")
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if _HEADER.match(line)]
    if not isinstance(rows, list) or len(lines) != len(rows):
        raise InputError(f"{name}: begin each decision with a line [[decision]], and none else")
    found = (_decision(row, f"{name}:{n}") for row, n in zip(rows, lines, strict=True))
    return Curations(tuple(found))


def to_toml(decision: Decision) -> str:
    """The lines of a decision, to be appended to a log.

    >>> spot = Spot("9d0f4c2e81ab", Span(1, 5))
    >>> print(to_toml(Decision(Kind.WRONG_REPORT, "A. R.", date(2026, 11, 27), "", (spot,))))
    [[decision]]
    by = "A. R."
    on = 2026-11-27
    wrong-report = { article = "9d0f4c2e81ab", span = [1, 5] }
    <BLANKLINE>
    """
    lines = ["[[decision]]", f"by = {_text(decision.by)}", f"on = {decision.on.isoformat()}"]
    lines += [f"why = {_text(decision.why)}"] if decision.why else []
    spots = [_spot_text(spot) for spot in decision.spots]
    if decision.kind.on_pair:
        lines += [f"{decision.kind} = [", *(f"  {spot}," for spot in spots), "]"]
    else:
        lines.append(f"{decision.kind} = {spots[0]}")
    if decision.kind is Kind.PREFERRED_NAME:
        lines.append(f"name = {_text(decision.values[0])}")
    elif decision.sets in _LISTS:
        lines.append(f"{decision.sets} = [{', '.join(map(_text, decision.values))}]")
    elif decision.sets is not None:
        lines.append(f"{decision.sets} = {_text(''.join(decision.values))}")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A TOML string: that of JSON, but for the one control character that only JSON allows."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _spot_text(spot: Spot) -> str:
    kind = f", class = {_text(spot.type)}" if spot.type else ""
    return f'{{ article = "{spot.article}", span = [{spot.span.start}, {spot.span.end}]{kind} }}'


def _decision(row: Mapping[str, Any], where: str) -> Decision:  # what a TOML table holds
    kinds = [kind for kind in Kind if kind in row]
    if len(kinds) != 1:
        raise InputError(f"{where}: a decision has one of {', '.join(Kind)}; found {len(kinds)}")
    kind = kinds[0]
    parts = {Kind.RIGHT_VALUE: tuple(Field), Kind.PREFERRED_NAME: ("name",)}.get(kind, ())
    _check_keys(row, (*_COMMON, kind, *parts), where)
    by, why = _words(row, "by", where), row.get("why", "")
    if not by or not isinstance(why, str):
        raise InputError(
            f'{where}: say who decided, by = "a name", and why, in quotes or not at all'
        )
    set_, values = _value(row, kind, where)
    return Decision(
        kind, by, _day(row, where), why.strip(), _spots(row, kind, where), set_, values, where
    )


def _check_keys(row: Mapping[str, object], allowed: tuple[str, ...], where: str) -> None:
    for key in row:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(allowed)}"
            raise InputError(f"{where}: {key} does not belong to this decision; {hint}")


def _words(row: Mapping[str, object], key: str, where: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"{where}: {key} is {value}; give it in quotes")
    return value.strip()


def _day(row: Mapping[str, object], where: str) -> date:
    value = row.get("on")
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise InputError(f"{where}: on is {value}; give the day as 2026-11-27") from error


def _value(
    row: Mapping[str, object], kind: Kind, where: str
) -> tuple[Field | None, tuple[str, ...]]:
    """What a decision sets, and to what; a value of "" is none."""
    if kind is Kind.PREFERRED_NAME:
        if not (name := _words(row, "name", where)):
            raise InputError(f'{where}: the preferred name is missing; give name = "..."')
        return None, (name,)
    if kind is not Kind.RIGHT_VALUE:
        return None, ()
    fields = [field for field in Field if field in row]
    if len(fields) != 1:
        raise InputError(f"{where}: a right value is of one of {', '.join(Field)}")
    name = fields[0]
    given = row[name]
    values = given if name in _LISTS and isinstance(given, list) else [_words(row, name, where)]
    if not all(isinstance(value, str) for value in values):
        raise InputError(f"{where}: {name} is {given}; give names in quotes")
    _check_value(name, values, where)
    return name, tuple(value.strip() for value in values if value.strip())


def _check_value(name: Field, values: list[str], where: str) -> None:
    try:
        for value in filter(None, values):
            if name is Field.STATUS:
                Status(value)
            elif name is Field.DATE:
                to_when(value)
    except ValueError as error:
        allowed = (
            ", ".join(Status)
            if name is Field.STATUS
            else "2023, 2023-05, 2023-05-07 or 2023-05-07/2023-05-09"
        )
        raise InputError(f"{where}: {name} is {values[0]}; give {allowed}") from error
    if name in (Field.TYPE, Field.STATUS) and not any(values):
        raise InputError(f"{where}: a report cannot be without {name}; give one")


def _spots(row: Mapping[str, Any], kind: Kind, where: str) -> tuple[Spot, ...]:
    given = row[kind] if kind.on_pair else [row[kind]]
    if not isinstance(given, list) or len(given) != (2 if kind.on_pair else 1):
        raise InputError(
            f"{where}: {kind} is about {'two places' if kind.on_pair else 'one place'}"
        )
    return tuple(_spot(value, where) for value in given)


def _spot(value: object, where: str) -> Spot:
    shape = '{ article = "<12 or more digits of the SHA-256>", span = [start, end] }'
    if not isinstance(value, dict):
        raise InputError(f"{where}: found {value}; a place is {shape}")
    _check_keys(value, ("article", "span", "class"), where)
    article, span = _words(value, "article", where).lower(), value.get("span")
    if not _DIGITS.fullmatch(article):
        raise InputError(f"{where}: the article is '{article}'; a place is {shape}")
    if not isinstance(span, list) or len(span) != 2 or not all(type(n) is int for n in span):
        raise InputError(f"{where}: the span is {span}; give [start, end]")
    if not 0 <= span[0] < span[1]:
        raise InputError(f"{where}: the span is {span}; give the end after the start")
    return Spot(article, Span(span[0], span[1]), _words(value, "class", where) or None)
