"""What extraction costs beyond the bare spaCy pipeline that it runs on: `make bench`.

The seeds and the dev articles are read several times over, by turns by the bare pipeline and by the whole one,
in one process; the figure is the median of the ratios of CPU time, which a busy machine leaves alone. Nothing is asserted.

    python tests/benchmarks/extraction.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from comity.articles import read as read_articles
from comity.extract import load_pipeline, read
from comity.extract.text import readable, zones
from comity.model import Article

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("seeds", "tests/articles/dev")
ROUNDS = 7
GOAL = 1.3


def main(rounds: int = ROUNDS) -> None:
    """Measure and print a small table."""
    nlp = load_pipeline()
    articles = [a for f in FOLDERS for a in read_articles(ROOT / f) if isinstance(a, Article)]
    ours = [n for n in nlp.pipe_names if n.startswith("comity_")]
    cost: Counter[str] = Counter()
    ratios: list[float] = []
    _round(nlp, articles, ours, Counter())
    for _ in range(rounds):
        bare = _timed(lambda: [_bare(nlp, a, ours) for a in articles])
        full = _timed(lambda: _round(nlp, articles, ours, cost))
        ratios.append(full / bare)
        cost["bare pipeline"] += bare
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, {rounds} rounds, CPU time")
    for name, seconds in cost.most_common():
        print(f"  {name:24} {seconds / rounds:7.3f} s  {seconds / cost['bare pipeline']:6.1%}")
    low, high = min(ratios), max(ratios)
    print(
        f"whole / bare: median {statistics.median(ratios):.3f} ({low:.3f} to {high:.3f}); goal {GOAL}"
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _bare(nlp: Language, article: Article, ours: list[str]) -> Doc:
    """The article's text parsed by spaCy's own components alone."""
    with nlp.select_pipes(disable=ours):
        return nlp(article.text)


def _round(nlp: Language, articles: list[Article], ours: list[str], cost: Counter[str]) -> None:
    """Everything of every article; the seconds that each part of ours takes are added to `cost`."""
    for article in articles:
        start = time.process_time()
        parts = zones(article.text, title=article.citation.title)
        text = readable(article.text, parts)
        start = _lap(cost, "zones", start)
        doc = nlp.make_doc(text)
        doc._.article, doc._.zones = article, parts
        for name, component in nlp.pipeline:
            start = time.process_time()
            doc = component(doc)
            start = _lap(cost, name, start) if name in ours else time.process_time()
        read(doc, article)
        _lap(cost, "read", start)


def _lap(cost: Counter[str], name: str, start: float) -> float:
    """The time now; what has passed since `start` is added to `cost`."""
    now = time.process_time()
    cost[name] += now - start  # type: ignore[assignment] # seconds, not counts
    return now


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
