"""Knowledge time: a graph as of a day, and what became known between two, through the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import short_articles
from comity import graphs, reader
from comity.asof import known
from comity.assemble.changes import Kind, changes
from comity.errors import QueryError
from comity.extractions import load_all
from comity.model import Aspect, Knowledge, Status
from command_line import Run

PLAN = "Amina Otieno will hold a summit with Dawit Bekele on 2031-03-12."
HELD = "Otieno met Bekele in Nairobi on 2031-03-12."
ROWS = {
    "a": ("2031-03-01", PLAN),
    "b": ("2031-03-13", f"{HELD}\nAmina Otieno accused Brazil over tea duties."),
    "c": ("2031-03-20", "Lucia Moraes met Dawit Bekele in Port Lamu on 2031-03-19."),
    "d": (None, "Jonas Vik met Dawit Bekele in Port Lamu on 2031-03-15."),
}


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graph of four articles, one of them without a day, read by patterns instead of by the model."""
    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    monkeypatch.setattr(
        reader,
        "extract_all",
        short_articles.one_by_one(lambda _, article: short_articles.extraction(article)),
    )
    table = tmp_path / "rows.jsonl"
    rows = [{"id": name, "text": text, "published": day} for name, (day, text) in ROWS.items()]
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    graphs.build(table, output=tmp_path / "build")
    return tmp_path / "build"


def statuses(of: Knowledge) -> list[tuple[str, Status]]:
    return sorted((e.type, e.status) for e in of.events)


def test_a_day_knows_what_was_published_by_then(graph: Path) -> None:
    early, later = known(graph, date(2031, 3, 12)), known(graph, date(2031, 3, 13))
    assert statuses(early.knowledge) == [("Summit", Status.PLANNED)]
    assert statuses(later.knowledge) == [
        ("Accusation", Status.OCCURRED),
        ("Summit", Status.OCCURRED),
    ]
    assert (early.later, early.undated) == (("b", "c"), ("d",))
    assert later.later == ("c",)


def test_a_day_is_the_graph_of_its_articles_alone(graph: Path, tmp_path: Path) -> None:
    graphs.remove(["c", "d"], output=graph)
    told = [k.extraction for k in load_all(graph)]
    assert {e.citation.name for e in told} == {"a", "b"}
    assert known(graph, date(2031, 3, 13)).knowledge == known(graph, date(2040, 1, 1)).knowledge


def test_before_the_first_article_nothing_is_known(graph: Path, comity: Run) -> None:
    with pytest.raises(
        QueryError, match="no article was published by 2031-02-28; the first is of 2031-03-01"
    ):
        known(graph, date(2031, 2, 28))
    done = comity("ask", "planned", str(graph), "--as-of", "2031-02-28")
    assert (done.code, done.out) == (2, "")
    assert "the first is of 2031-03-01" in done.err


VERBS = [
    pytest.param(["ask", "planned"], "2031-03-12", "Summit: Amina Otieno, Dawit Bekele", id="ask"),
    pytest.param(["show", "Summit"], "2031-03-12", "status: planned", id="show"),
    pytest.param(["export", "events"], "2031-03-12", '"status": "planned"', id="export events"),
    pytest.param(["export", "graph"], "2031-03-12", "ontology#planned", id="export a graph"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "day", "expected"), VERBS)
def test_verbs_answer_as_of_a_day(
    comity: Run, graph: Path, command: list[str], day: str, expected: str
) -> None:
    then, now = comity(*command, str(graph), "--as-of", day), comity(*command, str(graph))
    assert then.code == 0, then.err
    assert expected in then.out
    assert "Port Lamu" not in then.out
    assert expected not in now.out or "Port Lamu" in now.out


def test_a_page_as_of_a_day_says_so(comity: Run, graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "then.html"
    done = comity("view", str(graph), "-o", str(page), "--as-of", "2031-03-12")
    assert done.code == 0, done.err
    assert "as known on 2031-03-12" in page.read_text(encoding="utf-8")


def test_changes_between_two_days(comity: Run, graph: Path) -> None:
    done = comity("changes", "2031-03-01", "2031-03-13", str(graph))
    assert done.code == 0, done.err
    confirmed = done.out.split("Was confirmed\n")[1].split("\n\n")[0]
    assert "planned to occurred" in confirmed
    assert f"b, 2031-03-13: {HELD}" in confirmed
    assert "Accusation: Amina Otieno → Brazil: occurred" in done.out.split("\n\n")[0]
    assert "left out, since they do not say when they were published: d" in done.err
    assert "4 changes between 2031-03-01 and 2031-03-13, from 1 article" in done.err


def test_days_the_wrong_way_round_are_refused(comity: Run, graph: Path) -> None:
    done = comity("changes", "2031-03-13", "2031-03-01", str(graph))
    assert done.code == 2
    assert "2031-03-13 is not before 2031-03-01" in done.err


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("status", Status.DENIED, Kind.CALLED_OFF),
        ("status", Status.POSSIBLE, Kind.DOUBTED),
        ("place", "place/port-lamu", Kind.REFINED),
        ("when", None, Kind.MOVED),
        ("disputed", (Aspect.DATE,), Kind.DISPUTED),
        ("trust", None, Kind.BACKED),
    ],
)
def test_kinds_of_changes(graph: Path, field: str, value: object, kind: Kind) -> None:
    before = known(graph, date(2031, 3, 12)).knowledge
    (event,) = before.events
    assert event.when is not None
    if field == "when":
        later = date(2031, 4, 2)
        value = replace(event.when, earliest=later, latest=later)
    if field == "trust":
        value = replace(event.trust, sources=event.trust.sources + 1)
    names = known(graph, date(2031, 3, 20)).knowledge.entities
    after = replace(before, events=(replace(event, **{field: value}),), entities=names)
    (change,) = changes(before, after)
    assert change.kind is kind
    assert changes(before, before) == ()
