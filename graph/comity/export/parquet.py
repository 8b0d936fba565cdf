"""Tables as Parquet, records and lists as they are: needs pyarrow, the extra `comity[parquet]`.

pyarrow (Apache-2.0) is 55 MB, which is why it is an extra; fastparquet, the other library, brings pandas and flattens records.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from comity.errors import InputError
from comity.export.fields import FIELDS, Row

if TYPE_CHECKING:
    import pyarrow

Shape = str | list["Shape"] | Mapping[str, "Shape"]

_TEXT, _NUMBER, _WHOLE, _TRUTH = "string", "double", "int64", "bool"
_ACTOR = dict.fromkeys(("name", "type", "code"), _TEXT)
_ENTITY = dict.fromkeys(
    ("code", "sector", "entity_text", "identifier_id", "identifier_text"), _TEXT
)
_CITE = ("title", "publication", "url", "language", "coder", "codebook", "version")
_SHAPES: Mapping[str, Mapping[str, Shape]] = {
    "events": {
        "types": [_TEXT],
        "actors": [_ACTOR],
        "recipients": [_ACTOR],
        "place": {"name": _TEXT},
        "date": {"start": _TEXT, "end": _TEXT},
        "topics": [dict.fromkeys(("id", "label", "broader"), _TEXT)],
        "evidence": [{"start": _WHOLE, "end": _WHOLE, "quote": _TEXT}],
        "confidence": _NUMBER,
        "certainty": _NUMBER,
        "trust": {"reading": _NUMBER, "certainty": _NUMBER, "sources": _WHOLE},
    },
    "offices": {},
    "claims": {
        "subject": _ACTOR,
        "object": _ACTOR,
        "current": _TRUTH,
        "evidence": [{"start": _WHOLE, "end": _WHOLE, "quote": _TEXT}],
    },
    "plover": {
        "actors": [_ACTOR],
        "recipients": [_ACTOR],
        "has_event": _TRUTH,
        "event": [_TEXT],
        "context": [_TEXT],
        "quad_code": _WHOLE,
        "event_scale": _NUMBER,
        "actor": [_ENTITY],
        "recipient": [_ENTITY],
        "event_loc": dict.fromkeys(("extracted_place", "resolved_place", "country_code"), _TEXT),
        "text_info": dict.fromkeys(("sequence", "start", "end"), _WHOLE),
        "cite_info": dict.fromkeys(_CITE, _TEXT),
    },
}
"""Of each table the fields that are no texts."""


def to_parquet(rows: Sequence[Row], *, kind: str = "events") -> bytes:
    """The table `kind`; an empty one has its columns too. The same rows give the same bytes by the same pyarrow.

    Raises:
        InputError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            "Parquet needs pyarrow, which is not installed; run `pip install 'comity[parquet]'`, or write jsonl or csv"
        ) from error
    columns = [(name, _type(_SHAPES[kind].get(name, _TEXT))) for name in FIELDS[kind]]
    table = pyarrow.Table.from_pylist(list(rows), schema=pyarrow.schema(columns))
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _type(shape: Shape) -> pyarrow.DataType:
    """The Arrow type of a shape: a list of one shape, a record of several, or a plain value."""
    import pyarrow

    if isinstance(shape, str):
        return pyarrow.type_for_alias(shape)
    if isinstance(shape, list):
        return pyarrow.list_(_type(shape[0]))
    return pyarrow.struct([(name, _type(part)) for name, part in shape.items()])
