"""What is planned, done and noted, and who sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from kartotek.activities import operations, queries
from kartotek.activities.queries import Asked, Span
from kartotek.contacts.operations import edit_person
from kartotek.errors import NotFound
from kartotek.users.visibility import Visibility

TODAY = date(2026, 11, 12)  # a Thursday


def _plan(by: Any, at: Any, title: str = "Call", **given: Any) -> Any:
    return operations.create_activity(by=by, at=at, title=title, **given)


def _titles(span: Span, viewer: Any, owner_id: int | None = None) -> list[str]:
    page = queries.activities(Asked(span, TODAY, owner_id), viewer=viewer)
    return [row.title for row in page.rows]


@pytest.fixture
def week(by_elif: Any, now: Any) -> None:
    """One activity for each place in time."""
    _plan(by_elif, now, "late", due_on=TODAY - timedelta(1))
    _plan(by_elif, now, "today at four", due_on=TODAY, due_time=time(16, 0))
    _plan(by_elif, now, "today at nine", due_on=TODAY, due_time=time(9, 0))
    _plan(by_elif, now, "sunday", due_on=date(2026, 11, 15))
    _plan(by_elif, now, "next monday", due_on=date(2026, 11, 16))
    _plan(by_elif, now, "someday")
    done = _plan(by_elif, now, "done", due_on=TODAY)
    operations.set_done(activity_id=done.pk, is_done=True, by=by_elif, at=now)


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("span", "titles"),
    [
        (Span.OVERDUE, ["late"]),
        (Span.TODAY, ["today at nine", "today at four"]),
        (Span.WEEK, ["today at nine", "today at four", "sunday"]),
        (
            Span.TO_DO,
            ["late", "today at nine", "today at four", "sunday", "next monday", "someday"],
        ),
        (Span.DONE, ["done"]),
    ],
)
def test_each_list_holds_its_activities_soonest_first(
    by_elif: Any, span: Span, titles: list[str]
) -> None:
    assert _titles(span, by_elif) == titles


@pytest.mark.usefixtures("week")
def test_lists_are_counted(by_elif: Any) -> None:
    counts = queries.count_activities(viewer=by_elif, today=TODAY)

    assert counts == {Span.TO_DO: 6, Span.OVERDUE: 1, Span.TODAY: 2, Span.WEEK: 3}


@pytest.mark.usefixtures("week")
def test_a_list_can_be_narrowed_to_an_owner(by_elif: Any, by_mert: Any, now: Any) -> None:
    _plan(by_mert, now, "mert's", due_on=TODAY)

    assert _titles(Span.TODAY, by_elif, by_mert.user_id) == ["mert's"]


@pytest.mark.usefixtures("week")
def test_pages_of_activities_follow_each_other(by_elif: Any) -> None:
    asked = Asked(Span.TO_DO, TODAY)
    first = queries.activities(asked, viewer=by_elif, limit=4)
    second = queries.activities(asked, viewer=by_elif, limit=4, after=first.next)

    assert len(first.rows) + len(second.rows) == 6
    assert second.rows[-1].title == "someday"


def test_the_time_is_that_of_the_owners_zone(by_elif: Any, elif_: Any, now: Any) -> None:
    elif_.time_zone = "Europe/Istanbul"
    elif_.save()
    planned = _plan(by_elif, now, due_on=TODAY, due_time=time(15, 0))

    due = queries.activity(planned.pk, viewer=by_elif).due

    assert due == datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


def test_focus_holds_open_activities_and_pinned_notes(zeynep: Any, by_elif: Any, now: Any) -> None:
    _plan(by_elif, now, "later", due_on=TODAY + timedelta(9), person_id=zeynep.pk)
    _plan(by_elif, now, "sooner", due_on=TODAY, person_id=zeynep.pk)
    done = _plan(by_elif, now, "done", person_id=zeynep.pk)
    operations.set_done(activity_id=done.pk, is_done=True, by=by_elif, at=now)
    operations.create_note(by=by_elif, at=now, text="plain", person_id=zeynep.pk)
    operations.create_note(by=by_elif, at=now, text="pin", is_pinned=True, person_id=zeynep.pk)

    focus = queries.focus_of("person", zeynep.pk, viewer=by_elif)

    assert [row.title for row in focus.activities] == ["sooner", "later"]
    assert [row.text for row in focus.notes] == ["pin"]
    assert focus.count == 3


def test_what_hangs_on_a_deal_is_about_its_person_and_organization(
    lobby_deal: Any, zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    operations.create_note(by=by_elif, at=now, text="On the deal", deal_id=lobby_deal.pk)

    for kind, record in (("deal", lobby_deal), ("person", zeynep), ("organization", marmara)):
        [found] = queries.notes_of(kind, record.pk, viewer=by_elif)
        assert [(one.kind, one.title) for one in found.on] == [("deal", "Lobby lighting, Pera")]


def test_what_hangs_on_a_person_is_about_their_organization(
    zeynep: Any, daniel: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    _plan(by_elif, now, "hers", person_id=zeynep.pk)
    _plan(by_elif, now, "his", person_id=daniel.pk)

    focus = queries.focus_of("organization", marmara.pk, viewer=by_elif)

    assert [row.title for row in focus.activities] == ["hers"]


def test_a_note_on_a_deal_one_does_not_see_is_not_there(
    lobby_deal: Any, zeynep: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()
    note = operations.create_note(
        by=by_elif, at=now, text="Secret", deal_id=lobby_deal.pk, person_id=zeynep.pk
    )

    assert queries.notes_of("person", zeynep.pk, viewer=by_robin) == []
    with pytest.raises(NotFound):
        queries.note(note.pk, viewer=by_robin)


def test_a_private_person_hides_their_activities_from_lists_and_counts(
    zeynep: Any, by_elif: Any, by_robin: Any, by_deniz: Any, now: Any
) -> None:
    planned = _plan(by_elif, now, person_id=zeynep.pk, due_on=TODAY)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert _titles(Span.TODAY, by_robin) == []
    assert queries.count_activities(viewer=by_robin, today=TODAY)[Span.TODAY] == 0
    assert queries.next_due("person", [zeynep.pk], viewer=by_robin) == {}
    with pytest.raises(NotFound):
        queries.activity(planned.pk, viewer=by_robin)
    assert _titles(Span.TODAY, by_deniz) == ["Call"]


def test_another_company_sees_nothing(
    zeynep: Any, by_elif: Any, by_outsider: Any, now: Any
) -> None:
    planned = _plan(by_elif, now, person_id=zeynep.pk, due_on=TODAY)

    assert _titles(Span.TODAY, by_outsider) == []
    with pytest.raises(NotFound):
        queries.activity(planned.pk, viewer=by_outsider)


def test_the_next_activity_is_the_soonest_open_one(zeynep: Any, by_elif: Any, now: Any) -> None:
    done = _plan(by_elif, now, person_id=zeynep.pk, due_on=TODAY)
    operations.set_done(activity_id=done.pk, is_done=True, by=by_elif, at=now)
    _plan(by_elif, now, person_id=zeynep.pk, due_on=TODAY + timedelta(5))
    _plan(by_elif, now, person_id=zeynep.pk, due_on=TODAY + timedelta(2))
    _plan(by_elif, now, person_id=zeynep.pk)

    assert queries.next_due("person", [zeynep.pk], viewer=by_elif) == {
        zeynep.pk: TODAY + timedelta(2)
    }


def test_many_activities_cost_as_many_queries_as_one(
    zeynep: Any, by_elif: Any, now: Any, django_assert_num_queries: Any
) -> None:
    for number in range(15):
        _plan(by_elif, now, f"N {number}", person_id=zeynep.pk, due_on=TODAY)

    # Activities, the people they are with, and the types.
    with django_assert_num_queries(3):
        assert len(_titles(Span.TODAY, by_elif)) == 15
