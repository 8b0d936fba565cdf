"""Pages of one file that open anywhere: the registry of views, and how they are written.

A view is a function of the knowledge, its network and the ontology that gives the text of an HTML page. To add one, write
its module and one line in `VIEWS`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

import networkx as nx

from comity.errors import AnalysisError
from comity.model import Knowledge
from comity.views.overview import overview

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

__all__ = ["VIEWS", "View", "overview", "write"]


class View(Protocol):
    """What the registry holds."""

    def __call__(
        self,
        knowledge: Knowledge,
        net: nx.MultiDiGraph[str],
        ontology: Ontology,
        *,
        title: str = ...,
    ) -> str:
        """The page."""


VIEWS: Mapping[str, View] = MappingProxyType({"overview": overview})
"""Every view by its name."""


def write(html: str, path: Path) -> None:
    """`html` in the file `path`, as UTF-8 with \\n line ends, written beside it and then renamed: never half a page.

    Missing folders are made.

    Raises:
        AnalysisError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise AnalysisError(f"the page {path} cannot be written: {error}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(html)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except (OSError, UnicodeError) as error:
        Path(beside).unlink(missing_ok=True)
        raise AnalysisError(f"the page {path} cannot be written: {error}") from error
