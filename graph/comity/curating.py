"""The log of decisions of a graph, `curations.toml` in its folder: found, taken over from elsewhere, added to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from comity.curation_log import LOG, parse, read, to_toml
from comity.curations import NONE, Curations, Decision
from comity.errors import InputError
from comity.rdf.swap import Stage, replaced
from comity.tables import read_bytes


@dataclass(frozen=True, slots=True)
class Log:
    """The decisions that a graph is to follow; `data` are the bytes that are to be its log, None to leave it as it is."""

    curations: Curations
    data: bytes | None = None

    def put(self, stage: Stage) -> None:
        """Stages the log where it changes."""
        if self.data is not None:
            stage.write(LOG, self.data)


NO_LOG = Log(NONE)


def log_of(folder: Path, given: Path | None = None) -> Log:
    """The log of the graph in `folder`: the file that is given, which is to be copied there, else the one that is there.

    Raises:
        InputError: the file is missing or no log, or the graph's own has decisions that it does not have.
    """
    own = folder / LOG
    if given is None:
        return Log(read(own))
    data = read_bytes(given)
    found = parse(data, str(given))
    if not own.exists() or own.resolve() == given.resolve():
        return Log(found, None if own.exists() else data)
    before = read_bytes(own)
    had = {decision.id for decision in found.decisions}
    for decision in parse(before, str(own)).decisions:
        if decision.id not in had:
            remedy = f"copy it there, or remove {own}"
            raise InputError(f"{decision.where}: {given} does not have this decision; {remedy}")
    return Log(found, None if data == before else data)


def append(path: Path, decisions: tuple[Decision, ...]) -> None:
    """Adds decisions at the end of a log, which is then there as it was or with all of them.

    Raises:
        InputError: what is there is no log.
        StoreError: it cannot be written.
    """

    def longer(data: bytes) -> bytes:
        parse(data, str(path))  # what cannot be read is not added to
        gap = b"" if not data else b"\n" if data.endswith(b"\n") else b"\n\n"
        return data + gap + "\n".join(map(to_toml, decisions)).encode("utf-8")

    replaced(path, longer)
