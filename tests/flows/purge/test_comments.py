"""Comments and what users were told go with the notes they are about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.activities.models import Comment, Note
from kartotek.activities.operations import (
    create_comment,
    create_note,
    delete_comment,
    delete_note,
)
from kartotek.contacts.operations import delete_person
from kartotek.flows import tell_users
from kartotek.flows.purge import due, purge
from kartotek.notifications.models import Notification


@pytest.fixture
def talked_about(zeynep: Any, mert: Any, by_elif: Any, now: Any) -> Any:
    """A note that mentions Mert, with a comment."""
    tell_users.go_on(at=now)
    note = create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")
    create_comment(note_id=note.pk, by=by_elif, at=now, text="Soon.")
    tell_users.go_on(at=now)
    assert Notification.objects.exists()
    return note


@pytest.mark.parametrize("what", ["note", "person"])
def test_nothing_is_left_of_a_note_that_goes_for_good(
    talked_about: Any, zeynep: Any, by_elif: Any, now: Any, what: str
) -> None:
    if what == "note":
        delete_note(note_id=talked_about.pk, by=by_elif, at=now)
    else:
        delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    purge(at=now + timedelta(days=31))

    for model in (Note, Comment, Notification):
        assert not model._default_manager.exists()


def test_a_deleted_comment_goes_for_good(talked_about: Any, by_elif: Any, now: Any) -> None:
    kept = Comment.objects.get()
    gone = create_comment(note_id=talked_about.pk, by=by_elif, at=now, text="Or not.")
    delete_comment(comment_id=gone.pk, by=by_elif, at=now)

    assert due(at=now + timedelta(days=31))["comments"] == 1
    assert purge(at=now + timedelta(days=30))["comments"] == 0
    assert purge(at=now + timedelta(days=31))["comments"] == 1
    assert list(Comment.objects.all()) == [kept]
