"""Whether comity's parser annotates as spaCy's own pipeline does, on every text at hand: for a new version of spaCy.

All articles of the seeds and of the tests are parsed by the model as spaCy runs it, one by one, and as comity does, many at a
time; so are variants of them, whose words are drawn anew, and the lines of files that are named. Tokens, tags, morphology,
lemmas, dependencies, sentences, names and vectors must be the same, bit for bit. Exits 1 where any differs; then
`extract/versions.py` may not list the version.

    python tests/benchmarks/equality.py [VARIANTS] [FILE ...]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import Doc

from comity.articles import read
from comity.extract import versions
from comity.extract.parser import load_parser
from comity.extract.parsing import Prepared, prepare, to_doc
from comity.model import Article, to_article

ROOT = Path(__file__).parents[2]
COLUMNS = "ORTH NORM SPACY TAG POS MORPH LEMMA DEP HEAD ENT_IOB ENT_TYPE SENT_START".split()
TOGETHER = 16


def main(variants: int = 2, *files: str) -> None:
    """Compare all and say how many tokens differ."""
    tried = (spacy.__version__, "3.7.1")
    versions.TESTED = frozenset({tried})  # type: ignore[misc] # to be found out
    stock, fast = load_parser(fast=False), load_parser()
    if "comity_attributes" not in fast.pipe_names:
        sys.exit("the pipeline is not accelerated")
    given = list(texts(variants, files))
    counts = dict.fromkeys((*COLUMNS, "sentences", "vectors", "tokens"), 0)
    for start in range(0, len(given), TOGETHER):
        batch = given[start : start + TOGETHER]
        found = fast.pipe([to_doc(fast, item) for item in batch], batch_size=TOGETHER)
        for item, other in zip(batch, found, strict=True):
            compare(stock(to_doc(stock, item)), other, counts)
    total = counts.pop("tokens")
    print(f"spaCy {tried[0]}, {len(given)} texts, {total} tokens; those that differ:")
    print(", ".join(f"{name} {count}" for name, count in counts.items()))
    sys.exit(any(counts.values()))


def texts(variants: int, files: tuple[str, ...]) -> Iterator[Prepared]:
    """The texts of the repository and their variants, and the lines of the files."""
    folders = {path.parent for path in (ROOT / "tests" / "articles").rglob("*.txt")}
    folders.add(ROOT / "seeds")
    articles = [a for f in sorted(folders) for a in read(f) if isinstance(a, Article)]
    words = [word for article in articles for word in article.text.split()]
    for article in articles:
        yield prepare(article)
        for number in range(variants):
            mixer = random.Random(f"{article.name} {number}")
            drawn = (mixer.choice(words) if mixer.random() < 0.1 else w for w in article.text.split(" "))  # fmt: skip
            yield prepare(to_article(" ".join(drawn), name=article.name))
    for file in files:
        for number, line in enumerate(Path(file).read_text(encoding="utf-8").splitlines()):
            if line.strip():
                yield prepare(to_article(line, name=f"{file}:{number}"))


def compare(one: Doc, other: Doc, counts: dict[str, int]) -> None:
    """Adds to `counts` how many tokens differ in each way."""
    counts["tokens"] += len(one)
    rows, others = one.to_array(COLUMNS), other.to_array(COLUMNS)
    for column, name in enumerate(COLUMNS):
        counts[name] += int((rows[:, column] != others[:, column]).sum())
    counts["sentences"] += [s.start for s in one.sents] != [s.start for s in other.sents]
    counts["vectors"] += int((np.asarray(one.tensor) != np.asarray(other.tensor)).any(axis=1).sum())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:])
