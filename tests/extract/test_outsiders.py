"""Who acts in no event of this genre."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.extract.outsiders import is_blind, is_outside
from comity.extract.records import Argument
from comity.model import Role
from extract.parses import LEXICON, frame, parse, token

SPORT = replace(LEXICON, outsiders=frozenset(("runner", "novelist")), sets={"armed": frozenset(("rebel",))})  # fmt: skip
RUNNER = "Estonian/JJ/amod/Tamm runner/NN/compound/Tamm Tamm/NNP/nsubj/attacked attacked/VBD/ROOT"
APPOSED = "Tamm/NNP/nsubj/visited ,/,/punct/Tamm a/DT/det/novelist novelist/NN/appos/Tamm ,/,/punct/Tamm visited/VBD/ROOT"
MINISTER = "Minister/NNP/compound/Tamm Tamm/NNP/nsubj/attacked attacked/VBD/ROOT"


@pytest.mark.parametrize(
    ("table", "kind", "outside"),
    [
        pytest.param(RUNNER, "Assault", True, id="a runner attacks"),
        pytest.param(RUNNER, "Protest", False, id="a runner may protest"),
        pytest.param(APPOSED, "Visit", True, id="a novelist in apposition"),
        pytest.param(MINISTER, "Assault", False, id="a minister"),
    ],
)
def test_outsiders_act_in_no_event(table: str, kind: str, outside: bool) -> None:
    doc = parse(table)
    at = token(doc, "Tamm").i
    arguments = [Argument("person/tamm", Role.ACTOR, at, at + 1)]
    assert is_outside(doc, kind, arguments, SPORT) is outside


def test_a_state_is_never_outside() -> None:
    doc = parse(RUNNER)
    assert not is_outside(doc, "Assault", [Argument("state/est", Role.ACTOR, 1, 2)], SPORT)


@pytest.mark.parametrize(
    ("subject", "blind"), [("Lightning", True), ("Rebels", False)], ids=["lightning", "rebels"]
)
def test_what_strikes_must_be_able_to_act(subject: str, blind: bool) -> None:
    tag = "NNS" if subject.endswith("s") else "NN"
    doc = parse(
        f"{subject}/{tag}/nsubj/attacked attacked/VBD/ROOT a/DT/det/barn barn/NN/dobj/attacked"
    )
    assert is_blind(token(doc, "attacked"), frame("Assault", "attack"), {}, (), SPORT) is blind
