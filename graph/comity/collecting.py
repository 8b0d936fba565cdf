"""The collector of garbage kept from looking time and again through what is being loaded or read, all of which stays.

Python's collector looks for cycles after every 700 new objects, and in the end through all of them: a tenth of a start.
Without any collection, a start takes longer still: what is thrown away is not used again, and memory grows.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS, _TIMES, _MORE_TIMES = 50_000, 20, 50


@contextmanager
def seldom_collected() -> Iterator[None]:
    """While tables and models are loaded, cycles are looked for after 50,000 new objects."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def collect_seldom() -> None:
    """From now on, as in the command line, cycles are looked for after 50,000 new objects."""
    gc.set_threshold(_OBJECTS, _TIMES, _MORE_TIMES)


@contextmanager
def never_collected() -> Iterator[None]:
    """While records are read and put together, which have no cycles: looking for them takes as long as reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
