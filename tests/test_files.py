"""Files written whole or not at all, by the rules of the system: modes, files that others have open, disks that are full."""

from __future__ import annotations

import ast
import getpass
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comity import files
from comity.cli import curating
from comity.errors import InputError
from comity.files import move, put_parts, remove, remove_folder, to_disk
from comity.rdf.credentials import auth_of
from comity.views import write

PACKAGE = Path(__file__).parent.parent / "graph" / "comity"


def test_a_place_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(InputError, match="cannot be written: Not a directory"):
        put_parts([b"new"], tmp_path / "file" / "out")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_modes_are_those_that_the_user_wants(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        put_parts([b"new"], tmp_path / "data")
        write("<p>new", tmp_path / "page.html")
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {mode}


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Has Windows refuse as many times as asked to rename and remove; gives the list of what was tried."""

    def refusing(times: int) -> list[str]:
        tried: list[str] = []
        monkeypatch.setattr(files, "WINDOWS", True)
        monkeypatch.setattr(files, "_WAIT", 0)
        for name in ("replace", "unlink"):
            real = getattr(Path, name)

            def refuse(
                path: Path, *given: object, real: Callable[..., object] = real, **options: object
            ) -> object:
                tried.append(path.name)
                if len(tried) <= times:
                    raise PermissionError(13, "Access is denied", str(path))
                return real(path, *given, **options)

            monkeypatch.setattr(Path, name, refuse)
        return tried

    return refusing


def test_a_file_that_is_open_for_a_moment_is_waited_for(
    tmp_path: Path, windows: Callable[[int], list[str]]
) -> None:
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    tried = windows(3)
    move(tmp_path / "new", tmp_path / "old")
    assert tried == ["new"] * 4
    assert (tmp_path / "old").read_text() == "new"
    remove(tmp_path / "old")
    remove(tmp_path / "old")
    assert not list(tmp_path.iterdir())


def test_a_file_that_stays_open_is_told_and_kept(
    tmp_path: Path, windows: Callable[[int], list[str]]
) -> None:
    (tmp_path / "page.html").write_text("old")
    tried = windows(61)
    with pytest.raises(
        InputError, match=r"page\.html: cannot be written: another program has it open"
    ):
        put_parts([b"new"], tmp_path / "page.html")
    assert len(tried) == 62  # the last took away what was beside it
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_other_systems_refuse_once_and_for_all(
    tmp_path: Path, windows: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = windows(1)
    monkeypatch.setattr(files, "WINDOWS", False)
    with pytest.raises(PermissionError, match="Access is denied"):
        move(tmp_path / "new", tmp_path / "old")
    assert tried == ["new"]


def test_a_folder_is_removed_with_all_in_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_text("")
    remove_folder(tmp_path / "a")
    assert not list(tmp_path.iterdir())


def test_on_windows_files_are_open_for_writing_and_folders_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("")
    opened: list[tuple[str, int]] = []
    real = os.open

    def open_(path: Path, flags: int) -> int:
        opened.append((path.name, flags & os.O_ACCMODE))
        return real(path, flags)

    monkeypatch.setattr(os, "open", open_)
    to_disk(tmp_path)
    to_disk(tmp_path / "data")
    assert opened == [(tmp_path.name, os.O_RDONLY), ("data", os.O_RDONLY)]
    opened.clear()
    monkeypatch.setattr(files, "WINDOWS", True)
    to_disk(tmp_path)
    to_disk(tmp_path / "data")
    assert opened == [("data", os.O_RDWR)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["questions"], ["--help"]], ids=" ".join)
def test_a_full_disk_is_told(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "comity", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "comity: standard output cannot be read or written: No space left on device; "
        "make room there, and do it again\n"
    )


def no_git(*_: object, **__: object) -> None:
    raise FileNotFoundError("git")


@pytest.mark.parametrize("error", [KeyError("uid"), OSError("none"), ModuleNotFoundError("pwd")])
def test_whom_nobody_knows_is_asked_for_a_name(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(subprocess, "run", no_git)
    monkeypatch.setattr(getpass, "getuser", lambda: "ana")
    assert curating._user() == "ana"
    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(InputError, match="give --by NAME"):
        curating._user()


def test_the_name_that_git_has_is_utf8_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config").write_text('[user]\nname = "Zoë Ruiz"\n', encoding="utf-8")
    for name, value in {"GIT_CONFIG_GLOBAL": tmp_path / "config", "GIT_DIR": tmp_path}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setattr("locale.getpreferredencoding", lambda *_: "cp1252")
    monkeypatch.setattr("locale.getencoding", lambda: "cp1252")
    assert curating._user() == "Zoë Ruiz"


def test_a_user_without_a_home_has_no_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert auth_of("http://127.0.0.1:7878", {}) == (None, ())


# What Python has on some systems alone, by its documentation.
ELSEWHERE = {
    "os": {"fork", "forkpty", "kill", "killpg", "getuid", "geteuid", "getgid", "getegid", "setsid", "mkfifo", "chown",
           "sched_getaffinity", "uname", "statvfs", "nice", "getloadavg", "wait", "wait3", "wait4", "waitpid", "posix_fallocate",
           "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_NONBLOCK", "WNOHANG"},
    "signal": {"setitimer", "alarm", "pause", "sigwait", "pthread_sigmask", "SIGALRM", "SIGPROF", "SIGCHLD", "SIGXCPU", "SIGKILL",
               "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGPIPE", "ITIMER_PROF", "ITIMER_REAL"},
    "socket": {"AF_UNIX", "send_fds", "recv_fds"},
    "time": {"tzset", "clock_gettime"},
}  # fmt: skip
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "posix"}
ASKED_FIRST = {
    "extract/watch": {"setitimer", "SIGPROF", "ITIMER_PROF"},
    "crew": {"getloadavg"},
}
"""What is used only after a look whether it is there."""


def posix_alone(tree: ast.AST) -> set[str]:
    """What a source uses that Windows does not have; `select` takes sockets alone there."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in ELSEWHERE.get(node.value.id, ()):
                found.add(node.attr)
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names} & (MODULES | {"select", "multiprocessing"})
        elif isinstance(node, ast.ImportFrom) and node.module in {*MODULES, *ELSEWHERE}:
            found |= {a.name for a in node.names} & ELSEWHERE.get(
                node.module, {a.name for a in node.names}
            )
    return found


def test_what_windows_does_not_have_is_used_by_the_server_alone() -> None:
    uses = {
        path.relative_to(PACKAGE).as_posix().removesuffix(".py"): posix_alone(
            ast.parse(path.read_text(encoding="utf-8"))
        )
        for path in PACKAGE.rglob("*.py")
    }
    assert {
        name.split("/")[0] for name, used in uses.items() if used - ASKED_FIRST.get(name, set())
    } == {"serve"}
    assert posix_alone(ast.parse("import os, fcntl\nfrom signal import SIGALRM\nos.fork()")) == {
        "fcntl",
        "SIGALRM",
        "fork",
    }


def test_files_are_renamed_in_one_place() -> None:
    renaming = {"replace", "rename", "unlink"}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in renaming
            ):
                texts = node.func.attr == "replace" and (len(node.args) != 1 or node.keywords)
                found |= set() if texts else {path.relative_to(PACKAGE).as_posix()}
    assert found == {"files.py", "rdf/cache.py"}
