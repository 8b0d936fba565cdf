"""The base of pages that are read like a paper: one file without a script and without a request, light, dark and printed.

A page is a template that extends `paper.html`. Its policy allows its one style sheet, by hash, and nothing else: no script, no
picture, no style attribute.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

import jinja2
from markupsafe import Markup


def paper(
    template: str,
    *,
    title: str,
    over: str = "",
    about: Sequence[str] = (),
    contents: Sequence[tuple[str, str]] = (),
    style: str = "",
    **context: object,
) -> str:
    """The page of `template`, a file beside `paper.html` that fills its block `main` with what `context` holds.

    `over` stands above the title, the lines of `about` below it, `contents` are the ids and names of the sections; `style` is
    added to the sheet `paper.css`, and must not hold anything that an article says. All text is escaped.
    """
    sheet = _text("paper.css") + style
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("comity.views", "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(
        title=title,
        over=over,
        about=about,
        contents=contents,
        style=Markup(sheet),
        policy=_policy(sheet),
        **context,
    )


def _policy(style: str) -> str:
    allowed = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def _text(name: str) -> str:
    return (files("comity.views") / "page" / name).read_text(encoding="utf-8")
