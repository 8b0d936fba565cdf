"""What a run of `comity` in a test gives, and the type of what runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]
