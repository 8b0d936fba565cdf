"""Whether a full name begins with the family name, as Korean, Chinese and Vietnamese names do.

Japanese and Hungarian names stand given name first in the English-language press and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from comity.knowledge.rows import fold, read_table
from comity.resources import folder

CULTURES = ("chinese", "korean", "vietnamese")

_KOREAN = (
    r"(?:kk|tt|pp|ss|jj|ch|sh|th|wh|hw|kw|gw|[bcdghjklmnprstwy])?"
    r"(?:yeo|yae|yoo|you|yu|ya|ye|yo|wae|wa|wo|we|wi|weo|eui|eu|eo|ae|oe|oo|ou|ee|ui|ah|a|e|i|o|u)"
    r"(?:ng|ck|[kgnlmpbtdsch])?"
)
_PINYIN = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u)"
)
_OVERSEAS = (  # Wade-Giles, Cantonese and Hokkien spellings
    r"(?:chh|tsz|ch|sh|hs|ts|tz|sz|th|kh|ph|kw|sw|hw|[bcdfghjklmnpqrstwxyz])?"
    r"(?:[aeiou]{1,3}|yue|yee|ye|yi|yo|yu|ya|yeo|yew|ieh|ueh|eh|ih|ew|ow|aw)(?:ng|[nmkpth])?|ng"
)
_VIETNAMESE = (
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_GIVEN: Mapping[str, re.Pattern[str]] = {
    "chinese": re.compile(rf"(?:{_PINYIN}){{1,2}}"),
    "korean": re.compile(rf"(?:{_KOREAN}){{1,2}}"),
    "vietnamese": re.compile(_VIETNAMESE),
}
_SHORT: Mapping[str, re.Pattern[str]] = {
    "chinese": re.compile(_OVERSEAS),
    "korean": re.compile(_KOREAN),
    "vietnamese": _GIVEN["vietnamese"],
}
# Family names too common to be a given name's syllable: "Lee Kim" is no Lee.
_NEVER_GIVEN = frozenset(("kim", "lee", "park", "choi", "nguyen", "tran", "wong", "chan"))
# Given names of the West that are also spelt like syllables.
_WESTERN = frozenset(
    ("ann", "anna", "anne", "bob", "dan", "dana", "don", "ella", "emma", "eva", "hannah", "jan", "jane", "jean", "joan",
     "john", "jo", "lana", "lena", "lisa", "mia", "mona", "nina", "rose", "sue", "tina", "tom")
)  # fmt: skip


def family_first(parts: Sequence[str]) -> bool:
    """Whether the first of a full name's `parts` (two or more) is its family name, as far as spelling tells.

    >>> family_first(["Yoon", "Suk-yeol"]), family_first(["Lee", "Smith"]), family_first(["Fumio", "Kishida"])
    (True, False, False)
    """
    if not 2 <= len(parts) <= 4:
        return False
    cultures = load_family_names().get(fold(parts[0]), ())
    return any(_given(parts[1:], culture) for culture in cultures)


def _given(rest: Sequence[str], culture: str) -> bool:
    """Whether `rest` can be the given name in `culture`."""
    if len(rest) == 1:
        first, _, second = rest[0].replace("‑", "-").partition("-")
        if second:
            return culture != "vietnamese" and (
                second[:1].islower() or _fits((first, second), _SHORT[culture])
            )
        return _fits(rest, _GIVEN[culture]) and not (
            fold(rest[0]) in _NEVER_GIVEN or fold(rest[0]) in _WESTERN
        )
    if any("-" in part for part in rest) or fold(rest[0]) in _WESTERN:
        return False
    if culture != "vietnamese" and len(rest) > 2:
        return False
    return _fits(rest, _SHORT[culture])


def _fits(parts: Sequence[str], syllable: re.Pattern[str]) -> bool:
    return all(syllable.fullmatch(fold(part)) for part in parts)


@cache
def load_family_names(path: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """The cultures (sorted) of each folded family name in `ontology/family_names.csv`, or in a table at `path`.

    Raises:
        OntologyError: a row names an unknown culture.
    """
    found: dict[str, set[str]] = {}
    for row in read_table(path or folder("ontology") / "family_names.csv", ("text", "culture")):
        found.setdefault(fold(row.need("text")), set()).add(row.one_of("culture", CULTURES))
    return {name: tuple(sorted(cultures)) for name, cultures in sorted(found.items())}
