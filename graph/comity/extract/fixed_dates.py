"""Rules that find dates with a name of their own: days and months.

The forms are those of newspapers: AP ("Sept. 21", "Nov. 11-19", "May 7, 2023"), British and Asian press
("21 September", "the 21st of September 2022"), ISO 8601, and day, slash, month where only one order is
possible. Rules are pairs of a pattern and a builder that may refuse the match.
"""

from __future__ import annotations

import re
from dataclasses import replace

from comity.extract.calendar import to_date
from comity.extract.expressions import (
    DASH,
    DAY,
    MONTH,
    MONTH_HINT,
    PARTS,
    QUOTE,
    SHORT_WEEKDAY,
    STEP,
    WEEKDAY,
    WEEKDAY_HINT,
    YEAR,
    YEAR_HINT,
    YEAR_TAIL,
    Expression,
    Kind,
    Rule,
    S,
    after,
    before,
    expression,
    to_month,
    to_part,
    to_step,
    to_weekday,
    with_year,
)

_DIGIT = re.compile(r"\d")
_LEAD = rf"(?:(?P<lead>[Bb]etween|[Ff]rom){S})?"
_WEEKDAY_LEAD = rf"(?:(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY}\.?)(?:,|\.,)?{S}(?P<open>\()?)?"
_WEEK_LEAD = rf"(?:(?P<week>[Tt]he{S}week{S}(?:of|beginning|starting)){S})?"
_TO = rf"(?:\s?{DASH}\s?|(?:,{S}\d{{1,2}}){{1,4}},?{S}and{S}|{S}(?:to|and|through|until|till){S}|{S}?&{S}?)"

_MONTH_DAY = re.compile(
    rf"\b{_WEEK_LEAD}{_LEAD}{_WEEKDAY_LEAD}(?:{STEP}{S})?(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY})"
    rf"(?:(?P<to>{_TO})(?P<day2>{DAY}))?{YEAR_TAIL}(?(open)\)?)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w./:-]){_WEEK_LEAD}{_LEAD}{_WEEKDAY_LEAD}(?:[Tt]he{S}(?=\d+[a-z]))?(?P<day>{DAY})"
    rf"(?:(?P<to>{_TO})(?:the{S})?(?P<day2>{DAY}))?(?:{S}(?:of{S})?|{DASH})(?P<month>{MONTH})"
    rf"(?:{DASH}(?P<dashed>{YEAR})\b|{YEAR_TAIL})(?(open)\)?)"
)
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})|"
    r"(?P<a>\d{1,2})([/.-])(?P<b>\d{1,2})\6(?P<c>\d{4}))(?![\w/-]|\.\d)"
)
_NTH = re.compile(
    rf"\b[Tt]he{S}(?P<day>(?:[12]?1st|2?2nd|2?3rd|[12]?[04-9]th|1[123]th|3(?:0th|1st)))"
    rf"(?:(?P<of>{S}of{S}(?P<month_of>last|this|next|that){S}month\b)"
    rf"|(?=[.;)]|,|$|{S}(?:that|at|by|with|as|when|local|after)\b))"
)
_MONTHS = re.compile(
    rf"\b(?:(?P<nth>[Tt]he{S}(?:first|second|third|fourth|last){S}week{S}(?:of|in){S})|{PARTS})"
    rf"(?:{STEP}{S})?(?P<month>{MONTH})(?!{QUOTE}\d){YEAR_TAIL}"
)

_NTH_WEEKDAYS = re.compile(
    rf"\b[Tt]he{S}(?P<nth>first|second|third|fourth|last){S}(?P<weekday>{WEEKDAY}){S}(?:of|in){S}"
    rf"(?:{STEP}{S})?(?P<month>{MONTH}){YEAR_TAIL}"
)

_NAMED_DAYS = {
    (9, 11): (
        2001,
        re.compile(rf"\W*(?:{QUOTE}s )?(?:\w+ ){{0,2}}?(?:attack|hijack|atrocit)", re.I),
    ),
    (1, 6): (2021, re.compile(r"\W*(?:\w+ ){0,2}?(?:riot|insurrection|attack|Capitol)", re.I)),
    (10, 7): (2023, re.compile(r"\W*(?:\w+ ){0,2}?(?:attack|massacre|assault|onslaught)", re.I)),
}
"""Days that stand for an event of one year when its noun follows: "the Sept. 11 attacks"."""

_GOES_ON = re.compile(
    r"\s+(?!(?:to|in|at|for|with|and|on|of|as|by|during|that|when|while|where|before|after|the|a|this|last)\b)[a-z]"
)
_TIME_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|before|after|from|of|for|during|through|throughout|between|early|late|mid|"
    r"last|next|this|the|its|their|a|to|late in|following|around|about|both|and|or)[\s-]+$|[’']s?\s+$",
    re.I,
)
_FIRM_PREPOSITION = re.compile(
    r"\b(?:in|since|last|next|during|early|late|mid|throughout|between)[\s-]+$", re.I
)
_LADY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Prime Minister) May\b")
_MONTH_LEFT = re.compile(rf"{MONTH}(?:{DASH}|{S}(?:to|through|until|till){S})$")
_MONTH_RIGHT = re.compile(rf"(?:{DASH}|{S}(?:to|through|until|till){S}){MONTH}")
_NAME_LEFT = re.compile(r"[A-Z][a-z]+ $")
_CAPITAL_NEXT = re.compile(r"\s+[A-Z][a-z]+")
_NAMES_TOO = frozenset({"March", "April", "May", "June", "August"})
_OFTEN_NAMES = frozenset({"May", "March"})


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _second_day(match: re.Match[str]) -> int | None:
    """The last day of "Nov. 11-19", or None when what follows counts something else ("and 20 people")."""
    if match["day2"] is None or _number(match["day2"]) <= _number(match["day"]):
        return None
    if match["lead"] is None and match["to"].strip().isalpha() and not match["year"]:
        last = max(match.end("day2"), match.end("month"))
        if _GOES_ON.match(match.string, last):
            return None
    return _number(match["day2"])


def _day_of_month(match: re.Match[str]) -> Expression | None:
    """ "Sept. 21", "Sunday, May 7", "21 September 2022", and the range "between Nov. 11 and 19"."""
    month_first = match.start("month") < match.start("day")
    last, start, end = _second_day(match), match.start(), match.end()
    if month_first and _counts(match):
        return None
    if match["day2"] and last is None:
        if not month_first:
            return None
        end = match.end("day")
    if match["lead"] and last is None:
        start = end - len(match.string[match.end("lead") : end].lstrip())
    item = expression(match, Kind.DAY, start=start, end=end)
    item = _fields(match, with_year(match, item) if end == match.end() else item)
    if to_date(item.year or 2000, item.month or 1, item.day or 1) is None:
        return None
    return _named(match, item) if last is None else _days(match, item, last)


def _fields(match: re.Match[str], item: Expression) -> Expression:
    return replace(
        item,
        month=to_month(match["month"]),
        day=_number(match["day"]),
        weekday=to_weekday(match["weekday"]) if match["weekday"] else None,
        unit="week" if match["week"] else None,
        step=to_step(match.groupdict().get("step")),
    )


def _counts(match: re.Match[str]) -> bool:
    """Whether the number counts things: "in March 12 states", where AP would write "on March 12"."""
    governed = re.search(r"\b[Ii]n\s+$", before(match, match.start("month")))
    return bool(
        governed and match["year"] is None and _GOES_ON.match(match.string, match.end("day"))
    )


def _named(match: re.Match[str], item: Expression) -> Expression:
    """`item` with the year of the event that the day stands for, if its noun follows."""
    year, noun = _NAMED_DAYS.get((item.month or 0, item.day or 0), (0, None))
    if noun and item.year is None and item.year_of is None and noun.match(after(match)):
        return replace(item, year=year)
    return item


def _days(match: re.Match[str], item: Expression, last: int) -> Expression:
    first = replace(item, unit=None)
    second = replace(first, day=last, weekday=None)
    between = "between" if (match["lead"] or "").lower() == "between" else None
    return replace(expression(match, Kind.RANGE), parts=(first, second), relation=between)


def _numeric(match: re.Match[str]) -> Expression | None:
    """ISO 8601, and 21/9/2022 or 9/21/2022 when only one reading is a date; a dot means day first."""
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        year, a, b = int(match["c"]), int(match["a"]), int(match["b"])
        if match[6] != "." and a != b and a <= 12 and b <= 12:
            return None
        month, day = (a, b) if b > 12 and match[6] != "." else (b, a)
    if not 1800 <= year <= 2100 or to_date(year, month, day) is None:
        return None
    return replace(expression(match, Kind.DAY), year=year, month=month, day=day)


def _nth(match: re.Match[str]) -> Expression | None:
    """ "on the 21st" without a month, as in East Asian agencies; "the 21st of last month"."""
    if not match["of"] and not re.search(
        r"\b(?:on|since|until|before|by)\s+$", before(match), re.I
    ):
        return None
    count = {"last": -1, "this": 0, "that": 0, "next": 1}.get(match["month_of"] or "")
    base = "anchor" if match["month_of"] == "that" else "published"
    return replace(
        expression(match, Kind.DAY), day=_number(match["day"]), unit="month" if match["of"] else None,
        count=count, base=base if match["of"] else None,
    )  # fmt: skip


_THAT = re.compile(r"(?:(?:^|[.!?]['\"\u201d\u2019]?\s+)That|\bthat same)\s+$")
"""'That November, it charged': of the year spoken of last."""


def _month(match: re.Match[str]) -> Expression | None:
    """ "in March", "mid-March", "last June", "March 2023", "the first week of March"."""
    item = with_year(match, expression(match, Kind.MONTH))
    if not (item.year or item.year_of or match["step"]) and _THAT.search(before(match)):
        item = replace(item, year_of="that")
    part = to_part(match["part"])
    if match["nth"]:
        part = "week " + match["nth"].split()[1]
    marked = bool(item.year or item.year_of or match["step"] or part)
    if not marked and not _is_month(match):
        return None
    return replace(item, month=to_month(match["month"]), step=to_step(match["step"]), part=part)


def _nth_weekday(match: re.Match[str]) -> Expression:
    """ "the first Monday in July", "the last Friday of March 2023"."""
    item = with_year(match, expression(match, Kind.MONTH))
    return replace(
        item,
        month=to_month(match["month"]),
        step=to_step(match["step"]),
        weekday=to_weekday(match["weekday"]),
        part="week " + match["nth"],
    )


def _is_month(match: re.Match[str]) -> bool:
    """Whether a bare month name is a month here, and not May the modal, March the verb or June the person."""
    name, left, right = match["month"].title(), before(match), after(match)
    if _MONTH_LEFT.search(left) or _MONTH_RIGHT.match(right):
        return not _LADY.search(match.string)
    if len(name.rstrip(".")) <= 4 and name not in ("May", "June", "July"):
        return bool(_FIRM_PREPOSITION.search(left))
    governed = bool(_TIME_PREPOSITION.search(left))
    if _NAME_LEFT.search(left) and not governed:
        return False
    if name == "May" and not _FIRM_PREPOSITION.search(left):
        return governed and not _LADY.search(match.string)
    if name not in _NAMES_TOO:
        return True
    if governed:
        return bool(_FIRM_PREPOSITION.search(left)) or not _CAPITAL_NEXT.match(right)
    return name not in _OFTEN_NAMES and left[-1:] == " " and bool(re.match(r"\s+[a-z]", right))


RULES: tuple[Rule, ...] = (
    Rule(MONTH_HINT, _MONTH_DAY, _day_of_month, also=_DIGIT),
    Rule(MONTH_HINT, _DAY_MONTH, _day_of_month, also=_DIGIT),
    Rule(YEAR_HINT, _NUMERIC, _numeric),
    Rule(re.compile(r"\d(?:st|nd|rd|th)\b"), _NTH, _nth),
    Rule(MONTH_HINT, _NTH_WEEKDAYS, _nth_weekday, also=WEEKDAY_HINT),
    Rule(MONTH_HINT, _MONTHS, _month),
)
