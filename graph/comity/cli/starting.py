"""How one begins: the verb `init`, and what `comity` alone says is to be done next."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from comity.articles import read
from comity.cli import screen
from comity.cli.building import GRAPH
from comity.errors import ComityError, InputError
from comity.extractions import file_of
from comity.model import Article
from comity.rdf.record import MANIFEST, Manifest, read_manifest

_STARTER = Path(__file__).parent / "starter"
_ARTICLES, _INDEX, _NAMES = "articles", "index.csv", "names.csv"
_COLUMNS = ("file", "title", "publisher", "published", "url", "note")
_NO_ARTICLES = ("requirements", "license", "licence", "readme", "notice", "cmakelists", "robots")
"""How the names of .txt files begin that are no articles."""
_MOST = 500
"""How many files or articles are looked at for what to do next."""


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="The folder to begin in; made where it is missing."),
    ],
) -> None:
    """Make a folder to begin in: example articles, an index and names of your own. Nothing is overwritten.

    Where DIR, or `articles` in it, holds .txt files already, all that is made is an index that lists them.
    """
    own = _texts(folder) or _texts(folder / _ARTICLES)
    wanted = [(own[0].parent / _INDEX, _index(own))] if own else _starter(folder)
    for path, text in wanted:
        if path.exists():
            screen.say(f"{path} is there already, and stays as it is")
            continue
        _make(path.parent)
        screen.put(text, path)
        screen.give(f"{path}\n")
    screen.say("Next:")
    if own:
        place = own[0].parent
        screen.say(
            f"  fill in `published` in {place / _INDEX}: 'on Wednesday' and the like are reckoned from it\n"
            f"  comity build {shlex.quote(str(place))}"
        )
        return
    if folder.resolve() != Path.cwd():
        screen.say(f"  cd {shlex.quote(str(folder))}")
    screen.say(f"  comity build {_ARTICLES} --gazetteer {_NAMES}\n  comity ask events")


def _starter(folder: Path) -> list[tuple[Path, str]]:
    """Each file that a folder begins with, and its text."""
    files = sorted(path for path in _STARTER.rglob("*") if path.is_file())
    return [
        (folder / path.relative_to(_STARTER), path.read_text(encoding="utf-8")) for path in files
    ]


def _index(texts: Sequence[Path]) -> str:
    """An index that names the files and leaves the rest to be filled in."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((path.name, *("" for _ in _COLUMNS[1:])) for path in texts)
    return lines.getvalue()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be made: {error.strerror}; give another folder"
        ) from error


def _texts(folder: Path) -> list[Path]:
    """The .txt files right in the folder that may be articles, by name."""
    return [
        path
        for path in _inside(folder)
        if path.suffix.lower() == ".txt"
        and not path.name.lower().startswith(_NO_ARTICLES)
        and path.is_file()
    ]


def _inside(folder: Path) -> list[Path]:
    """What is in the folder, by name; nothing where there is none, or where it may not be looked into."""
    try:
        return sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError:
        return []


def next_steps(here: Path) -> str:
    """What is at hand in the folder `here`, and the commands that come next; a line each."""
    return "".join(f"{line}\n" for line in _steps(here))


def _steps(here: Path) -> Iterator[str]:
    source = _source(here)
    name = "" if source is None else shlex.quote(str(source.relative_to(here)))
    names = f" --gazetteer {_NAMES}" if (here / _NAMES).is_file() else ""
    try:
        manifest = read_manifest(here / GRAPH) if (here / GRAPH / MANIFEST).exists() else None
    except ComityError as error:
        yield f"The graph in {GRAPH}/ cannot be read: {error}"
        return
    if manifest is not None:
        count = sum(file.startswith("graph/article-") for file in manifest.files)
        yield f"There is a graph of {_counted(count)} in {GRAPH}/. Next:"
        yield ""
        if source is not None:
            yield from _addition(source, f"{name}{names}", manifest)
        yield _line(
            "comity ask events", "what happened; comity questions lists what else can be asked"
        )
        yield _line(
            "comity serve", f"the same in a browser; {GRAPH / 'explorer.html'} opens without it"
        )
    elif source is not None:
        yield f"There are articles in {name}, and no graph yet. Next:"
        yield ""
        yield _line(f"comity build {name}{names}", f"reads them into a graph in {GRAPH}/")
        yield _line("comity ask events", "what happened, with the sentence that says so")
        if source.is_dir() and not (source / _INDEX).exists():
            yield _line(f"comity init {name}", f"makes {_INDEX}, for the days of publication")
    else:
        yield "There are no articles here, and no graph. Next:"
        yield ""
        yield _line("comity init first", "makes the folder first/ with example articles to try")
        yield _line("comity build ARTICLES", "reads a folder of .txt files, a .jsonl or a .csv")
    yield _line("comity doctor", "whether all is well with the installation")


def _addition(source: Path, given: str, manifest: Manifest) -> Iterator[str]:
    """The line that adds what the graph lacks of the source, or that says why it cannot be read."""
    try:
        new = _new(source, manifest)
    except ComityError as error:
        yield f"  {error}"
        return
    if new:
        more = f" and {len(new) - 1} more" if len(new) > 1 else ""
        yield _line(f"comity add {given}", f"adds what the graph does not have: {new[0]}{more}")


def _line(command: str, what: str) -> str:
    return f"  {command:28}  {what}"


def _counted(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"


def _source(here: Path) -> Path | None:
    """Where articles are: in `articles`, in a folder with an index, right here, elsewhere, or in a table."""
    inside = _inside(here)[:_MOST]
    folders = [p for p in inside if p.is_dir() and p.name != GRAPH.name]
    indexed = [folder for folder in (here, *folders) if (folder / _INDEX).is_file()]
    for folder in (here / _ARTICLES, *indexed, here, *folders):
        if _texts(folder):
            return folder
    return next((p for p in inside if p.suffix.lower() == ".jsonl"), None)


def _new(source: Path, manifest: Manifest) -> list[str]:
    """The names of articles that the graph does not have, of the first ones."""
    found = islice(read(source), _MOST)
    return [
        article.name
        for article in found
        if isinstance(article, Article)
        and f"extractions/{file_of(article.id)}" not in manifest.files
    ]


VERBS = ((init, "comity init first"),)
