"""What was read of an article, edited anywhere in its file: it is refused in words, or becomes a graph that is read back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

import short_articles
from comity.assemble import merge
from comity.errors import ComityError, InputError, StoreError
from comity.extractions import Made, file_of, from_json, to_json
from comity.model import to_article
from comity.rdf.formats import FORMATS, to_format
from comity.rdf.quads import Quad, Run, from_quads, to_quads
from fuzzing.editing import edited

WORDS = (
    b"person/", b"state/ken", b"report/", b"sentence/", b"article/", b"issue/", b"null", b"true", b"false", b"-1", b"0", b"1.5", b"1e999",
    b"9" * 25, b"[]", b"{}", b'""', b'"', b",", b":", b"\\u0000", b"\\ud800", b"\\n", b"\\u202e", b"%zz", b" ", b"<", b">", b"{", b"}",
    b"\\ufffe", b"\xf0\x9f\x95\x8a", b"occurred", b"planned", b"Meeting", b"Summit", b"day", b"month", b"unresolved", b"2031-03-02",
    b"0001-01-01", b"9999-12-31", b"recipient", b"actor", b"[" * 40, b"\xff", b"\x00",
)  # fmt: skip
_LOSSLESS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
_UNIONS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}


@cache
def _read() -> tuple[bytes, Path]:
    """An extraction as its file has it, and the name of that."""
    text = (
        "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-02.\nKenya backed Brazil, according to Vik.\n"
        "Jonas Vik accused Kenya over tea duties.\nVik is Foreign Minister of Brazil."
    )
    found = short_articles.extraction(to_article(text, name="a.txt", title="A title"))
    return to_json(found, Made("0", "none", "0")), Path(file_of(found.citation.id))


def seeds() -> Iterator[bytes]:
    """The file, plain and edited."""
    yield b"\0" + _read()[0]
    yield b"\x80"
    yield b"\x80" + bytes(range(64))


def check(data: bytes) -> None:
    """The bytes where the first is below 128, else edits of the file."""
    first = data[0] if data else 0
    base, where = _read()
    try:
        kept = from_json(edited(base, data[1:], WORDS) if first > 127 else data[1:], where=where)
    except StoreError as error:
        str(error).encode("utf-8", "backslashreplace")
        return
    assert from_json(to_json(kept.extraction, kept.made), where=where) == kept
    try:
        knowledge = merge([kept.extraction])
        quads = to_quads(knowledge, run=Run("0", "none"))
    except ComityError:
        return
    _check_written(quads)
    nquads = pyoxigraph.parse(to_format(quads, "nq"), format=RdfFormat.N_QUADS)
    try:
        assert to_quads(from_quads(nquads), run=Run("0", "none")) == quads
    except StoreError as error:
        str(error).encode("utf-8", "backslashreplace")


def _check_written(quads: list[Quad]) -> None:
    """Every format is read back as the same statements."""
    assert {*_LOSSLESS, *_UNIONS} == set(FORMATS)
    for form, parsed in _LOSSLESS.items():
        assert set(pyoxigraph.parse(to_format(quads, form), format=parsed)) == set(quads), form
    triples = {quad.triple for quad in quads}
    for form, parsed in _UNIONS.items():
        try:
            written = to_format(quads, form)
        except InputError:
            assert form == "rdf"
            continue
        assert {q.triple for q in pyoxigraph.parse(written, format=parsed)} == triples, form
