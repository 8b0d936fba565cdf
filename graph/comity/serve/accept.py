"""Which of the media types on offer a client prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_QUALITY = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


def preferred(header: str | None, offered: Sequence[str]) -> str | None:
    """The type of `offered` with the highest quality, the first of equal ones; None where none is acceptable.

    The most specific range that fits a type gives its quality. Parameters other than q are not looked at, and what is no
    media range is passed over. No header accepts everything.

    >>> preferred("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> preferred("text/*, text/csv;q=0", ["text/csv"]) is None
    True
    """
    if header is None or not header.strip():
        return offered[0] if offered else None
    ranges = list(_ranges(header))
    best, found = 0.0, None
    for media in offered:
        quality = _quality(media, ranges)
        if quality > best:
            best, found = quality, media
    return found


def _ranges(header: str) -> Iterator[tuple[str, str, float]]:
    """The media ranges of the header: type, subtype and quality."""
    for part in header.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, sub = media.lower().partition("/")
        if not (slash and kind and sub) or (kind == "*" and sub != "*"):
            continue
        given = [
            p.partition("=")[2].strip()
            for p in parameters
            if p.partition("=")[0].strip().lower() == "q"
        ]
        if not given:
            yield kind, sub, 1.0
        elif _QUALITY.fullmatch(given[0]):
            yield kind, sub, float(given[0])


def _quality(media: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """The quality that the most specific range gives the type, 0 where none fits."""
    kind, _, sub = media.partition("/")
    fitting = [
        ((k != "*") + (s != "*"), quality)
        for k, s, quality in ranges
        if k in ("*", kind) and s in ("*", sub)
    ]
    return max(fitting, default=(0, 0.0))[1]
