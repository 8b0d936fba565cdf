"""What assembly remembers changes nothing: with a memo of whatever other articles it finds what it finds without."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

import short_articles
from comity.assemble import assemble, blocks, memo, merging
from comity.assemble.memo import NOTHING, Memo, digest_of
from comity.curations import NONE, Curations, Decision, Kind, Spot
from comity.model import Entity, Extraction, Knowledge, Span, to_article

PEOPLE = [name for known, others in short_articles.PEOPLE.items() for name in (known, *others)]
STATES, PLACES = sorted(short_articles.STATES), sorted(short_articles.PLACES)
FIRST = date(2031, 3, 1)


def sentence(chance: random.Random) -> str:
    who, other = chance.sample(PEOPLE, 2)
    state, friend = chance.sample(STATES, 2)
    day = FIRST + timedelta(chance.choice([0, 0, 1, 2, 3, 9, 40]))
    return chance.choice([
        f"{who} met {other} in {chance.choice(PLACES)} on {day}.",
        f"{who} will hold a summit with {other} on {day}.",
        f"{who} accused {state} over {chance.choice(short_articles.ISSUES)}.",
        f"{who} is {chance.choice(short_articles.TITLES)} of {state}.",
        f"{state} backed {friend}, according to {who}.",
    ])  # fmt: skip


def told(chance: random.Random, name: str) -> Extraction:
    """A short article, now and then by a publisher, or of one who has a further name or another state."""
    text = "\n".join(dict.fromkeys(sentence(chance) for _ in range(chance.randint(1, 5))))
    published = chance.choice([None, FIRST + timedelta(chance.randint(0, 9))])
    publisher = chance.choice([None, "The Post", "Vik"])
    article = to_article(text, name=name, published=published, publisher=publisher)
    found = short_articles.extraction(article)
    return replace(found, entities=tuple(another(e, chance) for e in found.entities))


def another(entity: Entity, chance: random.Random) -> Entity:
    if chance.random() < 0.9:
        return entity
    return chance.choice([
        replace(entity, aliases=(*entity.aliases, "The Post")),
        replace(entity, name=f"{entity.name} the Elder"),
        replace(entity, code=chance.choice(["KEN", "BRA"])),
        replace(entity, wikidata="Q1"),
    ])  # fmt: skip


def decided(chance: random.Random, some: Iterable[Extraction]) -> Curations:
    """Now and then some decisions on events."""
    spots = [Spot(e.citation.sha256, r.trigger) for e in some for r in e.reports]
    spots.append(Spot("0" * 64, Span(0, 4)))
    kinds = [Kind.SAME_EVENT, Kind.NOT_SAME_EVENT, Kind.WRONG_REPORT]
    found = []
    for number in range(chance.choice([0, 0, 1, 3])):
        kind = chance.choice(kinds)
        places = tuple(chance.choice(spots) for _ in range(2 if kind.on_pair else 1))
        found.append(Decision(kind, "Ana Ruiz", FIRST + timedelta(number), "", places))
    return Curations(tuple(found)) if found else NONE


def put_together(
    some: Iterable[Extraction], curations: Curations, before: Memo
) -> tuple[Knowledge, Memo]:
    digests = {e.citation.id: digest_of(e) for e in some}
    found = assemble(some, curations, digests=digests, before=before)
    return found.knowledge, found.memo


@pytest.mark.parametrize("largest", [2, 6, 150])
@pytest.mark.parametrize("seed", range(12))
def test_a_memo_of_other_articles_changes_nothing(
    seed: int, largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "LARGEST", largest)
    chance = random.Random(seed)
    every = [told(chance, f"{n}.txt") for n in range(24)]
    remembered, curations = NOTHING, NONE
    some: list[Extraction] = []
    for _ in range(8):
        change = chance.choice([1, 1, 2, 12])
        some = chance.sample(some, max(0, len(some) - chance.choice([0, change])))
        left = [e for e in every if e.citation.id not in {s.citation.id for s in some}]
        some += chance.sample(left, min(len(left), change))
        if chance.random() < 0.3:
            curations = decided(chance, some)
        found, remembered = put_together(some, curations, remembered)
        assert found == assemble(sorted(some, key=lambda e: e.citation.name), curations).knowledge


def events_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first report of each event that is made anew."""
    made: list[str] = []
    real = merging.to_event

    def counted(group, *args):  # type: ignore[no-untyped-def]  # whatever it takes
        made.append(min(r.id for r in group))
        return real(group, *args)

    monkeypatch.setattr(merging, "to_event", counted)
    return made


def test_what_nothing_new_bears_on_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Jonas Vik met Lucia Moraes in Nairobi on 2031-03-12.",
        "Amina Otieno met Dawit Bekele in Port Lamu on 2033-05-01.",
        "Amina Otieno met Dawit Bekele in Port Lamu on 2033-05-01.\nIt rained.",
    ]
    every = [short_articles.extraction(to_article(t, name=f"{n}")) for n, t in enumerate(texts)]
    _, remembered = put_together(every[:2], NONE, NOTHING)
    made = events_made(monkeypatch)
    found, remembered = put_together(every, NONE, remembered)
    assert [sorted(e.reports)[0] for e in found.events if len(e.reports) == 2] == made
    made.clear()
    assert put_together(every, NONE, remembered)[0] == found
    assert made == []


def test_one_who_gets_another_name_changes_the_digests_of_articles_on_him_alone() -> None:
    texts = ["Vik accused Kenya over tea duties.", "Lucia Moraes accused Kenya over tea duties."]
    every = {
        e.citation.id: e
        for n, t in enumerate(texts)
        for e in [short_articles.extraction(to_article(t, name=f"{n}"))]
    }

    def digests(known: Mapping[str, Entity], copies: tuple[tuple[str, ...], ...] = ()) -> list[memo.Digests]:  # fmt: skip
        return [
            *memo.digests_of(every, dict.fromkeys(every, ""), {}, known, known, copies).values()
        ]

    known = {e.id: e for x in every.values() for e in x.entities}
    old = digests(known)
    vik = known["person/jonas-vik"]
    new = digests({**known, vik.id: replace(vik, name="Jonas Vik")})
    assert [a == b for a, b in zip(old, new, strict=True)] == [False, True]
    new = digests({**known, vik.id: replace(vik, aliases=("J. Vik",))})
    assert [(a[0] == b[0], a[1] == b[1]) for a, b in zip(old, new, strict=True)] == [
        (True, False),
        (True, True),
    ]
    first, second = every
    new = digests(known, ((first, second),))
    assert [(a[0] == b[0], a[1] == b[1]) for a, b in zip(old, new, strict=True)] == [
        (True, False),
        (True, False),
    ]
