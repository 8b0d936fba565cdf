"""Rules that find years, spans of years, decades and centuries.

A bare number of four digits is a year only in a fitting place: under a preposition of time, before the noun
of an event or document ("the 1965 treaty"), in brackets, or beside another year; never when it counts
something, numbers a resolution or closes a name ("Agenda 2030").
"""

from __future__ import annotations

import re
from dataclasses import replace

from comity.extract.expressions import (
    DASH,
    PARTS,
    YEAR,
    YEAR_HINT,
    Expression,
    Kind,
    Rule,
    S,
    after,
    before,
    expression,
    to_part,
)

_LEAD = rf"(?:(?P<lead>[Bb]etween|[Ff]rom){S})?"
_YEARS = re.compile(
    rf"(?<![\w.,/:$€£¥#№+'’-]){_LEAD}{PARTS}(?:(?:fiscal{S})?year{S}|fiscal{S}|FY\s?)?(?P<a>{YEAR})"
    rf"(?:(?:\s?{DASH}\s?|/)(?:(?P<b>{YEAR})|(?P<b2>\d\d)(?![\d%,]|\.\d))"
    rf"|{S}(?:to|until|till|through|(?(lead)and|to)){S}(?P<b3>{YEAR}))?(?![\w/]|{DASH}\d)"
)
_DECADES = re.compile(
    rf"(?<![\w.,/$€£-]){PARTS}(?:the{S})?(?:(?P<part2>early|mid|late)[-\s])?(?P<decade>(?:1[89]|20)\d0)[’']?s\b",
    re.I,
)
_CENTURIES = re.compile(
    rf"\b{PARTS}(?:the{S})?(?:(?P<part2>early|mid|late)[-\s])?(?P<n>1[5-9]th|20th|21st|nineteenth|twentieth|"
    rf"twenty-first|eighteenth)[-\s]century\b",
    re.I,
)
_LINE_STARTS, _LEADS = re.compile(r"(?:^|\n)\s*$"), re.compile(r"\s?[:–—]\s")
_WORDS = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}

_COUNTED = re.compile(
    r"\s?(?:%|percent|per cent|million|billion|trillion|hours?\b|GMT|km|kms|kilomet|met(?:er|re)s?\b|miles?\b|feet\b|"
    r"tons?\b|tonnes?\b|kg\b|MW\b|GW\b|barrels?\b|dollars?\b|euros?\b|yen\b|won\b|yuan\b|rubles?\b|pounds?\b|"
    r"(?:(?:more|other|additional|extra|new|foreign|armed|heavily|American|U\.?S\.?|Russian|Chinese|North|South|"
    r"Korean|Ukrainian|Israeli|Palestinian|French|British|Turkish|Indian)\s)*"
    r"(?:troops|soldiers|people|persons|men|women|children|missiles|rockets|shells|drones|tanks|aircraft|"
    r"warships|ships|vehicles|workers|citizens|nationals|civilians|refugees|migrants|protesters|prisoners|"
    r"hostages|delegates|guests|officers|police|personnel|peacekeepers|fighters|militants|students|companies|"
    r"firms|villages|homes|houses|families|residents|victims|casualties|deaths|cases|members|copies|items|"
    r"points|seats|votes|pages|years|months|weeks|days|minutes|times|hectares|acres|sites|targets|units)\b)"
)
_NUMBERED = re.compile(
    r"(?:[Rr]esolutions?|[Aa]rticles?|[Ss]ections?|[Pp]aragraphs?|[Nn]o\.|[Nn]umbers?|[Ff]light|[Rr]oom|[Hh]ighway|"
    r"[Rr]oute|[Pp]olicy|[Cc]hapter|[Ll]aw|[Dd]ecree|[Oo]rder|[Dd]irective|[Pp]age|UNSCR|[Tt]otal of|[Nn]umber of|"
    r"[Pp]opulation of|[Mm]aximum of|[Ff]orce of|[Aa]ltitude of|[Hh]eight of|[Dd]istance of|[Cc]rowd of|"
    r"[Cc]apacity of|[Mm]ore than|[Ll]ess than|[Ff]ewer than|[Aa]t least|[Uu]p to|[Oo]ver|[Nn]early|[Aa]lmost|"
    r"[Rr]esolutions? \d+(?: \(\d+\))?(?:,| and))\s$"
)
_TAKES_YEAR = re.compile(
    r"(?:^|[\s(“\"—–])(?:in|since|by|until|till|before|after|from|of|for|during|through|throughout|circa|between|"
    r"around|about|early|late|mid|ahead of|prior to|(?:dat\w+|go\w*|went) back to|postponed to|delayed to|"
    r"(?:earlier|later) than|as|the year|and again in|into|on the|following)\s$",
    re.I,
)
_BEFORE_NOUN = re.compile(
    r"(?:^|[\s(“\"—–])(?:the|a|an|its|his|her|their|our|this|that|under|both|first|original|landmark|historic|"
    r"failed|disputed|bilateral|ill-fated|so-called|\w+[’']s?|\w+ly)\s$",
    re.I,
)
_NOUN = re.compile(
    r"\s(?:[A-Z][\w.’'-]*\s|(?:\w+[- ]){0,2}?)(?:treat|agreement|accord|pact|deal|ruling|declaration|summit|war\b|"
    r"War\b|invasion|coup|crisis|election|protocol|memorandum|statement|constitution|convention|report|revolution|"
    r"attack|visit|meeting|talks|normali[sz]ation|settlement|communiqu|annexation|budget|Olympics|World Cup|"
    r"armistice|ceasefire|truce|referendum|massacre|bombing|genocide|uprising|conference|charter|framework|"
    r"decision|judgment|verdict|act\b|Act\b|sanctions|test)"
)
_SAYS = re.compile(r"\s(?:was|saw|is|will|marks|marked|brought|has been|would)\b")
_OPENS = re.compile(r"(?:^|[.!?”\"]\s+|\n)$")
_AFTER_NAME = re.compile(r"(?:^|[\s“\"(])(?!(?:In|Since|By|Until|Before|After|From|Of|For|During|The|A|An|Its|Their|His|Her|"
    r"Through|Throughout|Between|Under|Early|Late|Mid|Both|This|That|On|Following|About|Around|As)\s)"
    r"[A-Z][\w’'.&-]*\s$")  # fmt: skip


def _fits(match: re.Match[str]) -> bool:
    """Whether a number of four digits is a year where it stands."""
    left, right = before(match), after(match)
    if _COUNTED.match(right) or _NUMBERED.search(left):
        return False
    if (
        any(match[group] for group in ("lead", "part", "b", "b2", "b3"))
        or not match.group()[0].isdigit()
    ):
        return True
    if re.search(rf"{YEAR}(?:,|{S}(?:and|or|to)|,{S}(?:and|or))\s$", left):
        return True
    if left.endswith("(") and re.match(r"[),;]|\s?[-–]", right):
        return True
    if _TAKES_YEAR.search(left) or (_LINE_STARTS.search(left) and _LEADS.match(right)):
        return True
    if _AFTER_NAME.search(left) and not re.search(r"[’']s?\s$", left):
        return False
    if _NOUN.match(right) or (_BEFORE_NOUN.search(left) and re.match(r"\s[A-Za-z]", right)):
        return True
    return bool(_OPENS.search(left) and _SAYS.match(right))


def _to_years(match: re.Match[str]) -> Expression | None:
    """ "in 1965", "late 2019", "1910-45", "from 2011 to 2014", "between 2011 and 2014"."""
    if not _fits(match):
        return None
    year, last = int(match["a"]), int(match["b"] or match["b3"] or 0)
    if match["b2"]:
        last = year - year % 100 + int(match["b2"])
    part = to_part(match["part"])
    if last == 0:
        start = match.start() if match["lead"] is None else _inside(match)
        return replace(expression(match, Kind.YEAR, start=start), year=year, part=part)
    if last <= year:
        return None
    ends = expression(match, Kind.YEAR, start=match.start("a"), end=match.end("a"))
    parts = (replace(ends, year=year, part=part), replace(ends, year=last))
    relation = "between" if (match["lead"] or "").lower() == "between" else None
    return replace(expression(match, Kind.RANGE), parts=parts, relation=relation)


def _inside(match: re.Match[str]) -> int:
    """Where the expression begins after a "from" or "between" that opens no range."""
    rest = match.string[match.end("lead") : match.end()]
    return match.end() - len(rest.lstrip())


def _decade(match: re.Match[str]) -> Expression:
    """ "the 1990s", "the late 1980s"."""
    part = to_part(match["part"] or match["part2"])
    return replace(expression(match, Kind.DECADE), year=int(match["decade"]), part=part)


def _century(match: re.Match[str]) -> Expression:
    """ "the 19th century", from 1801 to 1900."""
    number = match["n"].lower()
    count = _WORDS.get(number) or int(number[:2])
    part = to_part(match["part"] or match["part2"])
    return replace(expression(match, Kind.CENTURY), year=100 * count - 99, part=part)


RULES: tuple[Rule, ...] = (
    Rule(YEAR_HINT, _YEARS, _to_years),
    Rule(YEAR_HINT, _DECADES, _decade),
    Rule(re.compile("century", re.I), _CENTURIES, _century),
)
