"""The same articles give the same bytes on other machines: other locales, zones, seeds of hashes, users, folders, and Windows."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from records import record

ROOT = Path(__file__).parent.parent
PROGRAM = Path(__file__).with_name("elsewhere.py")
GIVEN = ("PATH", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder to work in, and what the program finds around it."""

    folder: Path
    environment: Mapping[str, str]
    package: Path = ROOT / "graph"
    closed: str = ""
    """What the shell closes before the program starts."""
    mask: int = 0o022
    before: tuple[str, ...] = ()
    """The program that starts it."""

    def ordinary(self, out: Path | str, *kind: str, **streams: Any) -> dict[str, Any]:
        """Builds the seeds into a folder, exports the graph beside it, asks a question."""
        commands = (
            ["build", "seeds", "-o", str(out)],
            ["export", "graph", str(out), "-o", f"{out}.nq"],
            ["ask", "events", str(out)],
        )
        said = self.run(commands, *kind, **streams)
        assert said["codes"] == [0, 0, 0], said["talk"]
        return said

    def run(self, commands: Sequence[Sequence[str]], *kind: str, **streams: Any) -> dict[str, Any]:
        """Runs the commands of comity there; gives what `elsewhere.py` says."""
        asked, said = self.folder.parent / "commands.json", self.folder.parent / "said.json"
        asked.write_text(json.dumps(commands), encoding="utf-8")
        said.write_bytes(b"")
        program = [sys.executable, str(PROGRAM), str(said), str(asked), *kind]
        shell = ["sh", "-c", f'exec "$@" {self.closed}', "sh", *self.before, *program]
        kept = {name: os.environ[name] for name in GIVEN if name in os.environ}
        done = subprocess.run(
            shell, cwd=self.folder, umask=self.mask, check=False, stderr=subprocess.PIPE, timeout=1200,
            env={**kept, "PYTHONPATH": str(self.package), "TMPDIR": str(self.folder.parent), **self.environment},
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **streams},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        found: dict[str, Any] = json.loads(said.read_bytes())
        return {**found, "talk": done.stderr.decode(errors="replace")}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the seeds."""
    folder = tmp_path / "desk"
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


def with_locale(folder: Path, name: str, charset: str) -> dict[str, str]:
    """The environment of a locale, made for the test, or a skip where that cannot be done."""
    program = shutil.which("localedef")
    if program is None:
        pytest.skip("there is no localedef, with which locales are made")
    place = folder / "locales"
    place.mkdir()
    command = [program, "-i", name, "-f", charset, str(place / f"{name}.{charset}")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1:  # 1 says that it was made with warnings
        pytest.skip(f"the locale {name} cannot be made: {done.stderr.strip()}")
    return {"LC_ALL": f"{name}.{charset}", "LOCPATH": str(place), "PYTHONUTF8": "0"}


def unprivileged() -> tuple[str, ...]:
    """What starts a program so that it is held by the modes of files, as root is not."""
    if os.geteuid() != 0:
        return ()
    command = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
    if (
        shutil.which(command[0]) is None
        or subprocess.run([*command, "true"], check=False).returncode
    ):
        pytest.skip("root can write everywhere, and cannot be kept from it here")
    return command


@contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    """Folders, with all in them, that nobody may write to for the length of a `with`."""
    every = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    for path in every:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for path in every:
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


def installed(folder: Path) -> Path:
    """A copy of the package as it is installed, its ontology and seeds inside."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "graph" / "comity", folder / "comity", ignore=ignored)
    for name in ("ontology", "seeds"):
        shutil.copytree(ROOT / name, folder / "comity" / name)
    return folder


def same(there: Path, seeds_graph: Path, *, record_too: bool = True) -> None:
    """The graph, the page and what was exported are those of this machine, to the byte."""
    here = seeds_graph / "build"
    quads = {path.name: path.read_bytes() for path in (here / "graph").glob("*.nq")}
    assert quads == {path.name: path.read_bytes() for path in (there / "graph").glob("*.nq")}
    assert Path(f"{there}.nq").read_bytes() == b"".join(quads[name] for name in in_order(here))
    assert (there / "explorer.html").read_bytes() == (here / "explorer.html").read_bytes()
    if record_too:
        assert record(there) == record(here)


def in_order(folder: Path) -> list[str]:
    """The files of quads as the manifest lists them."""
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    return [name.removeprefix("graph/") for name in files if name.endswith(".nq")]


@pytest.mark.model
def test_a_place_where_nothing_may_be_written_and_nobody_has_a_home(
    desk: Path, tmp_path: Path, seeds_graph: Path
) -> None:
    """ASCII alone, the day before or after, a package and a folder that are read-only, no standard input, twenty columns."""
    environment = {
        "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0", "COLUMNS": "20",
    }  # fmt: skip
    package = installed(tmp_path / "package")
    machine = Machine(desk, environment, package, "<&-", 0o077, unprivileged())
    with read_only(package, desk):
        said = machine.ordinary(tmp_path / "out")
    assert (said["encoding"], said["home"], said["closed"]) == ("ANSI_X3.4-1968", None, ["stdin"])
    assert (said["writable"], said["package"]) == (False, str(package / "comity"))
    same(tmp_path / "out", seeds_graph)
    open_to_others = [p for p in (tmp_path / "out").rglob("*") if p.stat().st_mode & 0o077]
    assert not open_to_others


@pytest.mark.model
def test_a_turkish_machine_to_which_nobody_listens(
    desk: Path, tmp_path: Path, seeds_graph: Path
) -> None:
    """Other capitals and decimal points, the other side of the world, every stream closed."""
    environment = with_locale(tmp_path, "tr_TR", "UTF-8") | {
        "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1", "HOME": "/nonexistent", "COLUMNS": "1000",
    }  # fmt: skip
    said = Machine(desk, environment, closed="<&- >&- 2>&-", mask=0o002).ordinary(desk / "out")
    assert (said["point"], said["closed"]) == (",", ["stdin", "stdout", "stderr"])
    same(desk / "out", seeds_graph)


@pytest.mark.model
def test_a_folder_of_another_charset_with_tables_of_a_spreadsheet(
    desk: Path, tmp_path: Path, seeds_graph: Path
) -> None:
    """Latin-1, names with spaces and quotes, CRLF and a mark of byte order in every table, no docstrings, a pipe that breaks."""
    place = tmp_path / "Zoë Müller's (1) & co."
    place.mkdir()
    desk = desk.rename(place / "désk")
    index = desk / "seeds" / "index.csv"
    index.write_bytes(b"\xef\xbb\xbf" + crlf(index.read_bytes()))
    own = tmp_path / "ontology"
    shutil.copytree(ROOT / "ontology", own)
    for path in own.rglob("*.*"):
        if path.suffix in (".csv", ".ttl", ".toml", ".rq"):
            path.write_bytes(crlf(path.read_bytes()))
    environment = with_locale(tmp_path, "de_DE", "ISO-8859-1") | {
        "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "4294967295", "PYTHONOPTIMIZE": "2", "COMITY_ONTOLOGY": str(own),
    }  # fmt: skip
    read, write = os.pipe()
    os.close(read)
    try:
        said = Machine(desk, environment).ordinary("out", stdout=write)
    finally:
        os.close(write)
    assert (said["encoding"], said["point"], said["optimized"]) == ("ISO-8859-1", ",", 2)
    same(desk / "out", seeds_graph, record_too=False)


def crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


@pytest.mark.model
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_windows_as_far_as_it_can_be_played(desk: Path, seeds_graph: Path) -> None:
    """Its rules for open files, its modules, its console and its names of files; what it cannot do is told."""
    machine = Machine(
        desk, {"PYTHONIOENCODING": "cp1252", "PYTHONHASHSEED": "7", "HOME": str(desk)}
    )
    said = machine.ordinary(desk / "out", "windows")
    assert said["stdout"] == "cp1252"
    same(desk / "out", seeds_graph)
    later = [
        *(["check", "out"], ["view", "out", "-o", "page.html"], ["analyse", "out", "-o", "findings.html"]),
        *(["remove", "000_15ba0181abbef78f.txt", "-o", "out"], ["doctor", "out"], ["serve", "out"]),
    ]  # fmt: skip
    again = machine.run(later, "windows")
    assert again["codes"] == [0, 0, 0, 0, 0, 2], again["talk"]
    assert "comity serve" in again["talk"]
    assert "WSL" in again["talk"]
    places = [desk / name for name in {*said["made"], *again["made"]}]
    names = {place.relative_to(desk).as_posix() for place in places if desk in place.parents}
    assert len(names) > 30
    assert not [name for name in sorted(names) if unfit(name)]
    assert len({name.casefold() for name in names}) == len(names)


RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:[.:].*)?", re.I
)


def unfit(name: str) -> str:
    """Why Windows takes no file of this name, or not in a folder of usual depth; empty where it does.

    See "Naming Files, Paths, and Namespaces" in the documentation of its API.
    """
    for part in name.split("/"):
        if RESERVED.fullmatch(part):
            return "a device"
        if re.search(r'[<>:"\\|?*\x00-\x1f]', part) or part != part.rstrip(". "):
            return "a character"
    return "long" if len(name) > 160 else ""


@pytest.mark.parametrize(
    "name",
    ["con", "a/NUL.txt", "Com1", "lpt9.nq", "a:b", "what?", "trailing.", "trailing ", "a\\b", "tab\t", "x" * 161, "aux .txt"],
)  # fmt: skip
def test_names_that_windows_does_not_take_would_be_found(name: str) -> None:
    assert unfit(name)


def test_names_that_windows_takes() -> None:
    assert not [
        name
        for name in ("console.nq", ".staged/files/a.nq", "common", "com10", "a b.txt")
        if unfit(name)
    ]


def test_a_checkout_is_the_same_on_windows() -> None:
    """Its names fit there, no two differ by capitals alone, and git changes no line end."""
    git = ["git", "-C", str(ROOT)]
    listed = subprocess.run([*git, "ls-files", "-z"], capture_output=True, check=False)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    if not names:
        pytest.skip("no git, or no checkout")
    assert not [name for name in names if unfit(name)]
    assert len({name.casefold() for name in names}) == len(names)
    asked = ["check-attr", "text", "seeds/index.csv", "ontology/states.csv"]
    told = subprocess.run([*git, *asked], capture_output=True, text=True, check=True).stdout
    assert [line.rpartition(": ")[2] for line in told.splitlines()] == ["unset", "unset"]
