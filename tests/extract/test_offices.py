"""Who holds which office by a sentence, and whom each short form of a name stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from comity.model import Article, Extraction, to_article

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model
OFFICES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "offices.toml").read_text("utf-8")
)["office"]
PUBLISHED = date(2024, 8, 22)


def lines(found: Extraction) -> list[str]:
    """The offices as the table writes them, sorted."""
    named = {e.id: e.code if e.type == "State" else e.name for e in found.entities}
    return sorted(
        f"{named[c.subject]} | {c.title} | {named[c.object]} | {'now' if c.current else 'past'}"
        for c in found.claims
        if c.relation == "holdsOffice"
    )


@pytest.mark.parametrize("row", OFFICES, ids=[row["text"] for row in OFFICES])
def test_offices(row: dict[str, Any], reader: Callable[[Article], Extraction]) -> None:
    found = reader(to_article(row["text"], name="row.txt", published=PUBLISHED))
    assert lines(found) == sorted(row["offices"])


# The text, and by each form of a name the person whom it stands for.
FORMS = [
    (
        "LIM Jae Hoon met OKADA Shinji in Tokyo. Lim said ties were normal. OKADA agreed.",
        {"Lim": "LIM Jae Hoon", "OKADA": "OKADA Shinji"},
    ),
    (
        "President Mateus Cardoso dos Anjos spoke in Luanda. Dos Anjos thanked Portugal.",
        {"Dos Anjos": "Mateus Cardoso dos Anjos"},
    ),
    (
        "Foreign Minister Tariq al-Mutairi spoke in Riyadh. Al-Mutairi said Iran must stop.",
        {"Al-Mutairi": "Tariq al-Mutairi"},
    ),
    (
        "Prime Minister Dawit Bekele visited Asmara. Dawit said Eritrea was a friend.",
        {"Dawit": "Dawit Bekele"},
    ),
    (
        "Prime Minister Tran Quoc Binh met officials in Vientiane. Binh said talks were good.",
        {"Binh": "Tran Quoc Binh"},
    ),
    (
        "Hossein Rahimi-Tabrizi flew to Muscat. Rahimi-Tabrizi said Oman was a friend.",
        {"Rahimi-Tabrizi": "Hossein Rahimi-Tabrizi"},
    ),
    (
        "Uruguayan President Diego Pereyra Luz went to Quito. Pereyra Luz thanked Ecuador.",
        {"Pereyra Luz": "Diego Pereyra Luz"},
    ),
]


@pytest.mark.parametrize(("text", "forms"), FORMS, ids=[text for text, _ in FORMS])
def test_short_forms_of_names(text: str, forms: dict[str, str], nlp: Language) -> None:
    from comity.extract import parse

    doc = parse(nlp, to_article(text, name="row.txt", published=PUBLISHED))
    found = {
        doc[r.start : r.end].text: doc._.entities[r.entities[0]].name
        for r in doc._.references
        if r.kind == "name" and r.entities
    }
    assert {form: found.get(form) for form in forms} == forms


# The text, the anaphor, and what it speaks of.
DEFINITE = [
    ("Chad sent troops to the border. The country denied it.", "The country", "Chad"),
    (
        "Morocco and Spain signed a pact. Rabat said the kingdom was pleased.",
        "the kingdom",
        "Morocco",
    ),
    ("The European Union met on Monday. The bloc condemned Belarus.", "The bloc", "European Union"),
    ("NATO leaders met. NATO said the alliance would send troops.", "the alliance", "NATO"),
]


@pytest.mark.parametrize(("text", "anaphor", "name"), DEFINITE, ids=[t for t, *_ in DEFINITE])
def test_definite_nouns(text: str, anaphor: str, name: str, nlp: Language) -> None:
    from comity.extract import parse

    doc = parse(nlp, to_article(text, name="row.txt", published=PUBLISHED))
    found = {
        doc[r.start : r.end].text: doc._.entities[r.entities[0]].name
        for r in doc._.references
        if r.kind == "anaphor"
    }
    assert found.get(anaphor) == name
