"""Where an issue that the scheme does not have stands in it: under the nearest term, by the words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from comity.model import Issue

GENERAL = "issue/diplomacy"
"""The field of what states deal with in general, where nothing is nearer."""

_LEAST = 0.3
_NO_WORDS = frozenset("of the and in on for to with by from between at a an s 's".split())

Index = Mapping[str, Mapping[str, int]]


def word_index(issues: Iterable[Issue]) -> Index:
    """For each word, in how many names of which issue it stands.

    >>> fish = Issue("issue/fisheries", "Fisheries", ("fishing rights", "fishing zone"), None)
    >>> word_index([fish])["fishing"]
    Counter({'issue/fisheries': 2})
    """
    found: dict[str, Counter[str]] = {}
    for issue in issues:
        for name in (issue.label, *issue.alt_labels):
            for word in set(name.lower().replace("-", " ").split()) - _NO_WORDS:
                found.setdefault(word, Counter())[issue.id] += 1
    return found


def nearest(words: Sequence[str], head: str, index: Index) -> str:
    """The id of the issue whose names share most with a phrase of `words`, in lower case.

    A word counts, for an issue, the share of the names with the word that are the issue's, n / (1 + all of them), so
    that a word in one name says little; the `head` of the phrase counts twice. Of equals the first by id, and
    `GENERAL` where hardly anything is shared.

    >>> index = {"fishing": {"issue/fisheries": 5}, "rights": {"issue/fisheries": 1, "issue/human-rights": 3}}
    >>> nearest(["fishing", "rights"], "rights", index), nearest(["chess"], "chess", index)
    ('issue/fisheries', 'issue/diplomacy')
    """
    scores: Counter[str] = Counter()
    for word in (*dict.fromkeys(words), head):
        owners = index.get(word, {})
        every = 1 + sum(owners.values())
        for issue, count in owners.items():
            scores[issue] += round(1000 * count / every)
    best = min(scores, key=lambda issue: (-scores[issue], issue), default=GENERAL)
    return best if scores[best] >= 1000 * _LEAST else GENERAL
