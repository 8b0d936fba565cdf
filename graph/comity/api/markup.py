"""Pieces of HTML for notebooks, plain enough to stand where a notebook is not trusted: everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Bundle = dict[str, str]
"""A thing by media type, as IPython's `_repr_mimebundle_` gives it."""

_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
_LEFT = 'style="text-align: left"'


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with heads; no heads where no column has a name.

    >>> table(["who"], [["A & B"]])
    '<table><thead><tr><th style="text-align: left">who</th></tr></thead>\
<tbody><tr><td style="text-align: left">A &amp; B</td></tr></tbody></table>'
    """
    heads = "".join(f"<th {_LEFT}>{escape(name)}</th>" for name in columns)
    head = f"<thead><tr>{heads}</tr></thead>" if any(columns) else ""
    cells = ("".join(f"<td {_LEFT}>{escape(cell)}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text)}</p>"


def link(text: str, url: str | None) -> str:
    """The text, as a link where there is an address that a browser may open: that of a page, no script.

    >>> link("A", "javascript:alert(1)"), link("A", "https://example.org/a")
    ('A', '<a href="https://example.org/a" rel="noopener noreferrer">A</a>')
    """
    if url is None or not url.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(text)}</a>'


def frame(html: str, *, title: str, height: int) -> str:
    """A page in a frame of its own, `height` pixels high, whose scripts reach nothing of the notebook around it.

    >>> frame("<p>", title="a page", height=9)[:42]
    '<iframe srcdoc="&lt;p&gt;" sandbox="allow-'
    """
    return (
        f'<iframe srcdoc="{escape(html)}" sandbox="{_SANDBOX}" title="{escape(title)}" '
        f'loading="lazy" width="100%" height="{height}" style="border: 1px solid #8884"></iframe>'
    )
