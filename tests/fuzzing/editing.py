"""Bytes read as edits of a text that is right, so that what is large and has a strict form is reached behind its first line."""

from __future__ import annotations

_STEP = 8
_LONGEST = 1 << 16


def edited(base: bytes, data: bytes, words: tuple[bytes, ...]) -> bytes:
    """`base` with an edit for every eight bytes of `data`; the same bytes give the same edits.

    An edit is a kind, three bytes of a place, one of a length, and three of what to write there: a word, or those bytes. Kinds
    are: write over, remove, insert, remove a line, double a line, swap two lines, exchange a token for a word, exchange a
    token for another one of the text.
    """
    found = bytearray(base)
    for at in range(0, len(data) - _STEP + 1, _STEP):
        kind, length, new = data[at], data[at + 4], data[at + 5 : at + 8]
        place = int.from_bytes(data[at + 1 : at + 4]) % (len(found) + 1)
        word = words[new[0] % len(words)] if new[0] < 200 else new
        _edit(found, kind % 8, place, length % 32, word)
        del found[_LONGEST:]
    return bytes(found)


def _edit(found: bytearray, kind: int, place: int, length: int, word: bytes) -> None:
    start, end = _line(found, place)
    if kind == 0:
        found[place : place + len(word)] = word
    elif kind == 1:
        del found[place : place + length]
    elif kind == 2:
        found[place:place] = word
    elif kind == 3:
        del found[start:end]
    elif kind == 4:
        found[end:end] = found[start:end]
    elif kind == 5:
        other = _line(found, end)
        found[start : other[1]] = found[other[0] : other[1]] + found[start:end]
    else:
        first, last = _token(found, place)
        other = _token(found, (place * 31 + length) % (len(found) + 1))
        found[first:last] = word if kind == 6 else found[other[0] : other[1]]


def _line(found: bytearray, place: int) -> tuple[int, int]:
    """The line around a place, with its end."""
    start = found.rfind(b"\n", 0, place) + 1
    end = found.find(b"\n", place) + 1
    return start, end or len(found)


_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/#:.")


def _token(found: bytearray, place: int) -> tuple[int, int]:
    """The stretch of letters, digits and what joins them from a place on."""
    start = place
    while start < len(found) and found[start] not in _LETTERS:
        start += 1
    end = start
    while end < len(found) and found[end] in _LETTERS:
        end += 1
    return start, end
