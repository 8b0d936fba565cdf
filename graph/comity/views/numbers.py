"""Numbers as a reader expects to see them."""

from __future__ import annotations

import re

from comity.findings import cell

_HYPHEN = re.compile(r"(?<![\w-])-(?=\d)")


def written(value: float) -> str:
    """A number as the tables of findings have it, with a minus that is one.

    >>> written(-1.756), written(2.0), written(3)
    ('−1.76', '2.00', '3')
    """
    return minus(cell(value))


def minus(text: str) -> str:
    """Text in which the hyphens before numbers are minuses, and those within words and days are left.

    >>> minus("-4.50 in 2023-05, from -2 to -1")
    '−4.50 in 2023-05, from −2 to −1'
    """
    return _HYPHEN.sub("−", text)
