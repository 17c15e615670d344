"""When somebody wants to hear from us again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kartotek.contacts.rules.follow_up import due_on
from tests.conftest import NOW

OLD = NOW - timedelta(days=100)


@pytest.mark.parametrize(
    ("days", "contacts", "due"),
    [
        (None, [NOW], None),
        (30, [], date(2026, 9, 3)),
        (30, [None, None, None], date(2026, 9, 3)),
        (30, [NOW - timedelta(days=40), NOW, None], date(2026, 12, 12)),
    ],
)
def test_a_contact_is_due_so_many_days_after_the_last_word(
    days: int | None, contacts: list[object], due: date | None
) -> None:
    assert due_on(days, known_since=OLD, contacts=contacts) == due  # type: ignore[arg-type]
