"""Articles that are near copies of one text: wire copy under another headline, cut, or with a sentence more.

Two articles are copies when their signatures say that at least two fifths of the shorter one stand in the longer one
(`CONTAINMENT`); what is too small a part of the longer one (`RESEMBLANCE`) for signatures to tell is none. The
thresholds lie in the gap that `tests/benchmarks/copies.py` measures between copies and other articles on one event.

Which pairs to compare is found by locality-sensitive hashing in bands (Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3), so that the cost grows with the articles and not with their pairs. The bands are those of
datasketch's `MinHashLSH`, but on arrays: that costs 600 microseconds an article, this 40, and an article that is added
to two thousand may not cost a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from comity.assemble.unions import Unions
from comity.model import Extraction
from comity.signatures import SIZE

CONTAINMENT = 0.4
RESEMBLANCE = 0.15
ROWS = 2
"""Minima in a band: a pair of resemblance r is compared with probability 1 - (1 - r^2)^64: 0.98 at 0.25, 0.15 at 0.05."""
_CHUNK = 1 << 14

Pairs = NDArray[np.int64]


def near_copies(extractions: Iterable[Extraction]) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more articles that are near copies, sorted.

    The article that was published first stands for its group, and first in it (undated ones come last, ties go by id);
    the others are sorted. A copy of a copy is in the group too. Articles with an empty signature are in none.

    >>> near_copies([])
    ()
    """
    told = {e.citation.id: e for e in extractions if e.signature.minima}
    if len(told) < 2:
        return ()
    names = sorted(told)
    minima = np.array([told[n].signature.minima for n in names], dtype=np.uint32)
    sizes = np.array([told[n].signature.shingles for n in names], dtype=np.float64)
    sets = Unions(range(len(names)))
    for a, b in _copies(minima, sizes, _candidates(minima)):
        sets.merge(a, b)
    groups = (sorted(names[i] for i in found) for found in sets.subsets() if len(found) > 1)
    return tuple(sorted(_led(group, told) for group in groups))


def _led(group: list[str], told: Mapping[str, Extraction]) -> tuple[str, ...]:
    first = min(group, key=lambda name: (told[name].citation.published or date.max, name))
    return (first, *(name for name in group if name != first))


def _candidates(minima: NDArray[np.uint32]) -> Pairs:
    """Pairs of rows that agree in all minima of some band, each once, the lower first; shape (pairs, 2)."""
    number = len(minima)
    bands = np.ascontiguousarray(minima).view(np.uint64).reshape(number, SIZE // ROWS)
    found: set[tuple[int, int]] = set()
    for band in bands.T:
        order = np.argsort(band, kind="stable")
        cuts = np.flatnonzero(np.diff(band[order])) + 1
        edges = np.concatenate(([0], cuts, [number]))
        for i in np.flatnonzero(np.diff(edges) > 1):
            run = np.sort(order[edges[i] : edges[i + 1]])
            found.update(combinations(run.tolist(), 2))
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def _copies(
    minima: NDArray[np.uint32], sizes: NDArray[np.float64], pairs: Pairs
) -> Iterator[tuple[int, int]]:
    """Those of the pairs that are copies: see `signatures.resemblance` and `signatures.containment`."""
    for start in range(0, len(pairs), _CHUNK):
        a, b = pairs[start : start + _CHUNK].T
        shared = (minima[a] == minima[b]).mean(axis=1)
        within = shared * (sizes[a] + sizes[b]) / ((1 + shared) * np.minimum(sizes[a], sizes[b]))
        same = (shared >= RESEMBLANCE) & (within >= CONTAINMENT)
        yield from zip(a[same].tolist(), b[same].tolist(), strict=True)
