"""Articles that are near copies of one text: wire copy under another headline, cut, or with a sentence more.

Two articles are copies when their signatures say that at least two fifths of the shorter one stand in the longer one
(`CONTAINMENT`); what is too small a part of the longer one (`RESEMBLANCE`) for signatures to tell is none. The
thresholds lie in the gap that `tests/benchmarks/copies.py` measures between copies and other articles on one event.

Which pairs to compare is found by locality-sensitive hashing in bands (Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3), so that the cost grows with the articles and not with their pairs. What very many articles have in
common, such as the standing words at the end of a wire's stories, makes none a copy: of more than `LARGEST` that agree in
a band each is compared only with the `NEAR` that were published next, which also finds the many copies of one story, since a
copy of a copy is one. The bands are those of datasketch's `MinHashLSH`, but on arrays: that costs 600 microseconds an
article, this 40, and an article that is added to two thousand may not cost a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from comity.assemble.runs import Ints, starts, with_next
from comity.assemble.unions import Unions
from comity.model import Citation, Extraction
from comity.signatures import SIZE

CONTAINMENT = 0.4
RESEMBLANCE = 0.15
ROWS = 2
"""Minima in a band: a pair of resemblance r is compared with probability 1 - (1 - r^2)^64: 0.98 at 0.25, 0.15 at 0.05."""
LARGEST = 64
NEAR = 16
_AT_ONCE = 1 << 14


class Signed(NamedTuple):
    """An article with the signature of its text, whose `minima` are an array of `signatures.SIZE` numbers, or of none."""

    citation: Citation
    shingles: int
    minima: NDArray[np.uint32]


def signed(extraction: Extraction) -> Signed:
    """The article of an extraction with the signature of its text."""
    signature = extraction.signature
    return Signed(
        extraction.citation, signature.shingles, np.array(signature.minima, dtype=np.uint32)
    )


def near_copies(articles: Iterable[Signed]) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more articles that are near copies, sorted.

    The article that was published first stands for its group, and first in it (undated ones come last, ties go by id);
    the others are sorted. A copy of a copy is in the group too. Articles with an empty signature are in none.

    >>> near_copies([])
    ()
    """
    told = sorted(
        (article for article in articles if len(article.minima)),
        key=lambda a: (a.citation.published or date.max, a.citation.id),
    )
    if len(told) < 2:
        return ()
    names = [article.citation.id for article in told]
    minima = np.stack([article.minima for article in told])
    sizes = np.array([article.shingles for article in told], dtype=np.float64)
    sets = Unions(range(len(names)))
    for one, other in _candidates(minima):
        for a, b in _copies(minima, sizes, one, other):
            sets.merge(a, b)
    groups = (sorted(found) for found in sets.subsets() if len(found) > 1)
    return tuple(sorted((names[n], *sorted(names[i] for i in rest)) for n, *rest in groups))


def _candidates(minima: NDArray[np.uint32]) -> Iterator[tuple[Ints, Ints]]:
    """By band, the pairs of rows that agree in all its minima, the earlier row first, of many only those that are near."""
    bands = np.ascontiguousarray(minima).view(np.uint64).reshape(len(minima), SIZE // ROWS)
    for band in bands.T:
        order = np.argsort(band, kind="stable")
        begin = starts(band[order])
        sizes = np.diff(begin, append=len(band))
        places, many = np.arange(len(band)), np.repeat(sizes > LARGEST, sizes)
        after = np.repeat(begin + sizes, sizes) - places - 1
        one, other = with_next(places, np.where(many, np.minimum(after, NEAR), after))
        yield order[one], order[other]


def _copies(
    minima: NDArray[np.uint32], sizes: NDArray[np.float64], one: Ints, other: Ints
) -> Iterator[tuple[int, int]]:
    """Those of the pairs that are copies: see `signatures.resemblance` and `signatures.containment`."""
    for start in range(0, len(one), _AT_ONCE):
        a, b = one[start : start + _AT_ONCE], other[start : start + _AT_ONCE]
        shared = (minima[a] == minima[b]).mean(axis=1)
        within = shared * (sizes[a] + sizes[b]) / ((1 + shared) * np.minimum(sizes[a], sizes[b]))
        same = (shared >= RESEMBLANCE) & (within >= CONTAINMENT)
        yield from zip(a[same].tolist(), b[same].tolist(), strict=True)
