"""A brief in a notebook, in a terminal, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from comity.api import markup
from comity.api.markup import Bundle
from comity.api.page import HEIGHT
from comity.errors import InputError
from comity.files import put_parts

if TYPE_CHECKING:
    from comity.findings.briefs import Brief

_ENDINGS = (".html", ".md", ".json")


@dataclass(frozen=True, slots=True, repr=False)
class BriefRecord:
    """A cited page on two actors, one, or an issue: shown in a notebook, printed as Markdown, written by `save`.

    Every statement leads to the sentences that say so. `brief` has the statements as records, `height` is that of the frame
    in a notebook, in pixels.

    >>> import comity
    >>> print(str(comity.open("build").brief("Kenya", "Ethiopia")).splitlines()[0])
    # Kenya and Ethiopia
    """

    brief: Brief
    height: int = HEIGHT

    @property
    def html(self) -> str:
        """The page: one file without scripts from elsewhere.

        >>> import comity
        >>> "Kenya" in comity.open("build").brief("Kenya", "Ethiopia").html
        True
        """
        page: str = import_module("comity.views.brief").brief_page(self.brief)
        return page

    def save(self, path: Path | str) -> Path:
        """Writes the brief as its file's name ends: a page (.html), Markdown with footnotes (.md) or JSON. Gives the path.

        >>> import comity
        >>> comity.open("build").brief("Kenya", "Ethiopia").save("brief.md").name
        'brief.md'

        Raises:
            InputError: the name has another ending, or the file cannot be written.
        """
        from comity.findings.briefs import to_json, to_markdown  # here: networkx takes a second

        place = Path(path)
        match place.suffix.lower():
            case ".html":
                text = self.html
            case ".md":
                text = to_markdown(self.brief)
            case ".json":
                text = to_json(self.brief)
            case _:
                raise InputError(
                    f"{place}: a brief is written as {', '.join(_ENDINGS)}; end the file's name so"
                )
        put_parts([text.encode("utf-8")], place)
        return place

    def __repr__(self) -> str:
        from comity.findings.briefs import to_markdown  # here: networkx takes a second

        return to_markdown(self.brief).rstrip()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        brief = self.brief
        frame = markup.frame(self.html, title=f"Brief: {brief.title}", height=self.height)
        facts = markup.paragraph(
            f"{brief.title}. {' '.join(brief.facts)} Where no page stands above, trust this notebook, or write it with "
            ".save('brief.html') and open it."
        )
        rows = [(s.title, str(sum(len(g.statements) for g in s.groups))) for s in brief.sections]
        table = markup.table(("section", "statements"), rows)
        return {"text/plain": repr(self), "text/html": f"{frame}{facts}{table}"}
