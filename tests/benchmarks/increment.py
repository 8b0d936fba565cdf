"""What it costs to add one article to a graph of 2,000, beside a full rebuild with parses cached. Goal: at most 2 %.

    python tests/benchmarks/increment.py [ARTICLES]

What was read of the seeds and of the annotated articles is copied under new ids, the people given other names and the
dates moved, anew for every four articles. Those whom the table of office-holders knows stay who they are in every other
group, so that they are in hundreds of articles, as leaders are. So an article shares people, days and events with up to three
near clones of itself, which real articles have only of the same day's news, people with many, and states, places, offices and
issues with all: more is drawn anew for it than for most real ones. A rebuild is: the rules for every article (measured on
the originals, the parse left out), the gate (measured on a hundred), assembly, the files and the store on disk. To add one is
the same for one article and what shares things with it, and to read what was kept of the others; it is shown by stage, an
indented one being part of the one above. CPU seconds; nothing is asserted.
"""

from __future__ import annotations

import random
import re
import sys
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
from extraction import FOLDERS, ROOT, _round

from comity import increment, intake
from comity import publish as publish_
from comity.articles import read
from comity.assemble import assembly as assembly_
from comity.curating import log_of
from comity.extract import extract, load_pipeline
from comity.extractions import Kept, kept
from comity.knowledge.people import load_office_holders
from comity.model import Article, Entity, Extraction, Signature, digest
from comity.publish import publish
from comity.rdf import writing as writing_
from comity.rdf.swap import writing

ARTICLES = 2_000
GOAL = 0.02
_SAMPLE = 100
_TOGETHER = 4
_DAYS = 4_000
_ONSETS = ("b", "br", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "y", "z")  # fmt: skip


def main(number: int = ARTICLES) -> None:
    """Measure and print."""
    originals, rules = _originals()
    _watch()
    told = [_copy(originals[n * 7 % len(originals)], n) for n in range(number + 1)]
    _say(f"{number} articles, {sum(len(k.extraction.reports) for k in told)} reports", None)
    with tempfile.TemporaryDirectory() as place:
        gate = _gate(told[:_SAMPLE], Path(place) / "sample") / _SAMPLE
        _say("rules, an article", rules)
        _say(f"gate, an article (of {_SAMPLE})", gate)
        _taken.clear()
        folder = Path(place) / "graph"
        with _ungated():
            rest = _timed(lambda: _build(told[:number], folder))
        _say("assembly, files, store", rest)
        _stages()
        rebuild = rest + number * (rules + gate)
        _say("rebuild with parses cached", rebuild)
        added = rules + _timed(lambda: _say("drawn anew", _add(told[number], folder)))
        _say(f"one added, {added / rebuild:.2%} (goal {GOAL:.0%})", added)
        _stages()
        removed = _timed(lambda: _say("drawn anew", _remove(told[number], folder)))
        _say(f"one removed, {removed / rebuild:.2%} (goal {GOAL:.0%})", removed)
        _stages()


def _say(what: str, figure: float | None) -> None:
    print(what if figure is None else f"{what:40} {figure:10.3f}", flush=True)


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


def _stages() -> None:
    """Print what each stage has taken since the last time."""
    for _, _, stage in _STAGES:
        _say(f"    {stage}", _taken[stage])
    _taken.clear()


def _gate(told: list[Kept], folder: Path) -> float:
    """The CPU seconds that the gate takes for a build of these."""
    whole = _timed(lambda: _build(told, folder))
    with _ungated():
        return whole - _timed(lambda: _build(told, folder.with_name("ungated")))


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
    """What is read of the originals, and the mean CPU time of the rules for one."""
    nlp = load_pipeline()
    articles = [a for f in FOLDERS for a in read(ROOT / f) if isinstance(a, Article)]
    found = [extract(nlp, article) for article in articles]
    cost: Counter[str] = Counter()
    ours = [name for name in nlp.pipe_names if name.startswith("comity_")]
    _round(nlp, articles, ours, cost)
    return found, sum(cost.values()) / len(articles)


def _copy(extraction: Extraction, number: int) -> Kept:
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
    copied = msgspec.json.decode(text, type=Extraction)
    people = tuple(_person(e, group) if e.type == "Person" else e for e in copied.entities)
    signature = _signature(copied.signature, number)
    return kept(replace(copied, entities=people, signature=signature), intake.made(None))


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


def _build(told: list[Kept], folder: Path) -> None:
    with writing(folder) as stage:
        publish(told, stage, tell=intake.silent)


def _add(new: Kept, folder: Path) -> int:
    with writing(folder) as stage:
        done = increment.put(increment.held(folder), [new], stage, log_of(folder), intake.silent)
    return len(done.drawn)


def _remove(old: Kept, folder: Path) -> int:
    return increment.remove([old.extraction.citation.name], output=folder).drawn


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
