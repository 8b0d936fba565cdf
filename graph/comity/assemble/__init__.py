"""One real-world thing across articles: people, events and issues put together, in any order."""

from __future__ import annotations

from collections.abc import Iterable

from comity.assemble.assembly import Assembled, assemble
from comity.curations import NONE, Curations
from comity.model import Extraction, Knowledge

__all__ = ["Assembled", "assemble", "merge"]


def merge(extractions: Iterable[Extraction], *, curations: Curations = NONE) -> Knowledge:
    """What all the articles say together, as people have put it right.

    Order-free and idempotent: an article given twice counts once, and any order gives the same.

    >>> merge([]).events
    ()
    """
    return assemble(extractions, curations).knowledge
