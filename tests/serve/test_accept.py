"""Which media type a client prefers: the rules of RFC 9110, and headers as programs send them."""

from __future__ import annotations

import pytest

from comity.serve.accept import preferred

JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
OFFERED = (JSON, XML, CSV)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        (XML, XML),
        ("text/*", CSV),
        ("Text/CSV", CSV),
        (f"{JSON};q=0.3, {XML};q=0.9, {CSV};q=0.5", XML),
        (f"{XML};q=0.5, {CSV};q=0.50", XML),
        ("application/*;q=0.2, text/csv;q=0.1", JSON),
        (f"{JSON};q=0, */*", XML),
        (f"*/*;q=0.1, {CSV}", CSV),
        (f"{CSV} ; charset=utf-8 ; q=1.0", CSV),
        (f"{CSV};q=0.000", None),
        ("text/html", None),
        ("image/png, text/html;q=0.9", None),
        (f"{CSV};q=2, {XML};q=0.1", XML),  # no such quality: passed over
        (f"{CSV};q=, {XML};q=0.1", XML),
        (f"nonsense, ;;, {XML}", XML),
        ("*/csv", None),
        ("text/csv;quiet=0.1, application/*;q=0.5", CSV),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
    ],
)
def test_preferred(header: str | None, expected: str | None) -> None:
    assert preferred(header, OFFERED) == expected


def test_nothing_on_offer() -> None:
    assert preferred(None, []) is None
    assert preferred("*/*", []) is None
