"""The answer to a query: a table, or a small graph where the query builds one."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date

from comity.errors import QueryError

Value = str | int | float | bool | date | None
"""What a cell of an answer holds in Python; None for no value."""


@dataclass(frozen=True, slots=True)
class Values:
    """An answer whose numbers, days and truths are those of Python; things are their ids, as in the model."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A table of texts; None where a row has no value.

    `columns` are the query's variables in its order. CONSTRUCT and DESCRIBE give `subject predicate object` and the
    same triples as `turtle`; ASK gives one column, `answer`, holding `true` or `false`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    turtle: str | None = None

    def to_csv(self) -> str:
        r"""The table as RFC 4180 CSV with a header; an empty cell where there is no value.

        >>> Result(("who", "said"), (("A", "no, never"), ("B", None))).to_csv()
        'who,said\nA,"no, never"\nB,\n'
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """The table as a JSON list with one object a row, null where there is no value.

        >>> print(Result(("who",), (("Lúcia",),)).to_json())
        [
          {
            "who": "Lúcia"
          }
        ]
        """
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return json.dumps(rows, ensure_ascii=False, indent=2)

    def to_turtle(self) -> str:
        """The triples of a CONSTRUCT or DESCRIBE as Turtle.

        Raises:
            QueryError: the query gave a table and no triples.
        """
        if self.turtle is None:
            raise QueryError("only CONSTRUCT and DESCRIBE give Turtle; ask for csv or json instead")
        return self.turtle
