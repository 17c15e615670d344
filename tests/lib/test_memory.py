from __future__ import annotations

import gc

import pytest

from kartotek.lib.memory import collecting_later


def test_nothing_is_collected_while_a_batch_is_worked_on() -> None:
    with collecting_later():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_a_batch_that_fails_leaves_the_collector_as_it_was() -> None:
    with pytest.raises(ValueError, match="broken"), collecting_later():
        raise ValueError("broken")

    assert gc.isenabled()


def test_a_batch_within_a_batch_does_not_switch_the_collector_on() -> None:
    with collecting_later():
        with collecting_later():
            pass

        assert not gc.isenabled()
