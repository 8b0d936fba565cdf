"""Decisions through the command line: `comity curate`, and what build, add, update and a past day make of them."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import short_articles
from comity import graphs, reader
from comity.asof import open_as_of
from comity.curation_log import LOG, read, to_toml
from comity.curations import Decision, Kind, Spot
from comity.model import Article, Extraction, Mention, Span
from comity.rdf.store import open_graph
from command_line import Run
from records import record

TEXTS = {
    "one": ("Amina Otieno met Dawit Bekele in Nairobi on 2031-03-12.", "2031-03-13"),
    "two": ("Amina Otieno will hold a summit with Dawit Bekele on 2031-03-16.", "2031-03-01"),
    "three": ("Kenya backed Ethiopia, according to Vik.", "2031-03-20"),
}


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are read by patterns instead of by the model."""
    monkeypatch.setattr(reader, "load_pipeline", lambda *, gazetteer: None)
    monkeypatch.setattr(
        reader,
        "extract_all",
        short_articles.one_by_one(lambda _, article: short_articles.extraction(article)),
    )


def rows(folder: Path, *names: str) -> Path:
    """A JSONL file of the articles of these names, or of all."""
    path = folder / f"rows-{'-'.join(names)}.jsonl"
    told = {name: TEXTS[name] for name in names or TEXTS}
    path.write_text(
        "".join(
            f"{json.dumps({'id': n, 'text': t, 'published': d})}\n" for n, (t, d) in told.items()
        )
    )
    return path


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    graphs.build(rows(tmp_path), output=tmp_path / "graph")
    return tmp_path / "graph"


def spot(name: str, words: str) -> Spot:
    text = TEXTS[name][0]
    start = text.index(words)
    return Spot(hashlib.sha256(text.encode()).hexdigest()[:12], Span(start, start + len(words)))


def decided(kind: str, *spots: Spot, by: str = "Ana Ruiz", day: int = 1) -> Decision:
    return Decision(Kind(kind), by, date(2031, 7, day), "I was there.", spots)


MET, SUMMIT = spot("one", "met"), spot("two", "summit")


def say(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Has these lines come by standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def events(folder: Path) -> int:
    with open_graph(folder) as opened:
        return len(opened.knowledge().events)


def test_a_doubt_is_shown_with_both_sides_and_the_answer_written_and_followed(
    comity: Run, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, "perhaps", "s", "One meeting, moved.")
    assert events(graph) == 3
    done = comity("curate", graph, "--by", "Ana Ruiz")
    assert done.code == 0, done.err
    shown = " ".join(done.out.split())
    assert "1 of 1: now two events, by 1.5 points of 3" in shown
    assert "in Nairobi" in shown
    assert "will hold a summit" in shown
    assert "'perhaps' is none of these" in done.err
    assert f"appended to {graph / LOG}: same event" in done.err
    (decision,) = read(graph / LOG).decisions
    assert (decision.kind, decision.by, decision.why) == (
        Kind.SAME_EVENT,
        "Ana Ruiz",
        "One meeting, moved.",
    )
    assert decision.on == date.today()
    assert events(graph) == 2
    again = comity("curate", graph, "--by", "Ana Ruiz")
    assert "no merge is doubtful" in again.err
    assert comity("check", graph).code == 0


@pytest.mark.parametrize(
    ("lines", "kind", "left"),
    [
        pytest.param(["n", ""], "not-same-event", 3, id="not same"),
        pytest.param(["w", "r", "It was never planned."], "wrong-report", 2, id="wrong"),
        pytest.param(["k"], None, 3, id="skip"),
        pytest.param(["q"], None, 3, id="quit"),
        pytest.param([], None, 3, id="nothing more"),
        pytest.param(["wrong"], None, 3, id="nothing more, half way"),
    ],
)
def test_answers(
    comity: Run,
    graph: Path,
    monkeypatch: pytest.MonkeyPatch,
    lines: list[str],
    kind: str | None,
    left: int,
) -> None:
    say(monkeypatch, *lines)
    done = comity("curate", graph, "--by", "Ana Ruiz")
    assert done.code == 0, done.err
    assert [d.kind for d in read(graph / LOG).decisions] == ([kind] if kind else [])
    assert f"{1 if kind else 0} decision" in done.err
    assert events(graph) == left


def test_the_user_is_the_one_that_git_has(
    comity: Run, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("COUNT", "1"), ("KEY_0", "user.name"), ("VALUE_0", "Git Name")):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    say(monkeypatch, "n", "")
    comity("curate", graph)
    assert read(graph / LOG).decisions[0].by == "Git Name"


def test_decisions_are_kept_in_a_file_that_is_given(
    comity: Run, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.toml"
    for number in (1, 2):
        say(monkeypatch, "n", f"{number}")
        done = comity("curate", graph, "--by", "A", "--curations", mine)
        assert done.code == 0, done.err
    assert len(read(mine).decisions) == 1
    assert (graph / LOG).read_bytes() == mine.read_bytes()
    (graph / LOG).write_text(to_toml(decided("same-event", MET, SUMMIT)))
    refused = comity("curate", graph, "--by", "A", "--curations", mine)
    assert (refused.code, len(read(mine).decisions)) == (2, 1)


def test_decisions_are_listed_with_their_effect_and_checked(comity: Run, graph: Path) -> None:
    made = [
        decided("same-event", MET, SUMMIT), decided("not-same-event", MET, SUMMIT, day=2),
        decided("wrong-report", Spot("0" * 12, Span(1, 2))), decided("wrong-report", spot("three", "backed")),
    ]  # fmt: skip
    (graph / LOG).write_text("\n".join(map(to_toml, made)))
    done = comity("curate", graph, "--list")
    assert done.code == 1
    assert f"{graph / LOG}:1: same event" in done.out
    assert "Ana Ruiz, 2031-07-01: I was there." in done.out
    assert f"does not apply: it says that the two are one, and {graph / LOG}:" in done.out
    assert "waits for an article that the graph does not have" in done.out
    assert "applies: the report is dropped" in done.out
    checked = comity("curate", graph, "--check")
    assert (checked.code, checked.out) == (1, "")
    assert f"not applied: {graph / LOG}:1: " in checked.err
    assert "1 decision on articles that the graph does not have" in checked.err


def test_check_without_decisions(comity: Run, graph: Path) -> None:
    done = comity("curate", graph, "--check")
    assert (done.code, done.err) == (0, "nothing is decided\n")


def test_a_build_takes_decisions_from_a_file_and_says_which_do_not_apply(
    comity: Run, tmp_path: Path
) -> None:
    log = tmp_path / "mine.toml"
    nothing = decided("wrong-report", spot("one", "Nairobi"))
    gone = Spot(MET.article, Span(900, 905))
    log.write_text(
        "\n".join(map(to_toml, [decided("same-event", MET, SUMMIT), decided("wrong-report", gone)]))
    )
    done = comity("build", rows(tmp_path), "-o", tmp_path / "graph", "--curations", log)
    assert done.code == 1
    assert f"not applied: {log}:10: no report stands at 900-905 of one" in done.err
    assert "decisions followed" in done.out
    assert (tmp_path / "graph" / LOG).read_bytes() == log.read_bytes()
    log.write_text(to_toml(nothing))
    refused = comity("build", rows(tmp_path), "-o", tmp_path / "graph", "--curations", log)
    assert refused.code == 2
    assert "does not have this decision; copy it there, or remove" in refused.err


def test_a_log_that_cannot_be_read_changes_nothing(
    comity: Run, graph: Path, tmp_path: Path
) -> None:
    (graph / LOG).write_text("[[decision]]\nby = 3\n")
    before = record(graph)
    for verb in ("build", "add", "update"):
        done = comity(verb, rows(tmp_path), "-o", graph)
        assert done.code == 2
        assert f"{graph / LOG}:1: " in done.err
    assert record(graph) == before


def test_adding_follows_decisions_that_were_made_meanwhile(
    comity: Run, graph: Path, tmp_path: Path
) -> None:
    (graph / LOG).write_text(to_toml(decided("same-event", MET, SUMMIT)))
    assert comity("add", rows(tmp_path), "-o", graph).code == 0
    assert events(graph) == 2
    (graph / LOG).unlink()
    assert comity("add", rows(tmp_path), "-o", graph).code == 0
    assert events(graph) == 3
    assert (graph / "graph" / "curations.nq").read_bytes() == b""


@pytest.mark.parametrize("day", [date(2031, 3, 2), date(2031, 3, 14), date(2031, 4, 1)], ids=str)
def test_a_past_day_is_what_a_build_of_its_articles_follows(
    graph: Path, tmp_path: Path, day: date
) -> None:
    made = [decided("same-event", MET, SUMMIT), decided("wrong-report", spot("three", "backed"))]
    (graph / LOG).write_text("\n".join(map(to_toml, made)))
    names = [name for name, (_, published) in TEXTS.items() if date.fromisoformat(published) <= day]
    then = tmp_path / "then"
    done = graphs.build(rows(tmp_path, *names), output=then, curations=graph / LOG)
    assert len(done.curated.absent) == 2 - len(done.curated.knowledge.curations)
    with open_as_of(graph, day) as past, open_graph(then) as built:
        assert past.quads() == built.quads()


def test_a_past_day_follows_the_log_as_it_is(comity: Run, graph: Path) -> None:
    (graph / LOG).write_text(to_toml(decided("wrong-report", SUMMIT)))
    query = "SELECT (COUNT(?e) AS ?n) { ?e a co:Event }"
    done = comity("query", query, graph, "--as-of", "2031-03-14", "-f", "csv")
    assert done.out.split() == ["n", "1"]


def test_an_event_says_who_shaped_it(comity: Run, graph: Path) -> None:
    (graph / LOG).write_text(to_toml(decided("same-event", MET, SUMMIT)))
    graphs.curate(output=graph)
    assert "(by Ana Ruiz, 2031-07-01: I was there.)" in comity("show", "otieno", graph).out
    told = comity("ask", "curations", graph, "--by", "ana ruiz", "-f", "csv").out
    assert "I was there." in told
    assert "Summit: Amina Otieno, Dawit Bekele" in told


def test_two_people_of_one_name_are_shown_and_put_together(
    comity: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parted(_: object, article: Article) -> Extraction:
        """The article with Otieno's name marked, and of the state that it gives her an office in."""
        told = short_articles.extraction(article)
        (office,) = told.claims
        state = office.object.removeprefix("state/").upper()
        entities = [replace(e, code=state) if e.type == "Person" else e for e in told.entities]
        mentions = (Mention(Span(0, len("Amina Otieno")), "person/amina-otieno", "name"),)
        return replace(told, entities=tuple(entities), mentions=mentions)

    monkeypatch.setattr(reader, "extract_all", short_articles.one_by_one(parted))
    monkeypatch.setitem(TEXTS, "four", ("Amina Otieno is President of Kenya.", "2031-04-01"))
    monkeypatch.setitem(TEXTS, "five", ("Amina Otieno is President of Ethiopia.", "2031-04-02"))
    graph = tmp_path / "graph"
    graphs.build(rows(tmp_path, "four", "five"), output=graph)
    say(monkeypatch, "w", "s", "A slip of the pen.")
    done = comity("curate", graph, "--by", "Ana Ruiz")
    assert done.code == 0, done.err
    shown = " ".join(done.out.split())
    assert "1 of 1: now two people, names alike by 1.00" in shown
    assert "Amina Otieno is President of Ethiopia." in shown
    assert "'w' is none of these" in done.err
    (decision,) = read(graph / LOG).decisions
    assert decision.kind is Kind.SAME_ACTOR
    with open_graph(graph) as opened:
        people = [e for e in opened.knowledge().entities if e.type == "Person"]
    assert [e.id for e in people] == ["person/amina-otieno"]
    assert "no merge is doubtful" in comity("curate", graph, "--by", "Ana Ruiz").err


def test_decisions_that_were_written_and_not_followed_are_followed_by_the_next(
    comity: Run, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when `curate` was killed between the two: nothing is left to decide, and the graph is behind."""
    (graph / LOG).write_text(to_toml(decided("same-event", MET, SUMMIT)), encoding="utf-8")
    say(monkeypatch)
    done = comity("curate", graph, "--by", "Ana Ruiz")
    assert done.code == 0, done.err
    assert "decisions of before are followed now" in done.err
    assert events(graph) == 2
    assert "followed now" not in comity("curate", graph, "--by", "Ana Ruiz").err
