"""Real SPARQL servers for tests, each in a temporary folder, on the loopback and stopped at the end.

Oxigraph comes with the development requirements. Virtuoso is of Debian's package `virtuoso-opensource-7`: it is used where it
is installed (`apt-get install virtuoso-opensource-7-bin`, which .ci/run does where it may), or where `COMITY_VIRTUOSO` names
a folder into which its packages were unpacked, without being installed:

    apt-get download virtuoso-opensource-7 virtuoso-opensource-7-bin virtuoso-opensource-7-common libpcre3
    for package in *.deb; do dpkg -x "$package" virtuoso; done
    COMITY_VIRTUOSO=$PWD/virtuoso python -m pytest tests/rdf/test_remote.py
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

VIRTUOSO_LOGIN = {"COMITY_USER": "dba", "COMITY_PASSWORD": "dba"}
_PATIENCE = 60.0

# Threads for each connection that is kept open, little memory, and queries stopped before a test is.
_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
MaxClientConnections = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 30
"""


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def oxigraph_program() -> str | None:
    """The program `oxigraph` beside this Python, or on the path."""
    return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
        "oxigraph"
    )


def virtuoso_program() -> str | None:
    """The program `virtuoso-t` that is installed or unpacked."""
    unpacked = os.environ.get("COMITY_VIRTUOSO")
    return shutil.which("virtuoso-t", path=f"{unpacked}/usr/bin" if unpacked else None)


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an empty Oxigraph server that keeps its data in `folder`."""
    program = oxigraph_program()
    if program is None:
        pytest.skip("the program oxigraph is not installed: pip install oxigraph")
    place = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--location", str(folder / "oxigraph"), "--bind", place]
    with _running(command, folder, f"http://{place}/query?query=ASK%7B%7D"):
        yield f"http://{place}"


@contextmanager
def virtuoso(folder: Path, *, rows: int = 10_000) -> Iterator[str]:
    """The address of an empty Virtuoso server that keeps its data in `folder`; see `VIRTUOSO_LOGIN`."""
    program = virtuoso_program()
    if program is None:
        pytest.skip(
            "Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin (see tests/servers.py)"
        )
    port = free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(sql=free_port(), http=port, rows=rows), encoding="utf-8")
    command = [program, "+configfile", ini.name, "+foreground", "+wait"]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: Sequence[str], folder: Path, probe: str) -> Iterator[None]:
    """The program, from when it answers the probe on; killed with its children at the end."""
    root = Path(command[0]).parents[2]
    libraries = [str(p) for p in (*root.glob("lib/*-linux-gnu"), *root.glob("usr/lib/*-linux-gnu"))]
    own = {"LD_LIBRARY_PATH": os.pathsep.join(libraries)} if root != Path("/") and libraries else {}
    with (folder / "server.out").open("wb") as out:
        server = subprocess.Popen(
            command,
            cwd=folder,
            stdout=out,
            stderr=out,
            env=os.environ | own,
            start_new_session=True,
        )
        try:
            _wait(server, folder, probe)
            yield
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait(server: subprocess.Popen[bytes], folder: Path, probe: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            if httpx.get(probe, timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    said = (folder / "server.out").read_text(encoding="utf-8", errors="replace")[-2000:]
    pytest.fail(f"{server.args} did not start: {said}")
