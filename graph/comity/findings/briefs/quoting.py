"""Words of articles as a brief quotes them."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Words of an article in quotation marks, single ones where the words have double ones.

    >>> quoted("a quiet word"), quoted("a “quiet” word")
    ('“a quiet word”', '‘a “quiet” word’')
    """
    marks = "‘’" if any(mark in text for mark in '“”"') else "“”"
    return f"{marks[0]}{flat(text)}{marks[1]}"


def clip(text: str, at: int, size: int) -> str:
    """A stretch of about `size` characters of `text` around the place `at`, cut between words and marked where it is cut.

    >>> clip("Otieno and Bekele held a summit in Nairobi in March.", 18, 24)
    '… and Bekele held a …'
    """
    if len(text) <= size + size // 4:
        return flat(text)
    start = 0 if at < size * 2 // 3 else text.rfind(" ", 0, max(at - size // 3, 1)) + 1
    end = text.rfind(" ", start, start + size)
    if start + size >= len(text) or end <= start:
        end = len(text)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return f"{before}{flat(text[start:end])}{after}"


def capital(text: str) -> str:
    """Words with a capital at their beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def flat(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())
