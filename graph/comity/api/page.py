"""The page of a graph in a notebook, in a frame of its own, and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from comity.api import markup
from comity.api.markup import Bundle
from comity.model import Knowledge

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology

HEIGHT = 640

_FALLBACK = "Where no picture stands above, trust this notebook, or write the page with .save('page.html') and open it."


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A page of a graph: shown in a notebook, written by `save`; `html` is the page, `height` that of its frame in pixels.

    It asks nothing of the network, and its scripts run in a frame that reaches nothing of the notebook. `counts` says in
    a line what it holds, `people` who has most to do; both stand beneath the frame, since a notebook that is not trusted shows
    no frame.

    >>> import comity
    >>> comity.open("build").view()
    View 'overview': 3 articles, 8 events, 4 people, 4 issues; .save('page.html') writes it
    """

    name: str
    html: str
    counts: str
    people: tuple[tuple[str, str], ...]
    height: int = HEIGHT

    def save(self, path: Path | str) -> Path:
        """Writes the page, one file that opens in any browser, offline; missing folders are made. Gives its path.

        >>> import comity
        >>> comity.open("build").view().save("page.html").name
        'page.html'

        Raises:
            AnalysisError: the file cannot be written.
        """
        _views().write(self.html, Path(path))
        return Path(path)

    def __repr__(self) -> str:
        return f"View {self.name!r}: {self.counts}; .save('page.html') writes it"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        frame = markup.frame(self.html, title=f"{self.name} of the graph", height=self.height)
        fallback = markup.paragraph(f"{self.counts}. {_FALLBACK}")
        people = markup.table(("who has most to do", "events"), self.people)
        return {
            "text/plain": repr(self),
            "text/html": f"{frame}{fallback}<details open><summary>People</summary>{people}</details>",
        }


def page(
    knowledge: Knowledge, ontology: Ontology, *, view: str, focus: Sequence[str], title: str
) -> str:
    """The text of the page that opens at `view` about the things of `focus`: the one place that calls `comity.views`.

    Raises:
        AnalysisError: there is no such view, it is about another number of things, or one of them is in no fact.
    """
    from comity.network import to_network  # here, as views are: only a page needs them

    net = to_network(knowledge, ontology)
    html: str = _views().explorer(
        knowledge, net, ontology, title=title, view=view, focus=tuple(focus)
    )
    return html


def _views() -> ModuleType:
    """The package of views, by its name: where `comity` itself leads to it, mypy takes functions for the modules they are in."""
    return import_module("comity.views")
