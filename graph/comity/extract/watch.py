"""No article stops a run: one that takes too long, or that shows a defect of a rule, is given up, and says so."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

from comity.errors import ExtractionError

DEFECTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a rule raises that meets what it was not made for."""


@contextmanager
def at_most(seconds: float | None, name: str) -> Iterator[None]:
    """Lets what is done inside take `seconds` of processor time; None is no bound.

    Only the main thread can be stopped, and only on systems with timers of processor time, thus not on Windows; elsewhere there
    is no bound.

    Raises:
        ExtractionError: it took longer; `name` is the article's.
    """
    main = threading.current_thread() is threading.main_thread()
    if seconds is None or not main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise ExtractionError(
            f"{name}: not read after {seconds:g} seconds of processor time; "
            "split it into articles, or allow more with --timeout"
        )

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def defect(error: Exception, name: str) -> ExtractionError:
    """What to tell of an article on which a rule broke: where it did, so that it can be mended."""
    last = extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    problem = f"{name}: a defect of comity, {type(error).__name__} at {where}: {error}"
    return ExtractionError(f"{problem:.300}; please report it with the article")
