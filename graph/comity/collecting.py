"""The collector of garbage kept from looking through what is being loaded, all of which stays.

Python's collector looks for cycles whenever enough objects were made, and through all of them time and again. That takes a
tenth of a start, and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS, _TIMES, _MORE_TIMES = 50_000, 20, 50


@contextmanager
def uncollected() -> Iterator[None]:
    """While tables and models are loaded, nothing is collected."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def collect_seldom() -> None:
    """In a program of ours, as the command line: cycles are looked for after 50,000 new objects, not 700."""
    gc.set_threshold(_OBJECTS, _TIMES, _MORE_TIMES)
