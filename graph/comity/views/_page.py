"""The only module that touches pyvis: a page of one file, with vis-network from pyvis' own wheel and no network request.

pyvis' own template is not used: it asks two content delivery networks for Bootstrap, does not escape, and has no doctype.
Here the template escapes everything, data stands in inert JSON blocks (`<`, `>` and `&` as \\u escapes), and a Content Security
Policy allows the two scripts and the one style sheet of the page by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import pyvis.network
from markupsafe import Markup

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = (
    "start.js", "shown.js", "views.js", "stage.js", "labels.js", "panel.js", "cards.js", "controls.js", "keeping.js", "begin.js",
)  # fmt: skip

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "tooltipDelay": 200,
        "keyboard": False, "multiselect": False, "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "shapeProperties": {"interpolation": False}},
    "edges": {"arrowStrikethrough": False, "selectionWidth": 1.5, "hoverWidth": 1},
}  # fmt: skip
"""Constant: data never stands in pyvis' options, which it does not escape."""


class Explorer(pyvis.network.Network):  # type: ignore[misc]  # pyvis ships no annotations
    """A pyvis network that renders our template; its lines are drawn by the page's script from the ties in the data."""

    def __init__(self, context: Mapping[str, object]) -> None:
        """An empty network; `context` is what the template gets beside pyvis' nodes and options."""
        super().__init__(directed=True, cdn_resources="in_line")
        self.options = dict(OPTIONS)
        self.path = "page.html"
        self.templateEnv = jinja2.Environment(
            loader=jinja2.PackageLoader("comity.views", "page"), autoescape=True, undefined=jinja2.StrictUndefined
        )  # fmt: skip
        self.templateEnv.globals.update(context)

    def show(self, *args: object, **options: object) -> None:
        """Not offered: pyvis' `show` writes into the working directory; use `views.write`."""
        raise NotImplementedError("write the page with comity.views.write(html, path)")


def render(
    *,
    title: str,
    nodes: list[dict[str, Any]],  # Any: what JSON holds
    data: Mapping[str, Any],  # Any: what JSON holds
    context: Mapping[str, object],
) -> str:
    """The page: `nodes` as pyvis takes them, `data` for the page's script, `context` for its template."""
    style, vis, script = _text("page.css"), _library(), "".join(_text(name) for name in _SCRIPTS)
    parts = {
        "style": Markup(style),
        "vis": Markup(vis),
        "script": Markup(script),
        "policy": _policy(style, vis, script),
    }
    page = Explorer({**context, "title": title, "data": dict(data), **parts})
    for node in nodes:
        page.add_node(node["id"], **{k: v for k, v in node.items() if k != "id"})
    return str(page.generate_html())


def _policy(style: str, *scripts: str) -> str:
    allowed = " ".join(f"'sha256-{_hash(text)}'" for text in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_hash(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _text(name: str) -> str:
    return (files("comity.views") / "page" / name).read_text(encoding="utf-8")


def _library() -> str:
    """vis-network 9.1.2, as pyvis carries it (newer ones inject styles that a strict policy refuses)."""
    return (Path(pyvis.network.__file__).parent / _VIS).read_text(encoding="utf-8")
