"""Articles that are near copies of one text: wire copy under another headline, cut, or with a sentence more.

Two articles are copies when their signatures say that at least half of the shorter one stands in the longer one
(`CONTAINMENT`); what is too small a part of the longer one (`RESEMBLANCE`) for the signatures to tell is none. Pairs to compare come from datasketch's index by locality-sensitive
hashing, so that the cost grows with the number of articles and not of pairs. The thresholds lie in the middle of
the gap that `tests/benchmarks/copies.py` measures between copies and other articles on one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from datasketch import MinHashLSH
from scipy.cluster.hierarchy import DisjointSet

from comity.model import Extraction, Signature
from comity.signatures import SIZE, containment, resemblance, to_minhash

CONTAINMENT = 0.5
RESEMBLANCE = 0.15
BANDS, ROWS = 64, 2
"""The index finds a pair of resemblance r with probability 1 - (1 - r^ROWS)^BANDS: 0.99 at 0.25, 0.15 at 0.05."""


def are_copies(a: Signature, b: Signature) -> bool:
    """Whether two texts with these signatures are near copies."""
    return resemblance(a, b) >= RESEMBLANCE and containment(a, b) >= CONTAINMENT


def near_copies(extractions: Iterable[Extraction]) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more articles that are near copies, sorted.

    The article that was published first stands for its group, and first in it (undated ones come last, ties go by id);
    the others are sorted. A copy of a copy is in the group too. Articles with an empty signature are in none.

    >>> near_copies([])
    ()
    """
    told = {e.citation.id: e for e in extractions if e.signature.minima}
    sets = DisjointSet(sorted(told))
    for a, b in _candidates(told):
        if not sets.connected(a, b) and are_copies(told[a].signature, told[b].signature):
            sets.merge(a, b)
    groups = (sorted(found) for found in sets.subsets() if len(found) > 1)
    return tuple(sorted(_led(group, told) for group in groups))


def _led(group: list[str], told: Mapping[str, Extraction]) -> tuple[str, ...]:
    first = min(group, key=lambda name: (told[name].citation.published or date.max, name))
    return (first, *(name for name in group if name != first))


def _candidates(told: Mapping[str, Extraction]) -> Iterator[tuple[str, str]]:
    """Pairs that share a band of the index, each once, in the order of the names."""
    index = MinHashLSH(num_perm=SIZE, params=(BANDS, ROWS))
    for name in sorted(told):
        sketch = to_minhash(told[name].signature)
        for earlier in sorted(index.query(sketch)):
            yield earlier, name
        index.insert(name, sketch)
