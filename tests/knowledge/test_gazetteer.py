"""The gazetteer: what the names of the news stand for, what a user's table adds, and what a faulty one is told."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from comity.errors import InputError
from comity.knowledge.gazetteer import COLUMNS, KINDS, TYPES, Entry, Form, Gazetteer, load_gazetteer

# The capital of these bears the name of the state itself, or, with Hong Kong and Macau, there is none.
NO_CAPITAL = {"state/sgp", "state/hkg", "state/mac"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def readings(gazetteer: Gazetteer, text: str) -> set[tuple[str, str]]:
    """Entry and kind of every reading of the name."""
    return {(form.entry, form.kind) for form in gazetteer.forms.get(text, ())}


def in_force(gazetteer: Gazetteer, text: str, on: date) -> set[str]:
    """The entries that the name stands for on that day."""
    return {
        form.entry
        for form in gazetteer.forms.get(text, ())
        if (form.since is None or form.since <= on) and (form.until is None or on <= form.until)
    }


def states(gazetteer: Gazetteer) -> list[Entry]:
    return [entry for entry in gazetteer.entries.values() if entry.type == "State"]


def ended(entry: Entry) -> bool:
    """Whether every name of the entry has gone out of use: the row has an `until`."""
    return all(form.until is not None for form in entry.names)


# surface form, kind, entry: what a reader of the news would say
FORMS = [
    # Africa
    ("Egypt", "name", "state/egy"),
    ("Egyptian", "adjective", "state/egy"),
    ("Addis Ababa", "capital", "state/eth"),
    ("Ivory Coast", "name", "state/civ"),
    ("Côte d'Ivoire", "short", "state/civ"),
    ("Burkinabe", "adjective", "state/bfa"),
    ("DRC", "short", "state/cod"),
    ("Congolese", "adjective", "state/cog"),
    ("Congolese", "adjective", "state/cod"),
    ("Nigerien", "adjective", "state/ner"),
    ("Nigerian", "adjective", "state/nga"),
    ("South Sudanese", "adjective", "state/ssd"),
    ("Darfur", "name", "place/darfur"),
    ("El Fasher", "name", "place/el-fasher"),
    ("Tigray", "name", "place/tigray"),
    ("Goma", "name", "place/goma"),
    ("Horn of Africa", "name", "place/horn-of-africa"),
    ("African Union", "name", "igo/african-union"),
    ("AU", "short", "igo/african-union"),
    # Asia
    ("Chinese", "adjective", "state/chn"),
    ("Beijing", "capital", "state/chn"),
    ("Peking", "short", "place/beijing"),
    ("North Korean", "adjective", "state/prk"),
    ("DPRK", "short", "state/prk"),
    ("the North", "context", "state/prk"),
    ("Seoul", "capital", "state/kor"),
    ("Filipino", "adjective", "state/phl"),
    ("Burma", "short", "state/mmr"),
    ("Naypyitaw", "capital", "state/mmr"),
    ("Panmunjom", "name", "place/panmunjom"),
    ("Diaoyu", "short", "place/senkaku-islands"),
    ("Takeshima", "short", "place/dokdo"),
    ("Second Thomas Shoal", "name", "place/second-thomas-shoal"),
    ("Line of Actual Control", "name", "place/line-of-actual-control"),
    ("Kashmiri", "adjective", "place/kashmir"),
    ("South China Sea", "name", "place/south-china-sea"),
    ("Southeast Asian", "adjective", "place/southeast-asia"),
    ("ASEAN", "name", "igo/asean"),
    # The Middle East
    ("Saudi", "adjective", "state/sau"),
    ("UAE", "short", "state/are"),
    ("Türkiye", "short", "state/tur"),
    ("Ankara", "capital", "state/tur"),
    ("Gaza", "short", "place/gaza-strip"),
    ("Golan", "short", "place/golan-heights"),
    ("Strait of Hormuz", "name", "place/strait-of-hormuz"),
    ("Middle Eastern", "adjective", "place/middle-east"),
    ("Houthi", "short", "group/houthis"),
    ("Hezbollah", "name", "group/hezbollah"),
    # Europe
    ("Britain", "short", "state/gbr"),
    ("British", "adjective", "state/gbr"),
    ("Dutch", "adjective", "state/nld"),
    ("Kiev", "capital", "state/ukr"),
    ("Kiev", "short", "place/kyiv"),
    ("Czechia", "short", "state/cze"),
    ("Kosovar", "adjective", "state/xkx"),
    ("Donbass", "short", "place/donbas"),
    ("Odessa", "short", "place/odesa"),
    ("Nordic", "adjective", "place/nordic-countries"),
    ("St Petersburg", "short", "place/st-petersburg"),
    ("EU", "short", "igo/european-union"),
    ("Nato", "short", "igo/nato"),
    # The Americas
    ("U.S.", "short", "state/usa"),
    ("American", "adjective", "state/usa"),
    ("Americans", "demonym", "state/usa"),
    ("Brasília", "capital", "state/bra"),
    ("Argentine", "adjective", "state/arg"),
    ("Malvinas", "short", "place/falkland-islands"),
    ("Essequibo", "name", "place/essequibo"),
    ("Cúcuta", "short", "place/cucuta"),
    ("Latin American", "adjective", "place/latin-america"),
    ("Mar-a-Lago", "name", "place/mar-a-lago"),
    ("Organization of American States", "name", "igo/oas"),
    # Oceania
    ("New Zealander", "demonym", "state/nzl"),
    ("Canberra", "capital", "state/aus"),
    ("Ni-Vanuatu", "adjective", "state/vut"),
    ("Bougainville", "name", "place/bougainville"),
    ("Pacific Ocean", "short", "place/pacific"),
    ("Pacific Islands Forum", "name", "igo/pacific-islands-forum"),
]


@pytest.mark.parametrize(("text", "kind", "entry"), FORMS)
def test_a_name_of_the_news_stands_for_its_entry(
    gazetteer: Gazetteer, text: str, kind: str, entry: str
) -> None:
    assert (entry, kind) in readings(gazetteer, text)


@pytest.mark.parametrize(
    ("text", "state", "place"),
    [
        ("Washington", "state/usa", "place/washington"),
        ("Moscow", "state/rus", "place/moscow"),
        ("Brussels", "state/bel", "place/brussels"),
        ("New Delhi", "state/ind", "place/new-delhi"),
        ("Nairobi", "state/ken", "place/nairobi"),
        ("Brasilia", "state/bra", "place/brasilia"),
        ("Wellington", "state/nzl", "place/wellington"),
    ],
)
def test_a_capital_is_its_government_and_a_place(
    gazetteer: Gazetteer, text: str, state: str, place: str
) -> None:
    assert {(state, "capital"), (place, "name")} <= readings(gazetteer, text)


def test_the_capital_of_a_union_that_ended_is_the_capital_of_its_heir(gazetteer: Gazetteer) -> None:
    assert in_force(gazetteer, "Moscow", date(1985, 6, 1)) >= {"state/rus", "state/sun"}
    assert in_force(gazetteer, "Moscow", date(2020, 6, 1)) == {"state/rus", "place/moscow"}


@pytest.mark.parametrize(
    ("text", "on", "entries"),
    [
        ("Zaire", "1971-10-26", set()),
        ("Zaire", "1980-01-01", {"state/cod"}),
        ("Zaire", "1998-01-01", set()),
        ("European Community", "1992-06-01", {"igo/european-union"}),
        ("European Community", "1995-06-01", set()),
        ("European Community", "1950-06-01", set()),
        ("EU", "1990-06-01", set()),
        ("EU", "2020-06-01", {"igo/european-union"}),
        ("Soviet Union", "1990-01-01", {"state/sun"}),
        ("Soviet", "1990-01-01", {"state/sun"}),
        ("Upper Volta", "1983-01-01", {"state/bfa"}),
        ("Upper Volta", "1990-01-01", set()),
        ("Macedonia", "2018-01-01", {"state/mkd"}),
        ("Macedonia", "2020-01-01", set()),
        ("Nur-Sultan", "2021-01-01", {"state/kaz", "place/astana"}),
        ("Nur-Sultan", "2023-01-01", set()),
        ("Leningrad", "1985-01-01", {"place/st-petersburg"}),
        ("Leningrad", "1995-01-01", set()),
        ("Salisbury", "1975-01-01", {"state/zwe", "place/harare", "place/salisbury-england"}),
        ("Salisbury", "2018-03-12", {"place/salisbury-england"}),
        ("Burma", "2020-01-01", {"state/mmr"}),
    ],
)
def test_a_name_of_its_time(
    gazetteer: Gazetteer, text: str, on: str, entries: set[str]
) -> None:
    assert in_force(gazetteer, text, date.fromisoformat(on)) == entries


def test_a_year_is_its_first_and_its_last_day(gazetteer: Gazetteer) -> None:
    form = next(f for f in gazetteer.forms["European Community"])
    assert (form.since, form.until) == (date(1957, 1, 1), date(1993, 12, 31))


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("the North", "state/prk"),
        ("the South", "state/kor"),
        ("the Gulf", "place/persian-gulf"),
        ("the Strip", "place/gaza-strip"),
        ("General Assembly", "igo/un-general-assembly"),
        ("IS", "group/islamic-state"),
    ],
)
def test_a_bare_name_needs_its_context(gazetteer: Gazetteer, text: str, entry: str) -> None:
    assert [form.kind for form in gazetteer.forms[text] if form.entry == entry] == ["context"]


@pytest.mark.parametrize("code", ["USA", "usa", "PRK", "XKX", "PSE", "VAT", "SUN"])
def test_state_of(gazetteer: Gazetteer, code: str) -> None:
    state = gazetteer.state_of(code)
    assert state is not None
    assert state.code == code.upper()


@pytest.mark.parametrize("code", ["IGO", "ZZZ", ""])
def test_state_of_another_code(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.state_of(code) is None


def test_state_of_each_place(gazetteer: Gazetteer) -> None:
    crimea, geneva = gazetteer.entries["place/crimea"], gazetteer.entries["place/geneva"]
    assert [p.country and gazetteer.state_of(p.country) for p in (crimea, geneva)] == [
        gazetteer.entries["state/ukr"],
        gazetteer.entries["state/che"],
    ]
    assert gazetteer.entries["place/red-sea"].country is None


# The laws of the tables.


def test_every_current_state_has_an_adjective_and_a_capital(gazetteer: Gazetteer) -> None:
    current = [entry for entry in states(gazetteer) if not ended(entry)]
    assert len(current) >= 195
    kinds = {entry.id: Counter(form.kind for form in entry.names) for entry in current}
    assert [i for i, of in kinds.items() if not of["adjective"]] == []
    assert {i for i, of in kinds.items() if not of["capital"]} <= NO_CAPITAL


def test_every_state_has_its_code_in_its_id(gazetteer: Gazetteer) -> None:
    for entry in states(gazetteer):
        assert entry.code, entry.id
        assert gazetteer.state_of(entry.code) is entry


def test_every_capital_is_also_a_place(gazetteer: Gazetteer) -> None:
    lost = {
        text
        for text, forms in gazetteer.forms.items()
        if any(f.kind == "capital" for f in forms)
        and not any(f.entry.startswith("place/") for f in forms)
    }
    assert lost == set()


def test_every_place_lies_in_a_state_or_in_none(gazetteer: Gazetteer) -> None:
    codes = {entry.code for entry in states(gazetteer)}
    places = [entry for entry in gazetteer.entries.values() if entry.type == "Place"]
    assert len(places) >= 600
    assert [(p.id, p.country) for p in places if p.country and p.country not in codes] == []
    assert sum(p.country is None for p in places) >= 70


def test_a_region_has_no_country_and_no_place_a_code(gazetteer: Gazetteer) -> None:
    for name in ("Asia", "Sahel", "Balkans", "Black Sea", "Indo-Pacific", "Nile", "Line of Control"):
        (entry,) = {form.entry for form in gazetteer.forms[name]}
        assert gazetteer.entries[entry].country is None
    assert [e.id for e in gazetteer.entries.values() if e.type == "Place" and e.code] == []


def test_no_form_is_empty_or_untidy(gazetteer: Gazetteer) -> None:
    untidy = [text for text in gazetteer.forms if text != " ".join(text.split()) or not text]
    assert untidy == []
    assert [text for text in gazetteer.forms if set(text) & set("|[];")] == []


def test_ids_match_their_type(gazetteer: Gazetteer) -> None:
    for key, entry in gazetteer.entries.items():
        assert key == entry.id
        assert re.fullmatch(rf"{TYPES[entry.type]}/[a-z0-9-]+", entry.id)


def test_every_type_but_none_is_used_and_every_wikidata_id_is_one(gazetteer: Gazetteer) -> None:
    used = Counter(entry.type for entry in gazetteer.entries.values())
    assert {"State", "Place", "IntergovernmentalOrganization", "GovernmentBody"} <= set(used)
    assert set(used) <= set(TYPES)
    wikidata = [entry.wikidata for entry in gazetteer.entries.values() if entry.wikidata]
    assert [q for q in wikidata if not re.fullmatch(r"Q[1-9]\d*", q)] == []
    assert [q for q, times in Counter(wikidata).items() if times > 1] == []


def test_bounds_are_in_order(gazetteer: Gazetteer) -> None:
    wrong = [
        form
        for forms in gazetteer.forms.values()
        for form in forms
        if form.since and form.until and form.since > form.until
    ]
    assert wrong == []


def test_forms_and_entries_agree(gazetteer: Gazetteer) -> None:
    listed = [form for forms in gazetteer.forms.values() for form in forms]
    assert sorted(listed, key=repr) == sorted(
        (form for entry in gazetteer.entries.values() for form in entry.names), key=repr
    )
    assert {form.kind for form in listed} <= {"name", *KINDS}
    for entry in gazetteer.entries.values():
        assert entry.names[0].text == entry.name
        assert entry.names[0].kind == "name"


def test_a_gazetteer_cannot_be_changed(gazetteer: Gazetteer) -> None:
    with pytest.raises(TypeError):
        gazetteer.entries["state/new"] = gazetteer.entries["state/usa"]  # type: ignore[index]


# A user's table.


def table(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_table_the_gazetteer_is_read_once() -> None:
    assert load_gazetteer() is load_gazetteer()


def test_a_table_adds_an_entry(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = table(
        tmp_path,
        "id,type,name,code,short,adjective,country,since\n"
        "state/atl,State,Atlantis,ATL,Lost Isle|A.T.L.[1990..1999-06-30],Atlantean,,\n"
        "place/port-atlas,Place,Port Atlas,,Atlas Harbor,,ATL,2001\n",
    )
    grown = load_gazetteer(path)
    atlantis = grown.state_of("ATL")
    assert atlantis == grown.entries["state/atl"]
    assert (atlantis.name, atlantis.code, atlantis.country) == ("Atlantis", "ATL", None)
    assert readings(grown, "Atlantean") == {("state/atl", "adjective")}
    assert grown.forms["A.T.L."] == (
        Form("A.T.L.", "state/atl", "short", date(1990, 1, 1), date(1999, 6, 30)),
    )
    assert grown.forms["Atlas Harbor"][0].since == date(2001, 1, 1)
    assert len(grown.entries) == len(gazetteer.entries) + 2
    assert "state/atl" not in gazetteer.entries, "the gazetteer without a table stays as it was"
    assert "Atlantis" not in load_gazetteer().forms


def test_a_table_adds_names_to_a_known_entry(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = table(
        tmp_path,
        "id,type,name,short,metonym\n"
        "state/usa,State,United States,Uncle Sam|U.S.,Foggy Bottom Annex\n",
    )
    grown = load_gazetteer(path)
    known, old = grown.entries["state/usa"], gazetteer.entries["state/usa"]
    assert readings(grown, "Uncle Sam") == {("state/usa", "short")}
    assert readings(grown, "Foggy Bottom Annex") == {("state/usa", "metonym")}
    assert (known.name, known.code, known.wikidata) == (old.name, old.code, old.wikidata)
    assert known.names[: len(old.names)] == old.names
    assert len(known.names) == len(old.names) + 2, "a name that was known stands once"
    assert len(grown.entries) == len(gazetteer.entries)


def test_a_table_may_have_quotes_a_byte_order_mark_and_blank_cells(tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    path.write_bytes(
        b"\xef\xbb\xbfid,type,name,short\r\n"
        b'org/acme,Organization,"Acme, Ltd","Acme | Acme Ltd|"\r\n'
    )
    acme = load_gazetteer(path).entries["org/acme"]
    assert [form.text for form in acme.names] == ["Acme, Ltd", "Acme", "Acme Ltd"]


def test_a_table_with_no_row_adds_nothing(tmp_path: Path, gazetteer: Gazetteer) -> None:
    grown = load_gazetteer(table(tmp_path, ",".join(COLUMNS) + "\n"))
    assert grown.entries == gazetteer.entries
    assert grown.forms == gazetteer.forms


HEAD = "id,type,name,short,since\n"
ALL = ", ".join(COLUMNS)
BROKEN = [
    (
        "id,name\nstate/atl,Atlantis\n",
        f"mine.csv:1: no column type; the columns are {ALL}",
    ),
    (
        "id,type,name,nickname\nstate/atl,State,Atlantis,At\n",
        f"mine.csv:1: unknown column nickname; the columns are {ALL}",
    ),
    ("", f"mine.csv:1: no column id, type, name; the columns are {ALL}"),
    (
        HEAD + "state/atl,Country,Atlantis,,\n",
        "mine.csv:2:type: found 'Country'; allowed are State, Place, IntergovernmentalOrganization, "
        "Organization, GovernmentBody, Party, Group, Treaty",
    ),
    (
        HEAD + "state/atl,State,Atlantis,,\nplace/lemuria,State,Lemuria,,\n",
        "mine.csv:3:id: found 'place/lemuria'; a State has an id such as state/name-in-ascii",
    ),
    (
        HEAD + "place/São,Place,Sao,,\n",
        "mine.csv:2:id: found 'place/São'; a Place has an id such as place/name-in-ascii",
    ),
    (HEAD + "state/atl,State,,,\n", "mine.csv:2:name: empty; give the name that articles print"),
    (
        HEAD + "state/atl,State,Atlantis,,Monday\n",
        "mine.csv:2:since: found 'Monday'; give a year or a date such as 1993-01-01",
    ),
    (
        HEAD + "state/atl,State,Atlantis,Old Atlantis[..1993-02-30],\n",
        "mine.csv:2:short: found '1993-02-30'; give a year or a date such as 1993-01-01",
    ),
    (
        HEAD + "state/atl,State,Atlantis,Lost Isle|[1990..1993],\n",
        "mine.csv:2:short: found '[1990..1993]'; write a name, or name[since..until]",
    ),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_faulty_table_is_told_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as problem:
        load_gazetteer(table(tmp_path, text))
    assert str(problem.value) == message


def test_a_table_in_another_encoding_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("id,type,name\nplace/sao,Place,São\n".encode("latin-1"))
    with pytest.raises(InputError, match=rf"^{re.escape(str(path))}: cannot be read as a UTF-8 CSV"):
        load_gazetteer(path)


def test_a_table_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.csv"
    with pytest.raises(InputError, match=rf"^{re.escape(str(path))}: cannot be read as a UTF-8 CSV"):
        load_gazetteer(path)
