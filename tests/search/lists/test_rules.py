from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.search.lists.rules import (
    ColumnType,
    Comparison,
    Condition,
    Filter,
    Takes,
    as_json,
    comparisons,
    days_meant,
    from_json,
    parsed,
    takes,
    written,
)

names = st.text(min_size=1)
conditions = st.builds(
    Condition,
    field=names,
    comparison=st.sampled_from(list(Comparison)).map(str),
    values=st.lists(st.text(), max_size=3).map(tuple),
)
groups = st.lists(conditions, max_size=4).map(tuple)
filters = st.builds(Filter, all_of=groups, any_of=groups)


@given(filters)
def test_a_filter_comes_back_from_an_address_as_it_was(kept: Filter) -> None:
    assert parsed(written(kept)) == kept


@given(filters)
def test_a_filter_comes_back_from_a_saved_view_as_it_was(kept: Filter) -> None:
    assert from_json(as_json(kept)) == kept


@given(st.text())
def test_nothing_in_an_address_is_too_odd_to_be_read(text: str) -> None:
    parsed(text)


def test_an_address_can_be_read_by_people() -> None:
    kept = Filter(
        (Condition("owner", "is", ("3",)), Condition("label", "any-of", ("1", "2"))),
        (Condition("city", "contains", ("izmir",)), Condition("city", "is-empty")),
    )
    assert written(kept) == "owner.is.3~label.any-of.1.2~~city.contains.izmir~city.is-empty"


TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("comparison", "values", "first", "last"),
    [
        (Comparison.TODAY, (), TODAY, TODAY),
        (Comparison.THIS_WEEK, (), date(2026, 11, 9), date(2026, 11, 15)),
        (Comparison.THIS_MONTH, (), date(2026, 11, 1), date(2026, 11, 30)),
        (Comparison.LAST_DAYS, ("7",), date(2026, 11, 5), TODAY),
        (Comparison.NOT_LAST_DAYS, ("7",), date(2026, 11, 5), None),
        (Comparison.DAYS_AGO, ("7",), None, date(2026, 11, 4)),
        (Comparison.NEXT_DAYS, ("7",), TODAY, date(2026, 11, 19)),
        (Comparison.BEFORE_TODAY, (), None, date(2026, 11, 11)),
        (Comparison.IS, ("2026-11-01",), date(2026, 11, 1), date(2026, 11, 1)),
        (Comparison.LESS_THAN, ("2026-11-01",), None, date(2026, 10, 31)),
        (Comparison.MORE_THAN, ("2026-11-01",), date(2026, 11, 2), None),
        (
            Comparison.BETWEEN,
            ("2026-11-01", "2026-11-03"),
            date(2026, 11, 1),
            date(2026, 11, 3),
        ),
    ],
)
def test_days_are_meant_from_today_on(
    comparison: Comparison, values: tuple[str, ...], first: date | None, last: date | None
) -> None:
    assert days_meant(comparison, values, TODAY) == (first, last)


@given(st.integers(0, 4000))
def test_days_ago_and_the_last_days_share_no_day_and_leave_none_out(days: int) -> None:
    first, _today = days_meant(Comparison.LAST_DAYS, (str(days),), TODAY)
    _none, last = days_meant(Comparison.DAYS_AGO, (str(days),), TODAY)
    assert first is not None
    assert last == first - timedelta(days=1)


def test_days_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="soon"):
        days_meant(Comparison.NEXT_DAYS, ("soon",), TODAY)


def test_every_type_of_column_can_be_compared() -> None:
    for one in ColumnType:
        assert comparisons(one)


def test_between_wants_two_values_and_emptiness_none() -> None:
    assert takes(Comparison.BETWEEN) is Takes.TWO
    assert takes(Comparison.IS_EMPTY) is Takes.NOTHING
    assert takes(Comparison.LAST_DAYS) is Takes.DAYS
    assert takes(Comparison.ANY_OF) is Takes.MANY
    assert takes(Comparison.CONTAINS) is Takes.ONE


def test_a_filter_without_conditions_narrows_nothing() -> None:
    assert not Filter()
    assert not parsed("")
