"""Tables as lines: JSONL and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from comity.export.fields import FIELDS

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def to_jsonl(rows: Iterable[Mapping[str, object]]) -> str:
    r"""One JSON object a line, each line ended.

    >>> to_jsonl([{"article": "a.txt", "title": "café"}])
    '{"article": "a.txt", "title": "café"}\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def to_csv(rows: Iterable[Mapping[str, object]], *, kind: str = "events") -> str:
    """The table `kind` with a heading and flat cells: several values are divided by a bar.

    A date becomes `start` and `end`; actors, recipients, subject and object have their codes in a
    column of their own; evidence is the quotes. Of PLOVER's records each column is one key. A text that a spreadsheet would take
    for a formula has an apostrophe before it.
    """
    columns = [pair for field in FIELDS[kind] for pair in _COLUMNS.get(field, [(field, _text)])]
    fields = [field for field in FIELDS[kind] for _ in _COLUMNS.get(field, [(field, _text)])]
    lines = [_line(heading for heading, _ in columns)]
    for row in rows:
        cells = zip(fields, columns, strict=True)
        lines.append(_line(_guarded(cell(row.get(field))) for field, (_, cell) in cells))
    return "".join(lines)


def _line(cells: Iterable[str]) -> str:
    """A line of CSV; the writer quotes a carriage return only where it ends its lines with one."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _guarded(cell: str) -> str:
    """The cell as a spreadsheet does not run it, numbers as they are (OWASP, "CSV Injection").

    >>> _guarded("=HYPERLINK(A1)"), _guarded("-3.5"), _guarded("- a dash")
    ("'=HYPERLINK(A1)", '-3.5', "'- a dash")
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def _text(value: object) -> str:
    """`value` as one cell: of records the name, label or quote, of lists all of them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " | ".join(_text(v) for v in value)
    if isinstance(value, dict):
        return _text(next(value[key] for key in ("name", "label", "quote") if key in value))
    return str(value)


def _part(key: str) -> Callable[[object], str]:
    """The cell made of `key` alone of a record or of each record of a list."""

    def cell(value: object) -> str:
        records = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        return " | ".join(_text(record[key]) for record in records)

    return cell


_COLUMNS: Mapping[str, Sequence[tuple[str, Callable[[object], str]]]] = {
    "date": [("start", _part("start")), ("end", _part("end"))],
    "trust": [(f"event_{key}", _part(key)) for key in ("reading", "certainty", "sources")],
    **{
        field: [(field, _text), (f"{field}_code", _part("code"))]
        for field in ("actors", "recipients", "subject", "object")
    },
    **{
        field: [(f"{field}_text", _part("entity_text")), (f"{field}_sector", _part("sector"))]
        for field in ("actor", "recipient")
    },
    "event_loc": [
        ("extracted_place", _part("extracted_place")),
        ("place_country", _part("country_code")),
    ],
    "text_info": [("text_start", _part("start")), ("text_end", _part("end"))],
    "cite_info": [(key, _part(key)) for key in ("title", "publication", "url")],
}
