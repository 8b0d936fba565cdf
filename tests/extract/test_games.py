"""Sentences that have nothing to do with diplomacy or conflict, and give no event."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy.tokens

from comity.extract.games import games
from comity.extract.tokens import Doc, doc_of
from comity.model import Article, Extraction, to_article
from extract.parses import VOCAB

if TYPE_CHECKING:
    from collections.abc import Iterable

QUIET = (Path(__file__).parent / "quiet.txt").read_text(encoding="utf-8").splitlines()
MOST = 3 / 50


def sentence(text: str) -> Doc:
    words = text.split()
    starts = [i == 0 for i in range(len(words))]
    return doc_of(spacy.tokens.Doc(VOCAB, words=words, sent_starts=starts))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chile crushed Bolivia 7-0 in Santiago", True),
        ("Iran fought Qatar to a 1-1 draw", True),
        ("The striker attacked down the left", True),
        ("Peru attacked a post on March 3-4", False),
        ("The Council condemned Peru after a 14-1 vote", False),
        ("Peru attacked Bolivia near the border", False),
        ("Resolution 12-7 condemned the raid", False),
    ],
)
def test_a_game(text: str, *, told: bool) -> None:
    assert bool(games(sentence(text))) == told


def test_the_quiet_sentences_are_a_hundred() -> None:
    assert len(QUIET) == len(set(QUIET)) == 100


@pytest.mark.model
def test_sport_weather_markets_accidents_and_culture_stay_silent(
    reader: Callable[[Article], Extraction],
) -> None:
    """At most three of fifty sentences give an event; which ones is printed."""
    loud = list(_with_events(QUIET, reader))
    print("\n".join([f"{len(loud)} of {len(QUIET)} sentences give an event", *loud]))
    assert len(loud) <= MOST * len(QUIET)


def _with_events(texts: Iterable[str], reader: Callable[[Article], Extraction]) -> Iterable[str]:
    for number, text in enumerate(texts):
        if reader(to_article(text, name=f"quiet-{number}")).reports:
            yield text
