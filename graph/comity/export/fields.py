"""The tables that can be exported and their fields."""

from __future__ import annotations

from collections.abc import Mapping

Row = dict[str, object]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "events": (
        *("article", "event", "type", "types", "actors", "recipients", "place", "date"),
        *("status", "topics", "within", "evidence", "source", "plover"),
        *("cameo", "confidence", "hedge", "certainty", "trust"),
    ),
    "offices": ("article", "person", "title", "of"),
    "claims": (
        *("article", "claim", "relation", "subject", "object", "title", "issue"),
        *("current", "evidence"),
    ),
    "plover": (
        *("article", "id", "plover", "cameo", "actors", "recipients", "has_event", "event", "mode"),
        *("context", "quad_code", "event_scale", "actor", "recipient", "date", "enddate"),
        *("event_loc", "event_text", "text", "text_info", "cite_info", "comment"),
    ),
}
"""The fields of each table, in their order."""
