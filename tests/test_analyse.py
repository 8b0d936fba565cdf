"""The verb `analyse`, and what it finds: every number with events that the graph has."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import samples
from analysis.world import event, knowledge, seeds
from comity import findings
from comity.cli import analysing, screen
from comity.errors import AnalysisError
from comity.knowledge.ontology import load_ontology
from comity.nets import Choice
from command_line import Run

ONTOLOGY = load_ontology()
IRI = "https://w3id.org/comity/id/"


def rows(name: str, of: findings.Study) -> list[tuple[object, ...]]:
    return [row.cells for row in findings.SECTIONS[name](of).rows]


@pytest.fixture(scope="module")
def study() -> findings.Study:
    return findings.study(seeds(), ONTOLOGY, Choice())


def test_the_seeds_are_studied_as_a_reader_would(study: findings.Study) -> None:
    assert study.pair == ("state/jpn", "state/kor")
    leaders = rows("leaders", study)
    assert leaders[0][:2] == ("Fumio Kishida", "Yoon Suk-yeol") or leaders[0][:2] == (
        "Fumio Kishida", "Yoon Suk Yeol",
    )  # fmt: skip
    course = {row[0]: row[1] for row in rows("course", study)}
    assert float(str(course["2019"])) < 0 < float(str(course["2023"]))
    effects = {row[0]: row[1] for row in rows("between", study)}
    assert effects["Forced labour"] == "divides"
    assert effects["North Korea's weapons programmes"] == "bridges"
    assert rows("turns", study)[0][0] == "change about 2019-12-01"


def test_every_row_stands_on_events_of_the_graph(study: findings.Study) -> None:
    ids = {e.id for e in seeds().events}
    found = findings.sections(study)
    assert [section.name for section in found] == list(findings.SECTIONS)
    for section in found:
        assert section.rows or section.name == "replies"
        assert all(len(row.cells) == len(section.heads) for row in section.rows)
        for row in section.rows:
            assert set(row.events) <= ids
            assert row.events or 0 in row.cells
    assert list(findings.events_in(found).values()) == list(
        range(1, len(findings.events_in(found)) + 1)
    )


def test_tables_are_cut_and_say_so() -> None:
    whole = findings.study(seeds(), ONTOLOGY, Choice(), top=1000)
    cut = findings.study(seeds(), ONTOLOGY, Choice(), top=2)
    for name in (
        "leaders",
        "people",
        "states",
        "ties",
        "attention",
        "driven",
        "together",
        "alike",
        "company",
        "followed",
    ):
        every, some = findings.SECTIONS[name](whole), findings.SECTIONS[name](cut)
        assert some.rows == every.rows[:2]
        assert some.left_out == len(every.rows) - 2 > 0
    with pytest.raises(AnalysisError, match="1 or more"):
        findings.study(seeds(), ONTOLOGY, Choice(), top=0)


@pytest.mark.parametrize(
    "pair", [("Japan", "South Korea"), ("KOR", "jpn"), ("state/jpn", "state/kor")]
)
def test_states_are_named_as_a_user_names_them(pair: tuple[str, str]) -> None:
    found = findings.study(seeds(), ONTOLOGY, Choice(), pair=pair)
    assert set(found.pair or ()) == {"state/jpn", "state/kor"}


@pytest.mark.parametrize(
    ("pair", "message"),
    [(("Japan", "Atlantis"), "Atlantis.*South Korea"), (("Japan", "JPN"), "two states")],
)
def test_states_that_cannot_be_studied(pair: tuple[str, str], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        findings.study(seeds(), ONTOLOGY, Choice(), pair=pair)


def test_nothing_known_gives_empty_sections() -> None:
    for given in (knowledge(), knowledge(event("1", "Statement", "a"))):
        of = findings.study(given, ONTOLOGY, Choice())
        assert of.pair is None
        found = findings.sections(of)
        assert not [s.name for s in found if s.rows and s.name != "balance"]
        assert "Nothing." in findings.to_markdown(found, given)


def test_markdown_shows_names_as_they_are_and_quotes_each_event() -> None:
    known = samples.KNOWLEDGE
    text = findings.to_markdown(findings.sections(findings.study(known, ONTOLOGY, Choice())), known)
    listed = re.findall(r"(?m)^(\d+)\. .*\(`(event/\w+)`, \w+\): \".+\" \(.+\)$", text)
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
    assert {name for _, name in listed} <= {e.id for e in known.events}
    assert listed
    cells = re.findall(r"(?m)\| ([\d, ]+)\*? \|$", text)
    assert {n for cell in cells for n in cell.replace(",", "").split()} <= {n for n, _ in listed}
    nasty = findings.Section("x", "A|B", "<b>*", ("a",), (findings.Row(("[x](y)|\n",), ()),))
    assert "\\[x\\](y)\\|" in findings.to_markdown((nasty,), known)
    assert "\\<b\\>\\*" in findings.to_markdown((nasty,), known)


def test_on_the_command_line_as_tables(comity: Run, sample_graph: Path) -> None:
    done = comity("analyse", sample_graph)
    assert (done.code, done.err) == (0, "")
    for title in ("Leaders", "States", "Balance", "Issues between them", "Attention", "Events"):
        assert title in done.out
    assert "Amina Otieno" in done.out
    assert "stands on" in done.out


def test_on_the_command_line_as_json(comity: Run, sample_graph: Path, tmp_path: Path) -> None:
    done = comity("analyse", sample_graph, "--format", "json")
    data = json.loads(done.out)
    assert [section["section"] for section in data] == list(findings.SECTIONS)
    on = {e for section in data for row in section["rows"] for e in row["stands on"]}
    assert on <= {IRI + e.id for e in samples.KNOWLEDGE.events}
    assert on
    file = tmp_path / "found.json"
    written = comity("analyse", sample_graph, "-o", file)
    assert written.out == ""
    assert "findings on" in written.err
    assert file.read_text("utf-8") == done.out


def test_on_the_command_line_as_markdown_twice_the_same(
    comity: Run, sample_graph: Path, tmp_path: Path
) -> None:
    file = tmp_path / "found.md"
    comity("analyse", sample_graph, "-o", file)
    assert file.read_text("utf-8") == comity("analyse", sample_graph, "-f", "md").out
    assert file.read_text("utf-8").startswith("# Findings")


def test_on_the_command_line_as_a_page_twice_the_same(
    comity: Run, sample_graph: Path, tmp_path: Path
) -> None:
    file = tmp_path / "found.html"
    done = comity("analyse", sample_graph, "-o", file, "--to", "2031-06-01")
    assert (done.code, done.out) == (0, "")
    assert "findings on" in done.err
    text = file.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "what happened or goes on, to 1 June 2031." in text
    assert comity("analyse", sample_graph, "-f", "html", "--to", "2031-06-01").out == text
    assert [p.name for p in tmp_path.iterdir()] == ["found.html"]


def test_one_section_alone(comity: Run, sample_graph: Path) -> None:
    found = comity("analyse", sample_graph, "-f", "json", "--section", "shape", "--section", "ties")
    assert [section["section"] for section in json.loads(found.out)] == ["ties", "shape"]


def test_charts_are_in_the_json_with_their_events(comity: Run, sample_graph: Path) -> None:
    data = json.loads(comity("analyse", sample_graph, "-f", "json", "--section", "states").out)
    (chart,) = data[0]["charts"]
    ranks = {row["state"]: row["PageRank"] for row in data[0]["rows"]}
    assert {p["name"]: p["value"] for p in chart["points"] if p["series"] == "PageRank"} == ranks
    assert all(p["stands on"] for p in chart["points"])


def test_drawing_is_loaded_for_a_page_alone(sample_graph: Path) -> None:
    code = (
        "import sys; from comity.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('matplotlib' in sys.modules, file=sys.stderr)"
    )
    for arguments in (
        ("--help",),
        ("analyse", str(sample_graph)),
        ("brief", "Kenya", str(sample_graph)),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
        )
        assert done.stderr == "False\n"


@pytest.mark.parametrize("width", [80, 120])
def test_tables_stay_within_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(screen, "width", lambda: width)
    known = seeds()
    analysing._show(findings.sections(findings.study(known, ONTOLOGY, Choice())), known)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    whole = [line for line in lines if re.search(r"-?\d+\.\d\d to -?\d+\.\d\d", line)]
    assert len(whole) > 10  # no range is broken
    assert any(re.search(r" \+\d+\*?$", line.rstrip()) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "found.xls"), "end the file's name"),
        (("-o", "found"), "end the file's name"),
        (("-o", "found.md", "-f", "table"), "for the terminal"),
        (("--between", "Kenya", "Atlantis"), "Atlantis"),
        (("--from", "2031-02-01", "--to", "2031-01-01"), "2031-02-01"),
        (("--top", "0"), "1 or more"),
        (("--section", "gossip"), "no section 'gossip'; there are leaders"),
        (("-o", "found.html", "-f", "table"), "for the terminal"),
    ],
)
def test_wrong_use(
    comity: Run, sample_graph: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = comity("analyse", sample_graph, *arguments)
    assert done.code == 2
    assert message in done.err


def test_a_choice_on_the_command_line(comity: Run, sample_graph: Path) -> None:
    def events(*arguments: str) -> set[str]:
        data = json.loads(
            comity("analyse", sample_graph, "-f", "json", "--top", "99", *arguments).out
        )
        return {e.removeprefix(IRI) for s in data for row in s["rows"] for e in row["stands on"]}

    status = {e.id: str(e.status) for e in samples.KNOWLEDGE.events}
    assert {status[e] for e in events()} <= {"occurred", "ongoing"}
    assert {status[e] for e in events("--plans")} <= {"planned", "possible"}
    assert events("--plans")
    assert events("--from", "2090-01-01") == set()
    assert events("--sources", "99") == set()
    trusted = {e.id for e in samples.KNOWLEDGE.events if e.trust.sources >= 2}
    assert events("--sources", "2") <= trusted
