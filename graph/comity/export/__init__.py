"""Tables out: events, offices, claims and the PLOVER view, as JSONL, CSV and Parquet; and the network as files."""

from __future__ import annotations

from comity.errors import InputError
from comity.export.coding import plover_events
from comity.export.fields import FIELDS, Row
from comity.export.folding import plover
from comity.export.lines import to_csv, to_jsonl
from comity.export.parquet import to_parquet
from comity.export.rows import claims, events, offices, told_claims, told_events
from comity.knowledge.ontology import Ontology
from comity.model import Knowledge

__all__ = [
    "FIELDS",
    "Row",
    "claims",
    "events",
    "offices",
    "plover",
    "plover_events",
    "table",
    "to_csv",
    "to_jsonl",
    "to_parquet",
    "told_claims",
    "told_events",
]


def table(kind: str, knowledge: Knowledge, ontology: Ontology) -> list[Row]:
    """The rows of the table `kind`: events, offices, claims or plover.

    Raises:
        InputError: there is no such table.
    """
    if kind == "events":
        return events(knowledge, ontology)
    if kind == "offices":
        return offices(knowledge)
    if kind == "claims":
        return claims(knowledge)
    if kind == "plover":
        return plover_events(knowledge, ontology)
    raise InputError(f"no table '{kind}'; there are {', '.join(FIELDS)}")
