"""The collector works seldom while something is loaded, and is afterwards as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from comity.collecting import collect_seldom, never_collected, seldom_collected

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The collector as Python starts with it, whatever was set before."""
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_little_is_collected_while_loading() -> None:
    before = gc.get_threshold()
    with seldom_collected(), seldom_collected():
        assert gc.get_threshold() > before
        assert gc.isenabled()
    assert gc.get_threshold() == before


def test_nothing_is_collected_while_records_are_read() -> None:
    with never_collected():
        with never_collected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_to_load_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="no"), seldom_collected():
        raise ValueError("no")
    assert gc.get_threshold() == before


def test_a_program_collects_seldom() -> None:
    collect_seldom()
    assert gc.get_threshold() > USUAL
