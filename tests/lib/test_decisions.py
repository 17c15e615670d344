"""Tables decide by their first row that applies."""

import pytest

from kartotek.lib.decisions import Row, decide, otherwise

SIZES: tuple[Row[int, str], ...] = (
    Row("HUGE", lambda size: size > 100, "truck", "It fills a truck."),
    Row("LARGE", lambda size: size > 10, "van", "It fits a van."),
    Row("SMALL", otherwise, "bag", "It fits a bag."),
)


def test_the_first_row_that_applies_decides() -> None:
    assert decide(SIZES, 101).code == "HUGE"


def test_a_later_row_decides_where_the_earlier_ones_do_not_apply() -> None:
    assert decide(SIZES, 11).code == "LARGE"


def test_the_last_row_decides_what_is_left() -> None:
    assert decide(SIZES, 1).outcome == "bag"


def test_a_decision_carries_the_sentence_of_its_row() -> None:
    assert decide(SIZES, 11).sentence == "It fits a van."


def test_a_table_that_could_leave_facts_undecided_is_refused() -> None:
    with pytest.raises(ValueError, match="otherwise"):
        decide(SIZES[:2], 101)


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="otherwise"):
        decide((), 1)
