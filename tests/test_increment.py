"""A graph changed by some articles is, byte for byte, the graph that a build of all of them makes."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import short_articles
from comity import graphs, intake, publish, reader, remembered
from comity.assemble import merging
from comity.curation_log import LOG, read, to_toml
from comity.curations import Decision, Field, Kind, Spot
from comity.errors import InputError, StoreError
from comity.model import Article, Extraction, Span
from comity.rdf import cache, swap, writing
from comity.rdf.shapes import check
from comity.rdf.store import open_graph
from records import record

WHO = [name for known, others in short_articles.PEOPLE.items() for name in (known, *others)]
DAYS = ("2031-03-12", "2031-03-13", "2031-06-01")

person, state = st.sampled_from(WHO), st.sampled_from(sorted(short_articles.STATES))
SENTENCES = st.one_of(
    st.builds("{} met {} in {} on {}.".format, person, person, st.sampled_from(sorted(short_articles.PLACES)), st.sampled_from(DAYS)),
    st.builds("{} will hold a summit with {} on {}.".format, person, person, st.sampled_from(DAYS)),
    st.builds("{} accused {} over {}.".format, person, state, st.sampled_from(short_articles.ISSUES)),
    st.builds("{} is {} of {}.".format, person, st.sampled_from(short_articles.TITLES), state),
    st.builds("{} backed {}, according to {}.".format, state, state, person),
    st.just("It rained."),
)  # fmt: skip
ROWS = st.builds(
    lambda told, day: {"text": "\n".join(told), "published": day},
    st.lists(SENTENCES, min_size=1, max_size=4, unique=True),
    st.sampled_from([None, *DAYS]),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One change: a verb, the rows (or names alone) that it is given, and the decisions that are then the log of the graph."""

    verb: str
    rows: dict[str, dict[str, str | None] | None]
    log: tuple[Decision, ...] | None = None


NAMED = re.compile("|".join(sorted([*WHO, *short_articles.STATES], key=len)[::-1]))
TRIGGER = re.compile(r"met|summit|accused|backed|on [\d-]+")


@st.composite
def spots(draw: st.DrawFn, texts: list[str], words: re.Pattern[str]) -> Spot:
    """Some characters of one of the texts, most often such words."""
    text = draw(st.sampled_from(texts))
    found = [m.span() for m in words.finditer(text)] or [(0, len(text))]
    start, end = draw(st.sampled_from(found))
    digits = hashlib.sha256(text.encode()).hexdigest()[: draw(st.sampled_from([12, 64]))]
    return Spot(digits, Span(start, end + draw(st.sampled_from([0, 0, 3]))))


RIGHT = st.sampled_from([
    (Field.DATE, ("2031-03-13",)), (Field.DATE, ("2031-06",)), (Field.DATE, ()), (Field.STATUS, ("denied",)),
    (Field.TYPE, ("Negotiation",)), (Field.PLACE, ("Nairobi",)), (Field.PLACE, ()), (Field.TOPICS, ("river water", "climate change")),
    (Field.ACTORS, ("Kenya", "Jonas Vik")), (Field.RECIPIENTS, ("Brazil",)), (Field.RECIPIENTS, ()),
])  # fmt: skip


@st.composite
def decisions(draw: st.DrawFn, texts: list[str]) -> Decision:
    """Any decision on places in the texts."""
    kind = draw(st.sampled_from(Kind))
    words = NAMED if kind is Kind.PREFERRED_NAME or kind.endswith("actor") else TRIGGER
    places = tuple(draw(spots(texts, words)) for _ in range(2 if kind.on_pair else 1))
    on, why = date(2031, 7, draw(st.integers(1, 3))), draw(st.sampled_from(["", "I was there."]))
    if kind is Kind.RIGHT_VALUE:
        return Decision(kind, "Ana Ruiz", on, why, places, *draw(RIGHT))
    values = (draw(st.sampled_from(["A. O.", "Bekele"])),) if kind is Kind.PREFERRED_NAME else ()
    return Decision(kind, "Ana Ruiz", on, why, places, None, values)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Step, ...]:
    """A build and some changes, each of some of five articles, with decisions on them."""
    names = st.sampled_from("abcde")
    texts = st.dictionaries(names, ROWS, min_size=1, max_size=3)
    steps = [Step("build", draw(texts))]
    for verb in draw(st.lists(st.sampled_from(["add", "update", "remove"]), max_size=4)):
        given_ = (
            texts if verb != "remove" else st.dictionaries(names, st.none(), min_size=1, max_size=2)
        )
        steps.append(Step(verb, draw(given_)))
    every = sorted({str(row["text"]) for step in steps for row in step.rows.values() if row})
    logs = st.lists(decisions(every), min_size=2, max_size=8, unique=True)
    return tuple(replace(step, log=draw(st.none() | logs.map(tuple))) for step in steps)


@pytest.fixture(autouse=True)
def by_hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are read by patterns instead of by the model, but where a test is of the model."""
    if request.node.get_closest_marker("model"):
        return
    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    monkeypatch.setattr(
        reader,
        "extract_all",
        short_articles.one_by_one(lambda _, article: short_articles.extraction(article)),
    )


Rows = dict[str, dict[str, str | None]]


def to_table(rows: Rows, folder: Path, order: Iterable[str] | None = None) -> Path:
    """The rows as a JSONL file, in the order of their names or in the one given."""
    path = folder / "rows.jsonl"
    lines = [json.dumps({"id": name, **rows[name]}) for name in order or sorted(rows)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def carry_out(step: Step, graph: Path, held: Rows, folder: Path) -> None:
    """Do the step, and the same with `held`, which is what the graph should hold."""
    if step.verb == "remove":
        gone = step.rows.keys() & held.keys()
        if not gone or gone == held.keys():
            return
        assert graphs.remove(gone, output=graph).removed == tuple(sorted(gone))
        for name in gone:
            del held[name]
        return
    rows = {name: row for name, row in step.rows.items() if row is not None}
    if step.verb == "build":
        graphs.build(to_table(rows, folder), output=graph)
        held |= rows
        return
    change = getattr(graphs, step.verb)(to_table(rows, folder), output=graph)
    new = {name: row for name, row in rows.items() if name not in held}
    other = {name: row for name, row in rows.items() if name in held and row != held[name]}
    assert change.added == tuple(sorted(new)), change.bad
    assert change.replaced == (tuple(sorted(other)) if step.verb == "update" else ())
    assert {b.name for b in change.bad} == (set() if step.verb == "update" else set(other))
    assert change.unchanged == tuple(sorted(rows.keys() - new.keys() - other.keys()))
    held |= new | (other if step.verb == "update" else {})


def spoil(path: Path, chance: random.Random) -> None:
    """Now and then the memo is gone, damaged, or that of the graph before."""
    if not path.exists():  # nothing was changed since it went
        return
    old = path.with_suffix(".old")
    what = chance.choice(["", "", "gone", "damaged", "old"])
    data = path.read_bytes()
    if what == "gone":
        path.unlink()
    elif what == "damaged":
        path.write_bytes(data[:-1] if chance.random() < 0.5 else data[:-9] + bytes(9))
    elif what == "old" and old.exists():
        path.write_bytes(old.read_bytes())
    old.write_bytes(data)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=histories(), mixed=st.randoms())
def test_any_changes_leave_what_a_build_of_all_makes(
    monkeypatch: pytest.MonkeyPatch, steps: tuple[Step, ...], mixed: random.Random
) -> None:
    with monkeypatch.context() as quick, tempfile.TemporaryDirectory() as place:
        quick.setattr(writing, "check_parts", lambda *_, **__: ())
        quick.setattr(publish, "follow", lambda *_, **__: None)
        folder = Path(place)
        graph, held = folder / "graph", Rows()
        for step in steps:
            carry_out(step, graph, held, folder)
            if step.log is not None:
                text = "\n".join(map(to_toml, step.log))
                (graph / LOG).write_text(text, encoding="utf-8")
                assert read(graph / LOG).decisions == step.log
            spoil(graph / remembered.FILE, mixed)
        graphs.curate(output=graph)
        order = sorted(held)
        mixed.shuffle(order)
        log = graph / LOG if (graph / LOG).exists() else None
        graphs.build(to_table(held, folder, order), output=folder / "whole", curations=log)
        assert record(graph) == record(folder / "whole")
        assert log is None or log.read_bytes() == (folder / "whole" / LOG).read_bytes()


ONE = {
    "text": "Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12.\nAmina Otieno is President of Kenya.",
    "published": None,
}
TWO = {
    "text": "Otieno met Bekele in Nairobi on 2031-03-12.\nKenya backed Ethiopia, according to Vik.",
    "published": None,
}
THREE = {"text": "Lucia Moraes accused Kenya over river water.", "published": "2031-06-01"}


def test_changes_are_checked_as_a_build_is_and_the_store_follows(tmp_path: Path) -> None:
    graph, held = tmp_path / "graph", Rows()
    steps = (
        Step("build", {"one": ONE, "three": THREE}),
        Step("add", {"two": TWO}),
        Step("update", {"one": THREE, "four": ONE}),
        Step("remove", {"two": None}),
    )
    for step in steps:
        carry_out(step, graph, held, tmp_path)
        with open_graph(graph, in_memory=False) as on_disk, open_graph(graph) as loaded:
            assert on_disk.quads() == loaded.quads()
            assert check(on_disk.quads()) == ()
    graphs.build(to_table(held, tmp_path), output=tmp_path / "whole")
    assert record(graph) == record(tmp_path / "whole")


def place(row: dict[str, str | None], words: str) -> Spot:
    """Where some words stand in the text of a row."""
    text = str(row["text"])
    start = text.index(words)
    return Spot(hashlib.sha256(text.encode()).hexdigest(), Span(start, start + len(words)))


def test_decisions_of_every_kind_follow_articles_in_and_out(tmp_path: Path) -> None:
    day = date(2031, 7, 1)
    log = tuple(
        Decision(kind, "Ana Ruiz", day, "", places, sets, values)
        for kind, places, sets, values in [
            (Kind.SAME_EVENT, (place(ONE, "met"), place(THREE, "accused")), None, ()),
            (Kind.NOT_SAME_EVENT, (place(ONE, "met"), place(TWO, "met")), None, ()),
            (Kind.SAME_ACTOR, (place(ONE, "Dawit Bekele"), place(THREE, "Lucia Moraes")), None, ()),
            (Kind.NOT_SAME_ACTOR, (place(ONE, "Amina Otieno"), place(TWO, "Otieno")), None, ()),
            (Kind.WRONG_REPORT, (place(TWO, "backed"),), None, ()),
            (Kind.RIGHT_VALUE, (place(TWO, "met"),), Field.ACTORS, ("Vik", "Kenya")),
            (Kind.PREFERRED_NAME, (place(TWO, "Bekele"),), None, ("D. B.",)),
        ]
    )
    graph, held = tmp_path / "graph", Rows()
    steps = (
        Step("build", {"one": ONE}, log),
        Step("add", {"two": TWO}),
        Step("add", {"three": THREE}),
        Step("remove", {"one": None}),
        Step("update", {"two": THREE, "three": ONE, "one": TWO}),
    )
    followed = []
    for number, step in enumerate(steps):
        carry_out(step, graph, held, tmp_path)
        if step.log is not None:
            (graph / LOG).write_text("\n".join(map(to_toml, step.log)), encoding="utf-8")
            graphs.curate(output=graph)
        whole = tmp_path / f"whole{number}"
        done = graphs.build(to_table(held, tmp_path), output=whole, curations=graph / LOG)
        assert record(graph) == record(whole)
        with open_graph(graph) as opened:
            assert check(opened.quads()) == ()
        assert done.curated.problems == ()
        followed.append(len(done.curated.knowledge.curations))
        assert followed[-1] + len(done.curated.absent) == len(log)
    assert followed == [0, 5, 7, 3, 7]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    graphs.build(to_table({"one": ONE, "three": THREE}, tmp_path), output=tmp_path / "graph")
    return tmp_path / "graph"


def test_adding_again_changes_nothing_and_touches_nothing(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap.Stage, "place", lambda *_: pytest.fail("staged"))
    before = record(graph), {p: p.stat().st_mtime_ns for p in graph.rglob("*") if p.is_file()}
    change = graphs.add(to_table({"one": ONE, "three": THREE}, tmp_path), output=graph)
    assert (change.unchanged, change.added, change.drawn) == (("one", "three"), (), 0)
    after = record(graph), {p: p.stat().st_mtime_ns for p in graph.rglob("*") if p.is_file()}
    assert after[0] == before[0]
    assert {p: t for p, t in after[1].items() if p.name != ".lock"} == {
        p: t for p, t in before[1].items() if p.name != ".lock"
    }


def test_only_what_depends_on_an_article_is_written(graph: Path, tmp_path: Path) -> None:
    """Article one tells of the same meeting as article two; article three has nothing in common with them."""
    before = record(graph)
    change = graphs.add(to_table({"two": TWO}, tmp_path), output=graph)
    assert (change.added, change.articles) == (("two",), 3)
    assert 1 <= change.drawn <= 2
    after = record(graph)
    changed = {name for name in before if after[name] != before[name]}
    shared = {f"graph/{name}" for name in ("background.nq", "canonical.nq", "parts.json", "run.nq")}
    one = {name for name in before if b"Amina Otieno met" in before[name] and name.endswith(".nq")}
    assert changed - one == {"manifest.json", *shared}
    assert len(after.keys() - before.keys()) == 2
    graphs.remove(["two"], output=graph)
    assert record(graph) == before


@pytest.mark.parametrize("what", ["there", "gone", "damaged", "of another program"])
def test_a_memo_is_used_where_it_can_be_and_made_again_where_not(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    path = graph / remembered.FILE
    assert set(remembered.recall(graph).articles) == {
        f"article/{p.stem}" for p in (graph / "extractions").iterdir()
    }
    if what == "gone":
        path.unlink()
    elif what == "damaged":
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    elif what == "of another program":
        data = remembered._ENCODER.encode(
            replace(remembered._to_file(remembered.recall(graph)), by="")
        )
        path.write_bytes(hashlib.sha256(data).digest() + data)
    made: list[int] = []
    real = merging.to_event
    monkeypatch.setattr(
        merging, "to_event", lambda group, *rest: made.append(len(group)) or real(group, *rest)
    )
    graphs.add(to_table({"two": TWO}, tmp_path), output=graph)
    events = len(remembered.recall(graph).events)
    assert (len(made) < events) == (what == "there")
    assert len(remembered.recall(graph).articles) == 3
    assert not list(graph.glob(".*.part"))


def test_the_store_is_changed_and_not_made_again(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_make", lambda *_: pytest.fail("made again"))
    monkeypatch.setattr(cache, "_WORTH_IT", 2)
    with open_graph(graph, in_memory=False) as old:
        held = old.quads()
        graphs.add(to_table({"two": TWO}, tmp_path), output=graph)
        assert old.quads() == held
    with open_graph(graph, in_memory=False) as on_disk, open_graph(graph) as loaded:
        assert on_disk.quads() == loaded.quads()
    assert len(list((graph / "store").iterdir())) == 1


def test_a_store_that_is_not_that_of_the_record_is_made_again(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_WORTH_IT", 2)
    (old,) = (graph / "store").iterdir()
    shutil.rmtree(old / "quads")
    cache.Store(str(old / "quads")).flush()
    monkeypatch.setattr(cache, "_open", opened_unread)
    graphs.remove(["one"], output=graph)
    monkeypatch.undo()
    with open_graph(graph, in_memory=False) as on_disk, open_graph(graph) as loaded:
        assert on_disk.quads() == loaded.quads()


def opened_unread(folder: Path, manifest: cache.Manifest) -> cache.Store | None:
    """A store that is there, whatever it holds."""
    place = cache._place(folder, manifest)
    return cache.Store.read_only(str(place / "quads")) if place.exists() else None


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param(["on"], "no article of the graph has the name 'on'; did you mean one", id="misspelt"),
        pytest.param(["one", "three"], "no article would be left", id="all"),
        pytest.param([], "no article is named", id="none"),
    ],
)  # fmt: skip
def test_what_cannot_be_removed_is_said(graph: Path, names: list[str], message: str) -> None:
    before = record(graph)
    with pytest.raises(InputError, match=message):
        graphs.remove(names, output=graph)
    assert record(graph) == before


def test_an_article_with_another_text_is_only_taken_in_by_update(
    graph: Path, tmp_path: Path
) -> None:
    before = record(graph)
    table = to_table({"one": TWO}, tmp_path)
    (bad,) = graphs.add(table, output=graph).bad
    assert "use `comity update`" in bad.message
    assert record(graph) == before
    assert graphs.update(table, output=graph).replaced == ("one",)
    assert record(graph) != before


def test_a_graph_that_other_rules_made_is_to_be_built_again(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("entry,text\n")
    table = to_table({"two": TWO}, tmp_path)
    with pytest.raises(StoreError, match="another gazetteer; give --gazetteer as in the build"):
        graphs.add(table, output=graph, gazetteer=more)
    monkeypatch.setattr(intake, "MODEL", "another model")
    with pytest.raises(StoreError, match="with other rules or tables; run `comity build"):
        graphs.add(table, output=graph)
    assert graphs.remove(["three"], output=graph).articles == 1


def test_extractions_that_were_changed_by_hand_are_not_built_on(
    graph: Path, tmp_path: Path
) -> None:
    path = next((graph / "extractions").iterdir())
    path.write_bytes(path.read_bytes().replace(b"2031", b"2032") + b" ")
    with pytest.raises(StoreError, match="changed by hand"):
        graphs.add(to_table({"two": TWO}, tmp_path), output=graph)


def test_an_article_that_the_shapes_refuse_is_not_added(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = record(graph)
    monkeypatch.setattr(
        reader, "extract_all", short_articles.one_by_one(lambda _, article: spoilt(article))
    )
    change = graphs.add(to_table({"two": TWO}, tmp_path), output=graph)
    assert [b.name for b in change.bad] == ["two"]
    assert "confidence" in change.bad[0].message
    assert record(graph) == before
    table = to_table({"one": ONE, "two": TWO, "three": THREE}, tmp_path)
    summary = graphs.build(table, output=graph)
    assert [b.name for b in summary.bad] == ["two"]
    assert record(graph) == before


def spoilt(article: Article) -> Extraction:
    """What the article says, article two with a confidence that the shapes refuse."""
    found = short_articles.extraction(article)
    if article.name != "two":
        return found
    return replace(found, reports=tuple(replace(r, confidence=7.0) for r in found.reports))


class Killed(BaseException):
    """The program is stopped at once: nothing catches it."""


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the call of this number, of all that touch the disk in a change, stop the program before it does anything."""
    calls = [0]

    def counted(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: object, **options: object) -> object:
            calls[0] += 1
            if calls[0] >= number:  # a program that is dead does nothing more, nor cleans up
                raise Killed
            return real(*args, **options)

        monkeypatch.setattr(owner, name, call)

    for owner, name in [
        (swap.os, "fsync"),
        (Path, "replace"),
        (Path, "rename"),
        (Path, "unlink"),
        (Path, "mkdir"),
        (Path, "write_text"),
        (swap.Stage, "write"),
        (swap.Stage, "place"),
        (swap.shutil, "rmtree"),
        (publish, "follow"),
    ]:
        counted(owner, name)


def test_a_kill_at_any_step_leaves_the_old_graph_or_the_new(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "check_parts", lambda *_, **__: ())
    before = record(graph)
    table = to_table({"one": TWO, "two": ONE}, tmp_path)
    shutil.copytree(graph, tmp_path / "new")
    graphs.update(table, output=tmp_path / "new")
    after = record(tmp_path / "new")
    seen = set()
    for number in range(1, 200):
        place = tmp_path / f"graph{number}"
        shutil.copytree(graph, place)
        with monkeypatch.context() as patched:
            killed_at(number, patched)
            try:
                graphs.update(table, output=place)
            except Killed:
                pass
            else:
                break
        with open_graph(place) as opened:
            told = len(opened.knowledge().citations)
        assert record(place) == {2: before, 3: after}[told]
        seen.add(told)
        if number % 5 == 0:
            graphs.update(table, output=place)
            assert record(place) == after
            assert not (place / ".staged").exists()
        shutil.rmtree(place)
    else:
        pytest.fail("never done")
    assert seen == {2, 3}
    assert number > 30


def test_a_change_that_is_not_whole_is_discarded(graph: Path) -> None:
    before = record(graph)
    staged = graph / ".staged" / "files" / "graph"
    staged.mkdir(parents=True)
    (staged / "canonical.nq").write_text("half")
    with open_graph(graph):
        pass
    graphs.remove(["one"], output=graph)
    assert not (graph / ".staged").exists()
    assert record(graph) != before


@pytest.mark.model
def test_the_seeds_one_by_one_make_what_a_build_of_all_makes(
    seeds_graph: Path, tmp_path: Path
) -> None:
    place, graph = seeds_graph / "seeds", tmp_path / "graph"
    first, second, *others = sorted(place.glob("*.txt"), reverse=True)
    graphs.build(first, output=graph)
    for path in (second, *others):
        assert graphs.add(path, output=graph).added == (path.name,)
    graphs.remove([second.name, first.name], output=graph)
    undated = tmp_path / second.name
    shutil.copy(second, undated)
    assert graphs.add(undated, output=graph).added == (second.name,)
    change = graphs.update(place, output=graph)
    assert (change.added, change.replaced) == ((first.name,), (second.name,))
    assert change.unchanged == tuple(sorted(path.name for path in others))
    assert record(graph) == record(seeds_graph / "build")
