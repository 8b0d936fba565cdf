"""Hidden characters, mojibake and leads in capitals: what is read changes, where it stands does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.extract.glyphs import lowered, mended
from comity.model import Article, Extraction, to_article
from extract.test_sentences import PUBLISHED, line

MENDED = [
    ("nothing to mend", "nothing to mend"),
    ("Presi\u00addent Otieno", "President  Otieno"),
    ("Tues\u200bday.", "Tuesday. "),
    ("Peru\u00e2\u20ac\u2122s", "Peru\u2019s  "),
    ("Bogot\u00c3\u00a1", "Bogot\u00e1 "),
    ("\u00c2\u00b0", "\u00b0 "),
    ("S\u00e3o Tom\u00e9", "S\u00e3o Tom\u00e9"),
]
LOWERED = [
    ("KENYAN PRESIDENT AMINA OTIENO met them.", "Kenyan President Amina Otieno met them."),
    (
        "THE FOREIGN MINISTERS OF PERU AND CHILE met.",
        "THE Foreign Ministers of Peru and Chile met.",
    ),
    ("NATO and UN envoys met.", "NATO and UN envoys met."),
    ("A HEADLINE IN CAPITALS ALONE", "A HEADLINE IN CAPITALS ALONE"),
]


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_mended(text: str, expected: str) -> None:
    assert mended(text) == expected


@pytest.mark.parametrize(("text", "expected"), LOWERED)
def test_lowered(text: str, expected: str) -> None:
    assert lowered(text) == expected


@given(st.text(alphabet="aB \u00ad\u200b\u00e2\u20ac\u2122\u00c3\u00a1\u00c2.\n", max_size=40))
def test_the_length_stays(text: str) -> None:
    assert len(mended(text)) == len(text)
    assert len(lowered(text)) == len(text)


PLAIN = (
    "Kenyan President Amina Otieno met Peru's foreign minister, Javier Quispe, in Lima on Tuesday."
)
SPOILT = [
    pytest.param("soft", PLAIN.replace("President", "Presi\u00addent").replace("minister", "minis\u00adter"), id="soft hyphens"),
    pytest.param("title", PLAIN.replace("President Amina", "Presi\u00addent Ami\u00adna").replace("Quispe", "Quis\u200bpe"), id="in a title"),
    pytest.param("two", PLAIN.replace("President", "President ").replace("Javier", "Javier  "), id="doubled spaces"),
    pytest.param("moji", PLAIN.replace("'", "\u00e2\u20ac\u2122"), id="mojibake"),
    pytest.param("caps", PLAIN.replace("Kenyan President Amina Otieno", "KENYAN PRESIDENT AMINA OTIENO"), id="a lead in capitals"),
    pytest.param("nbsp", PLAIN.replace("foreign minister", "foreign\u00a0minister").replace("'", "\u2019"), id="no-break space"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("name", "text"), SPOILT)
def test_a_spoilt_text_reads_as_the_plain_one(
    name: str, text: str, reader: Callable[[Article], Extraction]
) -> None:
    found = reader(to_article(text, name=name, published=PUBLISHED))
    assert [line(r, found) for r in found.reports] == [
        "Meeting | Amina Otieno, Javier Quispe |  | Lima | 2024-08-20 | occurred"
    ]
    assert all(s.span.of(text) == s.text for s in found.sentences)
