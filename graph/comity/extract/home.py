"""The state or body that an article speaks of where a title stands without its owner."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from comity.knowledge.people import Title


@dataclass(frozen=True, slots=True)
class Home:
    """What an article is about at each place."""

    @classmethod
    def of(cls, doc: Doc) -> Home:
        """That of the doc."""
        return cls()

    def owner(self, doc: Doc, at: int, title: Title) -> str | None:
        """Whose office the bare `title` at the token `at` is, if that can be told."""
        return None
