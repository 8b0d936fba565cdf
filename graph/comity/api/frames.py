"""Rows as pandas DataFrames, where pandas is installed; nothing else of comity imports it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from comity.api.table import Table
from comity.errors import InputError
from comity.rdf.result import Value

if TYPE_CHECKING:
    import pandas as pd

Rows: TypeAlias = "pd.DataFrame | Table"
"""What rows come as: a pandas DataFrame where pandas is installed, else a `Table`."""


def rows(table: Table) -> Rows:
    """The table as a DataFrame where pandas is installed, else as it is."""
    try:
        import pandas  # noqa: F401  (whether it is there)
    except ImportError:
        return table
    return to_frame(table)


def to_frame(table: Table) -> pd.DataFrame:
    """The table as a DataFrame, its title in `attrs`.

    Raises:
        InputError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise InputError("pandas is not installed; pip install 'comity[notebooks]'") from error
    columns = zip(*table.rows, strict=True) if table.rows else (() for _ in table.columns)
    series = {
        name: pd.Series(list(values), dtype=_dtype(values))
        for name, values in zip(table.columns, columns, strict=True)
    }
    frame = pd.DataFrame(series, columns=list(table.columns))
    if table.title:
        frame.attrs["title"] = table.title
    return frame


def _dtype(values: Sequence[Value]) -> str | None:
    """The type of a column that is all of one kind, where values may be missing, else that of any values; None for texts, of
    which pandas knows best."""
    kinds = {type(value) for value in values if value is not None}
    missing = any(value is None for value in values)
    if kinds == {date}:
        return "datetime64[s]"
    if kinds == {int}:
        return "Int64" if missing else "int64"
    if kinds and kinds <= {int, float}:
        return "float64"
    if kinds == {bool} and not missing:
        return "bool"
    return None if kinds == {str} else "object"
