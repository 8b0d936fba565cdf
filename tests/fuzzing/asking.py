"""Any words as parameters of the named questions: they are looked up or refused, and never become a part of the query."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from comity.errors import QueryError
from comity.rdf.quads import Run, to_quads
from comity.rdf.query import ask, questions
from comity.rdf.store import Graph, to_graph

WORDS = tuple(
    word.encode()
    for word in """Japan|Kenya|Ethiopia|Amina Otieno|Otieno|KEN|state/ken|id:state/ken|person/amina-otieno|Nairobi|trade|issue/trade|Summit|Meeting
    |co:Summit|nairobi.txt|2031-03-13|2031-3-1|20310313|0001-01-01|30|-1|0|99999999999|1e3|"|\\|'|\n|\t|\r|\0|}|{|>|<|UNDEF|) }|} UNION {|"@en
    |# if|# end|VALUES ?actor { UNDEF }|\u202e|\u0660|e\u0301|\U0001f54a|the |The|.*|(|[|^|$|\\u0022|\x1f""".replace(
        "\n    |", "|"
    ).split("|")
)


@cache
def _graph() -> Graph:
    import samples

    return to_graph(to_quads(samples.KNOWLEDGE, run=Run("0", "none")))


def seeds() -> Iterator[bytes]:
    """The questions with values of their examples' kind, divided by U+001F."""
    for number, question in enumerate(questions()):
        yield bytes([number]) + b"\x1f".join(b"Kenya" for _ in question.parameters)
    yield b'\x05Kenya" } UNION { ?s ?p "\x1f'


def check(data: bytes) -> None:
    """The first byte chooses the question, the parts of the rest are its parameters in their order."""
    every = questions()
    question = every[data[0] % len(every) if data else 0]
    parts = data[1:].decode("utf-8", "replace").split("\x1f")
    given = {p.name: part for p, part in zip(question.parameters, parts, strict=False) if part}
    try:
        found = ask(_graph(), question.name, **given)
    except QueryError as error:
        assert str(error).startswith((question.name, "there is")), error
        assert "SPARQL" not in str(error), error
        return
    assert all(len(row) == len(found.columns) for row in found.rows)
    if any('"' in part or "}" in part for part in given.values()) and _only_names(question.name):
        raise AssertionError(f"{given} is the name of nothing")


def _only_names(name: str) -> bool:
    """Whether the question takes names alone, of which the sample has none with a quote or bracket."""
    (question,) = (q for q in questions() if q.name == name)
    return not any(p.type in ("text", "article", "event") for p in question.parameters)
