"""The collector rests while something is loaded, and is afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from comity.collecting import collect_seldom, uncollected


def test_nothing_is_collected_while_loading() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected(), uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_failure_to_load_leaves_the_collector_on() -> None:
    with pytest.raises(ValueError, match="no"), uncollected():
        raise ValueError("no")
    assert gc.isenabled()


def test_a_program_collects_seldom() -> None:
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold() > before
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)
