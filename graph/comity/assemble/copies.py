"""Articles that are near copies of one text: wire copy under another headline, cut, or with a sentence more.

Two articles are copies when their signatures say that at least half of the shorter one stands in the longer one
(`CONTAINMENT`); what is too small a part of the longer one (`RESEMBLANCE`) for the signatures to tell is none. Pairs to compare come from datasketch's index by locality-sensitive
hashing, so that the cost grows with the number of articles and not of pairs. The thresholds lie in the middle of
the gap that `tests/benchmarks/copies.py` measures between copies and other articles on one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from datasketch import MinHashLSH

from comity.model import Signature
from comity.signatures import SIZE, containment, resemblance, to_minhash

CONTAINMENT = 0.5
RESEMBLANCE = 0.15
BANDS, ROWS = 64, 2
"""The index finds a pair of resemblance r with probability 1 - (1 - r^ROWS)^BANDS: 0.99 at 0.25, 0.15 at 0.05."""


def are_copies(a: Signature, b: Signature) -> bool:
    """Whether two texts with these signatures are near copies."""
    return resemblance(a, b) >= RESEMBLANCE and containment(a, b) >= CONTAINMENT


def near_copies(signatures: Mapping[str, Signature]) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more articles (the keys) that are near copies, each sorted, sorted.

    A copy of a copy is in the group too. Articles with an empty signature are in none.

    >>> near_copies({})
    ()
    """
    member = {name: (name,) for name in sorted(signatures)}
    for a, b in _candidates(signatures):
        first, second = member[a], member[b]
        if first is not second and are_copies(signatures[a], signatures[b]):
            joined = tuple(sorted((*first, *second)))
            member |= dict.fromkeys(joined, joined)
    return tuple(sorted({group for group in member.values() if len(group) > 1}))


def _candidates(signatures: Mapping[str, Signature]) -> Iterator[tuple[str, str]]:
    """Pairs that share a band of the index, each once, in the order of the names."""
    index = MinHashLSH(num_perm=SIZE, params=(BANDS, ROWS))
    for name in sorted(signatures):
        if signatures[name].minima:
            sketch = to_minhash(signatures[name])
            for earlier in sorted(index.query(sketch)):
                yield earlier, name
            index.insert(name, sketch)
