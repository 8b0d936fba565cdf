"""Bodies of states across articles: one identifier for one body, whatever it is called; none shared by two."""

from __future__ import annotations

import pytest

from comity.assemble import merge
from comity.assemble.bodies import bodies
from comity.knowledge.bodies import key_of, listed, load_body_words
from comity.model import Claim, Entity, Extraction, slug, to_article


def told(
    *names: tuple[str, str | None], article: str = "a", holder: tuple[str, str] | None = None
) -> Extraction:
    """An article that names bodies with the codes of their states, and perhaps (name, title) of a Kenyan in office."""
    entities = [
        Entity(f"body/{slug(name)}", "GovernmentBody", name, (), code) for name, code in names
    ]
    citation = to_article(article, name=article).citation
    claims: tuple[Claim, ...] = ()
    if holder is not None:
        person = Entity(f"person/{slug(holder[0])}", "Person", holder[0], (), "KEN")
        entities.append(person)
        claims = (
            Claim(
                "claim/1",
                citation.id,
                "holdsOffice",
                person.id,
                "state/ken",
                holder[1],
                None,
                True,
                (),
                "r",
                0.9,
            ),
        )
    return Extraction(citation, tuple(sorted(entities, key=lambda e: e.id)), (), (), (), claims)


ONE = [
    pytest.param("JPN", ["Japan's Commerce Ministry", "Japanese trade ministry", "Tokyo's Trade Ministry"], "body/ministry-of-economy-trade-and-industry", id="part of a portfolio in the gazetteer"),
    pytest.param("KEN", ["Kenyan Foreign Ministry", "Kenya's Ministry of Foreign Affairs", "Nairobi's foreign ministry"], "body/ken-foreign-ministry", id="not in the gazetteer"),
    pytest.param("PER", ["Peruvian Ministry of Defence", "Peru's Ministry of National Defense"], "body/per-defense-ministry", id="two spellings"),
    pytest.param("KOR", ["South Korean presidential office", "presidency of South Korea"], "body/blue-house", id="a house and its office"),
    pytest.param("KEN", ["Kenyan Coastguard", "Kenya’s coast guard"], "body/ken-coast-guard", id="a compound"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "names", "expected"), ONE)
def test_one_body_has_one_identifier(code: str, names: list[str], expected: str) -> None:
    articles = [told((name, code), article=str(n)) for n, name in enumerate(names)]
    assert [e.id for e in merge(articles).entities] == [expected]


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("KEN", "Kenyan navy", "Kenyan coast guard"),
        ("KEN", "Kenyan High Court", "Kenyan Supreme Court"),
        ("DEU", "German Foreign Office", "German Defence Ministry"),
        ("AUS", "Australian press office", "Australian foreign office"),
    ],
)
def test_two_bodies_of_one_state_stay_two(code: str, one: str, other: str) -> None:
    articles = [told((one, code), article="1"), told((other, code), article="2")]
    assert len(merge(articles).entities) == 2


def test_a_ministry_of_one_state_is_not_that_of_another() -> None:
    articles = [
        told(("Foreign Ministry", None), article="1"),
        told(("Foreign Ministry", None), article="2"),
    ]
    assert len(merge(articles).entities) == 2
    own = told(("Foreign Ministry", "KEN"), ("Foreign Ministry of Uganda", "UGA"), article="3")
    assert sorted(bodies(own).values()) == [
        "body/ken-foreign-ministry",
        "body/uga-foreign-ministry",
    ]


def test_a_name_of_its_own_needs_no_state() -> None:
    articles = [told(("Tripartite Salvage Board", None), article=str(n)) for n in (1, 2)]
    assert [e.id for e in merge(articles).entities] == ["body/tripartite-salvage-board"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("President", "body/ken-presidential-office"),
        ("Minister of Water", "body/ken-otieno-office"),
    ],
)
def test_an_office_of_its_holder(title: str, expected: str) -> None:
    assert (
        bodies(told(("Otieno's office", "KEN"), holder=("Amina Otieno", title)))[
            "body/otieno-s-office"
        ]
        == expected
    )


def test_the_name_of_a_listed_body_is_that_of_the_gazetteer_and_others_are_kept() -> None:
    (entity,) = merge([told(("Japan's Commerce Ministry", "JPN"))]).entities
    assert entity.name == "Ministry of Economy, Trade and Industry"
    assert entity.aliases == ("Japan's Commerce Ministry",)


def test_a_part_that_two_have_leads_to_none() -> None:
    words = load_body_words()
    assert listed(words.key("trade ministry"), "KEN") is None
    assert key_of("Kenyan government", "KEN") == {"government"}
