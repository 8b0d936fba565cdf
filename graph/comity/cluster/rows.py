"""The rows of an Arrow batch as articles, whatever engine made it and whatever types its columns have."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import pyarrow as pa

from comity.articles import BadArticle, of_row
from comity.model import Article
from comity.tables import Row, json_rows, printable

COLUMNS = ("text", "id", "title", "published", "publisher", "url", "note")
"""The columns of a table of articles; all but the text may be missing."""

LINE = "line"
"""The one column of a table of lines of JSON, each with those fields, as bytes."""

_DAY = len("2031-03-12")


def articles_of(batch: pa.RecordBatch, *, max_chars: int) -> Iterator[Article | BadArticle]:
    """The articles of a batch with `COLUMNS`, or with the column `LINE`, in the order of its rows.

    An article is named by its id. A row without one is named by a digest of what it holds, since rows have no numbers on a
    cluster: the same row has the same name in whatever part of the table it stands.
    """
    for row in _lines(batch) if LINE in batch.schema.names else _rows(batch):
        yield of_row(row, max_chars)


def _lines(batch: pa.RecordBatch) -> Iterator[Row]:
    for data in batch.column(LINE).cast(pa.binary()).to_pylist():
        where = f"line-{_digest(data)}"
        for row in json_rows([data], where):
            yield Row(_place(row.values.get("id"), where), row.values, row.error)


def _rows(batch: pa.RecordBatch) -> Iterator[Row]:
    names = [name for name in COLUMNS if name in batch.schema.names]
    columns = [_values(batch.column(name)) for name in names]
    for values in zip(*columns, strict=True):
        row = dict(zip(names, values, strict=True))
        where = f"row-{_digest(json.dumps(row).encode())}"
        yield Row(_place(row.get("id"), where), row)


def _values(column: pa.Array) -> list[object]:
    """The values of a column as JSON has them: days as text, and bytes as text with what is no UTF-8 marked."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us"), safe=False)  # of UTC
    if pa.types.is_temporal(kind):
        return [value and value[:_DAY] for value in column.cast(pa.string()).to_pylist()]
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        column = column.cast(pa.large_binary())
    return [_value(value) for value in column.to_pylist()]


def _value(value: object) -> object:
    match value:
        case None | str() | int() | float():
            return value
        case bytes():
            return value.decode("utf-8", "surrogateescape")
        case list() | dict():
            return json.loads(json.dumps(value, default=str))
    return str(value)


def _place(name: object, otherwise: str) -> str:
    """What a row is called when something is said of it."""
    known = isinstance(name, str | int) and str(name).strip()
    return printable(str(name).strip()) if known else otherwise


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
