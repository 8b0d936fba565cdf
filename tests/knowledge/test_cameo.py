"""The codes of CAMEO: what the table says, and that it agrees with what PLOVER's README says of CAMEO."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from comity.errors import OntologyError
from comity.knowledge.cameo import COLUMNS, Coding, code_of, load_cameo
from comity.knowledge.ontology import load_ontology
from comity.knowledge.plover import load_plover
from comity.model import Status

# The table of PLOVER's README, with the names that draft 2.0 of the manual gives the types.
ROOTS = {
    "01": "", "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
# Where PLOVER's draft 2.0 or its table of codes files a single code under another type than that of its root.
MOVED = {
    "035": "CONCEDE",  # "future RETREAT" is CONCEDE
    "055": "CONCEDE",  # apologies
    "085": "CONCEDE",  # sanctions relief, which comity has as a concession
    "116": "SANCTION",  # mode convict
    "181": "COERCE",  # hostages, which comity has as coercion or assault
    "191": "COERCE",
    "192": "COERCE",
}
YIELD = {"CONCEDE", "RETREAT"}


def test_every_code_stands_under_the_type_that_plover_has_for_its_root() -> None:
    for row in load_cameo():
        allowed = YIELD if row.code.startswith("08") else {ROOTS[row.code[:2]]}
        assert row.plover in allowed | {MOVED.get(row.code, row.code)}, row


def test_a_code_means_one_thing_and_every_part_of_a_row_is_known() -> None:
    ontology, plover = load_ontology(), load_plover()
    means = defaultdict(set)
    for row in load_cameo():
        means[row.code].add(row.means)
        assert {row.plover, row.act} <= {"", *plover.quads}
        assert not row.kind or row.kind in ontology.event_classes
        assert row.status <= set(Status)
        known = set(plover.modes.get(row.plover, {}).values())
        assert not row.mode or row.mode in known
    assert {code for code, told in means.items() if len(told) > 1} == set()


def test_no_row_is_hidden_by_one_above_it() -> None:
    rows = load_cameo()
    for number, row in enumerate(rows):
        for above in rows[:number]:
            wider = all(
                getattr(above, part) in ("", getattr(row, part))
                for part in ("plover", "act", "kind", "mode")
            )
            words = not above.words or (row.words and row.words <= above.words)
            status = not above.status or (row.status and row.status <= above.status)
            assert not (wider and words and status), (above, row)


def test_every_type_of_plover_has_a_code() -> None:
    for type_ in load_plover().quads:
        assert code_of(Coding(type_, type_, ("Event",), "occurred", None, "")) is not None


@pytest.mark.parametrize(
    ("coding", "code"),
    [
        pytest.param(("CONSULT", "CONSULT", "Meeting", "occurred", None, "meet"), "040", id="a meeting"),
        pytest.param(("AGREE", "CONSULT", "Meeting", "planned", None, "meet"), "036", id="a meeting to come"),
        pytest.param(("REJECT", "CONSULT", "Meeting", "denied", None, "meet"), "125", id="a meeting refused"),
        pytest.param(("CONSULT", "CONSULT", "Call", "occurred", "phone", "ring"), "041", id="a call"),
        pytest.param(("CONSULT", "CONSULT", "Negotiation", "occurred", "third-party", "mediate"), "045", id="mediation"),
        pytest.param(("SUPPORT", "SUPPORT", "Agreement", "occurred", None, "sign"), "057", id="a treaty signed"),
        pytest.param(("AGREE", "COOPERATE", "MilitaryExercise", "planned", None, "drill"), "0312", id="a joint drill to come"),
        pytest.param(("MOBILIZE", "MOBILIZE", "MilitaryExercise", "occurred", "troops", "drill"), "150", id="a drill alone"),
        pytest.param(("CONCEDE", "CONCEDE", "Apology", "occurred", None, "apologize"), "055", id="an apology"),
        pytest.param(("CONCEDE", "RETREAT", "Retreat", "planned", None, "withdraw"), "035", id="a withdrawal to come"),
        pytest.param(("RETREAT", "RETREAT", "Retreat", "occurred", "withdraw", "withdraw"), "0874", id="a withdrawal"),
        pytest.param(("REQUEST", "REQUEST", "Request", "occurred", None, "demand"), "100", id="a demand"),
        pytest.param(("REQUEST", "REQUEST", "Request", "occurred", None, "urge"), "020", id="an appeal"),
        pytest.param(("THREATEN", "SANCTION", "Sanction", "planned", None, "embargo"), "1312", id="an embargo threatened"),
        pytest.param(("ASSAULT", "ASSAULT", "Assault", "occurred", "drone", "drone strike"), "1952", id="a drone strike"),
        pytest.param((None, None, "Statement", "occurred", None, "say"), "010", id="a statement"),
        pytest.param((None, None, "Incident", "occurred", None, "crash"), None, id="an accident"),
    ],
)  # fmt: skip
def test_codes(
    coding: tuple[str | None, str | None, str, str, str | None, str], code: str | None
) -> None:
    plover, act, kind, status, mode, word = coding
    kinds = load_ontology().ancestors(kind)
    assert code_of(Coding(plover, act, kinds, status, mode, word)) == code


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("4,CONSULT,,,,,,Meets", "cameo.csv:2:code: found '4'", id="one digit"),
        pytest.param("210,CONSULT,,,,,,Meets", "three or four digits", id="no such root"),
        pytest.param("040,,,,,,,Meets", "cameo.csv:2:plover", id="a row for everything"),
        pytest.param("040,CONSULT,,,,,,", "cameo.csv:2:means", id="without meaning"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "cameo.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=reason):
        load_cameo(path)
