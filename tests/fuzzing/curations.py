"""Any bytes as a log of decisions: it is told why not, or each decision is written as it was read."""

from __future__ import annotations

from collections.abc import Iterator

from comity.curation_log import parse, to_toml
from comity.errors import InputError
from fuzzing.editing import edited

LOG = b"""[[decision]]
by = "Ana Ruiz"
on = 2026-11-27
why = "Both tell of the summit of 7 May."
same-event = [
  { article = "9d0f4c2e81ab", span = [120, 188] },
  { article = "51be20aa7c03", span = [44, 90], class = "Summit" },
]

[[decision]]
by = "B"
on = 2026-11-28
right-value = { article = "9d0f4c2e81ab", span = [1, 5] }
actors = ["Japan", "Kenya"]

[[decision]]
by = "B"
on = 2026-11-28
right-value = { article = "9d0f4c2e81ab", span = [1, 5] }
date = "2023-05-07/2023-05-09"

[[decision]]
by = "C"
on = 2026-11-28
preferred-name = { article = "9d0f4c2e81ab", span = [1, 5] }
name = "Kim"
"""
WORDS = (
    b"[[decision]]\n", b"by = ", b"on = ", b"why = ", b"same-event", b"not-same-event", b"same-actor", b"not-same-actor",
    b"wrong-report", b"right-value", b"preferred-name", b"type", b"status", b"place", b"date", b"actors", b"recipients",
    b"topics", b"name", b"span", b"article", b"class", b"occurred", b'""', b'"""', b"'''", b"\n", b"[", b"]", b"{", b"}", b",",
    b" = ", b"[" * 40, b"1" * 40, b"-1", b"1e400", b"nan", b"inf", b"true", b"2026-13-01", b"9999-12-31", b"0000-01-01",
    b"2026-11-27T00:00:00Z", b"0x", b"\\u0000", b"\\u007f", b"\\ud800", b"\\U0010ffff", b"#", b"\r", b"\x00", b"\xff", b"decision",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """The log, plain and edited."""
    yield b"\0" + LOG
    yield b"\1" + bytes(range(40))
    yield b'\0decision = ["""\n[[decision]]\n"""]'


def check(data: bytes) -> None:
    """The bytes, or edits of a log."""
    log = edited(LOG, data[1:], WORDS) if data[:1] > b"\x7f" else data[1:]
    try:
        found = parse(log, "curations.toml")
    except InputError as error:
        assert str(error).startswith("curations.toml")
        str(error).encode("utf-8")
        return
    for decision in found.decisions:
        assert decision.label
        (again,) = parse(to_toml(decision).encode("utf-8"), "again").decisions
        assert again == decision
        assert again.id == decision.id
