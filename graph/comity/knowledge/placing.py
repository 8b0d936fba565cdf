"""Where an issue that the scheme does not have stands in it: under the nearest term, by the words that they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from comity.model import Issue

GENERAL = "issue/diplomacy"
"""The field of what states deal with in general, where nothing is nearer."""

_LEAST = 0.05
_NO_WORDS = frozenset("of the and in on for to with by from between at a an s 's".split())

Index = Mapping[str, frozenset[str]]


def word_index(issues: Iterable[Issue]) -> Index:
    """The ids of the issues by each word of their names.

    >>> fish = Issue("issue/fisheries", "Fisheries", ("fishing rights",), None)
    >>> sorted(word_index([fish]))
    ['fisheries', 'fishing', 'rights']
    """
    found: dict[str, set[str]] = {}
    for issue in issues:
        for name in (issue.label, *issue.alt_labels):
            for word in name.lower().replace("-", " ").split():
                if word not in _NO_WORDS:
                    found.setdefault(word, set()).add(issue.id)
    return {word: frozenset(ids) for word, ids in found.items()}


def nearest(words: Sequence[str], head: str, index: Index) -> str:
    """The id of the issue whose names share most with a phrase of `words`, in lower case.

    Each word counts 1 over the number of issues that have it in a name, the `head` of the phrase twice; of equals
    the first by id, and `GENERAL` where hardly any word is shared.

    >>> index = {"fishing": frozenset(["issue/fisheries"]), "rights": frozenset(["issue/fisheries", "issue/law"])}
    >>> nearest(["lake", "fishing", "rights"], "rights", index), nearest(["chess"], "chess", index)
    ('issue/fisheries', 'issue/diplomacy')
    """
    scores: dict[str, float] = {}
    for word in (*dict.fromkeys(words), head):
        owners = index.get(word, frozenset())
        for issue in owners:
            scores[issue] = scores.get(issue, 0.0) + 1 / len(owners)
    best = min(scores, key=lambda issue: (-round(scores[issue], 6), issue), default=GENERAL)
    return best if scores.get(best, 0.0) >= _LEAST else GENERAL
