"""The named questions as forms, their answers as tables, and the query page."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from comity.rdf.query import Question, questions
from comity.rdf.terms import PREFIXES, THINGS, day, text
from comity.serve.facts import Link
from comity.serve.guard import QUERY_POLICY
from comity.serve.pool import Reply
from comity.serve.protocol import TRUNCATED, refused, reply_to, truncated
from comity.serve.showing import page

_INPUTS = {"date": "date", "integer": "number"}
_HEAD = re.compile(r"^# (?:topic|title|help|param|example):.*\n", re.MULTILINE)
_WRITTEN: dict[str, Callable[[str], str]] = {
    "integer": str,
    "text": lambda value: str(text(value)),
    "date": lambda value: str(day(date.fromisoformat(value))),
}
_ASIDE = ("id", "sentence", "article")


async def listing(request: Request) -> Response:
    """All questions."""
    return page("questions.html", questions=questions())


async def question(request: Request) -> Response:
    """One question: its form, and its answer when it was asked (or needs nothing)."""
    name, dot, suffix = str(request.path_params["name"]).partition(".")
    found = next((q for q in questions() if q.name == name), None)
    if found is None or (dot and suffix != "csv"):
        return page(
            "error.html", 404, title="No such question", said=f"there is no question {name}"
        )
    given = _given(found, request)
    asked = "ask" in request.query_params or bool(given) or bool(suffix)
    if not asked and any(not p.optional and p.default is None for p in found.parameters):
        return _page(found, given)
    reply = await reply_to(request, {"question": name, "parameters": given})
    if suffix:
        return _csv(reply)
    if reply.status != 200:
        return _page(found, given, reply.status, said=reply.body.decode())
    return _page(found, given, answer=_answer(reply), link=request.url.query)


def _page(
    found: Question,
    given: dict[str, str],
    status: int = 200,
    *,
    said: str = "",
    answer: dict[str, object] | None = None,
    link: str = "",
) -> Response:
    """The form with what was given, and the answer or what is wrong."""
    return page(
        "question.html",
        status,
        question=found,
        given=given,
        inputs=_INPUTS,
        said=said,
        answer=answer,
        link=link,
    )


def _given(found: Question, request: Request) -> dict[str, str]:
    """The parameters that have a value."""
    values = {p.name: request.query_params.get(p.name, "").strip() for p in found.parameters}
    return {name: value for name, value in values.items() if value}


def _answer(reply: Reply) -> dict[str, object]:
    """The table: for each row its cells, and the sentence with its article beneath."""
    found = json.loads(reply.body)
    columns: list[str] = found["columns"]
    quoted = "sentence" in columns
    shown = [
        i for i, name in enumerate(columns) if not (quoted and name in _ASIDE) and name != "id"
    ]
    rows = []
    for row in found["rows"]:
        whole = dict(zip(columns, row, strict=True))
        cells = [_cell(row[i]) for i in shown]
        own = f"/id/{whole['id']}" if whole.get("id") else None
        rows.append((cells, own, whole.get("sentence") or "", whole.get("article") or ""))
    return {
        "columns": [columns[i].replace("_", " ") for i in shown],
        "rows": rows,
        "open": any(own for _, own, *_ in rows),
        "cut": truncated(reply) if reply.cut else "",
    }


def _cell(value: str | None) -> Link:
    """A cell; one that is a thing leads there."""
    if value and value.startswith(THINGS):
        return Link(value.removeprefix(THINGS), f"/id/{value.removeprefix(THINGS)}")
    return Link(value or "")


def _csv(reply: Reply) -> Response:
    if reply.status != 200:
        return refused(reply.status, reply.body.decode())
    found = json.loads(reply.body)
    out = io.StringIO()
    csv.writer(out).writerows([found["columns"], *found["rows"]])
    headers = {TRUNCATED: truncated(reply)} if reply.cut else {}
    return Response(out.getvalue(), media_type="text/csv", headers=headers)


async def query_page(request: Request) -> Response:
    """YASGUI, the query editor, on this graph."""
    found = page("query.html")
    found.headers["content-security-policy"] = QUERY_POLICY
    return found


async def settings(request: Request) -> Response:
    """What the query page starts with: prefixes, and the questions with their defaults as examples."""
    examples = [
        {"name": q.title, "query": _example(q), "help": q.help, "id": q.name} for q in questions()
    ]
    return JSONResponse({"prefixes": PREFIXES, "examples": examples})


def _example(found: Question) -> str:
    """The question as SPARQL, with its defaults in their places, and what it needs as its example has it.

    What is to be looked up in a graph, as a name, is left open.
    """
    words = shlex.split(found.example)
    shown = {w.removeprefix("--"): v for w, v in pairwise(words) if w.startswith("--")}
    values = {}
    for parameter in found.parameters:
        needed = not parameter.optional and parameter.default is None
        value = shown.get(parameter.name) if needed else parameter.default
        if value is not None and parameter.type in _WRITTEN:
            values[parameter.name] = (_WRITTEN[parameter.type](value),)
    query = _HEAD.sub("", found.bound(values)).strip()
    used = {name: iri for name, iri in PREFIXES.items() if re.search(rf"\b{name}:", query)}
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in used.items())
    return f"# {found.title}\n# {found.help}\n{declared}\n{query}\n"
