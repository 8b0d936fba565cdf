"""Terms of office: one row of the table of office-holders each."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from comity.errors import OntologyError
from comity.knowledge.rows import TableRow
from comity.knowledge.titles import Title, load_titles

_OF = re.compile(r"state/[a-z]{3}|(?:igo|org|group|party|body|place)/[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")
_DAY = len("YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Holder:
    """One term of one person in one office; `since` and `until` are included.

    `code` is the ISO 3166-1 alpha-3 code of the state, "IGO" for an intergovernmental organisation, else None;
    `leads` says that the term carries the real power in that state or organisation.
    """

    name: str
    family: str
    aliases: tuple[str, ...]
    title: str
    of: str
    code: str | None
    since: date | None
    until: date | None
    wikidata: str | None
    leads: bool = False
    canonical: str = ""
    level: str = ""

    def in_office(self, on: date) -> bool:
        """Whether the term covers the day `on`."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


def to_holder(row: TableRow, meanings: dict[str, Title | None]) -> Holder:
    """The term that `row` tells; `meanings` keeps what its titles were found to mean."""
    of, title = row.need("of"), row.need("title")
    if not _OF.fullmatch(of):
        raise OntologyError(
            f"{row.where}:of: found {of!r}; give a model id such as state/jpn or igo/nato"
        )
    if title not in meanings:
        meanings[title] = load_titles().info(title)
    info = meanings[title]
    if info is None:
        raise OntologyError(
            f"{row.where}:title: found {title!r}, no title of titles.csv; add it there"
        )
    aliases = tuple(a.strip() for a in row.values["aliases"].split("|") if a.strip())
    kind, _, rest = of.partition("/")
    code = rest.upper() if kind == "state" else "IGO" if kind == "igo" else None
    return Holder(
        row.need("name"), row.need("family"), aliases, title, of, code, *_term(row),
        row.values["wikidata"] or None, _leads(row), info.canonical, info.level,
    )  # fmt: skip


def _term(row: TableRow) -> tuple[date | None, date | None]:
    since, until = _date(row, "from", last=False), _date(row, "until", last=True)
    if since and until and since > until:
        raise OntologyError(
            f"{row.where}:until: found {until}, before {since}; a term ends after it begins"
        )
    return since, until


def _leads(row: TableRow) -> bool:
    return bool(row.values["leads"]) and row.one_of("leads", ("yes",)) == "yes"


def _date(row: TableRow, column: str, *, last: bool) -> date | None:
    """The first or last day of a date, month or year; None when blank."""
    text = row.values[column]
    if not text:
        return None
    try:
        if len(text) == _DAY:
            return date.fromisoformat(text)
        match = _DATE.fullmatch(text)
        if match is None:
            raise ValueError(text)
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    except ValueError as error:
        raise OntologyError(
            f"{row.where}:{column}: found {text!r}; give YYYY, YYYY-MM or YYYY-MM-DD"
        ) from error
