"""Where organisations sit: the cities of their headquarters, by the table `seats.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from comity.knowledge.rows import read_table
from comity.resources import folder


@cache
def load_seats() -> Mapping[str, str]:
    """The place of the gazetteer at which each organisation has its seat.

    >>> load_seats()["igo/united-nations-security-council"]
    'place/new-york'

    Raises:
        OntologyError: the table cannot be read.
    """
    rows = read_table(folder("ontology") / "seats.csv", ("entry", "place"))
    return MappingProxyType({row.need("entry"): row.need("place") for row in rows})
