"""What in an article is its text: datelines, captions, bylines and other furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.extract.text import (
    BODY,
    CAPTION,
    DATELINE,
    FURNITURE,
    HEADLINE,
    SPEAKER,
    plain,
    readable,
    zones,
)

BEGIN = (
    "The ministers of Kenya and Chad met in Lamu on Monday and signed an accord on fishing rights."
)
END = (
    "They will meet again in N'Djamena next spring, a spokesman for the delegation told reporters."
)


def kinds(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    """Each zone's kind and words."""
    return [(z.kind, z.span.of(text)) for z in zones(text, title=title)]


# a dateline as an agency writes it, before the first words of the body
DATELINES = [
    "NAIROBI, Kenya (AP) — ", "NAIROBI (Reuters) - ", "Nairobi, Aug. 20 (AFP) – ", "NAIROBI, Aug. 20 (Xinhua) -- ",
    "(AGENCY) — ", "Nairobi — ", "LAMU — ", "PORT LOUIS, Mauritius — ", "ADDIS ABABA, 20 August (Wire) — ", "Nairobi, August 20, 2024 — ",
    "DAR ES SALAAM (AA) — ", "N'DJAMENA (AFP) — ", "ST. LOUIS (AP) — ", "LAMU, Kenya -- ", "(Lamu Wire) - ", "Porto-Novo, Benin – ",
]  # fmt: skip


@pytest.mark.parametrize("dateline", DATELINES)
def test_datelines(dateline: str) -> None:
    assert kinds(f"{dateline}{BEGIN}\n\n{END}") == [
        (DATELINE, dateline),
        (BODY, BEGIN),
        (BODY, END),
    ]


# a dateline that ends in a full stop or a colon, which only the first line of the body may have
OPENINGS = [
    "QUITO.- ", "ALMATY. ", "PESHAWAR: ", "NEW DELHI: ", "Lima, Mar. 12. ", "Brussels, 15 November. ", "Baku, November 15, KHAZAR. ",
    "MOSCOW, March 3. /TASS/. ",
]  # fmt: skip


@pytest.mark.parametrize("dateline", OPENINGS)
def test_datelines_of_the_first_line(dateline: str) -> None:
    assert kinds(f"{dateline}{BEGIN}\n\n{dateline}{END}") == [
        (DATELINE, dateline),
        (BODY, BEGIN),
        (BODY, f"{dateline}{END}"),
    ]


# a sentence that begins like a dateline and is none
NO_DATELINES = [
    "Kenya and Chad — old rivals on the lake — signed an accord on fishing rights on Monday.",
    "President Otieno said on Monday that the accord with Chad on fishing rights would be signed.",
    "The accord — the first of its kind on the lake — was signed by both ministers on Monday.",
    "Kenya-Chad talks on fishing rights in the lake were held by both ministers on Monday.",
    "Nairobi — no.",
]


@pytest.mark.parametrize("line", NO_DATELINES)
def test_what_is_no_dateline(line: str) -> None:
    assert kinds(f"{BEGIN}\n\n{line}")[1:] == [(BODY, line)]


# a line that is furniture after the last words of the body
AFTER = [
    "Source: Lamu Wire", "With assistance from A. Njoroge.", "Reporting by A. Njoroge; editing by B. Mensah",
    "Additional reporting by A. Njoroge in Lamu", "Editing by B. Mensah", "Edited by B. Mensah", "Writing by B. Mensah in Accra",
    "Translated by B. Mensah", "Compiled by B. Mensah", "Read more: the lake in pictures", "Read also: who owns the lake?",
    "See also: the lake in pictures", "Follow us on all channels", "Subscribe to our newsletter", "Sign up for the morning brief",
    "Click here for more.", "Advertisement", "Share this", "Tags: lake, fish", "Topics: Africa", "Related stories",
    "Copyright 2024 Lamu Wire. All rights reserved.", "© 2024 Lamu Wire", "(c) 2024 Lamu Wire", "All rights reserved.",
    "Last updated Aug. 20, 2024", "Published 20 August 2024", "Contact us",
    "The author is a fellow of the Lake Institute.", "This article was first published in Swahili.",
    "Amina Njoroge is a correspondent for Lamu Wire.", "Amina Njoroge has been a reporter in Lamu since 2019.",
    "More stories like this",
]  # fmt: skip


@pytest.mark.parametrize("line", AFTER)
def test_furniture_after_the_body(line: str) -> None:
    assert kinds(f"{BEGIN}\n\n{END}\n\n{line}") == [(BODY, BEGIN), (BODY, END), (FURNITURE, line)]


HEAD = "Kenya and Chad sign an accord on the lake"
# lines before the body, their kinds
BEFORE = [
    pytest.param([HEAD], [HEADLINE], id="headline"),
    pytest.param([HEAD, "By Amina Njoroge"], [HEADLINE, FURNITURE], id="byline"),
    pytest.param([HEAD, "By AMINA NJOROGE"], [HEADLINE, FURNITURE], id="byline in capitals"),
    pytest.param([HEAD, "Aug. 20, 2024"], [HEADLINE, FURNITURE], id="a date alone"),
    pytest.param([HEAD, "Updated Aug. 20, 2024"], [HEADLINE, FURNITURE], id="updated"),
    pytest.param(["AFRICA", HEAD], [FURNITURE, HEADLINE], id="kicker"),
    pytest.param([HEAD, "Photo: Lamu Wire"], [HEADLINE, FURNITURE], id="photo credit before the first words"),
    pytest.param([HEAD, "Courtesy of the ministry"], [HEADLINE, FURNITURE], id="courtesy before the first words"),
    pytest.param([HEAD, "Ministers shake hands in Lamu on Monday. (Lamu Wire photo)"], [HEADLINE, CAPTION], id="a credit of no known form"),
    pytest.param([HEAD, "Ministers shake hands in Lamu on Monday. (Photo by A. Njoroge)"], [HEADLINE, CAPTION], id="caption with a credit"),
    pytest.param([HEAD, "Ministers shake hands in Lamu on Monday. (AP Photo/A. Njoroge)"], [HEADLINE, CAPTION], id="caption of an agency"),
    pytest.param([HEAD, "Ministers shake hands in Lamu on Monday. (Xinhua)"], [HEADLINE, CAPTION], id="caption of another agency"),
    pytest.param([HEAD, "Amina Otieno, left, and Dawit Bekele in Lamu on Monday."], [HEADLINE, CAPTION], id="caption with left"),
    pytest.param([HEAD, "Amina Otieno (R) and Dawit Bekele in Lamu on Monday."], [HEADLINE, CAPTION], id="caption with (R)"),
    pytest.param([HEAD, "Amina Otieno, second from right, in Lamu on Monday."], [HEADLINE, CAPTION], id="caption with second from right"),
    pytest.param([HEAD, "File photo: ministers in Lamu in 2019."], [HEADLINE, CAPTION], id="file photo"),
    pytest.param([HEAD, "Photo: Lamu Wire", "Ministers shake hands in Lamu on Monday."], [HEADLINE, FURNITURE, CAPTION], id="the line after a credit"),
    pytest.param([HEAD, "The lake has been disputed since 1968, and both states claim its islands."], [HEADLINE, BODY], id="deck"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), BEFORE)
def test_before_the_body(lines: list[str], expected: list[str]) -> None:
    rest = [BEGIN, END, END.replace("spring", "autumn"), END.replace("spring", "summer")]
    found = kinds("\n\n".join([*lines, *rest]))
    assert found == [*zip(expected, lines, strict=True), *((BODY, line) for line in rest)]


def test_a_title_is_a_headline_even_as_a_sentence() -> None:
    title = "Kenya and Chad sign an accord."
    assert kinds(f"{title}\n\n{BEGIN}", title=title)[0] == (HEADLINE, title)
    assert kinds(f"{title}\n\n{BEGIN}")[0] == (BODY, title)
    assert kinds(f"Kenya’s accord\n{BEGIN}", title="Kenya's ACCORD")[0][0] == HEADLINE


@pytest.mark.parametrize(
    "text", ["Kenya met Chad.", "Kenya met Chad", "Kenya and Chad sign an accord on the lake"],
    ids=["sentence", "fragment", "headline alone"],
)  # fmt: skip
def test_a_single_line_is_read(text: str) -> None:
    assert kinds(text) in ([(BODY, text)], [(FURNITURE, text)])
    if len(text.split()) > 3:
        assert kinds(text) == [(BODY, text)]


def test_a_line_in_lower_case_goes_on() -> None:
    text = "The ministers of Kenya\nand Chad met\r\nin Lamu on Monday.\nThey left."
    assert [words for _, words in kinds(text)] == [
        "The ministers of Kenya\nand Chad met\r\nin Lamu on Monday.",
        "They left.",
    ]


def test_a_line_in_lower_case_after_a_full_stop_is_its_own() -> None:
    assert (
        len(zones(f"{BEGIN}\nal-Sabti arrived in Lamu on Monday for talks with both ministers."))
        == 2
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \n"], ids=repr)
def test_line_ends_of_every_kind(end: str) -> None:
    assert [words for _, words in kinds(f"{BEGIN}{end}{END}")] == [BEGIN, END]


def test_a_byte_order_mark_is_a_space() -> None:
    text = f"\ufeff{BEGIN}"
    (zone,) = zones(text)
    assert zone.kind == BODY
    assert readable(text, (zone,)) == f" {BEGIN}"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff\r\n"], ids=repr)
def test_no_text_has_no_zones(text: str) -> None:
    assert zones(text) == ()
    assert len(readable(text, ())) == len(text)


def test_readable_blanks_furniture_and_datelines_only() -> None:
    text = f"{HEAD}\n\nBy Amina Njoroge\n\nLAMU — {BEGIN}\n\n{END}\n\n© 2024 Lamu Wire"
    shown = readable(text, zones(text))
    for words in (HEAD, BEGIN, END):
        assert shown.count(words) == 1
        assert shown.index(words) == text.index(words)
    for words in ("Njoroge", "LAMU", "©"):
        assert words not in shown


def test_plain_keeps_every_offset() -> None:
    assert plain("“Lamu’s\xa0lake”, `here`\u202f\u2009‘now’") == "\"Lamu's lake\", 'here'  'now'"


LINES = st.sampled_from(
    [
        BEGIN,
        END,
        HEAD,
        "By Amina Njoroge",
        "Photo: Lamu Wire",
        "LAMU (AP) — " + BEGIN,
        "and so on",
        "© 2024",
        "",
        "  ",
        "Lamu",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(LINES, max_size=8).map("\n".join),
    st.lists(LINES, max_size=8).map("\r\n".join),
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=6).map("\n".join),
)


@given(text=TEXTS)
def test_readable_has_the_length_of_the_text(text: str) -> None:
    assert len(readable(text, zones(text))) == len(text) == len(plain(text))


@given(text=TEXTS)
def test_zones_never_overlap_and_are_in_order(text: str) -> None:
    end = 0
    for zone in zones(text):
        assert end <= zone.span.start < zone.span.end <= len(text)
        end = zone.span.end


@given(text=TEXTS)
def test_zones_leave_out_nothing_but_space(text: str) -> None:
    covered = {i for zone in zones(text) for i in range(zone.span.start, zone.span.end)}
    rest = "".join(c for i, c in enumerate(plain(text)) if i not in covered)
    assert not rest.strip()


@given(text=TEXTS)
def test_what_is_read_is_the_text_without_its_furniture(text: str) -> None:
    parts = zones(text)
    shown = readable(text, parts)
    for zone in parts:
        blank = zone.kind in (FURNITURE, DATELINE)
        assert zone.span.of(shown) == (
            " " * (zone.span.end - zone.span.start) if blank else zone.span.of(plain(text))
        )


def test_turns_of_a_conversation_are_led_by_their_speakers() -> None:
    text = f"Q: What was agreed?\nA: {BEGIN}\nQ: And then?\nA: {END}"
    assert kinds(text)[:4] == [
        (SPEAKER, "Q: "),
        (BODY, "What was agreed?"),
        (SPEAKER, "A: "),
        (BODY, BEGIN),
    ]


def test_a_single_label_is_no_turn() -> None:
    text = f"Background: {BEGIN}\n{END}"
    assert kinds(text) == [(BODY, f"Background: {BEGIN}"), (BODY, END)]


@pytest.mark.parametrize("marker", ["1. ", "(b) ", "• ", "14.20 ", "9:05 pm ", "iv) "])
def test_markers_that_lead_a_line_are_no_text(marker: str) -> None:
    assert kinds(f"{BEGIN}\n{marker}{END}") == [(BODY, BEGIN), (FURNITURE, marker), (BODY, END)]
