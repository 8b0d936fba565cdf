"""Messages of errors: each says what is to be done, or what is allowed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity import errors

PACKAGE = Path(__file__).parent.parent / "graph" / "comity"
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type)}
REMEDY = re.compile(
    r"; |\bgive\b|\bmust\b|there are|there is no|`comity|did you mean|\brun\b|\bwrite\b|\bneeds?\b|\btry\b|\binstall|"
    r"\bchoose\b|\bsay\b|\bbegin\b|is about|is one of|is of one of"
)
# What is said by somebody else, who says what to do: a row, a bad article, a shape, a server.
PASSED_ON = {
    ("articles.py", "no .txt file"), ("articles.py", "_too_long("), ("knowledge/gazetteer.py", "which is in no row of states.csv"),
    ("publish.py", "the shapes refuse"), ("publish.py", "the change would break"),
    ("rdf/engine.py", "a graph is named by an absolute IRI"), ("rdf/names.py", "nothing in this graph"),
    ("rdf/names.py", "no event has the id"), ("rdf/query.py", "{_instead("), ("rdf/questions.py", "{path.name}: {what}"), ("rdf/servers.py", "is no address"),
    ("rdf/shacl.py", "{path.name}: {error}"), ("rdf/spelling.py", "_no_prefix"), ("rdf/spelling.py", "no term"),
    ("rdf/spelling.py", "is a property"), ("rdf/wire.py", "does not answer the query"), ("knowledge/turtle.py", "{why}"),
    ("intake.py", "_nothing_read"),  ("views/__init__.py", "the page {error}"),
}  # fmt: skip


def raised() -> Iterator[object]:
    """The text of each error that is raised with words of its own, and its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                kind = getattr(node.exc.func, "id", "")
                own = node.exc.args and isinstance(node.exc.args[0], ast.Constant | ast.JoinedStr)
                if kind in ERRORS and own:
                    yield pytest.param(
                        name, ast.unparse(node.exc.args[0]), id=f"{name}:{node.lineno}"
                    )


RAISED = list(raised())


def test_there_are_messages() -> None:
    assert len(RAISED) > 150


@pytest.mark.parametrize(("name", "text"), RAISED)
def test_a_message_says_what_to_do(name: str, text: str) -> None:
    passed_on = any(name == place and part in text for place, part in PASSED_ON)
    assert passed_on or REMEDY.search(text), text
