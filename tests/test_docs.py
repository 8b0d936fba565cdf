"""The documents: every command and block of code in them runs, and every link, anchor, path and name leads somewhere."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest
import yaml
from rdflib import Graph

from comity import __version__
from comity.cli import MODULES, serving
from comity.curation_log import parse
from comity.gold import load_gold
from comity.rdf.query import questions
from comity.rdf.questions import to_question
from command_line import Run
from servers import free_port, oxigraph
from worked import Block, blocks, commands

ROOT = Path(__file__).parent.parent
STARTER = "graph/comity/cli/starter/README.md"  # its commands are run by test_starting
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ontology/README.md", "ontology/SERVERS.md", "seeds/README.md", "docs/scale.md", STARTER)  # fmt: skip
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS}
VERBS = {verb for held in MODULES.values() for verb in held}
QUESTIONS = {question.name for question in questions()}
TARGETS = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def without_code(text: str) -> str:
    """The text without fenced and indented blocks and without code in its lines."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]+`", "`", re.sub(r"^ {4}.*$", "", text, flags=re.MULTILINE))


def anchors(text: str) -> set[str]:
    """What the headings of a document are called in links, as GitHub and MyST make it."""
    bare = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", bare, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def links() -> Iterator[object]:
    for name, text in TEXTS.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
            yield pytest.param(name, target, id=f"{name}:{target}")


@pytest.mark.parametrize(("name", "target"), list(links()))
def test_a_link_leads_to_a_file_and_its_anchor(name: str, target: str) -> None:
    if "://" in target:
        assert httpx.URL(target).scheme == "https"
        return
    path, _, anchor = target.partition("#")
    found = (ROOT / name).parent / path if path else ROOT / name
    assert found.exists(), f"{name}: {target}"
    if anchor:
        assert anchor in anchors(found.read_text(encoding="utf-8")), f"{name}: {target}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_named_in_code_is_there(name: str) -> None:
    for code in re.findall(r"`([^`\n]+)`", TEXTS[name]):
        words = code.split()
        if words[0] == "comity" and len(words) > 1 and re.fullmatch(r"[a-z][a-z-]*", words[1]):
            assert words[1] in VERBS, code
            if words[1] == "ask" and len(words) > 2 and words[2].islower():
                assert words[2] in QUESTIONS, code
        elif words[0] == "make" and len(words) > 1:
            assert words[1] in TARGETS, code
        elif re.fullmatch(
            r"(?:tests|graph|docs|seeds|ontology|notebooks)/[\w./-]*(?:\.\w+|/)", code
        ):
            assert (
                (ROOT / code).exists()
                or "tributes" in code
                or "corrections" in code
                or "isolates" in code
            ), code


KNOWN = {
    "README.md": {"python", "sparql", "text", "toml"},
    "CONTRIBUTING.md": {"text", "turtle", "toml", "sh", "python", "sparql", "js"},  # test_contributing
    "CHANGELOG.md": set(),
    "ontology/README.md": {"sparql", "turtle", "toml"},  # test_trust and test_ontology run them, too
    "ontology/SERVERS.md": {"python"},
    "seeds/README.md": {"sh", "yaml"},
    "docs/scale.md": {"sh", "python", "text"},  # tests/cluster runs the first two
    STARTER: {"sh"},
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_kind_of_block_has_a_test(name: str) -> None:
    assert {block.language for block in blocks(ROOT / name)} == KNOWN[name]


def of(name: str, language: str) -> list[Block]:
    return [block for block in blocks(ROOT / name) if block.language == language]


def test_the_decisions_of_the_readme_are_decisions() -> None:
    (block,) = of("README.md", "toml")
    found = parse(block.text.encode(), "curations.toml")
    assert [decision.by for decision in found.decisions] == ["Ana Ruiz", "Ana Ruiz"]


def test_the_tables_and_triples_of_the_ontology_parse() -> None:
    for block in of("ontology/README.md", "turtle"):
        assert len(Graph().parse(data=block.text, format="turtle")) > 3
    for block in of("ontology/README.md", "toml"):
        assert tomllib.loads(block.text)


def test_the_gold_of_the_seeds_readme_is_gold(tmp_path: Path) -> None:
    (block,) = of("seeds/README.md", "yaml")
    (tmp_path / "one.yaml").write_text(block.text, encoding="utf-8")
    (gold,) = load_gold(tmp_path, articles=ROOT / "seeds")
    assert [event.id for event in gold.events] == ["seoul-summit"]


def test_the_seeds_readme_counts_right_and_has_every_field() -> None:
    text = TEXTS["seeds/README.md"]
    files = sorted((ROOT / "seeds" / "gold" / "articles").glob("*.yaml"))
    told = [file.read_text(encoding="utf-8") for file in files]
    assert f"{sum(t.count('  - id: ') for t in told)} events" in text
    rows = (ROOT / "seeds" / "index.csv").read_text(encoding="utf-8").splitlines()[1:]
    for row in rows:
        file, day = row.split(",")[0], re.search(r"\d{4}-\d\d-\d\d", row)
        assert day is not None
        assert re.search(rf"`{file}` \| .+ \| {day[0]} \|", text)
    fields = {
        field for t in told for field in re.findall(r"^(?:  - |    )?(\w+):", t, re.MULTILINE)
    }
    assert [f for f in sorted(fields) if f"`{f}`" not in text and f"{f}:" not in text] == []


QUOTES = [
    pytest.param(*found, id=f"{found[0]} {found[2]}")
    for found in re.findall(r"^\| `(\w+)` \| “(.+)”.*? \| (\d{3}) \|$", TEXTS["ontology/README.md"], re.MULTILINE)
]  # fmt: skip


@pytest.mark.parametrize(("kind", "quote", "article"), QUOTES)
def test_examples_of_classes_are_in_the_seeds(kind: str, quote: str, article: str) -> None:
    (path,) = (ROOT / "seeds").glob(f"{article}_*.txt")
    assert quote in " ".join(path.read_text(encoding="utf-8").split())


@pytest.fixture
def place(seeds_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `seeds` and the graph `build`, in which a test may do what it likes."""
    shutil.copytree(seeds_graph, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.mark.model
def test_the_program_reads_the_examples_as_those_classes(comity: Run, place: Path) -> None:
    query = (
        "SELECT ?kind ?text { ?r a co:Report ; co:eventClass ?kind ; co:denotedBy/co:text ?text }"
    )
    rows = comity("query", query, "-f", "csv").out
    told = " ".join(rows.split()).split("https://w3id.org/comity/ontology#")
    for kind, quote, article in (p.values for p in QUOTES):
        plain = str(quote).replace('"', '""')
        assert any(line.startswith(f"{kind},") and plain in line for line in told), (kind, article)


# What stands for something else in the README's list of commands.
PLACEHOLDERS = {
    "ARTICLES": "seeds", "MORE": "seeds", "NAME": "003_ea3deb4bcd850a6f.txt", "ARTICLE.txt": "seeds/001_ed0940f8082e8195.txt",
}  # fmt: skip


def listed(name: str) -> list[list[str]]:
    """The commands in the indented lines of a document: what stands before two spaces, with lines that go on."""
    text = re.sub(r"\s*\\\n\s*", " ", TEXTS[name])
    lines = re.findall(r"^ {4}((?:comity|curl|make) .+?)(?:  .*)?$", text, re.MULTILINE)
    return [shlex.split(line) for line in lines if not line.startswith("make ")]


@pytest.mark.model
@pytest.mark.parametrize("name", ["README.md", "ontology/SERVERS.md"])
def test_the_listed_commands_run(
    comity: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    found = listed(name)
    assert len(found) >= 2
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))  # of `curate`
    with oxigraph(tmp_path) as server:
        for command in found:
            words = [
                PLACEHOLDERS.get(w, w).replace("http://127.0.0.1:7878", server) for w in command
            ]
            if words[:2] == ["comity", "serve"]:
                _serve_and(monkeypatch, comity, words, found[found.index(command) + 1])
            elif words[0] == "comity":
                done = comity(*words[1:])
                assert done.code == 0, (command, done.err)


def _serve_and(
    monkeypatch: pytest.MonkeyPatch, comity: Run, words: list[str], after: list[str]
) -> None:
    """Serves, asks what the next command asks where that is of curl, and stops."""
    port = str(free_port())
    given = [port if w == "8000" else w for w in words[1:]]
    asked = [w.replace(":8000/", f":{port}/") for w in after] if after[0] == "curl" else []
    answers: list[str] = []

    def stop(url: str, quads: int) -> None:
        answers.append(url)
        os.kill(os.getpid(), signal.SIGTERM)

    if not asked:
        monkeypatch.setattr(serving, "_ready", stop)
        assert comity(*given, *(["--port", port] if "--port" not in given else [])).code == 0
        assert answers
        return
    command = [sys.executable, "-m", "comity", *given]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=_here()) as server:
        assert server.stderr is not None
        try:
            while "SPARQL at" not in (line := server.stderr.readline()):
                assert line, "the server stopped"
            headers, data = dict([asked[3].split(": ")]), dict([asked[5].split("=", 1)])
            answer = httpx.post(asked[1], headers=headers, data=data, timeout=60)
        finally:
            server.terminate()
    assert answer.text.startswith("event\r\n")
    assert len(answer.text.splitlines()) > 1


def _here() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "graph")}


@pytest.mark.model
def test_the_python_and_sparql_of_the_readme_print_what_stands_there(
    comity: Run, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (python,), (sparql,), (printed, answer) = (
        of("README.md", kind) for kind in ("python", "sparql", "text")
    )
    exec(compile(python.text, f"README.md:{python.line}", "exec"), {})
    assert capsys.readouterr().out == printed.text
    done = comity("query", sparql.text, "build", "--format", "csv")
    assert done.out.replace("\r\n", "\n") == answer.text


def test_the_version_that_is_cited_is_this_one() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == __version__


@pytest.mark.model
def test_the_commands_of_the_seeds_readme_run(comity: Run, place: Path) -> None:
    for block in of("seeds/README.md", "sh"):
        for command in commands(block):
            done = comity(*shlex.split(command)[1:])
            assert done.code == 0, (command, done.err)


@dataclass
class Signer:
    """What stands for botocore's: it puts its name on a request."""

    signed: list[str] = field(default_factory=list)

    def add_auth(self, request: Any) -> None:
        request.headers["Authorization"] = "AWS4-HMAC-SHA256 signed"
        self.signed.append(request.url)


def test_the_python_of_the_servers_page_signs_and_publishes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (block,) = of("ontology/SERVERS.md", "python")
    signer, asked = Signer(), []

    def module(name: str, **held: object) -> None:
        made = ModuleType(name)
        vars(made).update(held)
        monkeypatch.setitem(sys.modules, name, made)

    def request(method: str, url: str, data: bytes) -> SimpleNamespace:
        return SimpleNamespace(method=method, url=url, data=data, headers={})

    @contextmanager
    def connected(url: str, *, kind: str, auth: httpx.Auth) -> Iterator[httpx.Client]:
        answers = httpx.MockTransport(lambda r: httpx.Response(200, json=dict(r.headers)))
        with httpx.Client(transport=answers, auth=auth, base_url=url) as client:
            yield client

    def publish(folder: Path, wire: httpx.Client) -> None:
        asked.append((folder, wire.post("/sparql", content=b"ASK {}").json()))

    session = SimpleNamespace(get_credentials=lambda: None)
    module("boto3", Session=lambda: session)
    module("botocore")
    module("botocore.auth", SigV4Auth=lambda credentials, service, region: signer)
    module("botocore.awsrequest", AWSRequest=request)
    monkeypatch.setattr("comity.rdf.wire.connected", connected)
    monkeypatch.setattr("comity.rdf.sending.publish", publish)
    exec(compile(block.text, f"SERVERS.md:{block.line}", "exec"), {})
    ((folder, headers),) = asked
    assert folder == Path("build")
    assert headers["authorization"].startswith("AWS4-HMAC-SHA256")
    assert signer.signed == ["https://cluster:8182/sparql"]


def test_the_question_of_contributing_is_one(tmp_path: Path) -> None:
    (block,) = of("CONTRIBUTING.md", "sparql")
    path = tmp_path / "tributes.rq"
    path.write_text(block.text, encoding="utf-8")
    assert to_question(path).title == "Who paid tribute"
