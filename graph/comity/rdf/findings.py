"""What is wrong with a graph, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: in which article (its file name, "" for what articles share), about which node.

    `path` is the property at fault as a prefixed name, or "" ; `sentence` the text that the node speaks of, if any.
    """

    article: str
    node: str
    path: str
    message: str
    remedy: str
    sentence: str | None = None

    def __str__(self) -> str:
        """The finding in one line, with the remedy.

        >>> print(Finding("a.txt", "report/8a41", "co:status", "It has no status.", "Give it one."))
        a.txt: report/8a41 (co:status): It has no status. Give it one.
        """
        where = f"{self.article or 'the whole graph'}: {self.node}"
        path = f" ({self.path})" if self.path else ""
        quoted = f" [{self.sentence}]" if self.sentence else ""
        return f"{where}{path}: {self.message} {self.remedy}{quoted}"


def to_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without duplicates, by article, node and property."""
    order = sorted(set(findings), key=lambda f: (f.article, f.node, f.path, f.message))
    return tuple(order)
