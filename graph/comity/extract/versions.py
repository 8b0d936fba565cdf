"""With which versions of spaCy and of the model comity may do more than spaCy promises."""

from __future__ import annotations

from importlib import metadata

TESTED = frozenset((("3.8.6", "3.7.1"), ("3.8.18", "3.7.1")))
"""Versions of spaCy and of the model with which `tests/benchmarks/equality.py` found no difference."""


def is_tested(model: str) -> bool:
    """Whether this version of the model and the spaCy that is installed were found to give the same however they are run."""
    return (spacy_version(), model) in TESTED


def spacy_version() -> str:
    """The version of the spaCy that is installed."""
    return metadata.version("spacy")
