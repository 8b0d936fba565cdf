"""What people see: tables and data on standard output, talk and progress on standard error."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from rich import box
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from comity.files import put_parts
from comity.tables import printable

if TYPE_CHECKING:
    from comity.graphs import Progress as Tell

_WIDE = 150
_TEXT = 100
_SILENCE = 30.0


def say(line: str) -> None:
    """Prints talk on standard error, with nothing in it that a terminal would obey."""
    print("\n".join(map(printable, line.split("\n"))), file=sys.stderr)


def give(text: str) -> None:
    """Writes data to standard output exactly as it is, in UTF-8; see `give_parts`."""
    give_parts([text.encode("utf-8")])


def put(text: str, path: Path) -> None:
    """Writes data into a file exactly as it is, in UTF-8; see `files.put_parts`.

    Raises:
        InputError: the file cannot be written.
    """
    put_parts([text.encode("utf-8")], path)


def give_parts(parts: Iterable[bytes]) -> None:
    """Writes data to standard output exactly as it is, part by part; where its reader has left, the program ends well."""
    try:
        sys.stdout.flush()
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        end(0)


def end(code: int) -> NoReturn:
    """Ends the program, with nothing more on a standard output that takes no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def short(cell: str | None) -> str:
    """A value as a table shows it: things by their id, empty where there is none."""
    from comity.knowledge.ontology import ID  # here, since few verbs show things

    return (cell or "").removeprefix(ID)


def width() -> int:
    """The columns of the terminal, or 150 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE


def show_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    *,
    title: str = "",
    numbers: Collection[int] = (),
) -> None:
    """Prints a table; the columns `numbers`, from 0, stand to the right and are not broken."""
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for at, head in enumerate(heads):
        right = at in numbers
        table.add_column(head, overflow="fold", justify="right" if right else "left", no_wrap=right)
    for row in rows:
        table.add_row(*(Text(printable(short(cell))) for cell in row))
    console = Console(file=sys.stdout, width=width(), highlight=False)
    with console.capture() as printed:
        console.print(table)
    give(printed.get())


def show_texts(parts: Iterable[RenderableType]) -> None:
    """Prints text in at most 100 columns, where it reads best; without colours where there is no terminal."""
    console = Console(file=sys.stdout, width=min(width(), _TEXT), highlight=False)
    with console.capture() as printed:
        for part in parts:
            console.print(part)
    give("".join(f"{line.rstrip()}\n" for line in printed.get().splitlines()))


@contextmanager
def progress() -> Iterator[Tell]:
    """Yields what a build is to call: a bar on a terminal, else a plain line now and then."""
    if sys.stderr.isatty():
        with _bar() as bar:
            yield _Bar(bar)
    else:
        yield _Lines()


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=Console(stderr=True),
        transient=True,
    )


@dataclass(slots=True)
class _Bar:
    """A bar for each step."""

    bar: Progress
    tasks: dict[str, TaskID] = field(default_factory=dict)
    paces: dict[str, _Pace] = field(default_factory=dict)

    def __call__(self, step: str, done: int, total: int) -> None:
        if step not in self.tasks:
            self.tasks[step] = self.bar.add_task(step, total=total or None, pace="")
            self.paces[step] = _Pace()
        pace = self.paces[step].told(done, total)
        self.bar.update(self.tasks[step], completed=done, total=total or None, pace=pace)


@dataclass(slots=True)
class _Lines:
    """A line when a step begins, and at every tenth of a long one, or every half minute."""

    said: dict[str, tuple[int, float]] = field(default_factory=dict)
    paces: dict[str, _Pace] = field(default_factory=dict)

    def __call__(self, step: str, done: int, total: int) -> None:
        now, tenth = time.monotonic(), 10 * done // total if total else 0
        pace = self.paces.setdefault(step, _Pace()).told(done, total)
        if step not in self.said:
            many = f": {total}" if total > 1 else ""
            say(f"{step}{many} ...")
        elif total == 1 or done == total:
            return
        elif (total >= 10 and self.said[step][0] < tenth) or now - self.said[step][1] >= _SILENCE:
            of = f" of {total}" if total else ""
            say(f"{step}: {done}{of}{pace and f', {pace}'}")
        else:
            return
        self.said[step] = tenth, now


@dataclass(slots=True)
class _Pace:
    """How fast a step goes, by the last half minute or more of it."""

    seen: deque[tuple[float, int]] = field(default_factory=deque)

    def told(self, done: int, total: int) -> str:
        """The pace in words, with the time that is left where the `total` is known; "" while it is not known yet.

        >>> pace = _Pace(deque([(time.monotonic() - 10, 0)]))
        >>> pace.told(50, 650)
        '5.0 a second, 2 min left'
        """
        now = time.monotonic()
        self.seen.append((now, done))
        while len(self.seen) > 2 and now - self.seen[1][0] > _SILENCE:
            self.seen.popleft()
        began, before = self.seen[0]
        if now - began < 1.0 or done <= before:
            return ""
        rate = (done - before) / (now - began)
        left = f", {_time((total - done) / rate)} left" if total > done else ""
        return f"{rate:.1f} a second{left}"


def _time(seconds: float) -> str:
    """A stretch of time as people say it.

    >>> _time(42.4), _time(150), _time(9000)
    ('42 s', '2 min', '2 h 30 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
