"""Rules that find seasons, quarters, halves and holidays."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.extract.calendar import HOLIDAYS
from comity.extract.expressions import (
    PARTS,
    QUOTE,
    STEP,
    YEAR,
    YEAR_OF,
    YEAR_TAIL,
    Expression,
    Kind,
    Rule,
    S,
    after,
    before,
    expression,
    to_part,
    to_step,
    with_year,
)

_SEASONS = re.compile(
    rf"\b{PARTS}(?:{STEP}{S}|(?P<the>[Tt]he{S}))?(?P<season>spring|summer|autumn|fall|winter|Spring|"
    rf"Summer|Autumn|Fall|Winter)\b(?!{S}(?:Olympi|Games|Palace|School)){YEAR_TAIL}"
)
_QUARTERS = re.compile(
    rf"\b(?:(?:[Tt]he{S})?(?P<nth>first|second|third|fourth|last|final){S}(?P<unit>quarter|half)\b"
    rf"(?:{S}(?:of{S}|in{S})?(?:(?P<year>{YEAR}\b)|(?P<year_of>{YEAR_OF}\b|the(?:{S}fiscal)?{S}year\b)))?"
    rf"|Q(?P<q>[1-4]){S}(?:of{S})?(?P<q_year>{YEAR})\b)"
)
_HOLIDAY_NAMES = (
    rf"(?:Greek |Eastern )?Orthodox{S}Easter(?:{S}Sunday)?|Easter(?:{S}Monday|{S}Sunday)?|Christmas"
    rf"(?:{S}(?:Day|Eve))?|New{S}Year{QUOTE}s(?:{S}(?:Day|Eve))|Boxing{S}Day|Bastille{S}Day|Good{S}Friday"
    rf"|Palm{S}Sunday|Ash{S}Wednesday|Pentecost|V-?[EJ]{S}Day|May{S}Day|A(?:nzac|NZAC){S}Day|Epiphany"
    rf"|Armistice{S}Day|Remembrance{S}Day|Veterans{S}Day|St\.?{S}Patrick{QUOTE}s{S}Day|Earth{S}Day"
    rf"|Valentine{QUOTE}s{S}Day|Human{S}Rights{S}Day|(?:International{S})?Women{QUOTE}s{S}Day"
    rf"|(?:UN|U\.N\.|United{S}Nations){S}Day|Europe{S}Day|World{S}Refugee{S}Day"
    rf"|(?:the{S})?Fourth{S}of{S}July|Thanksgiving(?:{S}Day)?"
)
_HOLIDAYS = re.compile(rf"\b(?:{STEP}{S})?(?P<name>{_HOLIDAY_NAMES})\b{YEAR_TAIL}")


def _season(match: re.Match[str]) -> Expression | None:
    """ "spring 2024", "last summer", "in the autumn", "early this winter"; not "the fall of Kabul"."""
    item = with_year(match, expression(match, Kind.SEASON))
    governed = re.search(
        r"\b(?:in|since|until|by|during|for|over)\s+(?:the\s+)?$", before(match), re.I
    )
    loose = match["season"].lower() == "fall" and (
        not match["the"] or re.match(r"\s+(?:of|in|from|to)\b", after(match))
    )
    lone = not (item.year or item.year_of or match["step"])
    if lone and (loose or not governed or match["season"][0].isupper()):
        return None
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[
        match["season"].lower()
    ]
    return replace(item, month=first, step=to_step(match["step"]), part=to_part(match["part"]))


def _quarter(match: re.Match[str]) -> Expression | None:
    """ "the first quarter of 2024", "the second half of this year", "Q3 2022"."""
    item = with_year(match, expression(match, Kind.QUARTER))
    if match["q"]:
        return replace(item, unit="quarter", count=int(match["q"]), year=int(match["q_year"]))
    governed = re.search(r"\b(?:in|during|since|by|for|until)\s+$", before(match), re.I)
    if not (item.year or item.year_of) and (not governed or re.match(r"\s+of\b", after(match))):
        return None
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    count = order.get(match["nth"].lower(), 4 if match["unit"] == "quarter" else 2)
    if match["unit"] == "half" and count > 2:
        return None
    return replace(item, unit=match["unit"], count=count)


def _holiday(match: re.Match[str]) -> Expression | None:
    """A holiday of one fixed or reckoned day, with its key in `HOLIDAYS`."""
    name = re.sub(r"\s+", " ", re.sub(QUOTE, "'", match["name"])).lower()
    name = re.sub(r"^(?:the|greek|eastern) ", "", name).replace("un day", "united nations day")
    name = name.replace("u.n. day", "united nations day").replace("st patrick", "st. patrick")
    name = re.sub(r"^v([ej]) ", r"v-\1 ", re.sub(r"^(easter|orthodox easter) sunday", r"\1", name))
    name = re.sub(r"^(christmas|thanksgiving) day$", r"\1", name).replace("international ", "")
    name = name.replace("women's day", "international women's day")
    if name not in HOLIDAYS:
        return None
    return replace(
        with_year(match, expression(match, Kind.HOLIDAY)), name=name, step=to_step(match["step"])
    )


RULES: tuple[Rule, ...] = (
    Rule(re.compile(r"[Ss]pring|[Ss]ummer|[Aa]utumn|\b[Ff]all\b|\b[Ww]inter\b"), _SEASONS, _season),
    Rule(re.compile(r"quarter\b|half\b|\bQ[1-4]\b"), _QUARTERS, _quarter),
    Rule(
        re.compile(
            r"\bDay\b|\bEve\b|Easter|Christmas|Good|Palm|Ash\b|Pentecost|Epiphany|Fourth|Thanksg"
        ),
        _HOLIDAYS,
        _holiday,
    ),
)
