"""A file of sorted lines made of an older one: what has not changed is copied, thing by thing."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping

from comity.rdf.record import File
from comity.rdf.swap import Stage

Entry = tuple[str, str, int]
"""A thing that articles share as its file has it: the IRI, the digest of the part, the number of bytes."""


def splice(
    stage: Stage,
    name: str,
    order: Iterable[str],
    new: Container[str],
    made: Iterator[bytes],
    places: Mapping[str, tuple[int, int]],
    data: bytes,
) -> File:
    """Stages a file of the things in `order`: of lines `made` of those that are `new`, in that order, and of the `places` of
    the others in the old `data`.
    """
    whole, size, quads = hashlib.sha256(), 0, 0
    with stage.place(name).open("wb") as out:
        for piece in _pieces(order, new, made, places, data):
            out.write(piece)
            whole.update(piece)
            size += len(piece)
            quads += piece.count(b"\n")
    return File(whole.hexdigest(), size, quads)


def _pieces(
    order: Iterable[str],
    new: Container[str],
    made: Iterator[bytes],
    places: Mapping[str, tuple[int, int]],
    data: bytes,
) -> Iterator[bytes]:
    """The lines in order; what stood side by side is copied at once."""
    start = end = 0
    for iri in order:
        if iri in new:
            yield data[start:end]
            start = end
            yield next(made)
        elif places[iri][0] == end:
            end = places[iri][1]
        else:
            yield data[start:end]
            start, end = places[iri]
    yield data[start:end]


def places_of(entries: Iterable[Entry]) -> dict[str, tuple[int, int]]:
    """Where the lines of each thing stand in its file.

    >>> places_of([("a", "0", 10), ("b", "0", 5)])
    {'a': (0, 10), 'b': (10, 15)}
    """
    places, at = {}, 0
    for iri, _, size in entries:
        places[iri] = at, at + size
        at += size
    return places
