"""People whom a person had better look at: which pairs, and in which order."""

from __future__ import annotations

from datetime import date

import pytest

from comity.assemble import assemble
from comity.assemble.doubtful_people import PersonDoubt, doubtful_people, likeness
from comity.curations import Curations, Decision, Kind, Spot
from comity.model import Claim, Entity, Extraction, Mention, Span, slug, to_article


def told(name: str, code: str | None, article: str, *, of: str | None = None) -> Extraction:
    """An article that names one person, perhaps as one in office of a state."""
    person = Entity(f"person/{slug(name)}", "Person", name, (), code)
    citation = to_article(article, name=article).citation
    claims: tuple[Claim, ...] = ()
    if of is not None:
        claims = (
            Claim(
                f"claim/{article}",
                citation.id,
                "holdsOffice",
                person.id,
                f"state/{of}",
                "Envoy",
                None,
                True,
                (),
                "r",
                0.9,
            ),
        )
    return Extraction(
        citation, (person,), (), (Mention(Span(0, 5), person.id, "name"),), (), claims
    )


def found(
    *extractions: Extraction, decisions: tuple[Decision, ...] = ()
) -> list[tuple[str, str, bool]]:
    known = assemble(extractions, Curations(decisions))
    return [(d.one.name, d.other.name, d.joined) for d in doubts(known, extractions)]


def doubts(known, extractions) -> tuple[PersonDoubt, ...]:
    return doubtful_people(extractions, known.names, known.knowledge)


A = told("Amina Otieno", "KEN", "a")
CASES = [
    pytest.param([A, told("Amina Otieno", "KEN", "b")], [], id="one name of one state"),
    pytest.param([A, told("Otieno Amina", "KEN", "b")], [], id="the same words in another order"),
    pytest.param([A, told("Otieno", "KEN", "b")], [("Amina Otieno", "Otieno", True)], id="a part left out"),
    pytest.param([A, told("Amina Otieno", "UGA", "b")], [("Amina Otieno", "Amina Otieno", False)], id="one name of two states"),
    pytest.param([A, told("Aminah Otyeno", "KEN", "b", of="ken")], [("Amina Otieno", "Aminah Otyeno", True)], id="another spelling"),
    pytest.param([A, told("Amina Otieno Wafula Juma", "UGA", "b")], [], id="alike, and of two states"),
    pytest.param([A, told("Dawit Bekele", "KEN", "b")], [], id="two names"),
]  # fmt: skip


@pytest.mark.parametrize(("articles", "expected"), CASES)
def test_pairs(articles: list[Extraction], expected: list[tuple[str, str, bool]]) -> None:
    assert found(*articles) == expected
    assert found(*articles[::-1]) == expected


def test_what_is_decided_is_asked_no_more() -> None:
    other = told("Amina Otieno", "UGA", "b")
    spots = tuple(Spot(e.citation.sha256[:16], Span(0, 5)) for e in (A, other))
    for kind in (Kind.SAME_ACTOR, Kind.NOT_SAME_ACTOR):
        assert (
            found(A, other, decisions=(Decision(kind, "Ana Ruiz", date(2031, 7, 1), "", spots),))
            == []
        )


def test_what_is_least_alike_and_named_most_is_asked_first() -> None:
    articles = [
        A,
        told("Amina Otieno", "UGA", "b"),
        told("Dawit Bekele", "ETH", "c"),
        told("Bekele", "ETH", "d"),
    ]
    assert [one for one, _, _ in found(*articles)] == ["Amina Otieno", "Bekele"]
    assert all(d.value > 0 for d in doubts(assemble(articles), articles))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("Ana Ruiz", "Ruiz Ana", 1.0), ("Ana Ruiz", "", 0.0), ("Ruiz", "Ana Maria Ruiz", 0.9604)],
)
def test_likeness(a: str, b: str, expected: float) -> None:
    assert likeness(a, b) == likeness(b, a) == expected
