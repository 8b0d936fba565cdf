"""The errors that comity raises on purpose.

    ComityError
    ├── InputError        an article, table or option cannot be read as given
    ├── OntologyError     a file under ontology/ contradicts itself or another
    ├── ExtractionError   an article could not be read through
    ├── QueryError        a question or a SPARQL text is wrong
    ├── StoreError        a graph on disk is missing, locked, damaged or refused by the shapes
    └── AnalysisError     a measure or a view cannot be computed on what it was given

A message says what was found, where (file:line:field when there is one), and what to do about it.
"""

from __future__ import annotations


class ComityError(Exception):
    """The root of all errors raised on purpose."""


class InputError(ComityError):
    """An article, a table or an option cannot be read as given."""


class OntologyError(ComityError):
    """A file under `ontology/` contradicts itself or another."""


class ExtractionError(ComityError):
    """An article could not be read through."""


class QueryError(ComityError):
    """A question or a SPARQL text is wrong."""


class StoreError(ComityError):
    """A graph on disk is missing, locked, damaged or refused by the shapes."""


class AnalysisError(ComityError):
    """A measure or a view cannot be computed on what it was given."""
