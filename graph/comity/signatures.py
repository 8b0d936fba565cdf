"""A MinHash signature of a text: enough to tell that two articles are copies, with no text kept.

The text is a set of shingles, runs of `WORDS` folded words outside quotation marks (two reporters who heard one
speech share what was said, not how they tell it); the signature is, for each of `SIZE` random orders of all
shingles, the first one in the set. The share of places at which two signatures agree estimates how many shingles of
the two texts are common to both (their resemblance, the Jaccard index); with the numbers of shingles it gives how
much of the smaller lies in the other (containment): A. Broder, "On the resemblance and containment of documents",
1997. The standard error of the resemblance r is sqrt(r (1 - r) / SIZE), at most 0.044. The values are those of
datasketch (its scheme `affine32`), which takes half a second to load.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from comity.model import Signature

SIZE = 128
WORDS = 3
SEED = 1815
_Words = NDArray[np.uint32]
_WORD = re.compile(r"\w+")
_OUTSIDE = re.compile(r"[^\x00-\x7f]+")
_QUOTED = re.compile(r"""(?:[“„«]|(?<!\S)")(?=\S)[^“”"„«»\n]*[”"»“]""")


def sign(text: str) -> Signature:
    """The signature of `text`; empty for a text of fewer than `WORDS` words.

    >>> sign("The two ministers met in Nairobi.") == sign("the two ministers met in   NAIROBI")
    True
    """
    found = shingles(text)
    if not found:
        return Signature()
    hashes = b"".join(hashlib.sha1(s.encode("utf-8"), usedforsecurity=False).digest()[:4] for s in found)  # fmt: skip
    factors, terms = _orders()
    orders = _mixed(np.frombuffer(hashes, "<u4"))[:, np.newaxis] * factors + terms
    return Signature(len(found), tuple(orders.min(axis=0).tolist()))


def shingles(text: str) -> frozenset[str]:
    """Every run of `WORDS` words of `text`, folded: no capitals, accents, punctuation or white space.

    Quotations are left out, unless the text is nothing else.

    >>> sorted(shingles("Erdoğan met Aliyev. Then he left"))
    ['aliyev then he', 'erdogan met aliyev', 'met aliyev then', 'then he left']
    """
    return _runs(_QUOTED.sub(" ", text)) or _runs(text)


def _runs(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall(_OUTSIDE.sub(_without_marks, plain))
    return frozenset(map(" ".join, zip(*(words[i:] for i in range(WORDS)), strict=False)))


def _without_marks(letters: re.Match[str]) -> str:
    return "".join(c for c in letters[0] if not unicodedata.combining(c))


@cache
def _orders() -> tuple[_Words, _Words]:
    """The random orders of all shingles, the same in every run and on every machine.

    A shingle of hash h has the place a h + b modulo 2^32 in the order of an odd a and of b.
    """
    random = np.random.RandomState(SEED)
    factors = random.randint(0, 1 << 31, SIZE, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, random.randint(0, 1 << 32, SIZE, dtype=np.uint32)


def _mixed(hashes: _Words) -> _Words:
    """The hashes spread by the finalizer of MurmurHash3."""
    mixed = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return mixed ^ (mixed >> np.uint32(16))


def resemblance(a: Signature, b: Signature) -> float:
    """The share of shingles common to two texts, estimated; 0 where either signature is empty.

    >>> resemblance(sign("Kenya thanked Ethiopia"), sign("Kenya thanked Ethiopia"))
    1.0
    """
    if not (a.minima and b.minima):
        return 0.0
    same = sum(x == y for x, y in zip(a.minima, b.minima, strict=True))
    return same / len(a.minima)


def containment(a: Signature, b: Signature) -> float:
    """The share of the smaller text's shingles that lie in the other, estimated; in [0, 1].

    Of the resemblance r and the sizes m <= n it is r (m + n) / ((1 + r) m).
    """
    shared = resemblance(a, b)
    if not shared:
        return 0.0
    least = min(a.shingles, b.shingles)
    return min(1.0, shared * (a.shingles + b.shingles) / ((1 + shared) * least))
