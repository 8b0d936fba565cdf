"""Issues of one id, met in several articles, made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from comity.model import Issue


def merge_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """One issue for each id, sorted; its label is the longest, and the others are kept.

    >>> told = [Issue("issue/fish-stock", name, (), "issue/fisheries") for name in ("Fish stock", "Fish stocks")]
    >>> merge_issues(told)[0].label, merge_issues(told)[0].alt_labels
    ('Fish stocks', ('Fish stock',))
    """
    groups: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        groups[issue.id].append(issue)
    return tuple(_one(groups[key]) for key in sorted(groups))


def _one(same: list[Issue]) -> Issue:
    names = {name for issue in same for name in (issue.label, *issue.alt_labels)}
    label = min((issue.label for issue in same), key=lambda name: (-len(name), name))
    return Issue(
        id=same[0].id,
        label=label,
        alt_labels=tuple(sorted(names - {label})),
        broader=min((issue.broader for issue in same if issue.broader), default=None),
    )
