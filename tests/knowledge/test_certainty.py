"""The scale of certainty: its numbers, and a file that is damaged is refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import resources
from comity.errors import OntologyError
from comity.knowledge.certainty import ATTRIBUTIONS, KINDS, load_scale
from comity.model import Status

TEXT = (resources.folder("ontology") / "certainty.toml").read_text("utf-8")


def test_every_status_attribution_and_word_has_its_number() -> None:
    scale = load_scale()
    assert set(scale.statuses) == set(Status)
    assert set(scale.grades) == set(ATTRIBUTIONS)
    assert set(scale.words) == set(KINDS)
    assert set().union(*scale.words.values()) == set(scale.levels)
    assert set(scale.levels.values()) <= {*scale.degrees, *scale.grades}


def test_the_grades_fall_from_the_article_to_unnamed_sources() -> None:
    grades = [load_scale().grades[name] for name in ATTRIBUTIONS]
    assert grades == sorted(grades, reverse=True)
    degrees = load_scale().degrees
    assert degrees["certain"] > degrees["probable"] > degrees["possible"]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("hedge", [None, "reportedly", "perhaps", "no such word"])
@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_a_hedge_never_raises(status: Status, hedge: str | None, attribution: str) -> None:
    scale = load_scale()
    plain = scale.certainty(status, None, attribution)
    assert 0 <= scale.certainty(status, hedge, attribution) <= plain <= 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param("own = 1.0", "own = 1.5", "own = 1.5 is not from 0 to 1", id="above one"),
        pytest.param("own = 1.0", "own = 'high'", "could not convert", id="a word for a number"),
        pytest.param("party = 0.6", "", "lacks", id="a grade missing"),
        pytest.param('planned = "probable"', 'planned = "sure"', "has .*sure", id="unknown degree"),
        pytest.param('planned = "probable"', "", "'planned' is missing", id="a status missing"),
        pytest.param('level = "possible"', 'level = "doubtful"', "level 'doubtful'", id="unknown level"),
        pytest.param('"possibly"', '"reportedly"', "'reportedly' has the levels", id="a word twice"),
        pytest.param("[degrees]", "[degrees", "Expected", id="no TOML"),
    ],
)  # fmt: skip
def test_a_damaged_scale_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in TEXT
    path = tmp_path / "certainty.toml"
    path.write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(OntologyError, match=reason):
        load_scale(path)
