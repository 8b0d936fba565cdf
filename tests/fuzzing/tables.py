"""Any bytes as a table under a heading: csv_rows gives what Python's own reader does, or says which lines it leaves out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from comity.csv_tables import csv_rows
from comity.errors import InputError
from fuzzing import ROOT, scratch

WORDS = (
    b'"',
    b'""',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\x00",
    b"\xff",
    b'"\n"',
    b'",\n',
    b"text",
    b"id,text\n",
)


def seeds() -> Iterator[bytes]:
    """Beginnings of the tables that come with comity, and broken rows."""
    for path in (ROOT / "seeds" / "index.csv", ROOT / "ontology" / "names.csv"):
        yield path.read_bytes()[:500].partition(b"\n")[2]
    yield b'1,"a\n2,b\n3,c\n'
    yield b'1,"a\nhe "said" so,\nb"\n2,b\n'
    yield b'1,"a"b\n\n2,b,c,d\r\n3\r4,"x\r\ny"'


def check(data: bytes) -> None:
    """What stands below a broken row is read, and a table that is whole is read as it is."""
    path = scratch() / "table.csv"
    path.write_bytes(b"id,text,note\n" + data)
    try:
        rows = list(csv_rows(path, required="text", longest=500))
    except InputError as error:
        raise AssertionError("the heading is whole") from error
    places = [int(row.where.rpartition(":")[2]) for row in rows]
    assert places == sorted(places)
    assert all(place > 1 for place in places)
    whole = _read(data)
    if whole is not None and max(map(len, whole), default=0) <= 3:
        short = all(sum(map(len, row)) < 200 for row in whole)
        got = [tuple(row.values.values()) for row in rows if row.error is None]
        if short:
            assert got == [tuple(row) for row in whole if row]
            assert not [row for row in rows if row.error]
    path.write_bytes(b"id,text,note\n" + data + b'\n"last","last","last"\n')
    again = list(csv_rows(path, required="text", longest=500))
    if data.count(b'"') % 2 == 0 and whole is not None:
        assert again[-1].values.get("text") == "last"


def _read(data: bytes) -> list[list[str]] | None:
    """The rows as Python's reader has them; None where it refuses them."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return None
