"""Whether two names can be of one person: in another order, another romanisation, with an initial or a part left out."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from comity.knowledge.rows import fold

_ALIKE = 0.9
_SHORT = 4


def alike(a: str, b: str, *, common_state: bool) -> bool:
    """Whether two names can be of one person.

    >>> alike("Aso Taro", "Taro Aso", common_state=False), alike("S. Jaishankar", "Subrahmanyam Jaishankar", common_state=True)
    (True, True)
    >>> alike("Wang Yi", "Wang Wenbin", common_state=True)
    False
    """
    one, other = words(a), words(b)
    if len(one) > len(other):
        one, other = other, one
    if not common_state and len(one) != len(other):
        return False
    if not _initials(one) <= _initials(other):
        return False
    if one == other or sorted(one) == sorted(other):
        return True
    if not common_state:
        return False
    left = list(other)
    for word in one:
        match = next((w for w in left if _same_word(word, w)), None)
        if match is None:
            return False
        left.remove(match)
    # What is left out may be a middle or second family name, never both ends of the longer name.
    return len(one) == len(other) or len(one) > 1 or one[0] in (other[0], other[-1])


def _same_word(a: str, b: str) -> bool:
    """The same part of a name, in another romanisation that begins with the same letter, or its initial."""
    if a[0] != b[0]:
        return False
    if a == b or min(len(a), len(b)) == 1:
        return True
    if min(len(a), len(b)) < _SHORT:
        return False
    return bool(JaroWinkler.similarity(a, b) >= _ALIKE)


@lru_cache(maxsize=1 << 15)
def _initials(parts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part[0] for part in parts)


@lru_cache(maxsize=1 << 15)
def words(name: str) -> tuple[str, ...]:
    """The parts of a name, folded.

    >>> words("YOON Suk-yeol")
    ('yoon', 'suk', 'yeol')
    """
    return tuple(w for w in fold(name).replace("-", " ").split() if w)
