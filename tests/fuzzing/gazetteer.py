"""Any bytes as a user's table of names: it is told which cell is wrong, or its names are there."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from comity.errors import InputError
from comity.knowledge.entries import BEYOND_STATES, Entry, arrange
from comity.knowledge.supplement import COLUMNS, add_names
from fuzzing import scratch
from fuzzing.editing import edited

KNOWN = MappingProxyType(
    {
        "state/jpn": Entry("state/jpn", "State", "Japan", "JPN", "Q17", "JPN", ()),
        "igo/united-nations": Entry(
            "igo/united-nations", "IntergovernmentalOrganization", "UN", "IGO", None, None, ()
        ),
    }
)
TABLE = b"""entry,text,kind,since,until,type,name,code,wikidata
org/nile-forum,Nile Forum,name,,,Organization,Nile Forum,NGO,Q12
org/nile-forum,NF,short,2019-02-12,2020-01-01,,,,
state/jpn,Nagatacho,metonym,,,,,,
state/xyz,Xyzland,,,,State,,,
igo/united-nations,"the ""world"" body",,,,,,IGO,
"""
WORDS = (
    *(name.encode() for name in COLUMNS), b"org/a", b"state/jpn", b"state/abc", b"place/p", b"igo/i", b",", b'"', b'""', b"\n", b"\r",
    b"\x0b", b"\xe2\x80\xa8", b"\xc2\x85", b"\x00", b"\xff", b"\xef\xbb\xbf", b"Organization", b"State", b"Place", b"IGO", b"NGO",
    b"JPN", b"Q1", b"Q0", b"2019-02-12", b"20190212", b"2019-W01-1", b"the ", b"'", b"|", b"metonym", b"context", b" " * 9,
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """The table, plain and edited."""
    yield b"\0" + TABLE
    yield b"\xff" + bytes(range(48))
    yield b"\0entry,text\norg/a,\xe2\x80\xa8\n"


def check(data: bytes) -> None:
    """The bytes, or edits of a table."""
    table = edited(TABLE, data[1:], WORDS) if data[:1] > b"\x7f" else data[1:]
    path = scratch() / "names.csv"
    path.write_bytes(table)
    try:
        entries, forms = add_names(path, KNOWN)
    except InputError as error:
        assert "names.csv" in str(error)
        str(error).encode("utf-8")
        return
    assert KNOWN.keys() <= entries.keys()
    for form in forms:
        assert form.entry in entries
        assert form.text == " ".join(form.text.split()) != ""
        assert form.since is None or form.until is None or form.since <= form.until
        repr(form).encode("utf-8")
    for name, entry in entries.items():
        assert entry.id == name
        assert entry.name
        assert (
            entry.code is None
            or entry.code in BEYOND_STATES
            or f"state/{entry.code.lower()}" in entries
        )
    arrange(forms, {name: entry.type for name, entry in entries.items()})
