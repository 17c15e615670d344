"""What is planned, done and noted, and who sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kartotek.activities import operations, queries
from kartotek.activities.queries import Asked, Span
from kartotek.contacts.operations import edit_person
from kartotek.errors import NotFound
from kartotek.users.visibility import Visibility

TODAY = date(2026, 11, 12)  # a Thursday
TEN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
ISTANBUL = ZoneInfo("Europe/Istanbul")


def _plan(by: Any, at: Any, title: str = "Call", **given: Any) -> Any:
    return operations.create_activity(by=by, at=at, title=title, **given)


def _titles(span: Span, viewer: Any, owner_id: int | None = None) -> list[str]:
    page = queries.activities(Asked(span, TEN, owner_id), viewer=viewer)
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
        (Span.OVERDUE, ["late", "today at nine"]),
        (Span.TOMORROW, []),
        (Span.TODAY, ["today at nine", "today at four"]),
        (Span.WEEK, ["late", "today at nine", "today at four", "sunday"]),
        (
            Span.TO_DO,
            ["late", "today at nine", "today at four", "sunday", "next monday", "someday"],
        ),
        (Span.DONE, ["done"]),
        (
            Span.ALL,
            [
                "someday",
                "next monday",
                "sunday",
                "today at four",
                "today at nine",
                "done",
                "late",
            ],
        ),
    ],
)
def test_each_list_holds_its_activities_soonest_first(
    by_elif: Any, span: Span, titles: list[str]
) -> None:
    assert _titles(span, by_elif) == titles


@pytest.mark.usefixtures("week")
def test_lists_are_counted(by_elif: Any) -> None:
    counts = queries.count_activities(Asked(Span.TO_DO, TEN), viewer=by_elif)

    assert counts == {
        Span.TO_DO: 6,
        Span.OVERDUE: 2,
        Span.TODAY: 2,
        Span.TOMORROW: 0,
        Span.WEEK: 4,
    }


@pytest.mark.usefixtures("week")
def test_a_list_can_be_narrowed_to_an_owner(by_elif: Any, by_mert: Any, now: Any) -> None:
    _plan(by_mert, now, "mert's", due_on=TODAY)

    assert _titles(Span.TODAY, by_elif, by_mert.user_id) == ["mert's"]


@pytest.mark.usefixtures("week")
def test_pages_of_activities_follow_each_other(by_elif: Any) -> None:
    asked = Asked(Span.TO_DO, TEN)
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

    asked = Asked(Span.TODAY, TEN)
    assert _titles(Span.TODAY, by_robin) == []
    assert queries.count_activities(asked, viewer=by_robin)[Span.TODAY] == 0
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


def test_a_week_may_begin_on_sunday(by_elif: Any, now: Any) -> None:
    _plan(by_elif, now, "last sunday", due_on=date(2026, 11, 8))

    monday, sunday = (
        queries.activities(Asked(Span.WEEK, TEN, first_weekday=first), viewer=by_elif).rows
        for first in (0, 6)
    )

    assert (len(monday), len(sunday)) == (0, 1)


def test_days_are_those_of_the_viewers_zone(by_elif: Any, now: Any) -> None:
    _plan(by_elif, now, "early tomorrow there", due_on=TODAY, due_time=time(22, 30))
    _plan(by_elif, now, "all day, wherever", due_on=TODAY)

    there = queries.activities(Asked(Span.TODAY, TEN.astimezone(ISTANBUL)), viewer=by_elif)

    assert [row.title for row in there.rows] == ["all day, wherever"]


def test_a_moment_stays_when_its_owner_moves_to_another_zone(
    by_elif: Any, elif_: Any, now: Any
) -> None:
    planned = _plan(by_elif, now, due_on=TODAY, due_time=time(15, 0))
    elif_.time_zone = "Europe/Istanbul"
    elif_.save()

    due = queries.activity(planned.pk, viewer=by_elif).due

    assert due == datetime(2026, 11, 12, 15, 0, tzinfo=UTC)


def test_only_activities_of_a_type_are_shown(by_elif: Any, now: Any) -> None:
    _plan(by_elif, now, "a call", type="call")
    _plan(by_elif, now, "a lunch", type="lunch")

    page = queries.activities(Asked(Span.TO_DO, TEN, type="lunch"), viewer=by_elif)

    assert [row.title for row in page.rows] == ["a lunch"]


def test_an_activity_is_about_everybody_it_is_with(
    zeynep: Any, tomas: Any, by_elif: Any, now: Any
) -> None:
    _plan(by_elif, now, people_ids=[zeynep.pk, tomas.pk])

    for person in (zeynep, tomas):
        [row] = queries.focus_of("person", person.pk, viewer=by_elif).activities
        assert [one.id for one in row.people] == [zeynep.pk, tomas.pk]


def test_a_further_person_one_does_not_see_hides_the_activity(
    zeynep: Any, tomas: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    _plan(by_elif, now, people_ids=[zeynep.pk, tomas.pk])
    edit_person(person_id=tomas.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert _titles(Span.TO_DO, by_robin) == []


def test_a_calendar_holds_what_began_the_day_before(by_elif: Any, now: Any) -> None:
    _plan(by_elif, now, "night", due_on=TODAY, due_time=time(23, 0), duration_minutes=180)
    _plan(by_elif, now, "two days before", due_on=TODAY - timedelta(1), due_time=time(23, 0))

    rows = queries.in_calendar(
        Asked(Span.ALL, TEN), viewer=by_elif, first=TODAY + timedelta(1), days=7
    )

    assert [row.title for row in rows] == ["night"]
