"""Letters put right without moving the others: hidden characters, mojibake, leads in capitals.

Each function gives a text as long as the one that it gets, so that offsets hold: what a word loses stands behind it as
spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache

from comity.knowledge.gazetteer import load_gazetteer

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060"
_SECOND = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # bytes 80 to bf as Windows-1252 shows them
_GARBLED = re.compile(rf"[\u00c2-\u00f4][{_SECOND}]{{1,3}}")
_SPOILT = re.compile(rf"\S*(?:[{_HIDDEN}]|[\u00c2-\u00f4][{_SECOND}])\S*")
_CAPITALS = re.compile(r"\W*(?:[A-Z][A-Z.'-]*[A-Z.],?\s+){3,}(?=.*[a-z])")
_SMALL = frozenset(
    (
        "A AN AND AS AT BUT BY FOR FROM HAD HAS HE HER HIS IN IS IT ITS OF ON OR SHE THAT THE THEIR THEY TO WAS WERE "
        "WILL WITH"
    ).split()
)
_SHORTEST = 4


@lru_cache(maxsize=8)
def mended(text: str) -> str:
    """`text` without soft hyphens and zero-width characters, and with UTF-8 that was read as Windows-1252 put right.

    >>> mended("the for\\u00adeign minister")
    'the foreign  minister'
    >>> mended("Peru\\u00e2\\u20ac\\u2122s")
    'Peru\\u2019s  '
    """
    if not any(letter in text for letter in _HIDDEN) and not _GARBLED.search(text):
        return text
    return _SPOILT.sub(_mended_word, text)


def _mended_word(match: re.Match[str]) -> str:
    spoilt = match.group()
    word = _GARBLED.sub(_decoded, spoilt)
    for letter in _HIDDEN:
        word = word.replace(letter, "")
    return word + " " * (len(spoilt) - len(word))


def _decoded(match: re.Match[str]) -> str:
    """The letter that the bytes stand for; as it was where they stand for none."""
    shown = match.group()
    try:
        return b"".join(_byte(letter) for letter in shown).decode("utf-8")
    except UnicodeError:
        return shown


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if ord(letter) < 0x100 else "cp1252")


def lowered(paragraph: str) -> str:
    """`paragraph` with a lead of three words or more in capitals as others are written, known abbreviations kept.

    >>> lowered("KENYAN PRESIDENT AMINA OTIENO met her NATO colleagues.")
    'Kenyan President Amina Otieno met her NATO colleagues.'
    """
    match = _CAPITALS.match(paragraph)
    if match is None:
        return paragraph
    return re.sub(r"[A-Z][A-Z'-]*", _lowered_word, match.group()) + paragraph[match.end() :]


def _lowered_word(match: re.Match[str]) -> str:
    word = match.group()
    if word in _SMALL:
        return word if match.start() == 0 else word.lower()
    if len(word) < _SHORTEST or word in load_gazetteer().forms:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
