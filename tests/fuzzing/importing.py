"""Any bytes as a file for `comity import`: it is refused in words, or the graph that is written states what the file does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache

import pyoxigraph
from pyoxigraph import RdfFormat

from comity.errors import InputError
from comity.rdf.formats import to_format
from comity.rdf.importing import FORMATS, import_graph
from comity.rdf.quads import Run, to_quads
from comity.rdf.store import dump
from fuzzing import scratch
from fuzzing.editing import edited

WORDS = (
    b"<https://w3id.org/comity/ontology#", b"<https://w3id.org/comity/id/", b"event/", b"report/", b"article/", b"co:", b"id:",
    b"graph/canonical>", b"graph/article/", b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", b"_:b", b'"', b'"@en', b"^^", b"@",
    b"<http://www.w3.org/2001/XMLSchema#date>", b"<http://www.w3.org/2001/XMLSchema#decimal>", b" .\n", b"\n", b"#", b"{", b"}", b"[", b"]",
    b"[" * 60, b"(" * 60, b"<<", b"<<(", b">>", b"\\u0000", b"\\ud800", b"\\U0010ffff", b"%zz", b"\x00", b"\xff", b"9999-12-31", b"0000-00-00",
    b"-1", b"1e9", b"NaN", b"INF", b"99999999999999999999", b"true", b"Summit", b"occurred", b"day", b"1",
)  # fmt: skip


@cache
def base(form: str) -> bytes:
    """The sample as a file."""
    import samples

    return to_format(to_quads(samples.KNOWLEDGE, run=Run("0", "none")), form)


def seeds() -> Iterator[bytes]:
    """Beginnings of both formats, and edits of whole files."""
    yield b"\0" + base("nq")[:1500]
    yield b"\1" + base("trig")[:1500]
    for first in (b"\x80", b"\x81"):
        yield first
        yield first + bytes(range(64))


def check(data: bytes) -> None:
    """The first byte says which format, and whether the others are edits of the sample."""
    first = data[0] if data else 0
    form = ("nq", "trig")[first % 2]
    written = edited(base(form), data[1:], WORDS) if first > 127 else data[1:]
    path, folder = scratch() / f"graph.{form}", scratch() / "imported"
    path.write_bytes(written)
    try:
        found = import_graph(path, folder)
    except InputError as error:
        assert f"graph.{form}" in str(error)
        str(error).encode("utf-8", "backslashreplace")
        return
    quads = set(pyoxigraph.parse(written, format=FORMATS[f".{form}"]))
    assert found.quads == len(quads)
    kept = b"".join(dump(folder))
    assert set(pyoxigraph.parse(kept, format=RdfFormat.N_QUADS)) == quads
    shutil.rmtree(folder)
