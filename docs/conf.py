"""The settings of the site: Sphinx with MyST for the documents and autodoc for the code. It loads nothing from the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from comity import __version__

project = "comity"
author = "the authors of comity"
project_copyright = "the authors of comity, MIT licence"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
root_doc = "index"
default_role = "code"  # `x` in a docstring is code
suppress_warnings = [
    "ref.python"
]  # of two records with a field of one name, neither is meant by a type
nitpicky = False
smartquotes = False

myst_heading_anchors = 4
myst_enable_extensions = ["fieldlist"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "ignore-module-all": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"comity {version}"
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
html_permalinks_icon = "#"

_SECTION = re.compile(r"\s*(?:Raises|Args|Returns|Yields|Note|Example)s?:$")


def setup(app: Any) -> None:  # what Sphinx calls
    """Has docstrings, which are Markdown, turned into what Sphinx reads, before napoleon sees them."""
    app.connect("autodoc-process-docstring", _rewritten, priority=400)


def _rewritten(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    lines[:] = _to_rst(lines)


def _to_rst(lines: list[str]) -> Iterator[str]:
    """Indented lines and tables as literal text, all else with the signs of reStructuredText escaped."""
    literal, inside, doctest, before = False, False, False, ""
    for line in lines:
        doctest = bool(line) and (doctest or line.startswith(">>>"))
        section = bool(_SECTION.match(before))
        inside = line.startswith(" ") and (inside or section) if line else inside
        shown = line.startswith(("    ", "|")) and not inside and not doctest
        if shown and not literal:
            yield from ("", "::", "")
        if literal and not shown and line:
            yield ""
        literal = shown if line else literal
        yield f"    {line}" if shown else line if doctest else _escaped(line)
        before = line or before


def _escaped(line: str) -> str:
    """The line with what reStructuredText would take for marks written as it stands, code excepted."""
    parts = line.split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts).replace("`", "\\`")
    parts[::2] = [
        re.sub(r"([*|])|(?<=\w)_(?!\w)", lambda m: f"\\{m[0]}", part) for part in parts[::2]
    ]
    return "`".join(parts)
