"""The log of decisions: what is written is read again, and what cannot be read is named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.curating import append
from comity.curation_log import parse, read, to_toml
from comity.curations import Decision, Field, Kind, Spot
from comity.errors import InputError, StoreError
from comity.model import Span
from comity.rdf import swap

SPOT = '{ article = "9d0f4c2e81ab", span = [1, 5] }'
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(str.strip)
NAME = TEXT.filter(bool)
SPOTS = st.builds(
    lambda digits, start, size, type_: Spot(digits, Span(start, start + size), type_),
    st.from_regex(r"[0-9a-f]{12,64}", fullmatch=True),
    st.integers(0, 10**6),
    st.integers(1, 10**4),
    st.none() | st.sampled_from(["Summit", "Meeting"]),
)
VALUES: dict[Field, st.SearchStrategy[tuple[str, ...]]] = {
    Field.TYPE: st.just(("Summit",)),
    Field.STATUS: st.just(("denied",)),
    Field.DATE: st.sampled_from([(), ("2031",), ("2031-02",), ("2031-02-03/2031-02-05",)]),
    Field.PLACE: st.just(()) | st.tuples(NAME),
    **{
        f: st.lists(NAME, max_size=3).map(tuple)
        for f in (Field.ACTORS, Field.RECIPIENTS, Field.TOPICS)
    },
}


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(Kind))
    places = tuple(draw(st.lists(SPOTS, min_size=2, max_size=2))[: 2 if kind.on_pair else 1])
    sets = draw(st.sampled_from(Field)) if kind is Kind.RIGHT_VALUE else None
    values = draw(VALUES[sets]) if sets else ()
    values = (draw(NAME),) if kind is Kind.PREFERRED_NAME else values
    day = draw(st.dates(date(1900, 1, 1)))
    return Decision(kind, draw(NAME), day, draw(TEXT), places, sets, values)


@given(st.lists(decisions(), max_size=4))
def test_what_is_written_is_read_again(made: list[Decision]) -> None:
    text = "\n".join(map(to_toml, made))
    found = parse(text.encode("utf-8"), "log").decisions
    assert found == tuple(made)
    lines = text.split("\n")
    assert all(lines[int(d.where.split(":")[1]) - 1] == "[[decision]]" for d in found)


WRONG = [
    ("by = ", "log:1: no TOML"),
    ("a = " + "[" * 100_000, "log: brackets in brackets, too deep"),
    ("a = " + "9" * 5_000, "log: Exceeds the limit (4300 digits)"),
    ('decision = ["""\n[[decision]]\n"""]', "log:2: a decision has one of same-event"),
    ("[[decisions]]\n", "found decisions outside of a decision"),
    (f'decision = [{{ by = "A", on = 2031-01-01, wrong-report = {SPOT} }}]', "begin each decision"),
    ("\n[[decision]]\nby = 'A'\non = 2031-01-01\n", "log:2: a decision has one of same-event"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nwrong-reprot = {SPOT}\n", "log:1: a decision has one of"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nwhi = 'x'\nwrong-report = {SPOT}\n", "did you mean why?"),
    (f"[[decision]]\non = 2031-01-01\nwrong-report = {SPOT}\n", "say who decided"),
    (f"[[decision]]\nby = 'A'\non = 'May'\nwrong-report = {SPOT}\n", "on is May; give the day"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nsame-event = [{SPOT}]\n", "same-event is about two places"),
    ("[[decision]]\nby = 'A'\non = 2031-01-01\nwrong-report = 'x'\n", "found x; a place is"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nwrong-report = {SPOT.replace('9d0f', '')}\n", "12 or more digits"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nwrong-report = {SPOT.replace('[1, 5]', '[5, 1]')}\n", "the end after the start"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nwrong-report = {SPOT.replace('[1, 5]', '[1]')}\n", "give [start, end]"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nright-value = {SPOT}\n", "a right value is of one of type"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nright-value = {SPOT}\nstatus = 'maybe'\n", "status is maybe; give occurred"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nright-value = {SPOT}\ndate = '2031-13'\n", "date is 2031-13; give 2023, 2023-05"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nright-value = {SPOT}\ntype = ''\n", "cannot be without type"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nright-value = {SPOT}\nplace = 3\n", "place is 3; give it in quotes"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\nright-value = {SPOT}\nactors = [3]\n", "give names in quotes"),
    (f"[[decision]]\nby = 'A'\non = 2031-01-01\npreferred-name = {SPOT}\n", "the preferred name is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_cannot_be_read_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text.encode(), "log")
    assert message in str(caught.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match="write it in UTF-8"):
        parse(b"\xff", "log")


ONE = Decision(
    Kind.WRONG_REPORT, "A. R.", date(2031, 1, 1), "", (Spot("9d0f4c2e81ab", Span(1, 5)),)
)


def test_decisions_are_added_below_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "log.toml"
    append(path, (ONE,))
    first = path.read_text()
    path.write_text(f"# kept\n{first.rstrip()}")
    append(path, (ONE, ONE))
    assert path.read_text() == f"# kept\n{first}\n{first}\n{first}"
    assert read(path).decisions == (ONE,) * 3


def test_a_log_that_cannot_be_read_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "log.toml"
    path.write_text("by = ")
    with pytest.raises(InputError):
        append(path, (ONE,))
    assert path.read_text() == "by = "


def test_a_log_is_as_it_was_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.toml"
    append(path, (ONE,))
    before = path.read_bytes()

    def broken(_: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(swap, "to_disk", broken)
    with pytest.raises(StoreError, match="disk full"):
        append(path, (ONE,))
    assert path.read_bytes() == before
