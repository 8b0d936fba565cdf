"""Two times of one event: whether they can be, and which of them is the finer."""

from __future__ import annotations

from comity.model import Precision, When

_PRECISIONS = [*Precision]
_YEAR = 366


def compatible(a: When | None, b: When | None) -> bool:
    """Whether two dates can be of one event: one is missing, or they overlap.

    >>> compatible(None, None)
    True
    """
    if a is None or b is None or Precision.UNRESOLVED in (a.precision, b.precision):
        return a is None or b is None or a.text == b.text or a.precision != b.precision
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def finer(a: When | None, b: When | None) -> When | None:
    """The one that says more of when: the only one, the shorter or the more precise.

    But a span of more than a year stays: of what went on in it a shorter time tells a part ("since 2022", "this year").
    """
    if a is None or b is None:
        return a or b
    span = next((w for w in (a, b) if w.precision is Precision.INTERVAL and days(w) > _YEAR), None)
    if span is not None:
        return span
    if Precision.UNRESOLVED not in (a.precision, b.precision):
        return min((a, b), key=lambda w: days(w))
    return min((a, b), key=lambda w: _PRECISIONS.index(w.precision))


def days(when: When) -> int:
    """The days between the first and the last of `when`; 0 for one day, or when they are not known."""
    return (when.latest - when.earliest).days if when.latest and when.earliest else 0
