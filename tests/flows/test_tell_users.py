"""History tells users what concerns them, once, and only what they may see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kartotek.activities.models import Comment
from kartotek.activities.operations import delete_note
from kartotek.contacts.operations import edit_person
from kartotek.flows import tell_users, written_changes
from kartotek.flows.activity_changes import create_activity, edit_activity
from kartotek.flows.item_changes import edit_deal, set_outcome
from kartotek.flows.models import Announcement
from kartotek.history.follow.operations import follow
from kartotek.notifications import operations, queries
from kartotek.notifications.models import Notification
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from tests.activities.conftest import lobby_deal

__all__ = ["lobby_deal"]


@pytest.fixture(autouse=True)
def begun(company: Any, now: Any) -> None:
    """History is read from here on."""
    tell_users.go_on(at=now)


def _told(user: Any, now: Any) -> list[str]:
    tell_users.go_on(at=now)
    return [row.text for row in queries.told(viewer=Viewer.of(user)).rows]


def test_who_is_mentioned_is_told(
    zeynep: Any, by_elif: Any, mert: Any, elif_: Any, now: Any
) -> None:
    written_changes.create_note(
        by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya, the lobby is 12 m wide"
    )

    assert _told(mert, now) == ["Elif Aydın mentioned you in a note on Zeynep Karaca"]
    assert _told(elif_, now) == []
    told = queries.told(viewer=Viewer.of(mert)).rows[0]
    assert told.snippet == "@Mert Kaya, the lobby is 12 m wide"
    assert (told.place.kind, told.place.id) == ("person", zeynep.pk)
    assert told.why == "You are mentioned."


def test_nothing_is_told_twice(zeynep: Any, by_elif: Any, mert: Any, now: Any) -> None:
    written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")
    for _again in range(2):
        tell_users.go_on(at=now)
    operations.mark_all_read(by=Viewer.of(mert), at=now)

    tell_users.go_on(at=now)

    assert Notification.objects.filter(read_at=None).count() == 0


def test_who_may_not_see_the_record_is_not_told(
    zeynep: Any, by_elif: Any, robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)
    written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Robin Vance")

    assert _told(robin, now) == []
    assert not Notification.objects.exists()


def test_who_no_longer_sees_a_record_reads_nothing_of_it(
    zeynep: Any, by_elif: Any, robin: Any, now: Any
) -> None:
    written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Robin Vance")
    assert _told(robin, now)

    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    told = queries.told(viewer=Viewer.of(robin))
    assert told.rows == []
    assert told.hidden == list(Notification.objects.values_list("pk", flat=True))


def test_a_deleted_note_tells_nobody(zeynep: Any, by_elif: Any, mert: Any, now: Any) -> None:
    note = written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")
    delete_note(note_id=note.pk, by=by_elif, at=now)

    assert _told(mert, now) == []


def test_comments_reach_who_wrote_the_note_and_who_wrote_in_the_thread(
    zeynep: Any, by_elif: Any, by_mert: Any, by_deniz: Any, elif_: Any, mert: Any, now: Any
) -> None:
    note = written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="12 m")
    written_changes.create_comment(note_id=note.pk, by=by_mert, at=now, text="13?")
    written_changes.create_comment(note_id=note.pk, by=by_deniz, at=now, text="12.")

    assert _told(elif_, now) == ["Deniz Acar commented on your note on Zeynep Karaca"]
    assert _told(mert, now) == ["Deniz Acar commented on a note on Zeynep Karaca, as you did"]
    assert queries.told(viewer=by_elif).rows[0].snippet == "12."


def test_an_activity_that_is_given_to_somebody_is_told(
    zeynep: Any, by_elif: Any, mert: Any, deniz: Any, now: Any
) -> None:
    planned = create_activity(
        by=by_elif, at=now, title="Call", due_on=date(2026, 11, 13), owner_id=mert.pk
    )
    assert _told(mert, now) == ["Elif Aydın gave you the activity Call"]

    edit_activity(activity_id=planned.pk, by=by_elif, at=now, owner_id=deniz.pk)

    assert _told(deniz, now) == ["Elif Aydın gave you the activity Call"]


def test_a_deal_that_changes_hands_is_told_to_all_concerned(
    lobby_deal: Any, by_elif: Any, by_deniz: Any, elif_: Any, mert: Any, robin: Any, now: Any
) -> None:
    follow(subject=lobby_deal, user_id=robin.pk, by=by_elif, at=now)
    tell_users.go_on(at=now)
    edit_deal(deal_id=lobby_deal.pk, by=by_deniz, at=now, owner_id=mert.pk)

    handed = ["Deniz Acar made Mert Kaya the owner of Lobby lighting, Pera"]
    assert _told(mert, now) == ["Deniz Acar made you the owner of the deal Lobby lighting, Pera"]
    assert _told(robin, now) == handed
    assert _told(elif_, now) == handed


def test_followers_and_owner_hear_how_a_deal_ended(
    lobby_deal: Any, by_elif: Any, by_mert: Any, elif_: Any, deniz: Any, now: Any
) -> None:
    follow(subject=lobby_deal, user_id=deniz.pk, by=by_elif, at=now)
    set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_mert, at=now)

    assert _told(deniz, now) == ["Mert Kaya won Lobby lighting, Pera"]
    assert _told(elif_, now) == ["Mert Kaya won Lobby lighting, Pera"]


def test_many_things_given_at_once_are_one_line(by_elif: Any, mert: Any, now: Any) -> None:
    for number in range(5):
        create_activity(by=by_elif, at=now, title=f"Call {number}", owner_id=mert.pk)

    assert _told(mert, now) == ["Elif Aydın gave you the activity Call 4 and 4 more"]


def test_what_was_written_for_an_earlier_day_is_no_news(
    zeynep: Any, by_elif: Any, mert: Any, now: Any
) -> None:
    past = now - timedelta(days=2)
    written_changes.create_note(by=by_elif, at=past, person_id=zeynep.pk, text="@Mert Kaya")

    assert _told(mert, now) == []


def test_who_left_is_told_nothing(zeynep: Any, by_elif: Any, mert: Any, now: Any) -> None:
    written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")
    User.objects.filter(pk=mert.pk).update(is_active=False)

    assert _told(mert, now) == []


def test_the_bell_counts_and_open_screens_hear_of_it(
    zeynep: Any, by_elif: Any, mert: Any, now: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")
        tell_users.go_on(at=now)

    mert.refresh_from_db()
    assert mert.unread_count == 1
    told = Announcement.objects.get(event="notifications:changed")
    assert told.user_id == mert.pk

    operations.mark_all_read(by=Viewer.of(mert), at=now)
    mert.refresh_from_db()
    assert mert.unread_count == 0


def test_what_one_does_not_want_to_hear_is_not_told(
    zeynep: Any, by_elif: Any, by_mert: Any, mert: Any, now: Any
) -> None:
    operations.set_preference(kind="mention", is_in_app=False, email="off", by=by_mert, at=now)
    written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")

    assert _told(mert, now) == []
    assert not Notification.objects.exists()


def test_what_one_wants_by_email_only_stays_out_of_the_bell(
    zeynep: Any, by_elif: Any, by_mert: Any, mert: Any, now: Any
) -> None:
    operations.set_preference(kind="mention", is_in_app=False, email="daily", by=by_mert, at=now)
    written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")

    assert _told(mert, now) == []
    assert Notification.objects.get().is_in_app is False
    mert.refresh_from_db()
    assert mert.unread_count == 0


def test_a_pass_with_nothing_new_costs_two_queries(
    company: Any, now: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        tell_users.go_on(at=now)


def test_a_comment_is_told_as_it_is_now_and_not_once_it_is_gone(
    zeynep: Any, by_elif: Any, by_mert: Any, elif_: Any, now: Any
) -> None:
    note = written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="12 m")
    said = written_changes.create_comment(note_id=note.pk, by=by_mert, at=now, text="13?")
    assert _told(elif_, now)
    Comment.objects.filter(pk=said.pk).update(text="14!")
    assert [row.snippet for row in queries.told(viewer=by_elif).rows] == ["14!"]

    Comment.objects.filter(pk=said.pk).update(deleted_at=now)

    assert queries.told(viewer=by_elif).rows == []
    assert "13?" not in str(Notification.objects.get().data)
