"""HTML from templates, in which every text of a graph is escaped."""

from __future__ import annotations

from functools import cache

import jinja2
from starlette.responses import HTMLResponse

from comity.serve.facts import curie
from comity.serve.facts import path_of as href


@cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("comity.serve", "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = _number
    made.filters["href"] = href
    made.filters["curie"] = curie
    return made


def _number(value: int) -> str:
    """With commas: 12,345."""
    return f"{value:,}"


def page(template: str, status: int = 200, **context: object) -> HTMLResponse:
    """The page that a template makes of the context."""
    html = _templates().get_template(template).render(context)
    return HTMLResponse(html, status, {"vary": "accept", "cache-control": "no-cache"})
