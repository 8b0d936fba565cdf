"""Answers in the formats of the standards, row by row, and cut between two rows where they grow too large.

SELECT and ASK: SPARQL 1.1 Query Results in JSON (W3C, 2013), XML (2013), CSV and TSV (2013). CONSTRUCT and DESCRIBE: what
pyoxigraph writes. pyoxigraph writes tables too, but only whole ones: these are its bytes, and end where they must.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, Variable, serialize

from comity.errors import QueryError
from comity.rdf.formats import NOT_XML, serialized
from comity.rdf.terms import PREFIXES

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, N_TRIPLES = "text/turtle", "application/n-triples"
RDF_XML, JSON_LD = "application/rdf+xml", "application/ld+json"

GRAPHS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        TURTLE: RdfFormat.TURTLE,
        N_TRIPLES: RdfFormat.N_TRIPLES,
        RDF_XML: RdfFormat.RDF_XML,
        JSON_LD: RdfFormat.JSON_LD,
    }
)
"""The formats of a graph, by media type."""

_FORMS = {TURTLE: "ttl", N_TRIPLES: "nt", RDF_XML: "rdf"}
_STRING = PREFIXES["xsd"] + "string"
_HEAD_XML = '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Caps:
    """How large an answer may grow; None sets no bound."""

    rows: int | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is sent: `cut` says at what it was cut ("rows" or "bytes"), None where it is whole."""

    media: str
    body: bytes
    rows: int
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """How a format writes a table: what stands before, between and after the rows, and a row."""

    head: Callable[[list[str]], str]
    row: Callable[[list[str], Row], str]
    between: str
    tail: str
    boolean: Callable[[bool], str]


def to_table(
    variables: Iterable[Variable], rows: Iterable[Row], *, media: str, caps: Caps
) -> Answer:
    """The rows of a SELECT in the format `media`, as many as `caps` allow.

    Characters that XML cannot hold become U+FFFD in it.

    Raises:
        QueryError: a value is a triple, which SPARQL 1.1 does not have.
    """
    form = TABLES[media]
    names = [variable.value for variable in variables]
    body = bytearray(form.head(names).encode())
    room = None if caps.bytes is None else caps.bytes - len(form.tail)
    count, cut = 0, None
    for row in rows:
        text = (form.between if count else "") + form.row(names, row)
        written = text.encode()
        if caps.rows is not None and count == caps.rows:
            cut = "rows"
        elif room is not None and len(body) + len(written) > room:
            cut = "bytes"
        if cut:
            break
        body += written
        count += 1
    return Answer(media, bytes(body + form.tail.encode()), count, cut)


def to_boolean(answer: bool, *, media: str) -> Answer:
    """The answer of an ASK in the format `media`."""
    return Answer(media, TABLES[media].boolean(answer).encode(), 1)


def to_graph_text(triples: Iterable[Triple], *, media: str, caps: Caps) -> Answer:
    """The triples of a CONSTRUCT or DESCRIBE in the format `media`, each once, as many as `caps` allow."""
    kept: dict[Triple, None] = {}
    size, cut = 0, None
    for triple in triples:
        if triple in kept:
            continue
        size += len(str(triple))
        if caps.rows is not None and len(kept) == caps.rows:
            cut = "rows"
        elif caps.bytes is not None and size > caps.bytes:
            cut = "bytes"
        if cut:
            break
        kept[triple] = None
    body = _graph(kept, media)
    while caps.bytes is not None and len(body) > caps.bytes and kept:
        kept, cut = dict.fromkeys(islice(kept, len(kept) // 2)), "bytes"
        body = _graph(kept, media)
    return Answer(media, body, len(kept), cut)


def _graph(triples: Iterable[Triple], media: str) -> bytes:
    """The triples in the format.

    Raises:
        QueryError: it is RDF/XML, which cannot hold a character of some text.
    """
    listed = list(triples)
    if media == JSON_LD:
        return serialize(listed, format=RdfFormat.JSON_LD, prefixes=PREFIXES) or b""
    if media == RDF_XML and any(NOT_XML.search(str(triple.object)) for triple in listed):
        raise QueryError("RDF/XML cannot hold a character of this answer; ask for Turtle instead")
    return serialized(listed, _FORMS[media])


def _bound(names: list[str], row: Row) -> Iterator[tuple[str, NamedNode | BlankNode | Literal]]:
    """The values of a row with their names.

    Raises:
        QueryError: a value is a triple, which SPARQL 1.1 does not have.
    """
    for name, value in zip(names, row, strict=True):
        if value is None:
            continue
        if not isinstance(value, NamedNode | BlankNode | Literal):
            raise QueryError(
                f"?{name} is a triple, which no format of SPARQL 1.1 can hold; ask for its parts"
            )
        yield name, value


def _json_value(value: NamedNode | BlankNode | Literal) -> dict[str, str]:
    if isinstance(value, NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, BlankNode):
        return {"type": "bnode", "value": value.value}
    shown = {"type": "literal", "value": value.value}
    if value.language:
        return {**shown, "xml:lang": value.language}
    kind = value.datatype.value
    return shown if kind == _STRING else {**shown, "datatype": kind}


def _json_row(names: list[str], row: Row) -> str:
    return _JSON({name: _json_value(value) for name, value in _bound(names, row)})


def _xml_value(value: NamedNode | BlankNode | Literal) -> str:
    text = escape(NOT_XML.sub("\ufffd", value.value), {'"': "&quot;", "\r": "&#xD;"})
    if isinstance(value, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(value, BlankNode):
        return f"<bnode>{text}</bnode>"
    if value.language:
        return f"<literal xml:lang={quoteattr(value.language)}>{text}</literal>"
    kind = value.datatype.value
    typed = "" if kind == _STRING else f" datatype={quoteattr(kind)}"
    return f"<literal{typed}>{text}</literal>"


def _xml_row(names: list[str], row: Row) -> str:
    cells = (
        f"<binding name={quoteattr(name)}>{_xml_value(value)}</binding>"
        for name, value in _bound(names, row)
    )
    return f"<result>{''.join(cells)}</result>"


def _csv_line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _csv_row(names: list[str], row: Row) -> str:
    values = dict(_bound(names, row))
    blank = {name: f"_:{v.value}" for name, v in values.items() if isinstance(v, BlankNode)}
    return _csv_line(blank.get(n) or (values[n].value if n in values else "") for n in names)


def _tsv_row(names: list[str], row: Row) -> str:
    values = dict(_bound(names, row))
    # N-Triples escapes line ends and tabs, so a line is a row.
    cells = (str(values[name]).replace("\t", "\\t") if name in values else "" for name in names)
    return "\t".join(cells) + "\n"


TABLES: Mapping[str, _Table] = MappingProxyType(
    {
        JSON: _Table(
            lambda names: f'{{"head":{{"vars":{_JSON(names)}}},"results":{{"bindings":[',
            _json_row,
            ",",
            "]}}",
            lambda answer: f'{{"head":{{}},"boolean":{_JSON(answer)}}}',
        ),
        XML: _Table(
            lambda names: (
                _HEAD_XML
                + "".join(f"<variable name={quoteattr(name)}/>" for name in names)
                + "</head><results>"
            ),
            _xml_row,
            "",
            "</results></sparql>",
            lambda answer: f"{_HEAD_XML}</head><boolean>{_JSON(answer)}</boolean></sparql>",
        ),
        CSV: _Table(_csv_line, _csv_row, "", "", lambda answer: _JSON(answer)),
        TSV: _Table(
            lambda names: "\t".join(f"?{name}" for name in names) + "\n",
            _tsv_row,
            "",
            "",
            lambda answer: _JSON(answer),
        ),
    }
)
"""The formats of a table, by media type."""
