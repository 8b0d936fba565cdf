"""The page that explains how one article was read: every sentence with what was found, and what was passed over and why.

One file without a script and without a request: its policy allows its one style sheet, and style attributes, which
displaCy's drawings have.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from comity.explanation import Explanation
from comity.model import Citation
from comity.views.account import Account, account
from comity.views.palette import KINDS, kind_of
from comity.views.words import count, day, link

if TYPE_CHECKING:
    from comity.knowledge.ontology import Ontology


def explained(
    explanation: Explanation, text: str, ontology: Ontology, *, only: Iterable[int] | None = None
) -> str:
    """The page, of all sentences or of those with the numbers `only`; `text` is that of the article.

    The explanation must have been made with markup.
    """
    wanted = None if only is None else frozenset(only)
    told = account(explanation, text, ontology)
    shown = [a for a in told if wanted is None or a.number in wanted]
    style = _style(shown)
    citation = explanation.extraction.citation
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("comity.views", "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markup"] = Markup
    return environment.get_template("explained.html").render(
        title=citation.title or citation.name,
        about=_about(citation),
        url=link(citation.url),
        counts=_counts(explanation, told),
        sentences=shown,
        kinds=[k for k in KINDS if any(kind_of(n.type) is k for a in shown for n in a.names)],
        style=Markup(style),
        policy=_policy(style),
    )


def _about(citation: Citation) -> str:
    """Publisher, day and file of the article."""
    when = day(citation.published) if citation.published else "day of publication not known"
    return " · ".join(part for part in (citation.publisher, when, citation.name) if part)


def _counts(explanation: Explanation, told: Sequence[Account]) -> list[str]:
    passed = sum(len(a.left) for a in told)
    return [
        count(len(told), "sentence"),
        count(len(explanation.extraction.reports), "event"),
        count(len(explanation.extraction.claims), "standing fact"),
        count(passed, "word passed over", "words passed over"),
    ]


def _style(shown: Sequence[Account]) -> str:
    """The style sheet, with the colour of each class of entity that the sentences name."""
    types = sorted({n.type for a in shown for n in a.names})
    light = "".join(f"mark.{t}{{--tone:{kind_of(t).light}}}" for t in types)
    light += "".join(f".key.{k.id}{{--tone:{k.light}}}" for k in KINDS)
    dark = "".join(f"mark.{t}{{--tone:{kind_of(t).dark}}}" for t in types)
    dark += "".join(f".key.{k.id}{{--tone:{k.dark}}}" for k in KINDS)
    sheet = (files("comity.views") / "page" / "explained.css").read_text(encoding="utf-8")
    return f"{sheet}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _policy(style: str) -> str:
    allowed = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{allowed}'; style-src-attr 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )
