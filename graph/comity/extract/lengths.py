"""Rules that find distances ("two weeks ago"), reaches ("in recent weeks"), durations ("a two-day visit").

And steps from one clause to the next ("four days after they met").
"""

from __future__ import annotations

import re
from dataclasses import replace

from comity.extract.calendar import DAYS, FEW
from comity.extract.expressions import (
    NUMBER,
    UNIT,
    UNIT_HINT,
    Expression,
    Kind,
    Rule,
    S,
    after,
    before,
    expression,
    relative,
    to_number,
    to_unit,
)

_ABOUT = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "nearly": "less", "almost": "less", "less than": "less", "under": "less", "up to": "less",
    "at most": "less", "more than": "more", "over": "more", "at least": "more", "well over": "more",
}  # fmt: skip
_ABOUT_NAMES = "|".join(name.replace(" ", S) for name in sorted(_ABOUT, key=len, reverse=True))
_ABOUT_WORDS = rf"(?:(?P<about>{_ABOUT_NAMES}|just|only|barely|exactly){S})?"
_UNIT = re.compile(UNIT, re.I)
_AGO = re.compile(
    rf"\b(?:{_ABOUT_WORDS}(?P<n>{NUMBER})(?:{S}|-))?(?P<unit>{UNIT})s?{S}"
    rf"(?P<way>ago|earlier|later|hence|from{S}(?:now|today)|afterwards?|beforehand|back(?=[.,;])|ahead(?!{S}of)|prior(?!{S}to)|"
    rf"(?:before|after)(?=[.,;]))(?:{S}(?P<today>today))?\b",
    re.I,
)
_REACHES = re.compile(
    rf"\b(?:(?:the|these|this){S})?(?P<way>past|last|recent|coming|next|upcoming|following){S}"
    rf"(?:(?P<n>{NUMBER}){S})?(?P<unit>{UNIT})(?P<plural>s?)\b",
    re.I,
)
_WITHIN = re.compile(
    rf"\bwithin{S}(?:the{S})?(?:(?:next|coming){S})?(?:(?P<n>{NUMBER}){S})?(?P<unit>{UNIT})s?\b(?!{S}(?:of|after)\b)",
    re.I,
)
_DURATIONS = re.compile(
    rf"\b{_ABOUT_WORDS}(?:(?P<n>{NUMBER})(?:{S}(?:more{S}|consecutive{S}|straight{S}|full{S}|whole{S})?|-)(?P<unit>{UNIT})s?\b"
    rf"(?:-long\b)?(?![-\s]olds?\b)(?!{S}of{S}age\b)|(?P<long>day|week|month|year|decade)-?long\b)",
    re.I,
)

_BESIDE = re.compile(
    rf"\b(?:(?:just|only|exactly|(?P<about>less{S}than)){S})?(?P<n>{NUMBER}){S}(?P<unit>day|week|month|year)s?{S}(?P<side>after|before)\b"
    rf"(?={S}(?!ago|that|which|last|next|this)[A-Za-z])",
    re.I,
)
_HOURS = re.compile(
    rf"\b(?:(?:{_ABOUT_NAMES}|just|only|barely){S})?(?:{NUMBER}{S})?(?:hours?|minutes){S}"
    rf"(?:later|earlier|afterwards?|beforehand|before|after)\b|\bwithin{S}(?:{NUMBER}{S})?(?:hours|minutes)\b",
    re.I,
)
_CLOCK = re.compile(
    rf"\bat{S}(?:noon|midday|\d{{1,2}}(?:[:.]\d\d)?(?:{S})?(?:a\.?m\b\.?|p\.?m\b\.?))", re.I
)
_ROUGHLY = re.compile(rf"\b(?:{_ABOUT_NAMES})\s+$", re.I)
_LASTS = re.compile(r"\b(?:for|in|lasted|lasting|after|over|during|takes?|took|than)\s+$", re.I)


def _about(match: re.Match[str]) -> str | None:
    return _ABOUT.get(" ".join((match["about"] or "").lower().split()))


def _distance(match: re.Match[str]) -> tuple[str, int, bool]:
    """The unit, the number of units and whether that number is left open."""
    unit, times = to_unit(match["unit"])
    number = to_number(match["n"]) if match["n"] else None
    if number is None:
        return unit, FEW[unit], True
    return unit, number * times, False


def _ago(match: re.Match[str]) -> Expression | None:
    """ "two weeks ago", "a dozen years ago", "three days earlier", "a week later", "a month ago today"."""
    unit, count, vague = _distance(match)
    if match["n"] is None and match.group("unit") + "s" not in match.group():
        return None
    way = match["way"].lower()
    sign = -1 if way in ("ago", "earlier", "back", "before", "beforehand", "prior") else 1
    base = "published" if re.match(r"ago|hence|from|back|ahead", way) else "anchor"
    item = replace(relative(match, unit, sign * count, base), vague=vague, about=_about(match))
    return replace(item, name="today" if match["today"] else "away")


def _reach(match: re.Match[str]) -> Expression | None:
    """ "in recent weeks", "in the past month", "the last three years", "the coming days"."""
    unit, count, vague = _distance(match)
    way, the = match["way"].lower(), match.group()[:3].lower() == "the"
    if match["plural"] == "" and unit != "century" and match["n"] is None:
        if way not in ("past", "last") or not the:
            return None
        count, vague = 1, False
        if way == "last" and not re.search(
            r"\b(?:over|during|in|within|for|of)\s+$", before(match), re.I
        ):
            return None
        if re.match(r"\s+of\b", after(match)):
            return None
    sign = -1 if way in ("past", "last", "recent") else 1
    item = replace(expression(match, Kind.REACH), unit=unit, count=sign * count, vague=vague)
    return replace(item, base="anchor" if way == "following" else "published")


def _within(match: re.Match[str]) -> Expression:
    """ "within days", "within the next two weeks": from publication on."""
    unit, count, vague = _distance(match)
    if match["n"] is None and not match.group().lower().endswith("s"):
        count, vague = 1, False
    item = replace(expression(match, Kind.REACH), unit=unit, count=count, vague=vague)
    return replace(item, base="published", name="within")


def _beside(match: re.Match[str]) -> Expression | None:
    """ "four days after" the two agreed: the time of that clause, as far back from the date of the main one."""
    unit, count, vague = _distance(match)
    if vague or _ROUGHLY.search(before(match)):
        return None
    sign = -1 if match["side"].lower() == "after" else 1
    about = "less" if match["about"] else None
    return replace(relative(match, unit, sign * count, "anchor"), name="beside", about=about)


def _same_day(match: re.Match[str]) -> Expression:
    """ "a few hours later", "barely two hours after" they spoke: the day told of."""
    return replace(relative(match, "day", 0, "anchor"), name="hours")


def _clock(match: re.Match[str]) -> Expression:
    """ "at 9 a.m.", "at noon": of the day told of."""
    return replace(relative(match, "day", 0, "anchor"), name="clock")


def _duration(match: re.Match[str]) -> Expression | None:
    """ "two-day", "for three days", "a week-long tour"; with "in" it may yet be a time to come."""
    if match["long"]:
        return replace(expression(match, Kind.DURATION), days=DAYS[match["long"].lower()])
    unit, count, vague = _distance(match)
    number, left = match["n"].lower().strip(), before(match)
    if number in ("a", "an") and match.group().endswith("long"):
        item = expression(match, Kind.DURATION, start=match.start("unit"))
        return replace(item, days=DAYS[unit], unit=unit, count=1)
    if number in ("a", "an", "one") and ("-" in match.group() or not _LASTS.search(left)):
        return None
    if number == "many" and re.search(r"\bas\s+$", left, re.I):
        return None
    item = replace(
        expression(match, Kind.DURATION), unit=unit, count=count, vague=vague, about=_about(match)
    )
    ahead = re.search(r"(?<!time )(?<!since )\bin\s+$", left, re.I)
    return replace(item, days=count * DAYS[unit], base="published" if ahead else None)


RULES: tuple[Rule, ...] = (
    Rule(
        re.compile(r"\b(?:ago|earlier|later|hence|from|after|before|back|ahead|prior)"),
        _AGO,
        _ago,
        also=_UNIT,
    ),
    Rule(
        re.compile(r"\b(?:[Pp]ast|[Ll]ast|[Rr]ecent|[Cc]oming|[Nn]ext|[Uu]pcoming|[Ff]ollowing)\s"),
        _REACHES,
        _reach,
    ),
    Rule(re.compile(r"\b[Ww]ithin\s"), _WITHIN, _within),
    Rule(re.compile(r"\b(?:after|before)\s"), _BESIDE, _beside, also=_UNIT),
    Rule(re.compile(r"\b(?:[Hh]ours?|[Mm]inutes)\b"), _HOURS, _same_day),
    Rule(re.compile(r"\b(?:noon|midday)\b|(?:^|\d)[ap]\.?m\b", re.I), _CLOCK, _clock),
    Rule(UNIT_HINT, _DURATIONS, _duration),
)
