"""Which clause stands under a verb, and what a frame may ask of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.extract.complements import has_clause
from comity.extract.triggers import find_triggers
from extract.parses import LEXICON, frame, frames, parse, refer, token

TOLD = "Kenya/NNP/nsubj/told told/VBD/ROOT Chad/NNP/dobj/told to/TO/aux/leave leave/VB/xcomp/told"
PUSHED = "Kenya/NNP/nsubj/pushed pushed/VBD/ROOT to/TO/aux/leave leave/VB/xcomp/pushed"
CALLED = "Kenya/NNP/nsubj/called called/VBD/ROOT on/IN/prep/called Chad/NNP/pobj/on to/TO/aux/leave leave/VB/xcomp/called"
SAID = (
    "Kenya/NNP/nsubj/said said/VBD/ROOT Chad/NNP/nsubj/leave must/MD/aux/leave leave/VB/ccomp/said"
)
NAMED = (
    "Kenya/NNP/nsubj/called called/VBD/ROOT it/PRP/dobj/called a/DT/det/crime crime/NN/oprd/called"
)

# a sentence, its verb, a mark that a frame may ask for, whether it is there
MARKS = [
    pytest.param(TOLD, "told", "to", True, id="one who is to act"),
    pytest.param(PUSHED, "pushed", "to", False, id="nobody else is to act"),
    pytest.param(PUSHED, "pushed", "to do", True, id="any infinitive"),
    pytest.param(PUSHED, "pushed", "leave", True, id="that very infinitive"),
    pytest.param(CALLED, "called", "to", True, id="who is to act under a preposition"),
    pytest.param(SAID, "said", "must", True, id="a modal about somebody else"),
    pytest.param(SAID, "said", "that", True, id="a reported clause"),
    pytest.param(NAMED, "called", "as", True, id="a predicate"),
    pytest.param(NAMED, "called", "that", False, id="no clause"),
]


@pytest.mark.parametrize(("table", "verb", "mark", "there"), MARKS)
def test_marks(table: str, verb: str, mark: str, there: bool) -> None:
    doc = parse(table)
    by_token = refer(doc, "Chad = state/tcd") if "Chad" in table else {}
    assert has_clause(token(doc, verb), frozenset((mark,)), by_token, LEXICON) is there


def test_a_modal_about_the_speaker_himself_is_no_demand() -> None:
    doc = parse(SAID)
    assert not has_clause(token(doc, "said"), frozenset(("must",)), {}, LEXICON)


def test_a_frame_that_asks_for_a_clause_is_preferred() -> None:
    lexicon = frames(
        frame("Statement", "say"), replace(frame("Request", "say"), clause=frozenset(("must",)))
    )
    doc = parse(SAID)
    found = find_triggers(doc, lexicon, refer(doc, "Chad = state/tcd"))
    assert [t.frame.event for t in found] == ["Request"]
