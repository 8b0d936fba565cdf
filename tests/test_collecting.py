"""The collector works seldom while something is loaded, and is afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from comity.collecting import collect_seldom, seldom_collected


def test_little_is_collected_while_loading() -> None:
    before = gc.get_threshold()
    with seldom_collected(), seldom_collected():
        assert gc.get_threshold() > before
        assert gc.isenabled()
    assert gc.get_threshold() == before


def test_a_failure_to_load_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="no"), seldom_collected():
        raise ValueError("no")
    assert gc.get_threshold() == before


def test_a_program_collects_seldom() -> None:
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold() > before
    finally:
        gc.set_threshold(*before)
