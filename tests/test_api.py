"""The Python API: what `import comity` gives, what it shows, and that it says how many rows it cut."""

from __future__ import annotations

import html
import inspect
import json
import re
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

import comity
import samples
from comity import nets, reader
from comity.api import EventRecord, KnowledgeGraph, Table, build
from comity.api.table import ROWS
from comity.errors import AnalysisError, InputError, QueryError, StoreError
from comity.knowledge.ontology import load_ontology
from comity.network import to_network
from comity.rdf.query import ask
from comity.rdf.store import open_graph
from comity.stories import to_story, to_text
from command_line import Run

PUBLIC = ["BriefRecord", "ComityError", "EventRecord", "KnowledgeGraph", "Table", "View", "__version__", "build", "open"]  # fmt: skip
METHODS = [
    "add", "articles", "as_of", "ask", "brief", "disputes", "event", "events", "export", "issues", "knowledge", "network", "people",
    "questions", "remove", "sparql", "view",
]  # fmt: skip
SUMMIT = "summit otieno"


@pytest.fixture
def kg(sample_graph: Path) -> KnowledgeGraph:
    """The graph of the samples."""
    return comity.open(sample_graph)


@pytest.fixture
def no_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if pandas were not installed."""
    monkeypatch.setitem(sys.modules, "pandas", None)


@pytest.fixture
def patterns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Articles are read by patterns in place of the model, in a folder of their own."""
    import short_articles

    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    monkeypatch.setattr(
        reader,
        "extract_all",
        short_articles.one_by_one(lambda _, article: short_articles.extraction(article)),
    )
    monkeypatch.chdir(tmp_path)


PLAN = {"id": "a", "text": "Amina Otieno will hold a summit with Dawit Bekele on 2031-03-12.", "published": date(2031, 3, 1)}  # fmt: skip
HELD = {"id": "b", "text": "Otieno met Bekele in Nairobi on 2031-03-12.", "published": "2031-03-13", "url": None, "title": float("nan")}  # fmt: skip


# What is public.


def test_the_public_names_are_these() -> None:
    assert comity.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(comity))
    assert all(getattr(comity, name) is not None for name in PUBLIC)
    assert sorted(n for n in vars(KnowledgeGraph) if not n.startswith("_")) == sorted(
        [*METHODS, "folder", "day"]
    )


def test_no_module_takes_a_public_name() -> None:
    folder = Path(inspect.getfile(comity)).parent
    assert not [
        name for name in PUBLIC if (folder / name).exists() or (folder / f"{name}.py").exists()
    ]


def test_another_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        comity.biuld  # type: ignore[attr-defined]  # noqa: B018


def test_importing_comity_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import comity; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout
    for heavy in ("comity.api", "numpy", "networkx", "pandas", "rdflib", "spacy", "pyoxigraph"):
        assert f"'{heavy}'" not in loaded


def test_the_api_loads_neither_pandas_nor_the_model_nor_the_views() -> None:
    code = "import sys, comity; comity.open; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("pandas", "spacy", "pyvis", "IPython", "matplotlib"):
        assert f"'{heavy}'" not in done.stdout


def members() -> Iterator[tuple[str, Any]]:
    """Everything public that has a docstring."""
    for name in PUBLIC:
        found = getattr(comity, name)
        if inspect.isroutine(found):
            yield name, found
        elif inspect.isclass(found) and not issubclass(found, Exception):
            yield name, found
            yield from (
                (f"{name}.{own}", member)
                for own, member in vars(found).items()
                if not own.startswith("_")
                and (inspect.isfunction(member) or isinstance(member, property))
            )


PLAIN = {"EventRecord.event", "EventRecord.id", "EventRecord.label", "EventRecord.status", "EventRecord.facts", "EventRecord.quotes"}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "member"), list(members()), ids=lambda x: x if isinstance(x, str) else ""
)
def test_everything_public_is_documented_with_an_example_and_typed(name: str, member: Any) -> None:
    text = inspect.getdoc(member) or ""
    assert text
    assert ">>> " in text or name in PLAIN  # those stand in the example of their class
    function = member.fget if isinstance(member, property) else member
    if inspect.isclass(function):
        return
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.name == "self" or parameter.annotation is not inspect.Parameter.empty


def test_the_package_says_that_it_is_typed() -> None:
    assert files("comity").joinpath("py.typed").is_file()
    assert typing.get_type_hints(Table)["columns"] == tuple[str, ...]


# Rows.


def test_with_pandas_rows_are_a_frame_with_typed_columns(kg: KnowledgeGraph) -> None:
    people = kg.people
    assert isinstance(people, pd.DataFrame)
    assert people.attrs["title"] == "People"
    assert people["events"].dtype == "int64"
    assert people["first"].dtype.kind == "M"
    assert people.loc[0, "last"] == pd.Timestamp("2031-03-12")
    assert pd.isna(people.loc[3, "first"])


@pytest.mark.usefixtures("no_pandas")
def test_without_pandas_rows_are_a_table_of_the_same(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def every() -> list[Any]:
        return [
            kg.ask("who-met-whom"), kg.events(), kg.people, kg.issues, kg.articles, kg.questions, kg.disputes(),
            kg.sparql("SELECT ?e ?d { ?e a co:Event OPTIONAL { ?e co:earliest ?d } }"), kg.event(SUMMIT).reports,
        ]  # fmt: skip

    tables = every()
    assert {type(table) for table in tables} == {Table}
    monkeypatch.undo()
    for table, frame in zip(tables, every(), strict=True):
        assert isinstance(frame, pd.DataFrame)
        assert list(frame.columns) == list(table.columns)
        pd.testing.assert_frame_equal(table.to_pandas(), frame)
        assert [str(x) for x in frame[table.columns[0]]] == [str(x) if x is not None else "nan" for x in table[table.columns[0]]] or table.columns[0] == "when"  # fmt: skip


@pytest.mark.usefixtures("no_pandas")
def test_without_pandas_a_frame_is_refused_with_the_remedy() -> None:
    with pytest.raises(InputError, match=r"pip install 'comity\[notebooks\]'"):
        Table(("a",), ((1,),)).to_pandas()


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        pytest.param((1, 2), "int64", id="whole numbers"),
        pytest.param((1, None), "Int64", id="whole numbers, some missing"),
        pytest.param((1.5, None), "float64", id="numbers"),
        pytest.param((1, 2.5), "float64", id="mixed numbers"),
        pytest.param((True, False), "bool", id="truths"),
        pytest.param((True, None), "object", id="truths, some missing"),
        pytest.param((date(2031, 3, 1), None), "datetime64[s]", id="days"),
        pytest.param(("a", None), "str", id="texts"),
        pytest.param(("a", 1), "object", id="this and that"),
        pytest.param((None, None), "object", id="nothing"),
        pytest.param((), "object", id="no rows"),
    ],
)
def test_a_column_has_the_type_of_its_values(values: tuple[Any, ...], dtype: str) -> None:
    frame = Table(("x",), tuple((value,) for value in values)).to_pandas()
    assert frame["x"].dtype == dtype
    assert list(frame["x"].isna()) == [value is None for value in values]


def test_a_table_of_no_rows_keeps_its_columns() -> None:
    assert list(Table(("a", "b"), ()).to_pandas().columns) == ["a", "b"]
    assert repr(Table(("a", "b"), ())).endswith("0 rows")


def test_a_long_table_says_how_many_rows_it_has() -> None:
    table = Table(("n",), tuple((n,) for n in range(ROWS + 5)))
    assert repr(table).splitlines()[-1] == f"{ROWS} of {ROWS + 5} rows; .rows has all"
    shown = table._repr_mimebundle_()["text/html"]
    assert f"{ROWS} of {ROWS + 5} rows" in shown
    assert shown.count("<tr>") == ROWS + 1


def test_a_wide_table_fits_the_terminal_and_marks_what_it_cuts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    table = Table(("who", "said"), (("岸田文雄", "a sentence that is far too long for it"),))
    lines = repr(table).splitlines()
    assert lines[2].endswith("…")
    assert lines[2].startswith("岸田文雄  a")
    assert all(len(line) <= 40 for line in lines)


def test_a_column_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(InputError, match="no column 'c'; there are a, b"):
        Table(("a", "b"), ())["c"]


# Asking.


def test_answers_are_those_of_the_command_line(kg: KnowledgeGraph, sample_graph: Path) -> None:
    with open_graph(sample_graph) as graph:
        for name, given in (("who-met-whom", {}), ("planned", {}), ("issues", {}), ("offices", {})):
            told = ask(graph, name, **given)
            found = kg.ask(name, **given)
            assert tuple(found.columns) == told.columns
            assert [
                [cell if pd.isna(cell) else str(cell) for cell in row]
                for row in found.itertuples(index=False)
            ] == [  # fmt: skip
                [pytest.approx(float("nan"), nan_ok=True) if cell is None else cell for cell in row]
                for row in told.rows  # fmt: skip
            ]


def test_parameters_may_be_days_numbers_and_words_of_python(kg: KnowledgeGraph) -> None:
    assert len(kg.ask("events", from_=date(2031, 3, 12), to="2031-03-12")) == 4
    assert len(kg.events(from_=pd.Timestamp("2031-03-12"), to="2031-03-12")) == 4


def test_things_are_their_ids_everywhere(kg: KnowledgeGraph) -> None:
    events = kg.events()
    net = kg.network()
    assert set(events["id"]) <= set(net)
    assert {kg.event(name).id for name in events["id"]} == set(events["id"])
    assert set(kg.sparql("SELECT ?e { ?e a co:Event }")["e"]) == set(events["id"])


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        pytest.param(lambda kg: kg.ask("who-met-who"), QueryError, "did you mean who-met-whom", id="question"),
        pytest.param(lambda kg: kg.ask("planned", acter="x"), QueryError, "did you mean actor", id="parameter"),
        pytest.param(lambda kg: kg.ask("planned", actor="Otieeno"), QueryError, "did you mean Otieno", id="name"),
        pytest.param(lambda kg: kg.sparql("SELECT ?a { ?a ?b }"), QueryError, "wrong near line 1", id="SPARQL"),
        pytest.param(lambda kg: kg.sparql("DROP ALL"), QueryError, "only read", id="an update"),
        pytest.param(lambda kg: kg.event("no such thing"), QueryError, "no event has the id", id="no event"),
        pytest.param(lambda kg: kg.event("otieno"), QueryError, r"events fit 'otieno'.*event/2db05e", id="several events"),
        pytest.param(lambda kg: kg.events(from_="May"), InputError, "from_ must be a day", id="no day"),
        pytest.param(lambda kg: kg.network("friends"), InputError, "there are whole, leaders", id="no network"),
        pytest.param(lambda kg: kg.network(status=["done"]), InputError, "there are occurred", id="no status"),
        pytest.param(lambda kg: kg.network(from_="2031-02-01", to="2031-01-01"), AnalysisError, "begins on", id="a period backwards"),
        pytest.param(lambda kg: kg.view("friends"), AnalysisError, "no view 'friends'; there are overview", id="no view"),
        pytest.param(lambda kg: kg.view("dyad", "Kenya"), AnalysisError, "is about 2 names, not 1", id="one of two"),
        pytest.param(lambda kg: kg.view("ego", "Otieeno"), QueryError, "focus: nothing .* did you mean Otieno", id="nobody in focus"),
        pytest.param(lambda kg: kg.view("ego", "person/nobody"), AnalysisError, "not in this page", id="no such id in focus"),
        pytest.param(lambda kg: kg.export("news"), InputError, "there are events, offices", id="no such export"),
        pytest.param(lambda kg: kg.export("graph", form="csv"), InputError, "not written as csv", id="no such format"),
        pytest.param(lambda kg: kg.export("graph", event="x"), InputError, "chooses one of the nanopubs", id="one event of all"),
        pytest.param(lambda kg: kg.as_of("soon"), InputError, "day must be a day", id="as of no day"),
        pytest.param(lambda kg: kg.as_of("2031-03-12"), StoreError, "no extractions", id="as of a day without extractions"),
        pytest.param(lambda kg: kg.add([["x"]]), InputError, r"found \['x'\] among the articles", id="no rows"),
        pytest.param(lambda kg: comity.open("nowhere"), StoreError, "no graph in nowhere", id="no graph"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_remedy(
    kg: KnowledgeGraph,
    wrong: Callable[[KnowledgeGraph], object],
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error, match=message) as caught:
        wrong(kg)
    assert isinstance(caught.value, comity.ComityError)


# Networks, exports.


@pytest.mark.parametrize("kind", nets.NETWORKS)
def test_networks_by_name_are_those_of_nets(kg: KnowledgeGraph, kind: str) -> None:
    expected = nets.NETWORKS[kind](kg.knowledge, load_ontology(), nets.Choice())
    assert nx.utils.graphs_equal(kg.network(kind), expected)


def test_the_whole_network_has_everything_unless_less_is_asked_for(kg: KnowledgeGraph) -> None:
    assert nx.utils.graphs_equal(kg.network(), to_network(kg.knowledge, load_ontology()))
    planned = kg.network(status=["planned", "possible"])
    statuses = {data["status"] for _, data in planned.nodes(data=True) if data["kind"] == "Event"}
    assert statuses == {"planned", "possible"}
    days = kg.network(from_="2031-03-12", to="2031-03-12")
    within = {n for n, data in days.nodes(data=True) if data["kind"] == "Event"}
    assert within == set(kg.events(from_="2031-03-12", to="2031-03-12")["id"])


def test_a_network_is_made_anew_so_that_it_may_be_changed(kg: KnowledgeGraph) -> None:
    kg.network("leaders").clear()
    assert len(kg.network("leaders")) == 2


@pytest.mark.parametrize(
    ("what", "name"),
    [("events", "e.csv"), ("plover", "p.jsonl"), ("graph", "g.nq"), ("graph", "g.ttl"), ("network", "n.gexf"), ("nanopubs", "p.trig")],
)  # fmt: skip
def test_exports_are_those_of_the_command_line(
    kg: KnowledgeGraph, sample_graph: Path, comity: Run, tmp_path: Path, what: str, name: str
) -> None:
    done = comity("export", what, sample_graph, "-o", tmp_path / name)
    assert done.code == 0
    there = tmp_path / "here" / name
    there.parent.mkdir()
    assert kg.export(what, there) == there
    assert there.read_bytes() == (tmp_path / name).read_bytes()
    assert kg.export(what, form=name.partition(".")[2]) == there.read_bytes()


# What is shown.


class _Outside(HTMLParser):
    """The tags and the text outside the frame, and the attributes of the frame."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self.frame: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "iframe":
            self.frame = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outside(text: str) -> _Outside:
    found = _Outside()
    found.feed(text)
    return found


def test_a_view_is_the_page_in_a_frame_that_reaches_nothing(kg: KnowledgeGraph) -> None:
    view = kg.view(height=500)
    found = outside(view._repr_mimebundle_()["text/html"])
    assert found.tags.count("iframe") == 1
    assert "script" not in found.tags
    assert found.frame["srcdoc"] == view.html
    assert (
        found.frame["sandbox"]
        == "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
    )
    assert "allow-same-origin" not in (found.frame["sandbox"] or "")
    assert found.frame["loading"] == "lazy"
    assert found.frame["height"] == "500"
    assert found.frame["title"]


def test_a_view_opens_where_it_is_told(kg: KnowledgeGraph) -> None:
    by_name = kg.view("dyad", "Kenya", "Addis Ababa")
    assert by_name.html == kg.view("dyad", "state/ken", "state/eth").html
    assert by_name.html != kg.view().html
    assert "'dyad'" in repr(by_name)


def test_a_notebook_that_is_not_trusted_still_says_what_there_is(kg: KnowledgeGraph) -> None:
    text = kg.view()._repr_mimebundle_()["text/html"]
    left = outside(re.sub(r"<iframe.*?</iframe>", "", text, flags=re.DOTALL))
    assert {"p", "table", "td"} <= set(left.tags)
    said = " ".join(left.text)
    assert "3 articles, 8 events, 4 people, 4 issues" in said
    assert "trust this notebook" in said
    assert "Amina Otieno" in said


def test_a_view_is_written_as_it_is(kg: KnowledgeGraph, tmp_path: Path) -> None:
    view = kg.view()
    path = view.save(tmp_path / "new" / "page.html")
    assert path.read_text(encoding="utf-8") == view.html
    assert len(repr(view)) < 200
    assert re.findall(r"(?:src|href)=[\"']?https?:", view.html) == []


def test_an_event_tells_what_show_tells(kg: KnowledgeGraph) -> None:
    record = kg.event(SUMMIT)
    assert repr(record) == to_text(to_story(record.event, kg.knowledge, load_ontology())).rstrip()
    shown = outside(record._repr_mimebundle_()["text/html"])
    said = " ".join(shown.text)
    assert record.facts["trust"] in said
    for quote in record.quotes:
        sentence = quote.rpartition(" (")[0]
        assert sentence in "".join(shown.text)
    assert "mark" in shown.tags


def test_a_brief_is_that_of_the_command_line(
    kg: KnowledgeGraph, sample_graph: Path, comity: Run, tmp_path: Path
) -> None:
    made = kg.brief("Kenya", "Ethiopia")
    for ending in ("html", "md", "json"):
        done = comity("brief", "Kenya", "Ethiopia", sample_graph, "-o", tmp_path / f"b.{ending}")
        assert done.code == 0, done.err
        there = made.save(tmp_path / f"here.{ending}")
        assert there.read_bytes() == (tmp_path / f"b.{ending}").read_bytes()
    with pytest.raises(InputError, match=r"written as \.html, \.md, \.json"):
        made.save(tmp_path / "b.doc")
    found = outside(made._repr_mimebundle_()["text/html"])
    assert found.frame["srcdoc"] == made.html
    assert "Kenya and Ethiopia" in " ".join(found.text)


@pytest.mark.usefixtures("patterns")
def test_a_brief_tells_what_is_new_and_as_of_when() -> None:
    kg = build([PLAN, HELD], "mine")
    news = str(kg.brief("Amina Otieno", "Dawit Bekele", since="2031-03-10"))
    assert news != str(kg.brief("Amina Otieno", "Dawit Bekele"))
    then = str(kg.as_of("2031-03-02").brief("Amina Otieno"))
    assert "As it could be known on" in then


def test_the_trigger_is_marked_in_its_sentence(kg: KnowledgeGraph) -> None:
    text = kg.event(SUMMIT)._repr_mimebundle_()["text/html"]
    triggers = {told.report.trigger_text for told in kg.event(SUMMIT).story.reports}
    assert set(re.findall(r"<mark>(.*?)</mark>", text)) == {html.escape(word) for word in triggers}


def test_a_history_is_told_where_the_status_changes(kg: KnowledgeGraph) -> None:
    event = kg.event(SUMMIT).event
    first, second = (r for r in kg.knowledge.reports if r.id in event.reports)
    planned = replace(first, status=samples.Status.PLANNED)
    held = replace(second, status=samples.Status.OCCURRED)
    reports = tuple(
        {**{r.id: r for r in kg.knowledge.reports}, first.id: planned, second.id: held}.values()
    )
    told = EventRecord(to_story(event, replace(kg.knowledge, reports=reports), load_ontology()))
    assert len(told.history) == 2
    assert "How its status changed" in told._repr_mimebundle_()["text/html"]


def test_what_articles_say_runs_nowhere(kg: KnowledgeGraph) -> None:
    from tests.views.hostile import hostile

    knowledge = hostile(samples.KNOWLEDGE)
    for event in knowledge.events:
        shown = outside(EventRecord(to_story(event, knowledge, load_ontology()))._repr_mimebundle_()["text/html"])  # fmt: skip
        assert set(shown.tags) <= {"p", "br", "strong", "code", "table", "thead", "tbody", "tr", "th", "td", "small", "blockquote", "mark", "a"}  # fmt: skip
    attack = "<img src=x onerror=1>"
    assert "img" not in outside(Table((attack,), ((attack,),), attack)._repr_mimebundle_()["text/html"]).tags  # fmt: skip


# A graph that changes.


@pytest.mark.usefixtures("patterns")
def test_rows_become_a_graph_and_the_same_object_shows_what_is_added(tmp_path: Path) -> None:
    kg = comity.build([PLAN], output="mine")
    assert repr(kg) == "KnowledgeGraph 'mine': 1 article, 1 event, 2 people, 0 issues"
    before = len(kg.knowledge.reports)
    change = kg.add([HELD])
    assert change.added == ("b",)
    assert "Assembled" not in repr(change)
    assert len(kg.knowledge.reports) == before + 1
    assert list(kg.articles["name"]) == ["a", "b"]
    assert len(kg.event("otieno bekele").history) == 2
    assert kg.remove("b").removed == ("b",)
    assert list(kg.articles["name"]) == ["a"]


@pytest.mark.usefixtures("patterns")
def test_a_change_by_another_program_is_seen(tmp_path: Path) -> None:
    kg = comity.build([PLAN], output="mine")
    assert len(kg.articles) == 1
    comity.open("mine").add([HELD])
    assert len(kg.articles) == 2


@pytest.mark.usefixtures("patterns")
def test_the_graph_of_a_day_is_read_only_and_says_so() -> None:
    kg = comity.build([PLAN, HELD], output="mine")
    then = kg.as_of(date(2031, 3, 2))
    assert (
        repr(then)
        == "KnowledgeGraph 'mine': 1 article, 1 event, 2 people, 0 issues, as known on 2031-03-02"
    )
    assert then.event("otieno").status == "planned"
    assert kg.event("otieno").status == "occurred"
    assert "as known on 2031-03-02" in then.view().html
    assert then.export("graph") == kg.as_of("2031-03-02").export("graph") != kg.export("graph")
    for change in (lambda: then.add([HELD]), lambda: then.remove("a")):
        with pytest.raises(InputError, match="as known on 2031-03-02 cannot be"):
            change()
    with pytest.raises(QueryError, match="no article was published by 2030-01-01"):
        kg.as_of("2030-01-01")


@pytest.mark.usefixtures("patterns")
def test_articles_left_out_are_named_in_a_warning(tmp_path: Path) -> None:
    bad = {"id": "c", "text": " ", "published": "2031-03-13"}
    with pytest.warns(UserWarning, match="^left out rows.jsonl:2:text: empty") as caught:
        kg = comity.build([PLAN, bad], output="mine")
    assert [Path(w.filename).name for w in caught] == ["test_api.py"]
    with pytest.warns(UserWarning, match="another text or citation") as caught:
        assert kg.add([{**PLAN, "text": f"{PLAN['text']}\n"}]).added == ()
    assert [Path(w.filename).name for w in caught] == ["test_api.py"]
    assert kg.add([{**PLAN, "text": f"{PLAN['text']}\n"}], replace=True).replaced == ("a",)


@pytest.mark.usefixtures("patterns")
def test_progress_is_told_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    comity.build([PLAN], output="mine", progress=print)
    assert "reading articles 1 1" in capsys.readouterr().out
    comity.build([PLAN], output="mine")
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("patterns")
def test_a_folder_is_built_as_the_command_line_builds_it(comity: Run, tmp_path: Path) -> None:
    Path("texts").mkdir()
    Path("texts/a.txt").write_text(str(PLAN["text"]), encoding="utf-8")
    build("texts", "one")
    assert comity("build", "texts", "-o", "two").code == 0
    one, two = (
        json.loads(Path(name, "manifest.json").read_text("utf-8")) for name in ("one", "two")
    )
    assert one == two
