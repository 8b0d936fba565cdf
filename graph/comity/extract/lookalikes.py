"""Rules for what only looks like a time: proper names, numbers of resolutions, habits, addresses.

They compete with the real rules: the longest match stands, and one of these takes everything inside it along.
Ages ("a 12-year-old") and modal or personal May are refused by the rules that would find them.
"""

from __future__ import annotations

import re

from comity.extract.expressions import (
    MONTH,
    MONTH_HINT,
    QUOTE,
    WEEKDAY_HINT,
    YEAR_HINT,
    Expression,
    Kind,
    Rule,
    S,
    expression,
)

_DAY = r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day"
_RESOLUTION_HINT = re.compile("[Rr]esolution")

_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+")
_PROGRAMMES = re.compile(
    r"\b(?:Agenda|Vision|Horizon|Expo|Tokyo|Beijing|Paris|Rio|London|Sochi|Milan|Global Europe)[ -]20\d\d\b"
    rf"|\b20\d\d{S}Agenda\b"
)
_NUMBER = rf"(?:[Nn]o\.?{S})?\d+(?:{S}\(\d{{4}}\)|/\d+)?"
_RESOLUTIONS = re.compile(
    rf"\b[Rr]esolutions?{S}{_NUMBER}(?:(?:,|,?{S}and){S}{_NUMBER})*|\b{_NUMBER}{S}[Rr]esolutions?\b"
)
_NAMED_DAYS = re.compile(
    rf"\b(?:Bloody|Black|Super|Fat|Cyber|Holy|Maundy|Shrove|Red|Spy|Giving){S}{_DAY}\b"
    rf"|\b{_DAY}{S}(?:Times|Telegraph|Mirror|Express|Mail|Post|Tribune|Club|Independent|Guardian|Herald|"
    r"Standard|Vanguard|Punch|Star|World|Mosque|Agreement|Accords?)\b"
    rf"|\bGood{S}Friday{S}(?:[Pp]eace{S})?(?:[Aa]greement|[Aa]ccords?|[Dd]eal|[Pp]eace)\b"
    rf"|\b{_DAY}s\b"
)
_HABITS = re.compile(
    rf"\b(?i:every|each|most|any){S}(?:other{S}|single{S})?(?:{_DAY}|(?:week(?:end)?|month|year|day|night)s?\b)"
)
_NAMED_MONTHS = re.compile(
    rf"\bBlack{S}September\b|\b(?:October|February|July|April|August|November){S}(?:Revolution|Monarchy|Theses|Coup)\b"
    rf"|\b(?:Long|Peace|Great|Freedom|Salt|Green|Protest|Pride|Women{QUOTE}s|for){S}March\b(?:{S}\d+[A-Z]?)?"
    rf"|\b{MONTH}{S}(?:\d{{1,2}}(?:st|nd|rd|th)?|First|Fourth){S}(?:Independence{S})?(?:Movement|Brigades?|Square|Street)\b"
)
_OF_MONTHS = re.compile(
    "Black|Revolution|Monarchy|Theses|Coup|March|Movement|Brigade|Square|Street"
)
_NAMED_SEASONS = re.compile(
    rf"\b(?:Arab|Prague|Croatian|Berlin|Beijing){S}Spring\b|\b(?:Christmas|Easter){S}(?:Islands?|Rising|Islanders?)\b"
)


def _nothing(match: re.Match[str]) -> Expression:
    return expression(match, Kind.NONE)


RULES: tuple[Rule, ...] = (
    Rule(re.compile(r"http|www\."), _ADDRESSES, _nothing),
    Rule(YEAR_HINT, _PROGRAMMES, _nothing),
    Rule(_RESOLUTION_HINT, _RESOLUTIONS, _nothing),
    Rule(WEEKDAY_HINT, _NAMED_DAYS, _nothing),
    Rule(re.compile(r"\b(?:[Ee]very|[Ee]ach|[Mm]ost|[Aa]ny)\s"), _HABITS, _nothing),
    Rule(MONTH_HINT, _NAMED_MONTHS, _nothing, also=_OF_MONTHS),
    Rule(re.compile("Spring|Christmas|Easter"), _NAMED_SEASONS, _nothing),
)
