"""Reading lines of history."""

from __future__ import annotations

from typing import Any

from kartotek.history.models import Entry
from kartotek.history.queries import Wanted, count_lines
from kartotek.users.viewer import Viewer


def test_lines_are_counted_by_type_and_kind(zeynep: Any, by_elif: Viewer, now: Any) -> None:
    wanted = [Wanted("person", [zeynep.pk], {"person.created"})]
    before = count_lines(wanted, viewer=by_elif)
    Entry.objects.create(
        company_id=by_elif.company_id,
        subject_type="person",
        subject_id=zeynep.pk,
        kind="person.created",
        at=now,
        user_id=by_elif.user_id,
    )

    assert count_lines(wanted, viewer=by_elif) == before + 1


def test_a_record_without_any_line_has_none(by_elif: Viewer) -> None:
    assert count_lines([Wanted("deal", [999], {"deal.created"})], viewer=by_elif) == 0
