"""The gazetteer: what names stand for, on which dates, and what a user's table may add."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from comity.errors import InputError, OntologyError
from comity.knowledge import gazetteer as module
from comity.knowledge.entries import BEYOND_STATES, prefix_of
from comity.knowledge.gazetteer import KINDS, TYPES, Form, load_gazetteer
from comity.resources import folder

GAZETTEER = load_gazetteer()
PAST = {"csk", "ddr", "scg", "sun", "ymd", "yug"}
KINDS_OF: dict[str, set[str]] = defaultdict(set)
for _forms in GAZETTEER.forms.values():
    for _form in _forms:
        KINDS_OF[_form.entry].add(_form.kind)
STATES = [entry for entry in GAZETTEER.entries.values() if entry.type == "State"]

FIRST_READINGS = [
    # Asia
    ("S. Korea", "state/kor", "short"),
    ("ROK", "state/kor", "short"),
    ("Republic of Korea", "state/kor", "name"),
    ("South Koreans", "state/kor", "demonym"),
    ("DPRK", "state/prk", "short"),
    ("North Korean", "state/prk", "adjective"),
    ("the North Korean", "state/prk", "adjective"),
    ("Japanese", "state/jpn", "adjective"),
    ("PRC", "state/chn", "short"),
    ("mainland China", "state/chn", "name"),
    ("Taiwanese", "state/twn", "adjective"),
    ("Burma", "state/mmr", "name"),
    ("Filipino", "state/phl", "adjective"),
    ("Philippine", "state/phl", "adjective"),
    ("East Timor", "state/tls", "name"),
    ("Kyrgyz Republic", "state/kgz", "name"),
    ("Sri Lankans", "state/lka", "demonym"),
    ("Lao", "state/lao", "adjective"),
    # Middle East
    ("UAE", "state/are", "short"),
    ("Emirati", "state/are", "adjective"),
    ("Saudi Arabian", "state/sau", "adjective"),
    ("Türkiye", "state/tur", "name"),
    ("Turkiye", "state/tur", "name"),
    ("Palestinian", "state/pse", "adjective"),
    ("Palestinian Authority", "body/palestinian-authority", "name"),
    ("Houthis", "group/houthis", "name"),
    ("Hizbollah", "group/hezbollah", "name"),
    ("Gazans", "place/gaza-strip", "demonym"),
    ("Arab", "group/arabs", "adjective"),
    # Africa
    ("DRC", "state/cod", "short"),
    ("Zaire", "state/cod", "name"),
    ("Congo-Brazzaville", "state/cog", "name"),
    ("Côte d'Ivoire", "state/civ", "name"),
    ("Côte d’Ivoire", "state/civ", "name"),
    ("Cote d'Ivoire", "state/civ", "name"),
    ("Swaziland", "state/swz", "name"),
    ("Nigerien", "state/ner", "adjective"),
    ("Nigerian", "state/nga", "adjective"),
    ("Guinea-Bissau", "state/gnb", "name"),
    ("Chad", "state/tcd", "name"),
    ("Polisario", "group/polisario-front", "name"),
    ("Aso Rock", "body/aso-rock", "name"),
    ("OAU", "igo/organisation-of-african-unity", "short"),
    # Europe
    ("U.K.", "state/gbr", "short"),
    ("Great Britain", "state/gbr", "name"),
    ("Britons", "state/gbr", "demonym"),
    ("Czechia", "state/cze", "name"),
    ("Swede", "state/swe", "demonym"),
    ("Dutch", "state/nld", "adjective"),
    ("Holy See", "state/vat", "name"),
    ("Kosovar", "state/xkx", "adjective"),
    ("Soviet", "state/sun", "adjective"),
    ("East German", "state/ddr", "adjective"),
    ("FYROM", "state/mkd", "short"),
    ("Quai d'Orsay", "body/french-foreign-ministry", "metonym"),
    ("Elysee", "body/elysee-palace", "name"),
    ("Kiev", "place/kyiv", "name"),
    # Americas
    ("U.S.", "state/usa", "short"),
    ("the States", "state/usa", "name"),
    ("Dominican", "state/dom", "adjective"),
    ("Argentine", "state/arg", "adjective"),
    ("Foggy Bottom", "body/state-department", "metonym"),
    ("Capitol Hill", "body/us-congress", "metonym"),
    ("Planalto", "body/planalto-palace", "name"),
    ("FARC", "group/farc", "name"),
    ("Caricom", "igo/caricom", "name"),
    # Oceania
    ("PNG", "state/png", "short"),
    ("Solomon Islanders", "state/slb", "demonym"),
    ("South Pacific Forum", "igo/pacific-islands-forum", "name"),
    # the world
    ("U.N. General Assembly", "igo/united-nations-general-assembly", "name"),
    ("UN Security Council", "igo/united-nations-security-council", "name"),
    ("G-7", "igo/group-of-seven", "name"),
    ("Group of 20", "igo/group-of-twenty", "name"),
    ("APEC", "igo/asia-pacific-economic-cooperation", "short"),
    ("North Atlantic Treaty Organization", "igo/nato", "name"),
    ("EEC", "igo/european-union", "short"),
    ("Maritime Self-Defence Force", "body/maritime-self-defense-force", "name"),
    ("Doctors Without Borders", "org/medecins-sans-frontieres", "name"),
    ("JCPOA", "treaty/joint-comprehensive-plan-of-action", "short"),
    ("African", "place/africa", "adjective"),
    ("Southeast Asian", "place/southeast-asia", "adjective"),
]

SEVERAL = [
    ("Washington", ["place/washington-d-c name", "state/usa capital"]),
    ("Brussels", ["place/brussels name", "state/bel capital", "igo/european-union metonym"]),
    ("Georgia", ["state/geo name", "place/georgia-u-s-state context"]),
    ("Jordan", ["state/jor name"]),
    ("Congolese", ["state/cod adjective", "state/cog context"]),
    ("Singapore", ["state/sgp name", "place/singapore name", "state/sgp capital"]),
    ("the South", ["state/kor context", "state/ssd context", "state/ymd context"]),
]

DATED = [
    ("Moscow", "1985-03-11", {"state/sun", "place/moscow"}),
    ("Moscow", "2023-03-11", {"state/rus", "place/moscow"}),
    ("Astana", "2018-01-01", {"state/kaz", "place/astana"}),
    ("Astana", "2021-01-01", {"place/astana"}),
    ("Nur-Sultan", "2021-01-01", {"state/kaz", "place/astana"}),
    ("Macedonia", "2018-06-17", {"state/mkd"}),
    ("Macedonia", "2019-03-01", set()),
    ("Yugoslavia", "1991-01-01", {"state/yug"}),
    ("Yugoslavia", "1999-03-24", {"state/scg"}),
    ("Yugoslavia", "2015-01-01", {"state/yug"}),
    ("Congo", "1996-01-01", {"state/cog"}),
    ("EC", "1990-01-01", {"igo/european-union"}),
    ("EC", "2010-01-01", {"igo/european-commission"}),
    ("RSF", "2023-05-01", {"group/rapid-support-forces", "org/reporters-without-borders"}),
]

BAD = [
    (
        "header",
        "entry,text,colour\n",
        "more.csv:1:header: unknown 'colour'; the columns are entry,text,kind,since,until,type,name,code,wikidata, of which entry and text must be there",
    ),
    (
        "no text column",
        "entry,kind\n",
        "more.csv:1:header: missing 'text'; the columns are entry,text,kind,since,until,type,name,code,wikidata, of which entry and text must be there",
    ),
    (
        "empty file",
        "",
        "more.csv:1:header: missing 'entry', 'text'; the columns are entry,text,kind,since,until,type,name,code,wikidata, of which entry and text must be there",
    ),
    (
        "column twice",
        "entry,text,text\n",
        "more.csv:1:header: repeated 'text'; the columns are entry,text,kind,since,until,type,name,code,wikidata, of which entry and text must be there",
    ),
    (
        "too many cells",
        "entry,text\nstate/jpn,Wa, Nihon\n",
        "more.csv:2:columns: found 3, the header has 2; quote cells that hold a comma",
    ),
    (
        "no identifier",
        "entry,text\n\nNile Forum,NF\n",
        "more.csv:3:entry: found 'Nile Forum'; write a prefix and a name as in org/nile-forum; prefixes: body, group, igo, org, party, place, state, treaty",
    ),
    (
        "unknown prefix",
        "entry,text\nclub/nile,NF\n",
        "more.csv:2:entry: found 'club/nile'; write a prefix and a name as in org/nile-forum; prefixes: body, group, igo, org, party, place, state, treaty",
    ),
    (
        "new without type",
        "entry,text\norg/nile-forum,NF\n",
        "more.csv:2:type: found ''; org/nile-forum is new: give its type, one of GovernmentBody, Group, IntergovernmentalOrganization, Organization, Party, Place, State, Treaty",
    ),
    (
        "unknown type",
        "entry,text,type\norg/nile-forum,NF,Club\n",
        "more.csv:2:type: found 'Club'; allowed: GovernmentBody, Group, IntergovernmentalOrganization, Organization, Party, Place, State, Treaty",
    ),
    (
        "type of another prefix",
        "entry,text,type\norg/nile-forum,NF,Party\n",
        "more.csv:2:type: found 'Party'; the prefix org/ is for Organization; change the one or the other",
    ),
    (
        "unknown kind",
        "entry,text,kind\nstate/jpn,Wa,nickname\n",
        "more.csv:2:kind: found 'nickname'; allowed: name, short, adjective, demonym, capital, metonym, context",
    ),
    (
        "no text",
        "entry,text\nstate/jpn,\n",
        "more.csv:2:text: found ''; give the words that stand for the entry",
    ),
    (
        "no name",
        "entry,text,type\norg/nile-forum,,Organization\n",
        "more.csv:2:name: found ''; org/nile-forum is new: give its name",
    ),
    (
        "bad day",
        "entry,text,since\nstate/jpn,Wa,660\n",
        "more.csv:2:since: found '660'; give a day as in 2019-02-12, or leave it blank",
    ),
    (
        "days in reverse",
        "entry,text,since,until\nstate/jpn,Wa,2001-01-01,2000-01-01\n",
        "more.csv:2:until: found '2000-01-01'; it is before 2001-01-01; give a later day",
    ),
    (
        "unknown code",
        "entry,text,type,code\norg/nile-forum,NF,Organization,NIL\n",
        "more.csv:2:code: found 'NIL'; give a state's three-letter code (JPN), IGO, MNC, NGO, or leave it blank",
    ),
    (
        "state of another code",
        "entry,text,type,code\nstate/atl,Atlantis,State,ATN\n",
        "more.csv:2:code: found 'ATN'; a state's identifier is its three-letter code, as in state/jpn with JPN",
    ),
    (
        "bad wikidata",
        "entry,text,wikidata\nstate/jpn,Wa,17\n",
        "more.csv:2:wikidata: found '17'; give a Q-number as in Q1065, or leave it blank",
    ),
    (
        "row twice",
        "entry,text\nstate/jpn,Wa\nstate/jpn,Wa\n",
        "more.csv:3:text: found 'Wa'; state/jpn has this name in a row above; remove one of them",
    ),
]


def more(folder_: Path, text: str) -> Path:
    path = folder_ / "more.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "entry", "kind"), FIRST_READINGS, ids=[row[0] for row in FIRST_READINGS]
)
def test_a_text_stands_first_for(text: str, entry: str, kind: str) -> None:
    form = GAZETTEER.forms[text][0]
    assert (form.text, form.entry, form.kind) == (text, entry, kind)


@pytest.mark.parametrize(("text", "readings"), SEVERAL, ids=[row[0] for row in SEVERAL])
def test_a_text_of_several_readings_has_them_all_in_order(text: str, readings: list[str]) -> None:
    found = dict.fromkeys(f"{form.entry} {form.kind}" for form in GAZETTEER.forms[text])
    assert [reading for reading in found if reading in readings] == readings


@pytest.mark.parametrize(
    ("text", "day", "entries"), DATED, ids=[f"{row[0]} {row[1]}" for row in DATED]
)
def test_a_text_stands_on_a_day_for(text: str, day: str, entries: set[str]) -> None:
    on = date.fromisoformat(day)
    forms = GAZETTEER.forms[text]
    assert {f.entry for f in forms if (f.since or on) <= on <= (f.until or on)} == entries


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.id)
def test_every_state_has_name_adjective_and_capital(state: module.Entry) -> None:
    kinds = KINDS_OF[state.id]
    assert {"name", "capital"} <= kinds
    shared = {
        "state/dma",
        "state/cog",
    }  # "Dominican" and "Congolese" are first of all of their neighbours
    assert ("context" if state.id in shared else "adjective") in kinds


def test_every_capital_is_a_place_in_that_state_too() -> None:
    for text, forms in GAZETTEER.forms.items():
        for form in forms:
            if form.kind == "capital":
                places = [f.entry for f in forms if f.entry.startswith("place/")]
                assert places, f"{text} is a capital of {form.entry} but no place"


def test_every_entry_is_well_formed_and_has_a_form_of_its_name() -> None:
    states = {entry.code for entry in STATES}
    for identifier, entry in GAZETTEER.entries.items():
        assert identifier == entry.id
        assert TYPES[entry.type] == prefix_of(identifier)
        assert entry.code in states | set(BEYOND_STATES) | {None}
        assert entry.country == (entry.code if entry.code in states else None)
        assert entry.names[0] == entry.name
        assert len(set(entry.names)) == len(entry.names)
        assert any(form.entry == identifier for form in GAZETTEER.forms[entry.name])


def test_every_form_is_a_trimmed_text_of_a_known_entry_and_kind() -> None:
    for text, forms in GAZETTEER.forms.items():
        assert text == " ".join(text.split()) != ""
        assert len(set(forms)) == len(forms)
        for form in forms:
            assert (form.text, form.kind in KINDS, form.entry in GAZETTEER.entries) == (
                text,
                True,
                True,
            )
            assert form.since is None or form.until is None or form.since <= form.until


def test_codes_and_wikidata_numbers_name_one_thing_of_a_type() -> None:
    assert max(Counter(entry.code for entry in STATES).values()) == 1
    numbers = Counter((e.type, e.wikidata) for e in GAZETTEER.entries.values() if e.wikidata)
    assert [number for number, times in numbers.items() if times > 1] == []


def test_iso_alpha_2_codes_are_unique_among_states_of_today() -> None:
    rows = [
        line.split(",")
        for line in (folder("ontology") / "states.csv").read_text("utf-8").splitlines()[1:]
    ]
    two = [row[1] for row in rows if row[0].lower() not in PAST]
    assert len(set(two)) == len(two) >= 200
    assert all(len(code) == 2 and code.isupper() for code in two)


def test_members_of_the_united_nations_are_all_there() -> None:
    count = Counter(entry.type for entry in GAZETTEER.entries.values())
    assert count["State"] >= 193 + 6 + len(PAST)
    assert count["IntergovernmentalOrganization"] >= 150
    assert count["Place"] >= 900
    assert count["Party"] >= 60


def test_un_and_us_are_written_in_every_way() -> None:
    missing = [
        other
        for text in GAZETTEER.forms
        for short, others in (
            ("UN ", ("U.N. ", "United Nations ")),
            ("US ", ("U.S. ", "United States ")),
        )
        if text.startswith(short)
        for other in (dots + text[len(short) :] for dots in others)
        if other not in GAZETTEER.forms
    ]
    assert missing == []


def test_state_of_a_code() -> None:
    found = [GAZETTEER.state_of(code) for code in ("JPN", "SUN", "NGO", "")]
    assert [state and state.name for state in found] == ["Japan", "Soviet Union", None, None]


def test_a_user_table_adds_entries_and_names_and_leaves_the_shipped_ones(tmp_path: Path) -> None:
    path = more(
        tmp_path,
        "entry,text,kind,type,name,code\n"
        "org/nile-forum,NF,short,Organization,Nile Forum,NGO\n"
        'org/nile-forum,"the Forum, on the Nile",,,,\n'
        "state/jpn,Yamato,metonym,,,\n"
        "state/atl,Atlantis,,State,,\n"
        "place/poseidonis,Poseidonis,,Place,,ATL\n",
    )
    merged = load_gazetteer(path)
    assert merged.entries["org/nile-forum"].names == ("Nile Forum", "NF", "the Forum, on the Nile")
    assert merged.forms["NF"] == (Form("NF", "org/nile-forum", "short"),)
    assert merged.forms["Yamato"][0].kind == "metonym"
    assert merged.forms["Tokyo"] == GAZETTEER.forms["Tokyo"]
    assert (merged.entries["place/poseidonis"].country, merged.state_of("ATL")) == (
        "ATL",
        merged.entries["state/atl"],
    )
    assert "org/nile-forum" not in load_gazetteer().entries


def test_a_user_row_replaces_a_shipped_one_of_the_same_text_entry_and_kind(tmp_path: Path) -> None:
    path = more(tmp_path, "entry,text,kind,name\nstate/kaz,Astana,capital,Qazaqstan\n")
    merged = load_gazetteer(path)
    capitals = [form for form in merged.forms["Astana"] if form.kind == "capital"]
    assert capitals == [Form("Astana", "state/kaz", "capital")]
    assert merged.entries["state/kaz"].name == "Qazaqstan"
    assert merged.entries["state/kaz"].wikidata == "Q232"


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_wrong_user_table_says_what_where_and_the_remedy(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(InputError) as error:
        load_gazetteer(more(tmp_path, text))
    assert str(error.value) == message


def test_a_user_table_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file; give the path of a CSV file"):
        load_gazetteer(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("entry,text\nstate/jpn,São\n".encode("latin-1"))
    with pytest.raises(InputError, match="give a CSV file in UTF-8"):
        load_gazetteer(tmp_path / "latin.csv")
    csv.field_size_limit(131_072)  # as it comes; reading articles sets another
    wide, long = f"entry,text{',a' * 200_000}\n", f"entry,text\nstate/jpn,{'a' * 200_000}\n"
    for text, told in ((wide, "header: unknown 'a'"), (long, "2: field larger than field limit")):
        with pytest.raises(InputError, match=f"^[^ ]*.csv:.*{told}") as error:
            load_gazetteer(more(tmp_path, text))
        assert len(str(error.value)) < 500


WRONG_TABLES = [
    ("states.csv", "JPN,JP,Japan", "JPN,JP,", "states.csv:97:name: found nothing; give a value"),
    (
        "organisations.csv",
        "IntergovernmentalOrganization,NATO",
        "Alliance,NATO",
        "found 'Alliance'; allowed:",
    ),
    (
        "organisations.csv",
        "igo/nato,",
        "org/nato,",
        "a IntergovernmentalOrganization begins with igo/",
    ),
    ("places.csv", "place/kobe,", "place/osaka,", "found place/osaka a second time; keep one row"),
    (
        "places.csv",
        "Kobe,JPN",
        "Kobe,JAP",
        "place/kobe has the code 'JAP', which is in no row of states.csv",
    ),
    ("places.csv", "St John's|St. John's", "St John's||St. John's", "part names by a single '|'"),
    (
        "names.csv",
        "place/harare,Salisbury,name",
        "place/harare,Salisbury,city",
        "found 'city'; allowed: name",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), WRONG_TABLES, ids=[f"{r[0]} {r[2]}" for r in WRONG_TABLES]
)
def test_a_wrong_shipped_table_is_refused(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    for path in folder("ontology").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert path.name != file or old in text
        (tmp_path / path.name).write_text(
            text.replace(old, new) if path.name == file else text, encoding="utf-8"
        )
    with pytest.raises(OntologyError) as error:
        module._tables(tmp_path)
    assert message in str(error.value)
