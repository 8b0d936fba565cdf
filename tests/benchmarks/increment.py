"""What it costs to add one article to a graph of 2,000, beside a full rebuild with parses cached. Goal: at most 2 %.

    python tests/benchmarks/increment.py [--articles 2000] [--rounds 5] [--json FILE]

What was read of the seeds and of the annotated articles is copied under new ids, the people given other names and the
dates moved, anew for every four articles. Those whom the table of office-holders knows stay who they are in every other
group, so that they are in hundreds of articles, as leaders are. So an article shares people, days and events with up to three
near clones of itself, which real articles have only of the same day's news, people with many, and states, places, offices and
issues with all: more is drawn anew for it than for most real ones. A rebuild is: the rules for every article (measured on
the originals, the parse left out), the gate (measured on a hundred), assembly, the files and the store on disk. To add one is
the same for one article and what shares things with it, and to read what was kept of the others; it is shown by stage, of which
"who is who" and "merge events" are parts of "assemble". Each round adds another article and takes it out again.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import msgspec
from extraction import originals, rules
from measuring import Lap, Table, arguments, finish, row, timed

from comity import increment, intake
from comity import publish as publish_
from comity.assemble import assembly as assembly_
from comity.curating import log_of
from comity.extract import extract, extract_all, load_pipeline
from comity.extractions import keep
from comity.knowledge.people import load_office_holders
from comity.model import Entity, Extraction, Signature, digest
from comity.publish import publish
from comity.rdf import writing as writing_
from comity.rdf.swap import writing

ARTICLES = 2_000
_SAMPLE = 100
_TOGETHER = 4
_DAYS = 4_000
_ONSETS = ("b", "br", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "y", "z")  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = arguments(__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args()
    number, each = given.articles, given.rounds
    read, rule = _originals()
    _watch()
    told = [copied(read[n * 7 % len(read)], n) for n in range(number + each)]
    with tempfile.TemporaryDirectory() as place:
        gate = _gate(told[:_SAMPLE], Path(place) / "sample") / _SAMPLE
        _taken.clear()
        folder = Path(place) / "graph"
        with _ungated():
            rest = timed(lambda: _build(told[:number], folder))
        stages = [_stages("build", 1)]
        every = number * (rule + gate)
        rebuild = [Lap(rest.cpu + every, rest.wall + every)] * each
        added, removed = [], []
        for new in told[number:]:
            lap = timed(lambda k=new: _add(k, folder))  # type: ignore[misc]
            added.append(Lap(lap.cpu + rule, lap.wall + rule))
            stages.append(_stages("one added", len(added)))
            removed.append(timed(lambda k=new: _remove(k, folder)))  # type: ignore[misc]
            _taken.clear()
    rows = (
        row(f"a build of {number} articles, parses kept", rebuild[:1]),
        replace(row("one added", added, rebuild), question=f"adding an article to {number:,}, beside a build of all"),
        row("one removed", removed, rebuild),
    )  # fmt: skip
    notes = (f"An article: rules {rule:.3f} s, gate {gate:.3f} s (of {_SAMPLE}). By stage:", "", *stages[:2])  # fmt: skip
    finish(Table(f"Adding to {number:,} articles", rows, notes), given.json)


_STAGES = (
    (increment, "held", "load"),
    (publish_, "before", "read the index"),
    (publish_, "recall", "read the memo"),
    (publish_, "assemble", "assemble"),
    (assembly_, "who_is_who", "  who is who"),
    (assembly_, "merge_events", "  merge events"),
    (publish_, "to_parts", "parts"),
    (publish_, "draw", "digests, quads, files"),
    (writing_, "check_parts", "  gate"),
    (publish_, "keep", "write the memo"),
    (publish_, "follow", "store"),
)
_taken: Counter[str] = Counter()


def _watch() -> None:
    """Has each stage count what it takes."""
    for module, name, stage in _STAGES:
        setattr(module, name, _counted(getattr(module, name), stage))


def _counted(work: Callable[..., object], stage: str) -> Callable[..., object]:
    def counted(*args: object, **options: object) -> object:
        start = time.process_time()
        try:
            return work(*args, **options)
        finally:
            _taken[stage] += time.process_time() - start

    return counted


def _stages(what: str, number: int) -> str:
    """What each stage has taken since the last time."""
    parts = ", ".join(f"{stage.strip()} {_taken[stage]:.3f}" for _, _, stage in _STAGES)
    _taken.clear()
    return f"    {what} ({number}): {parts}"


def _gate(told: list[Extraction], folder: Path) -> float:
    """The CPU seconds that the gate takes for a build of these."""
    whole = timed(lambda: _build(told, folder)).cpu
    with _ungated():
        return whole - timed(lambda: _build(told, folder.with_name("ungated"))).cpu


@contextmanager
def _ungated() -> Iterator[None]:
    """A gate that lets everything pass, since checking 2,000 articles takes a quarter of an hour."""
    gate = writing_.check_parts
    writing_.check_parts = lambda *_, **__: ()  # type: ignore[assignment]
    try:
        yield
    finally:
        writing_.check_parts = gate


def _originals() -> tuple[list[Extraction], float]:
    """What is read of the originals, and the mean CPU time of the rules for one, its parse kept."""
    nlp, articles = load_pipeline(), originals()
    found = [extract(nlp, article) for article in articles]
    cost: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        for _ in extract_all(nlp, articles, folder=Path(name)):
            pass
        rules(nlp, articles, Path(name), cost)
    return found, sum(cost.values()) / len(articles)


def copied(extraction: Extraction, number: int) -> Extraction:
    """The extraction as that of another article, with other people on other days."""
    group = number // _TOGETHER
    text = msgspec.json.encode(extraction).decode()
    for kind in ("article", "sentence", "report", "claim"):
        text = re.sub(
            rf'"{kind}/([0-9a-f]{{16}})',
            lambda m: f'"{m[0][1:-16]}{digest(m[1], str(number))}',
            text,
        )
    text = re.sub(r'"person/([^"]+)"', lambda m: f'"person/{_id(m[1], group)}"', text)
    text = re.sub(r'"(\d{4}-\d\d-\d\d)"', lambda m: f'"{_moved(m[1], group)}"', text)
    text = text.replace(f'"name":"{extraction.citation.name}"', f'"name":"{number:05}.txt"')
    made = msgspec.json.decode(text, type=Extraction)
    people = tuple(_person(e, group) if e.type == "Person" else e for e in made.entities)
    signature = _signature(made.signature, number)
    return replace(made, entities=people, signature=signature)


def _signature(signature: Signature, number: int) -> Signature:
    """Another signature of the same length: the articles are no copies of each other."""
    some = random.Random(number)
    return replace(signature, minima=tuple(some.randrange(2**32) for _ in signature.minima))


def _person(person: Entity, group: int) -> Entity:
    """The person with other names; those whom the world knows stay who they are in every other group."""
    if group % 2 and _is_known(person.id.removeprefix("person/")):
        return person
    names = tuple(sorted({_renamed(alias, group) for alias in person.aliases}))
    return replace(person, name=_renamed(person.name, group), aliases=names)


def _id(name: str, group: int) -> str:
    return name if group % 2 and _is_known(name) else _renamed(name, group)


def _renamed(name: str, group: int) -> str:
    """A name, or what an id has of it, with another word for each of its words."""
    return re.sub(r"[^\W_]{2,}", lambda m: _word(m[0], group), name)


@lru_cache(maxsize=1 << 16)
def _word(word: str, group: int) -> str:
    """Some syllables for a word of a name, capitals where it has them."""
    some = random.Random(f"{word.lower()} {group}")
    made = "".join(some.choice(_ONSETS) + some.choice("aeiou") for _ in range(3))
    return made.title() if word[0].isupper() else made


@lru_cache(maxsize=1 << 12)
def _is_known(name: str) -> bool:
    plain = name.replace("-", " ")
    return bool(load_office_holders().by_name(plain))


def _moved(day: str, group: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=group * 37 % _DAYS)).isoformat()


def _build(told: list[Extraction], folder: Path) -> None:
    filed = [keep(e, intake.made(None), folder) for e in told]
    with writing(folder) as stage:
        publish(filed, stage, tell=intake.silent)


def _add(new: Extraction, folder: Path) -> int:
    filed = keep(new, intake.made(None), folder / intake.UNFINISHED)
    with writing(folder) as stage:
        done = increment.put(increment.held(folder), [filed], stage, log_of(folder), intake.silent)
    return len(done.drawn)


def _remove(old: Extraction, folder: Path) -> int:
    return increment.remove([old.citation.name], output=folder).drawn


if __name__ == "__main__":
    main()
