"""Rules that find times told from somewhere: from the day of publication or from a date named before.

"Yesterday", "last week" and "two weeks ago" count from publication, "the next day", "that month" and "three
days earlier" from the time that the text spoke of last (the anchor; `anchorTimeID` in TIMEX3).
"""

from __future__ import annotations

import re
from dataclasses import replace

from comity.extract.expressions import (
    SHORT_WEEKDAY,
    UNIT_HINT,
    WEEKDAY,
    WEEKDAY_HINT,
    Expression,
    Kind,
    Rule,
    S,
    after,
    before,
    expression,
    relative,
    to_part,
    to_weekday,
)

_TIME_OF_DAY = r"(?:morning|afternoon|evening|night|midday|noon|midnight)"
_STEPS = {
    "last": (-1, "published"),
    "this past": (-1, "published"),
    "this": (0, "published"),
    "the current": (0, "published"),
    "this current": (0, "published"),
    "next": (1, "published"),
    "this coming": (1, "published"),
    "the coming": (1, "published"),
    "coming": (1, "published"),
    "that": (0, "anchor"),
    "that same": (0, "anchor"),
    "the same": (0, "anchor"),
    "the very same": (0, "anchor"),
    "the very": (0, "anchor"),
    "that very": (0, "anchor"),
    "the next": (1, "anchor"),
    "the following": (1, "anchor"),
    "the very next": (1, "anchor"),
    "the previous": (-1, "anchor"),
    "the preceding": (-1, "anchor"),
}
_STEP = rf"(?P<step>{'|'.join(sorted((s.replace(' ', S) for s in _STEPS), key=len, reverse=True))})"

_WEEKDAYS = re.compile(
    rf"\b(?:(?P<part>(?i:earlier|later|early|late)){S}(?:on{S})?)?(?i:{_STEP}{S})?(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY}\.)"
    rf"(?:{S}{_TIME_OF_DAY})?(?:,?{S}(?:of{S})?(?P<week>last|this|next|that|the{S}same|the{S}following|the{S}previous){S}week\b)?"
)
_PLAIN = re.compile(
    rf"\b(?:(?P<dby>the{S}day{S}before{S}yesterday)|(?P<dat>the{S}day{S}after{S}tomorrow)|(?:(?:earlier|later|early|late){S})?"
    rf"(?:(?P<yesterday>yesterday)|(?P<tomorrow>tomorrow)|(?P<today>today))(?:{S}{_TIME_OF_DAY})?|"
    rf"(?P<tonight>tonight|this{S}(?:morning|afternoon|evening))|(?P<last>last{S}(?:night|evening)))\b",
    re.I,
)
_NAMED_UNIT = r"(?P<unit>day|weekend|week|month|quarter|year|decade|century|night|morning|evening|afternoon|fiscal year)"
_UNITS = re.compile(
    rf"\b(?:(?P<part>earlier|later|early|late|mid)(?:{S}(?P<in>in{S})?|-))?"
    rf"(?:(?:the{S})?(?P<edge>start|beginning|middle|end|first{S}half|second{S}half){S}of{S})?"
    rf"(?:{_STEP}|(?P<the>the)){S}{_NAMED_UNIT}\b",
    re.I,
)
_YEAR_END = re.compile(r"\b(?:the )?(?P<unit>year|month)[- ]end\b", re.I)
_WEEKEND = re.compile(rf"\b(?:(?P<part>early|late|earlier|later){S})?(?:the{S})?weekend\b", re.I)
_SIDE = re.compile(
    rf"\b(?:the|a|one){S}(?P<unit>day|week|month|year|night){S}(?P<side>before|after)(?P<last>{S}last|{S}next)?\b",
    re.I,
)


def _weekday(match: re.Match[str]) -> Expression | None:
    """ "on Sunday", "earlier Sunday", "Monday morning", "next Tuesday", "Friday next week", "Tue."."""
    name = match["weekday"]
    if name.endswith(".") and re.search(r"\b(?:the|The|[A-Z]\w+)\s$", before(match)):
        return None
    item = replace(
        expression(match, Kind.WEEKDAY), weekday=to_weekday(name), part=to_part(match["part"])
    )
    if match["week"]:
        count, base = _step(match["week"])
        return replace(item, unit="week", count=count, base=base)
    if match["step"]:
        words = " ".join(match["step"].lower().split())
        step, base = _step(words)
        return replace(item, step=1 if words.endswith("coming") else step, base=base, name=words)
    return item


def _step(words: str) -> tuple[int, str]:
    return _STEPS[" ".join(words.lower().split())]


def _plain(match: re.Match[str]) -> Expression:
    """ "today", "yesterday", "tomorrow", "tonight", "last night", "the day before yesterday"."""
    shifts = {
        "dby": -2,
        "yesterday": -1,
        "last": -1,
        "today": 0,
        "tonight": 0,
        "tomorrow": 1,
        "dat": 2,
    }
    count = next(shift for group, shift in shifts.items() if match[group])
    return relative(match, "day", count, "published")


def _calendar_unit(match: re.Match[str]) -> Expression | None:
    """ "last week", "later this month", "that month", "the following day", "the end of next year"."""
    unit = match["unit"].lower().replace("fiscal ", "")
    part = to_part(match["edge"] or match["part"])
    if match["the"]:
        return _definite(match, unit, part)
    words = " ".join(match["step"].lower().split())
    count, base = _step(words)
    by_day = unit in ("day", "night", "morning", "evening", "afternoon")
    if by_day and (
        base == "published" or (re.match(r"\s+of\b", after(match)) and words != "the very")
    ):
        return None
    reaching = re.search(r"\b(?:over|in|within|during|for|through)\s+$", before(match), re.I)
    if words in ("the next", "the coming") and reaching:
        return replace(expression(match, Kind.REACH), unit=unit, count=1, base="published")
    return replace(relative(match, "day" if by_day else unit, count, base), part=part)


def _definite(match: re.Match[str], unit: str, part: str | None) -> Expression | None:
    """ "the end of the year", of publication; "later in the day", of the time spoken of last."""
    if re.match(r"\s+of\b", after(match)):
        return None
    if match["edge"] and unit not in ("day", "night", "morning", "evening", "afternoon"):
        return replace(relative(match, unit, 0, "published"), part=part)
    if match["in"] and unit in ("day", "week", "month", "year"):
        return replace(relative(match, unit, 0, "anchor"), part=part, name="the")
    return None


def _year_end(match: re.Match[str]) -> Expression:
    return replace(relative(match, match["unit"].lower(), 0, "published"), part="end")


def _weekend(match: re.Match[str]) -> Expression:
    """ "over the weekend", "weekend talks": the Saturday and Sunday that the tense points at."""
    return replace(expression(match, Kind.RELATIVE), unit="weekend", base="published")


def _side(match: re.Match[str]) -> Expression | None:
    """ "the day before", "a year before", "the week before last"; the anchor is what they count from."""
    unit, sign = match["unit"].lower(), -1 if match["side"].lower() == "before" else 1
    if match["last"]:
        return relative(match, unit, 2 * sign, "published")
    if re.match(r"(?i)(?:a|one)\b", match.group()) and not re.match(r"\s*[.,;)]|$", after(match)):
        return None
    return relative(match, "day" if unit == "night" else unit, sign, "anchor")


RULES: tuple[Rule, ...] = (
    Rule(WEEKDAY_HINT, _WEEKDAYS, _weekday),
    Rule(
        re.compile("today|tomorrow|yesterday|night|morning|evening|afternoon", re.I), _PLAIN, _plain
    ),
    Rule(UNIT_HINT, _UNITS, _calendar_unit),
    Rule(UNIT_HINT, _YEAR_END, _year_end, also=re.compile("end", re.I)),
    Rule(re.compile("[Ww]eekend"), _WEEKEND, _weekend),
    Rule(UNIT_HINT, _SIDE, _side, also=re.compile("before|after", re.I)),
)
