"""The verbs: data on standard output, talk on standard error, exit codes, help with examples that run."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import samples
from comity import __version__, export
from comity.cli import MODULES, application, listed, serving
from comity.knowledge.ontology import load_ontology
from comity.rdf.query import questions
from comity.rdf.store import open_graph, write
from comity.rdf.terms import co
from command_line import Run

SEEDS = Path(__file__).parent.parent / "seeds"
EXAMPLES = {
    (command.name or ""): (command.epilog or "").removeprefix("Example: ")
    for command in application().registered_commands
}
VERBS = (
    "add", "analyse", "ask", "brief", "build", "changes", "check", "curate", "disputes", "doctor", "evaluate", "explain", "export", "import", "init", "network", "publish", "query", "questions", "rates",
    "remove", "serve", "show", "update", "view",
)  # fmt: skip


def test_the_verbs_are_these() -> None:
    assert tuple(sorted(EXAMPLES)) == VERBS
    assert tuple(sorted(verb for held in MODULES.values() for verb in held)) == VERBS


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_loaded_for_its_verbs(name: str) -> None:
    found = application(MODULES[name][:1]).registered_commands
    assert sorted(command.name or "" for command in found) == sorted(MODULES[name])


def test_comity_alone_says_what_to_do_next(comity: Run) -> None:
    done = comity()
    assert done.code == 0
    assert "comity build" in done.out
    assert "comity ask" in done.out


def test_the_list_of_verbs_says_what_each_says_of_itself() -> None:
    said = {command.name: command.short_help for command in application().registered_commands}
    assert {c.name: c.short_help for c in listed().registered_commands} == said


def test_help_loads_no_verb() -> None:
    script = "import sys; sys.argv = ['comity', '--help']; from comity.cli import main\n"
    script += "try: main()\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert "  evaluate " in done.stdout
    assert {"rdflib", "spacy", "networkx", "scipy", "numpy"}.isdisjoint(done.stderr.split())


def test_the_version(comity: Run) -> None:
    assert comity("--version").out == f"comity {__version__}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(comity: Run, verb: str) -> None:
    done = comity(verb, "--help")
    assert done.code == 0
    assert EXAMPLES[verb].startswith(f"comity {verb} ")
    assert EXAMPLES[verb] in " ".join(done.out.split())


@pytest.mark.model
@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "publish"])
def test_every_example_runs(
    comity: Run, seeds_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    shutil.copytree(seeds_graph, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    if verb == "import":
        comity("export", "graph", "-o", "graph.nq")
    if verb == "serve":  # it would serve until somebody stops it

        def stop(url: str, quads: int) -> None:
            say(url, quads)
            os.kill(os.getpid(), signal.SIGTERM)

        say = serving._ready
        monkeypatch.setattr(serving, "_ready", stop)
    done = comity(*shlex.split(EXAMPLES[verb])[1:])
    assert done.code == 0, done.err
    assert done.out or done.err


@pytest.mark.model
@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_every_questions_example_runs(
    comity: Run, seeds_graph: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    example = next(q.example for q in questions() if q.name == name)
    assert example.startswith(f"comity ask {name}")
    monkeypatch.chdir(seeds_graph)
    done = comity(*shlex.split(example)[1:])
    assert done.code == 0, done.err


WRONG = [
    pytest.param(["qery"], ["No such command"], id="no such verb"),
    pytest.param(["query"], ["Missing argument"], id="nothing asked"),
    pytest.param(["query", "who-met-who", "GRAPH"], ["comity ask who-met-whom"], id="a question's name misspelt as SPARQL"),
    pytest.param(["query", "who-met-whom", "GRAPH"], ["comity ask who-met-whom"], id="a question's name as SPARQL"),
    pytest.param(["query", "SELECT ?a { ?a ?b }", "GRAPH"], [], id="SPARQL that does not parse"),
    pytest.param(["ask"], ["Missing argument"], id="no question"),
    pytest.param(["ask", "who-met-who", "GRAPH"], ["did you mean who-met-whom"], id="a question misspelt"),
    pytest.param(["ask", "who-met-whom", "GRAPH", "--acter", "x"], ["--acter", "--actor"], id="a parameter misspelt"),
    pytest.param(["ask", "who-met-whom", "GRAPH", "--actor"], ["requires an argument"], id="a parameter without value"),
    pytest.param(["ask", "who-met-whom", "GRAPH", "--actor", "Otieeno"], ["did you mean Otieno"], id="a name misspelt"),
    pytest.param(["ask", "visits", "GRAPH", "--host", "Ministry of Kenya"], ["nothing in this graph"], id="no such name"),
    pytest.param(["ask", "leader-timeline", "GRAPH"], ["needs person"], id="what is needed left out"),
    pytest.param(["ask", "who-met-whom", "GRAPH", "-f", "ttl"], ["CONSTRUCT"], id="a table as Turtle"),
    pytest.param(["ask", "who-met-whom", "GRAPH", "--as-of", "May"], ["%Y-%m-%d"], id="as of no day"),
    pytest.param(["ask", "who-met-whom", "nowhere"], ["nowhere", "comity build"], id="no graph"),
    pytest.param(["questions", "who"], ["who-met-whom"], id="an unknown question"),
    pytest.param(["show", "picnic", "GRAPH"], ["picnic"], id="no such event"),
    pytest.param(["show", "Ethiopia", "GRAPH"], ["events fit"], id="several events"),
    pytest.param(["export", "people", "GRAPH"], ["people"], id="no such table"),
    pytest.param(["export", "events", "GRAPH", "-o", "no/such/folder/x"], ["no/such/folder/x"], id="no such folder"),
    pytest.param(["view", "GRAPH", "--view", "globe"], ["overview"], id="no such view"),
    pytest.param(["check", "nowhere"], ["nowhere"], id="nothing to check"),
    pytest.param(["build", "nowhere"], ["nowhere", "no such file"], id="nothing to build"),
    pytest.param(["add", "SEEDS", "-o", "nowhere"], ["there is no graph", "comity build"], id="nothing to add to"),
    pytest.param(["add", "SEEDS", "-o", "GRAPH"], ["there are no extractions", "comity build"], id="no extractions"),
    pytest.param(["update", "nowhere", "-o", "GRAPH"], ["nowhere", "no such file"], id="nothing to update with"),
    pytest.param(["remove", "x.txt", "-o", "nowhere"], ["there is no graph"], id="nothing to remove from"),
    pytest.param(["curate", "nowhere"], ["there is no graph in nowhere", "comity build"], id="nothing to decide on"),
    pytest.param(["build", "SEEDS", "--curations", "nowhere.toml"], ["nowhere.toml"], id="no decisions"),
    pytest.param(["remove"], ["Missing argument"], id="nothing to remove"),
    pytest.param(["export", "graph", "GRAPH", "-f", "csv"], ["nq, trig, jsonld, ttl, nt, rdf"], id="a graph as a table"),
    pytest.param(["export", "events", "GRAPH", "-f", "nq"], ["jsonl, csv, parquet"], id="a table as a graph"),
    pytest.param(["export", "events", "GRAPH", "-o", "x.ttl"], ["jsonl, csv, parquet"], id="a table in a file for a graph"),
    pytest.param(["export", "network", "GRAPH", "-o", "x.csv"], ["graphml, gexf, json"], id="a network as a table"),
    pytest.param(["export", "nanopubs", "GRAPH", "-f", "ttl"], ["trig, nq"], id="nanopubs without graphs"),
    pytest.param(["export", "claims", "GRAPH", "-o", "x.xlsx"], ["'xlsx'", "--format"], id="an ending of no format"),
    pytest.param(["export", "claims", "GRAPH", "--event", "x"], ["nanopubs"], id="one event of a table"),
    pytest.param(["export", "nanopubs", "GRAPH", "--event", "Ethiopia"], ["one event", "event/"], id="several nanopubs"),
    pytest.param(["network", "GRAPH", "--kind", "friends"], ["relations, events, issues, claims"], id="no such edges"),
    pytest.param(["network", "GRAPH", "--from", "2031-05-01", "--to", "2031-04-01"], ["earlier day first"], id="days reversed"),
    pytest.param(["network", "GRAPH", "--from", "May"], ["%Y-%m-%d"], id="a day of a network that is none"),
    pytest.param(["network", "nowhere"], ["nowhere", "comity build"], id="no graph for a network"),
    pytest.param(["evaluate", "nowhere", "GRAPH"], ["nowhere"], id="no gold"),
    pytest.param(["rates", "nowhere"], ["nowhere"], id="no gold to learn from"),
    pytest.param(["rates"], ["Missing argument"], id="nothing to learn from"),
    pytest.param(["explain", "nowhere"], ["nowhere", "no such file"], id="nothing to explain"),
    pytest.param(["explain", "SEEDS"], ["5 articles", "--name", "001_ed0940f8082e8195.txt"], id="several articles"),
    pytest.param(["explain", "SEEDS", "--name", "x"], ["'x'", "001_ed0940f8082e8195.txt"], id="no such article"),
    pytest.param(["explain", "SEEDS", "--published", "May"], ["%Y-%m-%d"], id="a day that is none"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "parts"), WRONG)
def test_wrong_use_is_told_in_a_line_and_ends_with_2(
    comity: Run, sample_graph: Path, arguments: list[str], parts: list[str]
) -> None:
    places = {"GRAPH": sample_graph, "SEEDS": SEEDS}
    done = comity(*(places.get(a, a) for a in arguments))
    assert done.code == 2
    assert "Traceback" not in done.err
    for part in parts:
        assert part in done.err
    told = [line for line in done.err.splitlines() if line.startswith(("comity: ", "Error: "))]
    assert len(told) == 1, done.err


def test_an_answer_as_a_table(comity: Run, sample_graph: Path) -> None:
    done = comity("ask", "who-met-whom", sample_graph)
    assert done.code == 0
    assert done.err == ""
    for word in ("Amina Otieno", "Dawit Bekele", "2031-03-12", "Nairobi"):
        assert word in done.out


@pytest.mark.parametrize("verb", ["analyse", "show Ethiopia", "ask who-met-whom"])
def test_a_terminal_without_utf_8_is_no_error(sample_graph: Path, verb: str) -> None:
    words, env = shlex.split(verb), {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "comity", *words, str(sample_graph)]
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    assert b"Traceback" not in done.stderr
    assert "Lúcia Moraes".encode() in done.stdout or verb != "analyse"
    assert done.stdout


def test_an_answer_as_csv_and_json(comity: Run, sample_graph: Path) -> None:
    table = list(
        csv.DictReader(io.StringIO(comity("ask", "offices", sample_graph, "-f", "csv").out))
    )
    objects = json.loads(comity("ask", "offices", sample_graph, "-f", "json").out)
    assert [{k: v or "" for k, v in row.items()} for row in objects] == table
    assert {row["holder"] for row in table} >= {"Amina Otieno", "Lúcia Moraes"}


def test_a_graph_as_turtle(comity: Run, sample_graph: Path) -> None:
    import rdflib

    query = "CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a co:Event ; rdfs:label ?l }"
    for form in ("ttl", "table"):
        done = comity("query", query, sample_graph, "-f", form)
        assert len(rdflib.Graph().parse(data=done.out, format="turtle")) == len(
            samples.KNOWLEDGE.events
        )


@pytest.mark.parametrize("how", ["text", "file", "standard input"])
def test_sparql(
    comity: Run, sample_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    query = "SELECT (COUNT(?e) AS ?events) WHERE { ?e a co:Event }"
    (tmp_path / "count.rq").write_text(query, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(query.encode())))
    what = {"text": query, "file": tmp_path / "count.rq", "standard input": "-"}[how]
    done = comity("query", what, sample_graph, "-f", "csv")
    assert done.out == f"events\n{len(samples.KNOWLEDGE.events)}\n"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(["--actor", "Brazil"], id="as an option"),
        pytest.param(["--actor=Brazil"], id="with an equals sign"),
        pytest.param(["--actor", "brazilian"], id="by another name"),
        pytest.param(["--actor", "BRA"], id="by the code of a state"),
        pytest.param(["--actor", "Lúcia"], id="by a part of a name"),
    ],
)
def test_a_parameter(comity: Run, sample_graph: Path, given: list[str]) -> None:
    done = comity("ask", "criticism", *given, sample_graph, "-f", "csv")
    assert done.code == 0
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {row["who"] for row in rows} == {"Lúcia Moraes"}


def test_a_question_has_help_of_its_own(comity: Run) -> None:
    done = comity("ask", "leader-timeline", "--help")
    assert done.code == 0
    for part in ("What a leader did", "--person NAME", "Needed.", "--as-of", "Example: comity ask"):
        assert part in done.out
    assert comity("ask", "-h").out == comity("ask", "--help").out


def test_no_answer_is_said_and_is_no_error(comity: Run, sample_graph: Path) -> None:
    done = comity("ask", "who-met-whom", sample_graph, "--actor", "Brazil")
    assert (done.code, done.out) == (0, "")
    assert "no answer" in done.err


def test_a_question_is_explained(comity: Run) -> None:
    done = comity("questions", "leader-timeline")
    assert "--person person" in done.out
    assert "(needed)" in done.out


@pytest.mark.parametrize("kind", list(export.FIELDS))
def test_an_export_is_the_table(comity: Run, sample_graph: Path, tmp_path: Path, kind: str) -> None:
    expected = export.to_jsonl(export.table(kind, samples.KNOWLEDGE, load_ontology()))
    assert comity("export", kind, sample_graph).out == expected
    done = comity("export", kind, "-o", tmp_path / "rows", sample_graph)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "rows").read_bytes() == expected.encode("utf-8")
    comity("export", kind, sample_graph, "-o", tmp_path / "rows", "--format", "csv")
    assert (tmp_path / "rows").read_text(encoding="utf-8").startswith("article,")


def test_a_graph_is_exported_as_one_file(comity: Run, sample_graph: Path, tmp_path: Path) -> None:
    lines = comity("export", "graph", sample_graph).out
    done = comity("export", "graph", sample_graph, "-o", tmp_path / "all.nq")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "all.nq").read_text(encoding="utf-8") == lines
    with open_graph(sample_graph) as graph:
        assert len(lines.splitlines()) == len(graph.quads())
    trig = comity("export", "graph", sample_graph, "-f", "trig").out
    assert "@prefix co: " in trig
    assert len(trig) < len(lines)


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(samples.THREAT_EVENT.id, id="its id"),
        pytest.param(f"https://w3id.org/comity/id/{samples.THREAT_EVENT.id}", id="its IRI"),
        pytest.param(samples.THREAT_EVENT.id.removeprefix("event/")[:8], id="the start of its id"),
        pytest.param("THREATENS ethiopia", id="words of its label"),
    ],
)
def test_an_event_is_shown(comity: Run, sample_graph: Path, wanted: str) -> None:
    done = comity("show", wanted, sample_graph)
    assert done.code == 0
    assert done.out.startswith("Ethiopia threatens Kenya\n")
    assert "2031-03-11 to 2031-03-20 (interval, from 'between March 11 and 20')" in done.out
    assert "Threat, denied, 2031-03-11" in done.out
    assert "according to Ethiopia" in done.out


def test_an_event_is_shown_with_every_report_and_quote(comity: Run, sample_graph: Path) -> None:
    done = comity("show", samples.SUMMIT_EVENT.id, sample_graph)
    for report in (samples.MET, samples.SUMMIT):
        sentence = next(s for s in samples.KNOWLEDGE.sentences if s.id == report.sentences[0])
        assert f"{sentence.span.start}-{sentence.span.end}: {sentence.text}" in done.out
        assert report.rule in done.out


def test_an_event_is_shown_with_how_far_to_trust_it(comity: Run, sample_graph: Path) -> None:
    done = comity("show", samples.TEST_EVENT.id, sample_graph)
    assert "trust: reading 0.90, certainty 0.80, 2 independent sources" in done.out
    assert "certainty 0.80\n" in done.out
    alone = comity("show", samples.VISIT_EVENT.id, sample_graph)
    assert "1 independent source\n" in alone.out


def test_an_event_is_shown_with_what_it_is_part_of_and_about(
    comity: Run, sample_graph: Path
) -> None:
    done = comity("show", samples.AGREEMENT_EVENT.id, sample_graph)
    assert f"  at: {samples.SUMMIT_EVENT.label}\n" in done.out
    assert "  about: Trade, Water of the Omo River\n" in done.out


def test_a_date_that_hangs_on_an_unknown_day_says_so(comity: Run, sample_graph: Path) -> None:
    assert "'soon' (unresolved" in comity("show", samples.SANCTION_EVENT.id, sample_graph).out


def test_a_whole_graph_has_no_findings(comity: Run, sample_graph: Path) -> None:
    done = comity("check", sample_graph)
    assert (done.code, done.out) == (0, "")
    assert "no findings" in done.err


def test_findings_are_listed_and_end_with_1(
    comity: Run, sample_graph: Path, tmp_path: Path
) -> None:
    with open_graph(sample_graph) as graph:
        quads = graph.quads()
    broken = [quad for quad in quads if quad.predicate != co("status")]
    assert len(broken) < len(quads)
    write(broken, tmp_path / "graph")
    done = comity("check", tmp_path / "graph")
    assert done.code == 1
    assert "status" in done.out
    assert "findings" in done.err


def test_a_damaged_graph_is_an_error(comity: Run, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    done = comity("check", tmp_path)
    assert done.code == 2
    assert "manifest.json is damaged" in done.err


def test_the_page_is_written_where_it_is_wanted(
    comity: Run, sample_graph: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    done = comity("view", sample_graph, "-o", page)
    assert done.out == f"{page}\n"
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert "Amina Otieno" in page.read_text(encoding="utf-8")


def test_a_reader_who_leaves_early_breaks_nothing(sample_graph: Path) -> None:
    command = [sys.executable, "-m", "comity", "export", "events", str(sample_graph)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert "Error" not in err


def test_only_verbs_that_read_articles_load_the_model() -> None:
    code = "import sys, comity.cli; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two articles in a JSONL file, one of a single sentence."""
    text = "Kenyan President Amina Otieno met Ethiopian Prime Minister Dawit Bekele in Nairobi on Tuesday."
    rows = [{"id": "one", "text": text}, {"id": "two", "text": "Nothing happened.\n\nIt rained."}]
    path = tmp_path / "two.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.model
def test_a_reading_is_explained(comity: Run, table: Path) -> None:
    done = comity("explain", table, "--name", "one", "--published", "2024-08-22")
    assert done.code == 0
    for part in ("Meeting", "verb:Meeting:meet", "right", "20 August 2024", "President of Kenya"):
        assert part in " ".join(done.out.split())
    assert max(map(len, done.out.splitlines())) <= 100
    assert "\x1b" not in done.out
    assert not any(line != line.rstrip() for line in done.out.splitlines())


@pytest.mark.model
def test_one_sentence_is_explained_on_a_page(comity: Run, table: Path, tmp_path: Path) -> None:
    page = tmp_path / "two.html"
    done = comity("explain", table, "--name", "two", "--sentence", 2, "--html", page)
    assert (done.code, done.out) == (0, f"{page}\n")
    html = page.read_text(encoding="utf-8")
    assert "rained</mark>" in html
    assert "Nothing happened." not in html
    done = comity("explain", table, "--name", "two", "--sentence", 3)
    assert done.code == 2
    assert "there are 1 to 2" in done.err
