"""Titles, office-holders and the order of names, as tables."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from comity.errors import OntologyError
from comity.knowledge.name_order import load_family_names
from comity.knowledge.people import family_first, load_office_holders, load_titles
from comity.resources import folder

TITLES = load_titles()
HOLDERS = load_office_holders()


def tokens(text: str) -> list[str]:
    """Words as spaCy cuts them: hyphens and commas stand alone, abbreviations keep their dot."""
    found: list[str] = []
    for word in text.split():
        found += [p for p in re.split(r"(-|,$)", word) if p]
    return found


# text -> the part of it that is the title at its beginning
MATCHES = [
    ("Prime Minister Fumio Kishida", "Prime Minister"),
    ("president of the country", "president"),
    ("PRESIDENT Park", "PRESIDENT"),
    ("Vice-President Kim", "Vice-President"),
    ("vice president Kamala Harris", "vice president"),
    ("Secretary-General Antonio Guterres", "Secretary-General"),
    ("Secretary General Kofi Annan", "Secretary General"),
    ("Foreign Minister Wang Yi", "Foreign Minister"),
    ("foreign minister Wang Yi", "foreign minister"),
    ("minister of foreign affairs Wang Yi", "minister of foreign affairs"),
    ("Minister for Foreign Affairs Penny Wong", "Minister for Foreign Affairs"),
    ("external affairs minister S. Jaishankar", "external affairs minister"),
    ("Secretary of State Antony Blinken", "Secretary of State"),
    ("Secretary of State for Defence Ben Wallace", "Secretary of State for Defence"),
    ("Defence Secretary Ben Wallace", "Defence Secretary"),
    ("Secretary of Defense Lloyd Austin", "Secretary of Defense"),
    ("Planning and Investment Minister Nguyen Chi Dung", "Planning and Investment Minister"),
    (
        "Land, Infrastructure, Transport and Tourism Minister Saito",
        "Land, Infrastructure, Transport and Tourism Minister",
    ),
    (
        "Minister of Economy, Trade and Industry Yasutoshi Nishimura",
        "Minister of Economy, Trade and Industry",
    ),
    ("Minister of Defense and Foreign Minister Park", "Minister of Defense"),
    ("minister of defence, trade", "minister of defence"),
    ("deputy foreign minister Sergei Ryabkov", "deputy foreign minister"),
    ("Vice Foreign Minister Cho Hyun-dong", "Vice Foreign Minister"),
    ("First Deputy Prime Minister Denis Manturov", "First Deputy Prime Minister"),
    ("first Prime Minister", ""),
    ("then-President George Bush", "then-President"),
    ("ex-president Park", "ex-president"),
    ("former South Korean president", ""),
    ("former president Jimmy Carter", "former president"),
    ("late President Hafez al-Assad", "late President"),
    ("acting prime minister", "acting prime minister"),
    ("outgoing Chancellor Olaf Scholz", "outgoing Chancellor"),
    ("interim president", "interim president"),
    ("president-elect Lee", "president-elect"),
    ("Prime Minister-designate Saad Hariri", "Prime Minister-designate"),
    ("state councilor Yang Jiechi", "state councilor"),
    ("national security advisor Jake Sullivan", "national security advisor"),
    ("Chief Cabinet Secretary Hirokazu Matsuno", "Chief Cabinet Secretary"),
    ("special representative for Afghanistan", "special representative"),
    ("charge d'affaires Li", "charge d'affaires"),
    ("chargé d’affaires Li", "chargé d’affaires"),
    ("Consul General Park", "Consul General"),
    ("foreign ministry spokeswoman Mao Ning", "foreign ministry spokeswoman"),
    (
        "High Representative for Foreign Affairs and Security Policy Josep Borrell",
        "High Representative for Foreign Affairs and Security Policy",
    ),
    (
        "Under Secretary of State for Political Affairs Victoria Nuland",
        "Under Secretary of State for Political Affairs",
    ),
    (
        "Assistant Secretary of State for East Asian and Pacific Affairs Kurt Campbell",
        "Assistant Secretary of State for East Asian and Pacific Affairs",
    ),
    ("Gen. Mark Milley", "Gen."),
    ("Lt. Gen. Park", "Lt. Gen."),
    ("Mr. Kishida", "Mr."),
    ("PM Modi", "PM"),
    ("pm on Sunday", ""),
    ("General Min Aung Hlaing", "General"),
    ("general agreement", ""),
    ("General Assembly", ""),
    ("major step", ""),
    ("Premier League", ""),
    ("foreign minister-level talks", ""),
    ("security and Foreign Minister Park", ""),
    ("trade talks", ""),
    ("deputy of the assembly", ""),
    ("chief nuclear negotiator Saeed Jalili", "chief nuclear negotiator"),
    ("EU foreign policy chief", ""),
    ("foreign policy chief Kaja Kallas", "foreign policy chief"),
    ("junta leader Assimi Goita", "junta leader"),
    ("commander of security forces", "commander"),
    ("Crown Prince Mohammed bin Salman", "Crown Prince"),
    ("Kishida", ""),
    ("- general", ""),
]


@pytest.mark.parametrize(("text", "title"), MATCHES, ids=[m[0] for m in MATCHES])
def test_longest_title(text: str, title: str) -> None:
    assert TITLES.match(tokens(text), 0) == len(tokens(title))


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (["Vice-President", "Kim"], 1),
        (["ex-president", "Park"], 1),
        (["minister-level", "talks"], 0),
        (["co-chairman", "X"], 1),
    ],
)
def test_hyphen_within_a_word(words: list[str], size: int) -> None:
    assert TITLES.match(words, 0) == size


def test_match_begins_where_told() -> None:
    words = tokens("Japanese Prime Minister Fumio Kishida met Foreign Minister Park Jin")
    assert [TITLES.match(words, i) for i in range(len(words))] == [0, 2, 1, 0, 0, 0, 2, 1, 0, 0]


MEANINGS = [
    ("FM", "foreign minister", "minister"),
    ("PM", "prime minister", "head_of_government"),
    ("premier", "prime minister", "head_of_government"),
    ("Secretary of State", "foreign minister", "minister"),
    ("top diplomat", "foreign minister", "minister"),
    ("minister of trade and foreign affairs", "foreign minister", "minister"),
    ("Foreign and Trade Minister", "foreign minister", "minister"),
    ("defense secretary", "defence minister", "minister"),
    ("Secretary of State for Defence", "defence minister", "minister"),
    ("Minister of Economy, Trade and Industry", "economy, trade and industry minister", "minister"),
    ("vice foreign minister", "deputy foreign minister", "deputy"),
    ("deputy minister of foreign affairs", "deputy foreign minister", "deputy"),
    ("former president", "president", "head_of_state"),
    ("President - elect", "president", "head_of_state"),
    ("Secretary-General", "secretary-general", "organisation_head"),
    ("Chargé d'affaires", "chargé d'affaires", "envoy"),
    ("spokeswoman", "spokesperson", "spokesperson"),
    ("Gen.", "general", "honorific"),
    ("Sen.", "senator", "legislator"),
    ("opposition leader", "opposition leader", "party_leader"),
    ("junta leader", "junta leader", "head_of_state"),
    ("crown prince", "crown prince", "royal"),
    ("chief justice", "chief justice", "judge"),
    ("minister of state for foreign affairs", "minister of state for foreign affairs", "minister"),
]


@pytest.mark.parametrize(("text", "canonical", "level"), MEANINGS, ids=[m[0] for m in MEANINGS])
def test_meaning_of_a_title(text: str, canonical: str, level: str) -> None:
    title = TITLES.info(text)
    assert title is not None
    assert (title.text, title.canonical, title.level) == (text, canonical, level)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "summit",
        "Kishida",
        "deputy",
        "the president",
        "president of",
        "former",
        "trade",
        "Prime Minister Kishida",
    ],
)
def test_no_title(text: str) -> None:
    title = TITLES.info(text)
    assert title is None


def test_every_title_of_the_table_is_found() -> None:
    for title in TITLES.rows.values():
        written = title.text.upper() if len(title.text) <= 3 else title.text.title()
        words = tokens(written)
        assert TITLES.match(words, 0) == len(words), title.text
        assert TITLES.info(written) is not None


SURNAMES = [
    ("Bush", date(1991, 1, 17), "George H. W. Bush"),
    ("Bush", date(2003, 3, 20), "George W. Bush"),
    ("Clinton", date(1998, 5, 1), "Bill Clinton"),
    ("Clinton", date(2011, 5, 1), "Hillary Clinton"),
    ("Merkel", date(2015, 8, 31), "Angela Merkel"),
    ("Mandela", date(1995, 6, 24), "Nelson Mandela"),
    ("Mandela", date(1990, 2, 11), "Nelson Mandela"),
    ("Kim", date(1993, 6, 1), "Kim Young-sam"),
    ("Kim", date(2023, 5, 7), "Kim Jong-un"),
    ("Lee", date(2010, 11, 11), "Lee Myung-bak"),
    ("Lee", date(2025, 8, 25), "Lee Jae-myung"),
    ("Park", date(2015, 11, 2), "Park Geun-hye"),
    ("Park", date(2023, 1, 9), "Park Jin"),
    ("Kishida", date(2023, 5, 7), "Fumio Kishida"),
    ("Yoon", date(2023, 5, 7), "Yoon Suk-yeol"),
    ("Abe", date(2019, 12, 24), "Shinzo Abe"),
    ("Assad", date(1991, 10, 30), "Hafez al-Assad"),
    ("al-Assad", date(2013, 8, 21), "Bashar al-Assad"),
    ("Sisi", date(2022, 11, 6), "Abdel Fattah el-Sisi"),
    ("Erdogan", date(2020, 1, 1), "Recep Tayyip Erdoğan"),
    ("ERDOĞAN", date(2020, 1, 1), "Recep Tayyip Erdoğan"),
    ("Lula", date(2023, 1, 8), "Luiz Inácio Lula da Silva"),
    ("Chavez", date(2005, 1, 1), "Hugo Chávez"),
    ("Gandhi", date(1987, 7, 29), "Rajiv Gandhi"),
    ("Sharif", date(1998, 5, 28), "Nawaz Sharif"),
    ("Sharif", date(2024, 5, 28), "Shehbaz Sharif"),
    ("Suu Kyi", date(2017, 1, 1), "Aung San Suu Kyi"),
    ("Phuc", date(2019, 2, 27), "Nguyen Xuan Phuc"),
    ("Trudeau", date(2016, 1, 1), "Justin Trudeau"),
    ("Rasmussen", date(2012, 5, 20), "Anders Fogh Rasmussen"),
    ("Gadhafi", date(2003, 12, 19), "Muammar Gaddafi"),
    ("von der Leyen", date(2022, 3, 1), "Ursula von der Leyen"),
    ("Ban", date(2012, 1, 1), "Ban Ki-moon"),
    ("Wang", date(2022, 8, 9), "Wang Yi"),
    ("Bhutto", date(1989, 1, 1), "Benazir Bhutto"),
]


@pytest.mark.parametrize(
    ("family", "on", "name"), SURNAMES, ids=[f"{s[0]} {s[1].year}" for s in SURNAMES]
)
def test_surname_on_a_date(family: str, on: date, name: str) -> None:
    assert HOLDERS.by_surname(family, on)[0].name == name


@pytest.mark.parametrize(
    ("family", "on", "found"),
    [
        ("Carter", date(1995, 12, 31), True),  # 15 years' grace after
        ("Carter", date(1996, 12, 31), False),
        ("Kishida", date(2008, 1, 1), True),  # 5 years before the first office known
        ("Kishida", date(2007, 1, 1), False),
        ("Nobody", None, False),
        ("Carter", None, True),
    ],
)
def test_grace_around_a_term(family: str, on: date | None, found: bool) -> None:
    assert bool([h for h in HOLDERS.by_surname(family, on) if h.name != "Ash Carter"]) is found


def test_surname_without_a_date_gives_all_terms() -> None:
    assert {"George W. Bush", "George H. W. Bush"} <= {
        h.name for h in HOLDERS.by_surname("Bush", None)
    }
    assert all(HOLDERS.by_surname("Kim", None)[i].leads for i in range(3))


NAMES = [
    ("Mohammed bin Salman Al Saud", "Mohammed bin Salman"),
    ("Mohammed bin Salman received Egyptian", None),
    ("Yoon Suk Yeol", "Yoon Suk-yeol"),
    ("YOON SUK-YEOL", "Yoon Suk-yeol"),
    ("Yoon Seok-youl", "Yoon Suk-yeol"),
    ("Suk-yeol Yoon", "Yoon Suk-yeol"),
    ("Kim Jong Un", "Kim Jong-un"),
    ("Kishida Fumio", "Fumio Kishida"),
    ("Abe Shinzo", "Shinzo Abe"),
    ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
    ("Joao Lourenco", "João Lourenço"),
    ("Bashar Assad", "Bashar al-Assad"),
    ("Bashar al Assad", "Bashar al-Assad"),
    ("Abdel-Fattah el-Sissi", None),
    ("Abdel-Fattah al-Sisi", "Abdel Fattah el-Sisi"),
    ("Umaru Yar’Adua", "Umaru Yar'Adua"),
    ("Donald J. Trump", "Donald Trump"),
    ("Vladimir V. Putin", "Vladimir Putin"),
    ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
    ("Ban Ki Moon", "Ban Ki-moon"),
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Queen Elizabeth II", "Elizabeth II"),
    ("Kim", None),
    ("Ki-moon", None),
    ("Jane Doe", None),
]


@pytest.mark.parametrize(("text", "name"), NAMES, ids=[n[0] for n in NAMES])
def test_full_name(text: str, name: str | None) -> None:
    assert {h.name for h in HOLDERS.by_name(text)} == ({name} if name else set())


@pytest.mark.parametrize(
    ("on", "name"), [(date(1990, 8, 2), "George H. W. Bush"), (date(2002, 1, 29), "George W. Bush")]
)
def test_full_name_of_two_people_is_read_by_date(on: date, name: str) -> None:
    assert HOLDERS.by_name("George Bush", on)[0].name == name


OFFICES = [
    ("president", "state/usa", date(1987, 12, 8), "Ronald Reagan"),
    ("leader", "state/usa", date(2021, 6, 1), "Joe Biden"),
    ("secretary of state", "state/usa", date(2023, 3, 1), "Antony Blinken"),
    ("foreign minister", "state/usa", date(2014, 3, 1), "John Kerry"),
    ("prime minister", "state/jpn", date(2002, 9, 17), "Junichiro Koizumi"),
    ("Prime Minister", "state/jpn", date(2023, 5, 7), "Fumio Kishida"),
    ("president", "state/kor", date(2000, 6, 15), "Kim Dae-jung"),
    ("president", "state/kor", date(2025, 1, 15), "Yoon Suk-yeol"),
    ("acting president", "state/kor", date(2025, 1, 15), "Choi Sang-mok"),
    ("leader", "state/prk", date(2005, 1, 1), "Kim Jong-il"),
    ("foreign minister", "state/kor", date(2022, 7, 18), "Park Jin"),
    ("leader", "state/chn", date(1989, 6, 4), "Deng Xiaoping"),
    ("premier", "state/chn", date(2010, 1, 1), "Wen Jiabao"),
    ("top diplomat", "state/chn", date(2024, 1, 1), "Wang Yi"),
    ("leader", "state/vnm", date(2015, 7, 7), "Nguyen Phu Trong"),
    ("external affairs minister", "state/ind", date(2022, 1, 1), "Subrahmanyam Jaishankar"),
    ("leader", "state/ind", date(2000, 3, 1), "Atal Bihari Vajpayee"),
    ("leader", "state/pak", date(2005, 1, 1), "Pervez Musharraf"),
    ("leader", "state/mmr", date(2018, 1, 1), "Aung San Suu Kyi"),
    ("prime minister", "state/aus", date(2003, 3, 20), "John Howard"),
    ("prime minister", "state/nzl", date(2019, 3, 15), "Jacinda Ardern"),
    ("chancellor", "state/deu", date(1990, 10, 3), "Helmut Kohl"),
    ("prime minister", "state/deu", date(2015, 10, 3), "Angela Merkel"),
    ("leader", "state/deu", date(2023, 1, 1), "Olaf Scholz"),
    ("head of state", "state/deu", date(2023, 1, 1), "Frank-Walter Steinmeier"),
    ("president", "state/fra", date(1994, 6, 6), "François Mitterrand"),
    ("prime minister", "state/gbr", date(1990, 6, 1), "Margaret Thatcher"),
    ("foreign secretary", "state/gbr", date(2017, 1, 1), "Boris Johnson"),
    ("leader", "state/sun", date(1987, 12, 8), "Mikhail Gorbachev"),
    ("president", "state/rus", date(2010, 4, 8), "Dmitry Medvedev"),
    ("president", "state/ukr", date(2022, 2, 24), "Volodymyr Zelensky"),
    ("supreme leader", "state/irn", date(2015, 7, 14), "Ali Khamenei"),
    ("leader", "state/irn", date(1986, 1, 1), "Ruhollah Khomeini"),
    ("president", "state/irn", date(1999, 1, 1), "Mohammad Khatami"),
    ("prime minister", "state/isr", date(1993, 9, 13), "Yitzhak Rabin"),
    ("king", "state/jor", date(1994, 10, 26), "Hussein"),
    ("leader", "state/sau", date(2023, 6, 1), "Mohammed bin Salman"),
    ("president", "state/egy", date(2012, 11, 22), "Mohamed Morsi"),
    ("president", "state/zaf", date(1996, 1, 1), "Nelson Mandela"),
    ("president", "state/ken", date(2023, 1, 1), "William Ruto"),
    ("president", "state/ago", date(1992, 1, 1), "José Eduardo dos Santos"),
    ("prime minister", "state/eth", date(2019, 10, 11), "Abiy Ahmed"),
    ("leader", "state/mli", date(2023, 1, 1), "Assimi Goïta"),
    ("president", "state/bra", date(2020, 1, 1), "Jair Bolsonaro"),
    ("president", "state/arg", date(1991, 1, 1), "Carlos Menem"),
    ("president", "state/cub", date(2015, 1, 1), "Raúl Castro"),
    ("president", "state/chl", date(2005, 1, 1), "Ricardo Lagos"),
    ("secretary-general", "igo/united-nations", date(2003, 3, 1), "Kofi Annan"),
    ("UN chief", "igo/united-nations", date(2022, 1, 1), "António Guterres"),
    ("secretary general", "igo/nato", date(2022, 6, 29), "Jens Stoltenberg"),
    ("foreign policy chief", "igo/european-union", date(2015, 7, 14), "Federica Mogherini"),
    ("leader", "group/hamas", date(2020, 1, 1), "Ismail Haniyeh"),
]


@pytest.mark.parametrize(
    ("title", "of", "on", "name"), OFFICES, ids=[f"{o[0]} {o[1]} {o[2].year}" for o in OFFICES]
)
def test_office_on_a_date(title: str, of: str, on: date, name: str) -> None:
    holder = HOLDERS.holding(title, of, on)
    assert holder is not None
    assert holder.name == name


@pytest.mark.parametrize(
    ("title", "of", "on"),
    [
        ("president", "state/usa", None),
        ("president", None, date(2020, 1, 1)),
        ("president", "state/xyz", date(2020, 1, 1)),
        ("former president", "state/usa", date(2022, 1, 1)),
        ("president-elect", "state/usa", date(2020, 12, 1)),
        ("summit", "state/usa", date(2022, 1, 1)),
        ("", "state/usa", date(2022, 1, 1)),
        ("president", "state/jpn", date(2022, 1, 1)),
        ("president", "state/usa", date(1900, 1, 1)),
    ],
)
def test_office_unknown(title: str, of: str | None, on: date | None) -> None:
    assert HOLDERS.holding(title, of, on) is None


FAMILY_FIRST = [
    ("Yoon Suk-yeol", True), ("Yoon Suk Yeol", True), ("Park Jin", True), ("Park Geun-hye", True),
    ("Kim Jong Un", True), ("Kim Dae-jung", True), ("Lee Myung-bak", True), ("Cho Tae-yong", True),
    ("Han Duck-soo", True), ("Kang Kyung-wha", True), ("Choe Son Hui", True), ("Ban Ki-moon", True),
    ("Xi Jinping", True), ("Wang Yi", True), ("Li Keqiang", True), ("Qin Gang", True), ("Tsai Ing-wen", True),
    ("Ma Ying-jeou", True), ("Lee Hsien Loong", True), ("Goh Chok Tong", True), ("Chiang Kai-shek", True),
    ("Nguyen Phu Trong", True), ("Pham Minh Chinh", True), ("Vo Van Thuong", True), ("Le Duc Tho", True), ("To Lam", True),
    ("Fumio Kishida", False), ("Shinzo Abe", False), ("Takeo Akiba", False), ("Lee Smith", False), ("Kim Campbell", False),
    ("Kim Kardashian", False), ("Lee Harvey Oswald", False), ("Jo Cox", False), ("Suk-yeol Yoon", False), ("Shinhye Kang", False),
    ("Jack Ma", False), ("Young Kim", False), ("Bo Derek", False), ("Le Pen", False), ("Joe Biden", False), ("Lee Kim", False),
    ("Lee Ann Smith", False), ("Kishida", False), ("", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"), FAMILY_FIRST, ids=[n[0] or "none" for n in FAMILY_FIRST]
)
def test_family_name_first(name: str, expected: bool) -> None:
    assert family_first(name.split()) is expected


def test_family_name_lists_are_long_enough() -> None:
    cultures = [c for found in load_family_names().values() for c in found]
    assert cultures.count("korean") >= 60
    assert cultures.count("chinese") >= 120
    assert cultures.count("vietnamese") >= 30


def test_korean_and_chinese_holders_are_family_first() -> None:
    asian = {h.name: h.family for h in HOLDERS.terms if h.code in ("CHN", "KOR", "PRK", "VNM")}
    wrong = sorted(
        n
        for n, family in asian.items()
        if n.startswith(f"{family} ") and not family_first(n.split())
    )
    assert wrong == []


def test_other_holders_are_not_family_first() -> None:
    western = {
        h.name
        for h in HOLDERS.terms
        if h.code in ("USA", "GBR", "FRA", "DEU", "ITA", "JPN", "BRA", "RUS", "IND", "NGA")
    }
    assert [n for n in sorted(western) if family_first(n.split())] == []


def test_terms_are_well_formed() -> None:
    for holder in HOLDERS.terms:
        assert holder.since is None or holder.until is None or holder.since <= holder.until
        assert re.fullmatch(r"(state/[a-z]{3}|(igo|group|org|party|place)/[a-z0-9-]+)", holder.of)
        assert holder.wikidata is None or re.fullmatch(r"Q[1-9]\d*", holder.wikidata)
        assert (holder.code == "IGO") is holder.of.startswith("igo/")
        assert any(holder.family in name for name in (holder.name, *holder.aliases))


def test_every_body_with_holders_stands_in_the_gazetteer() -> None:
    ids: set[str] = set()
    for name in ("organisations.csv", "places.csv"):
        with (folder("ontology") / name).open(encoding="utf-8", newline="") as file:
            ids |= {row[0] for row in csv.reader(file)}
    with (folder("ontology") / "states.csv").open(encoding="utf-8", newline="") as file:
        ids |= {f"state/{row[0].lower()}" for row in csv.reader(file)}
    assert sorted({h.of for h in HOLDERS.terms} - ids) == []


def test_tables_are_sorted_and_large_enough() -> None:
    assert len(TITLES.rows) >= 220
    assert len(HOLDERS.terms) >= 450
    keys = [(h.of, h.title, h.since or date.min, h.name) for h in HOLDERS.terms]
    assert keys == sorted(keys)


HOLDER_HEADER = "name,family,aliases,title,of,from,until,leads,wikidata"
BROKEN = [
    ("A B,B,,president,state/usa,2020-13,,,", r":2:from: found '2020-13'"),
    ("A B,B,,president,state/usa,2020-02-30,,,", r":2:from: found '2020-02-30'"),
    ("A B,B,,president,state/usa,2021,2020,,", r":2:until: found 2020-12-31, before 2021-01-01"),
    ("A B,B,,president,state/USA,2020,,,", r":2:of: found 'state/USA'"),
    ("A B,B,,grand poobah,state/usa,2020,,,", r":2:title: found 'grand poobah'"),
    (",B,,president,state/usa,2020,,,", r":2:name: found nothing"),
    ("A B,B,,president,state/usa,2020,,maybe,", r":2:leads: found 'maybe'"),
    ("A B,B,,president,state/usa,2020", r":2:columns: found 6; there must be 9"),
]


@pytest.mark.parametrize(("row", "message"), BROKEN, ids=[b[1][2:20] for b in BROKEN])
def test_broken_holders_are_named(row: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "holders.csv"
    path.write_text(f"{HOLDER_HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_office_holders(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,canonical,scope\n", r"titles.csv:1:header: found 'text,canonical,scope'"),
        (
            "text,canonical,scope,level\nking,king,realm,royal\n",
            r"titles.csv:2:scope: found 'realm'; allowed: body",
        ),
        ("text,canonical,scope,level\nking,king,state,high\n", r"titles.csv:2:level: found 'high'"),
        (
            "text,canonical,scope,level\nking,king,state,royal\nKing,ruler,state,royal\n",
            r"titles.csv:3:text: found 'King' again",
        ),
    ],
)
def test_broken_titles_are_named(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_titles(path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"nothing.csv: "):
        load_titles(tmp_path / "nothing.csv")
