"""Planning, doing and noting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from kartotek.activities import operations, queries
from kartotek.contacts.operations import edit_person
from kartotek.errors import Invalid, NotFound
from kartotek.history.meanwhile import ChangedMeanwhile, mark
from kartotek.history.queries import of_records
from kartotek.pipeline.deals.operations import delete
from kartotek.users.permissions import OwnedByAnother
from kartotek.users.visibility import Visibility


def _plan(by: Any, at: Any, **given: Any) -> Any:
    return operations.create_activity(by=by, at=at, **{"title": "Call about samples", **given})


def _write(by: Any, at: Any, **given: Any) -> Any:
    return operations.create_note(by=by, at=at, **{"text": "Met at the fair.", **given})


def _kinds(subject: Any, by: Any) -> list[str]:
    lines = of_records([(subject.subject_type, subject.pk)], viewer=by)
    return [line.kind for line in reversed(lines)]


def test_an_activity_belongs_to_who_plans_it(zeynep: Any, by_mert: Any, now: Any) -> None:
    planned = _plan(by_mert, now, person_id=zeynep.pk, type="call", due_on=date(2026, 11, 13))

    shown = queries.activity(planned.pk, viewer=by_mert)
    assert (shown.owner_name, shown.type, shown.due) == ("Mert Kaya", "call", date(2026, 11, 13))


def test_an_activity_without_a_title_is_called_as_its_type(by_elif: Any, now: Any) -> None:
    planned = _plan(by_elif, now, title=" ", type="lunch")

    assert planned.title == "Lunch"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "party"),
        ("title", "x" * 501),
        ("duration_minutes", -1),
        ("duration_minutes", 60 * 24 * 32),
        ("due_on", date(9999, 12, 31)),
        ("due_on", date(1, 1, 1)),
        ("time_zone", "Mars/Olympus"),
        ("people_ids", [0]),
        ("guests", [f"{number}@guests.example" for number in range(201)]),
        ("owner_id", 0),
        ("person_id", 0),
        ("deal_id", 0),
    ],
)
def test_an_activity_that_cannot_be_is_refused(
    by_elif: Any, now: Any, name: str, value: object
) -> None:
    with pytest.raises(Invalid) as refusal:
        _plan(by_elif, now, **{name: value})

    assert name in refusal.value.fields


def test_nothing_hangs_on_a_person_one_does_not_see(
    zeynep: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    with pytest.raises(Invalid):
        _plan(by_robin, now, person_id=zeynep.pk)


def test_done_is_done_once(zeynep: Any, by_elif: Any, now: Any) -> None:
    planned = _plan(by_elif, now, person_id=zeynep.pk)

    operations.set_done(activity_id=planned.pk, is_done=True, by=by_elif, at=now)
    again = operations.set_done(
        activity_id=planned.pk, is_done=True, by=by_elif, at=now + timedelta(1)
    )

    assert again.done_at == now
    assert _kinds(planned, by_elif) == ["activity.created", "activity.done"]


def test_what_was_done_can_be_opened_again(by_elif: Any, now: Any) -> None:
    planned = _plan(by_elif, now)
    operations.set_done(activity_id=planned.pk, is_done=True, by=by_elif, at=now)

    opened = operations.set_done(activity_id=planned.pk, is_done=False, by=by_elif, at=now)

    assert opened.done_at is None


def test_an_edited_activity_keeps_its_title_when_none_is_typed(by_elif: Any, now: Any) -> None:
    planned = _plan(by_elif, now)

    edited = operations.edit_activity(
        activity_id=planned.pk, by=by_elif, at=now, title="", due_time=time(15, 0)
    )

    assert edited.title == "Call about samples"
    assert edited.due_time == time(15, 0)


def test_an_activitys_change_is_told_with_old_and_new_value(by_elif: Any, now: Any) -> None:
    planned = _plan(by_elif, now, due_on=date(2026, 11, 13))

    operations.edit_activity(activity_id=planned.pk, by=by_elif, at=now, due_on=date(2026, 11, 20))

    [line, _created] = of_records([("activity", planned.pk)], viewer=by_elif)
    assert line.data["changes"] == {"due_on": ["2026-11-13", "2026-11-20"]}


def test_a_guest_that_cannot_be_written_to_is_kept(by_elif: Any, now: Any) -> None:
    planned = _plan(by_elif, now, guests=["zeynep@", "Tomás"])

    assert queries.activity(planned.pk, viewer=by_elif).guests == ("zeynep@", "Tomás")


def test_two_who_change_the_same_field_do_not_overwrite_each_other(
    by_elif: Any, by_mert: Any, now: Any
) -> None:
    planned = _plan(by_elif, now)
    seen = {"title": mark("Call about samples")}
    operations.edit_activity(
        activity_id=planned.pk, by=by_mert, at=now, was=seen, title="Call at once"
    )

    with pytest.raises(ChangedMeanwhile):
        operations.edit_activity(
            activity_id=planned.pk, by=by_elif, at=now, was=seen, title="Call later"
        )
    operations.edit_activity(activity_id=planned.pk, by=by_elif, at=now, was=seen, note="Bring two")

    planned.refresh_from_db()
    assert (planned.title, planned.note) == ("Call at once", "Bring two")


def test_an_activity_on_a_record_that_is_gone_can_still_be_changed(
    lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    planned = _plan(by_elif, now, deal_id=lobby_deal.pk)
    delete(deal_id=lobby_deal.pk, by=by_elif, at=now)

    operations.edit_activity(
        activity_id=planned.pk, by=by_elif, at=now, deal_id=lobby_deal.pk, title="Ask why"
    )
    with pytest.raises(Invalid):
        _plan(by_elif, now, deal_id=lobby_deal.pk)

    planned.refresh_from_db()
    assert planned.title == "Ask why"


def test_who_it_is_with_is_written_anew_as_a_whole(
    zeynep: Any, tomas: Any, by_elif: Any, now: Any
) -> None:
    planned = _plan(by_elif, now, people_ids=[zeynep.pk, tomas.pk])

    operations.edit_activity(activity_id=planned.pk, by=by_elif, at=now, people_ids=[tomas.pk])

    row = queries.activity(planned.pk, viewer=by_elif)
    assert [one.id for one in row.people] == [tomas.pk]


def test_a_deleted_activity_comes_back(by_elif: Any, now: Any) -> None:
    planned = _plan(by_elif, now)
    operations.delete_activity(activity_id=planned.pk, by=by_elif, at=now)
    with pytest.raises(NotFound):
        queries.activity(planned.pk, viewer=by_elif)

    operations.restore_activity(activity_id=planned.pk, by=by_elif, at=now)

    assert queries.activity(planned.pk, viewer=by_elif).title == "Call about samples"


def test_a_note_needs_words(zeynep: Any, by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid):
        _write(by_elif, now, text=" \n ", person_id=zeynep.pk)


def test_a_note_keeps_its_lines(zeynep: Any, by_elif: Any, now: Any) -> None:
    written = _write(by_elif, now, text="One\r\n\r\nTwo ", person_id=zeynep.pk)

    assert written.text == "One\n\nTwo"


def test_a_pinned_note_is_told_once(zeynep: Any, by_elif: Any, now: Any) -> None:
    written = _write(by_elif, now, person_id=zeynep.pk)

    for _twice in range(2):
        operations.pin_note(note_id=written.pk, is_pinned=True, by=by_elif, at=now)

    assert _kinds(written, by_elif) == ["note.created", "note.pinned"]


def test_a_note_cannot_be_emptied(zeynep: Any, by_elif: Any, now: Any) -> None:
    written = _write(by_elif, now, person_id=zeynep.pk)

    with pytest.raises(Invalid):
        operations.edit_note(note_id=written.pk, by=by_elif, at=now, text="")


def test_a_deleted_note_comes_back(zeynep: Any, by_elif: Any, now: Any) -> None:
    written = _write(by_elif, now, person_id=zeynep.pk)
    operations.delete_note(note_id=written.pk, by=by_elif, at=now)
    assert queries.notes_of("person", zeynep.pk, viewer=by_elif) == []

    operations.restore_note(note_id=written.pk, by=by_elif, at=now)

    assert len(queries.notes_of("person", zeynep.pk, viewer=by_elif)) == 1


def test_who_does_not_see_a_note_cannot_touch_it(
    zeynep: Any, by_elif: Any, by_robin: Any, by_outsider: Any, now: Any
) -> None:
    written = _write(by_elif, now, person_id=zeynep.pk)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    for viewer in (by_robin, by_outsider):
        with pytest.raises(NotFound):
            operations.edit_note(note_id=written.pk, by=viewer, at=now, text="Mine now")
        with pytest.raises(NotFound):
            operations.delete_note(note_id=written.pk, by=viewer, at=now)


def test_place_and_guests_are_kept_as_typed(by_elif: Any, now: Any) -> None:
    made = operations.create_activity(
        by=by_elif,
        at=now,
        title="Site visit",
        location=" Pera \n lobby ",
        guests=["Orhan  Tunç", "", "orhan@marmaraotel.example", "Orhan Tunç"],
    )

    assert made.location == "Pera lobby"
    assert made.guests == ["Orhan Tunç", "orhan@marmaraotel.example"]


def test_more_guests_than_fit_are_refused(by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid, match="200 guests"):
        operations.create_activity(
            by=by_elif, at=now, title="x", guests=[f"Guest {n}" for n in range(201)]
        )


def test_what_was_done_before_is_logged_at_its_time(by_elif: Any, now: Any) -> None:
    earlier = now - timedelta(hours=2)

    made = operations.log_activity(
        by=by_elif, at=now, done_at=earlier, type="call", title="Samples"
    )

    assert made.done_at == earlier
    assert [line.kind for line in of_records([("activity", made.pk)], viewer=by_elif)] == [
        "activity.done",
        "activity.created",
    ]


def test_nothing_is_done_in_the_future(by_elif: Any, now: Any) -> None:
    made = operations.log_activity(
        by=by_elif, at=now, done_at=now + timedelta(1), type="call", title="x"
    )

    assert made.done_at == now


def test_who_changes_only_their_own_leaves_what_colleagues_wrote(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    planned = _plan(by_elif, now, person_id=zeynep.pk)
    written = _write(by_elif, now, person_id=zeynep.pk)
    own = _write(by_mert, now, person_id=zeynep.pk)
    bound = replace(by_mert, permissions=frozenset())

    with pytest.raises(OwnedByAnother):
        operations.edit_note(note_id=written.pk, by=bound, at=now, text="Never met.")
    with pytest.raises(OwnedByAnother):
        operations.delete_activity(activity_id=planned.pk, by=bound, at=now)
    operations.edit_note(note_id=own.pk, by=bound, at=now, text="Met twice.")
