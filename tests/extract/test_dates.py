"""Time expressions: what is found, what is not, and where it lies; tables first, then laws.

A row marks the expression in its text with square brackets; nothing else in the text may be found. A time is
written as in ISO 8601: a day, a month, a year, an interval a/b, or "?" for unresolved.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.extract import calendar, dates
from comity.extract.dates import Expression, Kind, find, lasting, resolve, since
from comity.model import Precision, When


def when(iso: str, text: str = "") -> When:
    """The time that an ISO 8601 string of a row means."""
    if iso == "?":
        return When(None, None, Precision.UNRESOLVED, text)
    if "/" in iso:
        first, last = (date.fromisoformat(half) for half in iso.split("/"))
        return When(first, last, Precision.INTERVAL, text)
    if len(iso) == 10:
        return When(date.fromisoformat(iso), date.fromisoformat(iso), Precision.DAY, text)
    year, month = int(iso[:4]), int(iso[5:7] or 0)
    first, last = calendar.months(year, month or 1, 1 if month else 12)
    return When(first, last, Precision.MONTH if month else Precision.YEAR, text)


def marked(text: str) -> tuple[str, str]:
    """The text without brackets, and what they held."""
    plain = text.replace("[", "").replace("]", "")
    return plain, text[text.index("[") + 1 : text.index("]")]


# text, published, tense, anchor, time
TIMES = [
    # weekdays; 2023-05-07 is a Sunday, 2022-09-22 a Thursday
    ("The leaders met [Sunday] in Seoul.", "2023-05-07", "past", "", "2023-05-07"),
    ("They shook hands on [Wednesday].", "2022-09-22", "past", "", "2022-09-21"),
    ("The president will host him on [Sunday].", "2023-05-03", "future", "", "2023-05-07"),
    ("The talks open on [Sunday].", "2023-05-07", "future", "", "2023-05-07"),
    ("[Sunday]’s summit follows a state visit.", "2023-05-03", "future", "", "2023-05-07"),
    ("[Thursday]'s vote split the council.", "2024-02-23", "past", "", "2024-02-22"),
    ("He arrived [earlier Sunday] with his wife.", "2023-05-07", "past", "", "2023-05-07"),
    ("Envoys landed [late on Monday] in Doha.", "2024-08-20", "past", "", "2024-08-19"),
    ("The ministers spoke [Monday morning].", "2024-08-20", "past", "", "2024-08-19"),
    ("Shelling resumed on [Friday night].", "2024-08-18", "past", "", "2024-08-16"),
    ("The envoy met rebels [last Monday].", "2024-08-23", "past", "", "2024-08-19"),
    ("He had flown in [last Friday].", "2025-11-19", "past", "", "2025-11-14"),
    ("It was said [last Tuesday].", "2024-08-21", "past", "", "2024-08-13"),
    ("The council votes [next Tuesday].", "2024-08-23", "future", "", "2024-08-27"),
    ("They will sign [next Friday].", "2024-08-19", "future", "", "2024-08-30"),
    ("A referendum follows [next Sunday].", "2025-05-23", "future", "", "2025-05-25"),
    ("Both will travel [this Friday].", "2024-08-19", "future", "", "2024-08-23"),
    ("They met [this past Saturday].", "2024-08-19", "past", "", "2024-08-17"),
    ("He leaves [this coming Thursday].", "2024-08-19", "future", "", "2024-08-22"),
    ("Parliament convenes [Friday next week].", "2024-08-20", "future", "", "2024-08-30"),
    ("It fell on [Monday of last week].", "2024-08-21", "past", "", "2024-08-12"),
    ("The minister left on [Tue.] for Cairo.", "2024-08-22", "past", "", "2024-08-20"),
    ("Talks began [the following Monday].", "2024-08-22", "past", "2024-07-10", "2024-07-15"),
    ("The embassy closed [that Friday].", "2024-08-22", "past", "2024-07-10", "2024-07-12"),
    ("Talks began [the following Monday].", "2024-08-22", "past", "", "?"),
    ("They will meet [from Monday to Wednesday].", "2024-08-16", "future", "", "2024-08-19/2024-08-21"),
    ("They met [Monday through Wednesday].", "2024-08-23", "past", "", "2024-08-19/2024-08-21"),
    ("He stays [between Tuesday and Thursday].", "2024-08-21", "future", "", "2024-08-20/2024-08-22"),
    # days
    ("The two met in New York on [Sept. 21].", "2022-11-04", "past", "", "2022-09-21"),
    ("He visited Seoul on [Nov. 2] and left.", "2022-11-04", "past", "", "2022-11-02"),
    ("Ships will take part on [Nov. 6].", "2022-11-04", "future", "", "2022-11-06"),
    ("The planned participation on [Nov. 6] went on.", "2022-11-04", None, "", "2022-11-06"),
    ("A deal was signed on [Nov. 5].", "2022-11-04", "past", "", "2022-11-05"),
    ("It was sealed on [Nov. 9].", "2022-11-04", "past", "", "2021-11-09"),
    ("It ends on [Jan. 3].", "2022-12-28", None, "", "2023-01-03"),
    ("He said so on [December 30].", "2023-01-02", "past", "", "2022-12-30"),
    ("The accord of [September 21, 2022] holds.", "", None, "", "2022-09-21"),
    ("It was agreed on [21 September 2022].", "", None, "", "2022-09-21"),
    ("Signed on [the 21st of September 2022].", "", None, "", "2022-09-21"),
    ("It took effect on [21 September].", "2022-11-04", "past", "", "2022-09-21"),
    ("The mission ends on [3rd March].", "2024-02-11", "future", "", "2024-03-03"),
    ("It was dated [2022-09-21] in the file.", "", None, "", "2022-09-21"),
    ("It was dated [21/9/2022] in the file.", "", None, "", "2022-09-21"),
    ("It was dated [9/21/2022] in the file.", "", None, "", "2022-09-21"),
    ("Issued on [05.09.2022] in Berlin.", "", None, "", "2022-09-05"),
    ("On [Sunday, May 7], they met.", "2023-05-08", "past", "", "2023-05-07"),
    ("On [Sunday, May 7, 2023], they met.", "", None, "", "2023-05-07"),
    ("It starts [Wed, Sept 21] in Oslo.", "2022-09-19", "future", "", "2022-09-21"),
    ("On [Monday (21 November)] he flew out.", "2022-11-23", "past", "", "2022-11-21"),
    ("Held on [Sunday, Nov. 6], as planned.", "2022-11-07", "future", "", "2022-11-06"),
    ("The envoy came on [Nov. 2 last year].", "2023-05-01", "past", "", "2022-11-02"),
    ("It dates from [February 29], he said.", "2025-03-04", "past", "", "2024-02-29"),
    ("He takes office [next January 20].", "2025-01-01", "future", "", "2025-01-20"),
    ("BEIJING, [May 7] (Xinhua)", "2023-05-07", None, "", "2023-05-07"),
    ("DATED [SEPTEMBER 21, 2022] IN GENEVA", "", None, "", "2022-09-21"),
    ("They spoke on [the 21st], the agency said.", "2024-08-23", "past", "", "2024-08-21"),
    ("They will speak on [the 5th], it said.", "2024-08-23", "future", "", "2024-09-05"),
    ("It was held on [the 3rd of last month].", "2024-08-23", "past", "", "2024-07-03"),
    ("Peace came after the [Sept. 11] attacks.", "2004-01-01", "past", "", "2001-09-11"),
    ("Since Hamas’s [Oct. 7] attack, Egypt mediates.", "2024-08-23", "past", "", "2023-10-07"),
    ("It was set for [the week of May 8].", "2023-05-03", "future", "", "2023-05-08/2023-05-14"),
    ("On [Sunday (May 7)], he recalled it.", "2024-08-22", "past", "", "2023-05-07"),
    ("Since the [7 October] massacre, Egypt mediates.", "2024-08-22", "past", "", "2023-10-07"),
    # ranges of days
    ("The talks of [6, 7 and 8 June] failed.", "2024-08-22", "past", "", "2024-06-06/2024-06-08"),
    ("The talks of [June 6, 7 and 8, 2024], failed.", "", None, "", "2024-06-06/2024-06-08"),
    ("He visits Japan [May 7-8] with aides.", "2023-05-03", "future", "", "2023-05-07/2023-05-08"),
    ("He visits Japan on [7-8 May 2023] again.", "", None, "", "2023-05-07/2023-05-08"),
    ("He travels [between Nov. 11 and 19] to Asia.", "2022-11-04", "future", "", "2022-11-11/2022-11-19"),
    ("He was there [from April 24 to 30] as guest.", "2023-05-03", "past", "", "2023-04-24/2023-04-30"),
    ("He was there [from 24 to 30 April] as guest.", "2023-05-03", "past", "", "2023-04-24/2023-04-30"),
    ("The drill ran [Nov. 11–19].", "2022-11-24", "past", "", "2022-11-11/2022-11-19"),
    ("Both sat down on [Nov. 11 and 12].", "2022-11-24", "past", "", "2022-11-11/2022-11-12"),
    ("The tour runs [Aug 30 to Sept 2].", "2023-08-21", "future", "", "2023-08-30/2023-09-02"),
    ("The tour ran [from Dec. 30 to Jan. 2].", "2023-01-09", "past", "", "2022-12-30/2023-01-02"),
    ("Held [Dec. 30, 2022, to Jan. 2, 2023] in Oslo.", "", None, "", "2022-12-30/2023-01-02"),
    ("Held [from Dec. 30 to Jan. 2, 2023] in Oslo.", "", None, "", "2022-12-30/2023-01-02"),
    ("The forum [from Nov. 5 to 8] goes on.", "2022-11-07", "future", "", "2022-11-05/2022-11-08"),
    ("Drones came [between July 24 and 26].", "2026-07-27", "past", "", "2026-07-24/2026-07-26"),
    # months
    ("They held a summit in [March].", "2023-05-07", "past", "", "2023-03"),
    ("A brief talk in [June] went well.", "2022-09-22", "past", "", "2022-06"),
    ("The trade status was back in [April].", "2023-04-20", "past", "", "2023-04"),
    ("It was in [December] that he resigned.", "2023-05-07", "past", "", "2022-12"),
    ("The accord will be signed in [March].", "2023-05-07", "future", "", "2024-03"),
    ("The G20 gathers in [November].", "2022-10-07", None, "", "2022-11"),
    ("The last time was in [December 2019], he said.", "", None, "", "2019-12"),
    ("Relations thawed in [March 2023].", "", None, "", "2023-03"),
    ("The [July 2016] award bound both.", "", None, "", "2016-07"),
    ("A [mid-March] trip to Tokyo followed.", "2023-05-07", "past", "", "2023-03-11/2023-03-20"),
    ("It voted on [the first Monday in July].", "2024-08-22", "past", "", "2024-07-01"),
    ("It votes on [the last Friday of March 2023].", "", None, "", "2023-03-31"),
    ("They met, [four days after] Lima agreed.", "2024-08-22", "past", "2024-08-20", "2024-08-16"),
    ("They met [less than a week after] it was signed.", "2024-08-22", "past", "2024-08-20", "2024-08-14/2024-08-20"),
    ("They met [a year after] it was signed.", "2024-08-22", "past", "2023-10", "2022-10"),
    ("They left [two hours after] it was signed.", "2024-08-22", "past", "2024-08-20", "2024-08-20"),
    ("They met [at 9 a.m.] in Oslo.", "2024-08-22", "past", "2024-08-20", "2024-08-20"),
    ("They met [at noon] in Oslo.", "2024-08-22", "past", "2024-08-20", "2024-08-20"),
    ("They met [a week before] it was signed.", "2024-08-22", "past", "2024-08-20", "2024-08-26/2024-08-28"),
    ("Monitors came in [early April].", "2023-05-07", "past", "", "2023-04-01/2023-04-10"),
    ("Troops fell in [late August 1950].", "", None, "", "1950-08-21/1950-08-31"),
    ("It must be paid by [the end of April].", "2026-04-11", "future", "", "2026-04-21/2026-04-30"),
    ("It froze at [the start of March 2021].", "", None, "", "2021-03-01/2021-03-11"),
    ("He toured Chad in [the first week of March].", "2023-05-07", "past", "", "2023-03-01/2023-03-07"),
    ("He toured Chad in [the last week of March 2022].", "", None, "", "2022-03-25/2022-03-31"),
    ("He had met him [last March].", "2023-05-07", "past", "", "2023-03"),
    ("He had met him [last June].", "2023-05-07", "past", "", "2022-06"),
    ("The vote is due [next June].", "2023-05-07", "future", "", "2023-06"),
    ("APEC meets [this November].", "2023-05-01", "future", "", "2023-11"),
    ("They met in [March last year].", "2023-05-07", "past", "", "2022-03"),
    ("They will meet in [September of this year].", "2022-07-11", "future", "", "2022-09"),
    ("Since [May], Paris has mediated.", "2024-08-23", "past", "", "2024-05"),
    ("The [May] summit broke the ice.", "2024-08-23", "past", "", "2024-05"),
    ("Talks ran [from March to May].", "2023-08-07", "past", "", "2023-03-01/2023-05-31"),
    ("Talks ran [March-May 2023] in Jeddah.", "", None, "", "2023-03-01/2023-05-31"),
    ("It lasted [from November 2021 to March 2022].", "", None, "", "2021-11-01/2022-03-31"),
    ("It lasted [from November to March 2022].", "", None, "", "2021-11-01/2022-03-31"),
    ("It was the talks of [Sept. 2022] in Samarkand.", "", None, "", "2022-09"),
    ("It reopens in [the second half of September].", "2024-08-22", "future", "", "2024-09-16/2024-09-30"),
    # units from publication
    ("He visited Washington [last week].", "2023-05-03", "past", "", "2023-04-24/2023-04-30"),
    ("They will gather [next week].", "2023-05-03", "future", "", "2023-05-08/2023-05-14"),
    ("They meet again [this week].", "2023-05-03", "future", "", "2023-05-01/2023-05-07"),
    ("A summit is planned [next month].", "2023-05-03", "future", "", "2023-06"),
    ("Both fell out [last month].", "2024-01-15", "past", "", "2023-12"),
    ("It holds the chair [this year].", "2023-05-03", "present", "", "2023"),
    ("Their visit [last year] was tense.", "2023-05-03", "past", "", "2022"),
    ("It chairs the bloc [next year].", "2023-05-03", "future", "", "2024"),
    ("Ties warmed [earlier this year].", "2023-05-07", "past", "", "2023-01-01/2023-05-07"),
    ("Both are in Asia [later this month].", "2022-11-04", "future", "", "2022-11-05/2022-11-30"),
    ("It hit a mine [earlier this month].", "2025-09-15", "past", "", "2025-09-01/2025-09-15"),
    ("It hit a mine [earlier this month].", "2025-09-01", "past", "", "2025-09"),
    ("The court rules [later this year].", "2021-06-10", "future", "", "2021-06-11/2021-12-31"),
    ("The court rules [later this week].", "2023-05-03", "future", "", "2023-05-04/2023-05-07"),
    ("The court rules [later this week].", "2023-05-07", "future", "", "2023-05-08/2023-05-14"),
    ("It was agreed [late last year].", "2023-05-03", "past", "", "2022-07-01/2022-12-31"),
    ("It is due [early next month].", "2023-05-03", "future", "", "2023-06-01/2023-06-10"),
    ("It should end by [the end of this year].", "2023-05-03", "future", "", "2023-09-01/2023-12-31"),
    ("It should end by [the end of the year].", "2023-05-03", "future", "", "2023-09-01/2023-12-31"),
    ("It fell [last quarter].", "2023-05-03", "past", "", "2023-01-01/2023-03-31"),
    ("He called the king [today].", "2023-05-03", "past", "", "2023-05-03"),
    ("[Yesterday] both armies withdrew.", "2023-05-01", "past", "", "2023-04-30"),
    ("[Yesterday]’s attack killed ten.", "2021-08-27", "past", "", "2021-08-26"),
    ("They sit down [tomorrow morning].", "2023-05-31", "future", "", "2023-06-01"),
    ("They dine [tonight] at the palace.", "2023-05-03", "future", "", "2023-05-03"),
    ("It was struck [last night].", "2023-05-03", "past", "", "2023-05-02"),
    ("He arrived [the day before yesterday].", "2023-05-03", "past", "", "2023-05-01"),
    ("He arrives [the day after tomorrow].", "2023-05-03", "future", "", "2023-05-05"),
    ("It rained over [the weekend].", "2024-08-19", "past", "", "2024-08-17/2024-08-18"),
    ("It rains over [the weekend].", "2024-08-19", "future", "", "2024-08-24/2024-08-25"),
    ("They marched [this weekend].", "2024-08-18", "past", "", "2024-08-17/2024-08-18"),
    ("They meet [this weekend].", "2024-08-21", "future", "", "2024-08-24/2024-08-25"),
    ("They marched [last weekend].", "2024-08-21", "past", "", "2024-08-17/2024-08-18"),
    # distances
    ("He quit [two weeks ago].", "2023-05-03", "past", "", "2023-04-17/2023-04-23"),
    ("He quit [three days ago].", "2023-05-03", "past", "", "2023-04-30"),
    ("It split [a dozen years ago].", "2023-05-07", "past", "", "2011"),
    ("It split [about a dozen years ago].", "2023-05-07", "past", "", "2010-01-01/2012-12-31"),
    ("It split [more than two years ago].", "2023-05-07", "past", "", "2020-01-01/2021-12-31"),
    ("They met [less than two months ago].", "2023-05-07", "past", "", "2023-03-01/2023-04-30"),
    ("They met [a month ago].", "2023-03-31", "past", "", "2023-02"),
    ("They met [a month ago today].", "2023-05-07", "past", "", "2023-04-07"),
    ("They met [a year ago].", "2023-05-07", "past", "", "2022"),
    ("The wall fell [two decades ago].", "2023-05-07", "past", "", "1998-01-01/2008-12-31"),
    ("They met [several years ago].", "2023-05-07", "past", "", "2018-01-01/2022-12-31"),
    ("It shut its embassy [weeks ago].", "2026-07-16", "past", "", "2026-06-15/2026-07-12"),
    ("They will meet [two weeks from now].", "2023-05-03", "future", "", "2023-05-15/2023-05-21"),
    ("They will meet in [two weeks].", "2023-05-03", "future", "", "2023-05-15/2023-05-21"),
    ("It was its first test in [seven years].", "2022-11-04", "past", "", "?"),
    # from the time spoken of last
    ("[Later that month], Tokyo followed.", "2023-05-07", "past", "2023-04", "2023-04"),
    ("[Later that month], Tokyo followed.", "2023-05-07", "past", "2023-04-10", "2023-04"),
    ("[Later that month], Tokyo followed.", "2023-05-07", "past", "2019", "2019"),
    ("[Later that month], Tokyo followed.", "2023-05-07", "past", "", "?"),
    ("They met [the same month].", "2023-05-07", "past", "2019-12", "2019-12"),
    ("He left [the next day].", "2023-05-07", "past", "2019-12-31", "2020-01-01"),
    ("He left [the next day].", "2023-05-07", "past", "2019", "?"),
    ("He had come [the day before].", "2023-05-07", "past", "2019-03-01", "2019-02-28"),
    ("He left [the following week].", "2023-05-07", "past", "2023-03-16", "2023-03-20/2023-03-26"),
    ("He had left [three days earlier].", "2023-05-07", "past", "2023-03-16", "2023-03-13"),
    ("It was lifted [a week later].", "2023-05-07", "past", "2023-03-16", "2023-03-20/2023-03-26"),
    ("It was lifted [two years later].", "2023-05-07", "past", "2014", "2016"),
    ("It rose from [the previous year].", "2023-05-07", "past", "2019", "2018"),
    ("War broke out [that year].", "2023-05-07", "past", "1950-06-25", "1950"),
    ("He signed it in [March that year].", "2023-05-07", "past", "2014", "2014-03"),
    ("[Earlier in the day], he saw Assad.", "2023-05-07", "past", "2023-05-04", "2023-05-04"),
    ("[Earlier in the day], he saw Assad.", "2023-05-07", "past", "", "2023-05-07"),
    ("[Later in the year], he saw Assad.", "2023-05-07", "past", "2011-02", "2011"),
    # reaches
    ("In [recent weeks], both withdrew.", "2023-05-07", "past", "", "2023-04-03/2023-05-07"),
    ("In [the past month], both withdrew.", "2023-05-07", "past", "", "2023-04-07/2023-05-07"),
    ("Over [the last three years], ties froze.", "2023-05-07", "past", "", "2020-05-07/2023-05-07"),
    ("Over [the past four years], ties froze.", "2024-11-16", "past", "", "2020-11-16/2024-11-16"),
    ("He visits in [the coming days].", "2023-05-07", "future", "", "2023-05-07/2023-05-14"),
    ("He visits in [the next two weeks].", "2023-05-07", "future", "", "2023-05-07/2023-05-21"),
    ("A truce could come [within days].", "2023-05-07", "future", "", "2023-05-07/2023-05-14"),
    ("It will end [within two months].", "2023-05-07", "future", "", "2023-05-07/2023-07-07"),
    # years
    ("It settled the matter in [1965].", "", None, "", "1965"),
    ("All was settled by a [1965] treaty.", "", None, "", "1965"),
    ("The [2018] rulings angered Tokyo.", "", None, "", "2018"),
    ("[2018] rulings by the court angered Tokyo.", "", None, "", "2018"),
    ("By [2019], both had downgraded it.", "", None, "", "2019"),
    ("It fired missiles since [the start of 2022].", "", None, "", "2022-01-01/2022-04-30"),
    ("Its [1910-45] occupation still rankles.", "", None, "", "1910-01-01/1945-12-31"),
    ("The war of [1950–1953] split it.", "", None, "", "1950-01-01/1953-12-31"),
    ("He served [from 2011 to 2014] in Accra.", "", None, "", "2011-01-01/2014-12-31"),
    ("He served [between 2011 and 2014] in Accra.", "", None, "", "2011-01-01/2014-12-31"),
    ("It grew in [the 1990s].", "", None, "", "1990-01-01/1999-12-31"),
    ("It grew in [the late 1980s].", "", None, "", "1985-01-01/1989-12-31"),
    ("It fell in [late 2019].", "", None, "", "2019-07-01/2019-12-31"),
    ("It fell in [mid-2019].", "", None, "", "2019-04-01/2019-09-30"),
    ("Mali (formerly Sudan) split ([1960]).", "", None, "", "1960"),
    ("It drew lines in [the 19th century].", "", None, "", "1801-01-01/1900-12-31"),
    ("It budgeted for [fiscal year 2023].", "", None, "", "2023"),
    ("The ban dates back to [1994].", "", None, "", "1994"),
    # seasons, quarters, holidays
    ("Elections are due in [spring 2024].", "", None, "", "2024-03-01/2024-05-31"),
    ("They met [last summer] in Rome.", "2022-11-04", "past", "", "2022-06-01/2022-08-31"),
    ("They meet [this fall] in Rome.", "2022-05-21", "future", "", "2022-09-01/2022-11-30"),
    ("Kabul fell in [the summer of 2021].", "", None, "", "2021-06-01/2021-08-31"),
    ("Kyiv froze in [the winter of 2022].", "", None, "", "2022-12-01/2023-02-28"),
    ("Trade fell in [the first quarter of 2024].", "", None, "", "2024-01-01/2024-03-31"),
    ("Trade fell in [the first quarter].", "2024-05-02", "past", "", "2024-01-01/2024-03-31"),
    ("Trade grew in [the second half of last year].", "2024-05-02", "past", "", "2023-07-01/2023-12-31"),
    ("Trade grew in [Q3 2022].", "", None, "", "2022-07-01/2022-09-30"),
    ("Guns fell silent on [Christmas] for once.", "2023-01-09", "past", "", "2022-12-25"),
    ("He pardoned them on [New Year’s Day].", "2023-01-09", "past", "", "2023-01-01"),
    ("Troops will parade on [Bastille Day] in Paris.", "2023-07-09", "future", "", "2023-07-14"),
    ("The truce of [Easter 2022] did not hold.", "", None, "", "2022-04-17"),
    ("Moscow offered an [Orthodox Easter] truce.", "2025-04-22", "past", "", "2025-04-20"),
    ("They were freed on [Good Friday].", "2023-04-09", "past", "", "2023-04-07"),
    ("He spoke on the [Aug. 15] Liberation Day.", "2023-08-20", "past", "", "2023-08-15"),
    # durations have no place in time
    ("He came for a [two-day] visit.", "2023-05-07", "past", "", "?"),
    ("The talks lasted for [three days].", "2023-05-07", "past", "", "?"),
    ("It is a [five-day] tour.", "2023-05-07", "present", "", "?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "published", "tense", "anchor", "expected"),
    TIMES,
    ids=[f"{n}-{marked(row[0])[1]}" for n, row in enumerate(TIMES)],
)
def test_time_is_found_and_placed(text, published, tense, anchor, expected):
    plain, words = marked(text)
    found = find(plain)
    assert [e.text for e in found] == [words]
    assert plain[found[0].start : found[0].end] == words
    day = date.fromisoformat(published) if published else None
    known = when(anchor) if anchor else None
    assert resolve(found[0], published=day, tense=tense, anchor=known) == when(expected, words)


NOT_TIMES = [
    "He may visit.", "May God help them.", "Theresa May resigned.", "Prime Minister May backed it.",
    "Talks backed by Theresa May failed.", "They may 2 be one.", "Protesters march on the capital.",
    "March with us, he told them.", "The Long March 5 rocket flew.", "The Women’s March drew crowds.",
    "April Glaspie was the ambassador.", "June Kelly chaired it.", "The Sun rose over Seoul.",
    "The paper, The Sun. It said so.", "Agenda 2030 was adopted.", "The 2030 Agenda was adopted.",
    "Saudi Arabia's Vision 2030 is broad.", "The Group of 20 met.", "The G20 met.", "The Group of Seven met.",
    "Resolution 2231 holds.", "Resolutions 1718 and 1874 bind it.", "Under Resolution 1701 (2006) they left.",
    "The 38th parallel divides it.", "It fired 300 missiles.", "It fired 2000 missiles.",
    "It sent 1950 troops.", "It deployed about 2,000 soldiers.", "It costs 1.5 million dollars.",
    "It paid $2000 for it.", "They are 2000 km apart.", "It flew at an altitude of 2000 meters.",
    "A 24-hour curfew began.", "The 45-year-old envoy left.", "He is 45 years old.", "He is aged 45.",
    "World War II ended it.", "The World War I dead lie here.", "Section 1905 applies.", "Flight 1812 landed.",
    "The Arab Spring began.", "The Prague Spring ended.", "The Good Friday Agreement holds.",
    "It is Bloody Sunday all over.", "The Sunday Times reported it.", "Black September struck.",
    "The October Revolution began.", "Christmas Island is remote.", "They meet every Monday.",
    "They meet on Sundays.", "It votes every year.", "It was dated 5/9/2022.", "The March 23 Movement fought on.",
    "The fall of Kabul shocked them.", "The Winter Olympics opened.", "A spring balloon popped.",
    "It won by 1900 votes to 1850 votes.", "See https://example.org/2022/09/21/story for it.",
    "Call 555-2019 now.", "The B-2050 model flew.", "At 20:15 they left.", "It is 50 percent of 1.2 billion.",
    "One day they will agree.", "It is the last treaty.", "The next steps are hard.", "His last visit failed.",
    "A second round came.", "They took the first half of the city.", "Tokyo 2020 was delayed.",
    "COVID-19 closed it.", "It was the second in as many days.", "The May Fourth Movement began.", "He left soon.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_TIMES)
def test_what_only_looks_like_a_time_is_not_found(text):
    assert find(text) == ()


def test_the_tables_are_as_large_as_promised():
    assert len(TIMES) >= 150
    assert len(set(NOT_TIMES)) >= 40


RELATIONS = [
    ("Their second summit since [March].", "since"),
    ("It was the first visit since [2011].", "since"),
    ("It fired 100 since [the start of 2022].", "since"),
    ("No one met him before [2011].", "before"),
    ("After the [September] encounter, they met.", "after"),
    ("Following [Sunday]’s vote, he quit.", "after"),
    ("Prior to [1965] there were none.", "before"),
    ("Ahead of the [May 7] summit, he flew.", "before"),
    ("It must leave until [March 29].", "until"),
    ("It holds through [Friday].", "until"),
    ("By [2019], both had left.", "by"),
    ("It must end by [the end of the year].", "by"),
    ("It is bound by a [1965] treaty.", None),
    ("He travels [between Nov. 11 and 19].", "between"),
    ("He served [between 2011 and 2014].", "between"),
    ("He served [from 2011 to 2014].", None),
    ("They met on [Sunday].", None),
    ("In [1965] it was settled.", None),
    ("The treaty came into force [Sunday].", None),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS, ids=[row[0] for row in RELATIONS])
def test_governing_preposition_is_kept_as_relation(text, relation):
    plain, words = marked(text)
    assert [(e.text, e.relation) for e in find(plain)] == [(words, relation)]


DURATIONS = [
    ("a two-day visit", 2), ("a five-day tour", 5), ("for three days", 3), ("a week-long trip", 7),
    ("a weeklong trip", 7), ("for a fortnight", 14), ("a three-week tour", 21), ("a six-month truce", 180),
    ("for 12 years", 4380), ("a dozen years of war", 4380), ("about half a dozen days of talks", 6),
    ("for twenty-five years", 9125), ("the first time in seven years", 2555), ("two more days of talks", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), DURATIONS, ids=[row[0] for row in DURATIONS])
def test_duration_has_days(text, days):
    (found,) = find(text)
    assert (found.kind, found.days, found.relation) == (Kind.DURATION, days, None)


def test_two_expressions_in_one_sentence_keep_their_order():
    text = "Sunday’s talks follow a visit last week; in March 2023 they met, the first time since 2011."
    assert [e.text for e in find(text)] == ["Sunday", "last week", "March 2023", "2011"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in November and December", ["November and December"]),
        ("in October or November", ["October or November"]),
        ("on Monday and on Tuesday", ["Monday", "Tuesday"]),
        ("in 2010, 2012 and 2014", ["2010", "2012", "2014"]),
        ("In March 12 states joined.", ["March"]),
        ("On Nov. 6 and 300 ships came.", ["Nov. 6"]),
        ("in March\n\n21 people died", ["March"]),
        ("on Sept.\xa021 in Rome", ["Sept.\xa021"]),
        ("on September\n21, 2022", ["September\n21, 2022"]),
        ("in 2022, 1900 troops left", ["2022"]),
        ("the Sept. 21, 2022, talks", ["Sept. 21, 2022"]),
        ("today, tomorrow and the day after", ["today", "tomorrow", "the day after"]),
    ],
)
def test_neighbours_are_told_apart(text, found):
    assert [e.text for e in find(text)] == found


def test_coming_months_of_one_list_lie_in_one_winter():
    first, second = find("visits to Turkey in November and in December")
    day = date(2025, 10, 7)
    november = resolve(first, published=day)
    assert resolve(second, published=day, anchor=november) == when("2025-12", "December")


def test_lasting_adds_the_other_days_of_a_visit():
    assert lasting(when("2023-05-07", "Sunday"), days=2) == when("2023-05-07/2023-05-08", "Sunday")
    assert lasting(when("2023-05-07"), days=1) == when("2023-05-07")
    assert lasting(when("2023-05"), days=2) == when("2023-05")
    assert lasting(when("?"), days=2) == when("?")


def test_since_reaches_to_publication():
    bound = when("2022-01-01/2022-04-30")
    assert since(bound, published=date(2023, 5, 3)) == when("2022-01-01/2023-05-03")
    assert since(bound, published=None) == bound
    assert since(bound, published=date(2021, 1, 1)) == bound


@pytest.mark.parametrize("year", [1961, 1999, 2000, 2008, 2019, 2024, 2038])
def test_easter_is_a_sunday_in_its_season(year):
    west, east = calendar.easter(year), calendar.orthodox_easter(year)
    assert west.weekday() == east.weekday() == 6
    assert date(year, 3, 22) <= west <= date(year, 4, 25)
    assert west <= east <= date(year, 5, 8)


PIECES = st.sampled_from(
    [marked(row[0])[0] for row in TIMES]
    + [marked(row[0])[1] for row in TIMES]
    + NOT_TIMES
    + ["between", "from", "to", "and", "-", "–", ",", ".", "since", "by", "19", "2022", "2023-05", "May", "March", "Sunday", "last", "next", "this", "week", "month", "the"]
    + ["\n\n", "\xa0", "’s", "ago", "later", "(", "12", "a dozen", "mid-", "early "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60)
DAYS = st.dates()
TENSES = st.sampled_from(["past", "present", "future", None])
EXPRESSIONS = st.sampled_from([e for row in TIMES for e in find(marked(row[0])[0])])
ANCHORS = st.none() | st.builds(
    lambda day, more: When(
        day, calendar.add(day, "day", more), Precision.INTERVAL if more else Precision.DAY, "then"
    ),
    st.dates(max_value=date.max - timedelta(400)),
    st.sampled_from([0, 1, 30, 365]),
)


@given(TEXTS)
def test_spans_slice_back_and_never_overlap(text):
    found = find(text)
    assert all(
        text[e.start : e.end] == e.text and e.text.strip() == e.text and e.text for e in found
    )
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@given(EXPRESSIONS, st.none() | DAYS, TENSES, ANCHORS)
@settings(max_examples=1000)
def test_resolution_is_ordered_and_its_precision_true(expression, published, tense, anchor):
    answer = resolve(expression, published=published, tense=tense, anchor=anchor)
    assert answer.text == expression.text
    assert (
        (answer.precision is Precision.UNRESOLVED)
        == (answer.earliest is None)
        == (answer.latest is None)
    )
    if answer.earliest and answer.latest:
        assert answer.earliest <= answer.latest
        assert (answer.precision is Precision.DAY) == (answer.earliest == answer.latest)
        if answer.precision is Precision.MONTH:
            assert (answer.earliest, answer.latest) == calendar.around(answer.earliest, "month")
        if answer.precision is Precision.YEAR:
            assert (answer.earliest, answer.latest) == calendar.around(answer.earliest, "year")


@given(TEXTS, st.none() | DAYS, TENSES, ANCHORS)
def test_whatever_is_found_can_be_asked_for_its_time(text, published, tense, anchor):
    for expression in find(text):
        resolve(expression, published=published, tense=tense, anchor=anchor)


def stands_alone(e: Expression) -> bool:
    """Whether the text gives the year itself."""
    return all(map(stands_alone, e.parts)) if e.parts else e.year is not None


@given(EXPRESSIONS, DAYS, TENSES)
def test_only_what_states_its_year_resolves_without_publication(expression, published, tense):
    alone = resolve(expression, published=None, tense=tense)
    if stands_alone(expression):
        assert alone.precision is not Precision.UNRESOLVED
        assert alone == resolve(expression, published=published, tense=tense)
    elif not any(map(stands_alone, expression.parts)):
        assert alone.precision is Precision.UNRESOLVED


@given(DAYS, st.sampled_from(list(calendar.DAYS)), st.integers(-3000, 3000))
def test_units_hold_their_day_and_shifts_never_overflow(day, unit, count):
    first, last = calendar.around(day, unit)
    assert first <= day <= last
    assert date.min <= calendar.add(day, unit, count) <= date.max


@given(
    DAYS,
    st.sampled_from(["week", "month", "year"]),
    st.sampled_from(["early", "mid", "late", "start", "end"]),
)
def test_a_part_lies_inside_its_whole(day, unit, name):
    whole = calendar.around(day, unit)
    first, last = calendar.part(whole, name)
    assert whole[0] <= first < last <= whole[1]


def test_rules_look_only_near_their_words():
    """A text without a word of time is looked at by no rule, and a long one near its single date only."""
    filler = "The two ministers spoke at length about trade and the security of the whole region. "
    assert dates._windows(filler * 40) == {}
    windows = dates._windows(filler * 40 + "They met on Tuesday. " + filler * 40)
    assert sum(end - start for spans in windows.values() for start, end in spans) < 400
