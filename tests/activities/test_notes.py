"""Notes with a form, who is mentioned in them, and comments on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kartotek.activities import operations, queries
from kartotek.activities.models import Note
from kartotek.contacts.operations import edit_person
from kartotek.errors import Forbidden, Invalid, NotFound, WasDeleted
from kartotek.history.meanwhile import ChangedMeanwhile, mark
from kartotek.history.queries import of_records
from kartotek.users.permissions import NotPermitted, Permission
from kartotek.users.visibility import Visibility


def _write(by: Any, at: Any, zeynep: Any, **given: Any) -> Any:
    return operations.create_note(by=by, at=at, person_id=zeynep.pk, **given)


def _data(note: Any, by: Any, kind: str) -> list[Any]:
    lines = of_records([("note", note.pk)], viewer=by)
    return [line.data for line in reversed(lines) if line.kind == kind]


def test_a_note_keeps_its_form_and_can_be_searched(zeynep: Any, by_elif: Any, now: Any) -> None:
    note = _write(by_elif, now, zeynep, html="<h2>Visit</h2><p onclick='x'>Two <b>lobbies</b></p>")

    assert note.html == "<h3>Visit</h3><p>Two <strong>lobbies</strong></p>"
    assert note.text == "Visit\nTwo lobbies"


@pytest.mark.parametrize("given", [{"html": "<p> </p>"}, {"text": " "}, {"html": "<script>x"}])
def test_a_note_without_words_is_refused(
    zeynep: Any, by_elif: Any, now: Any, given: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        _write(by_elif, now, zeynep, **given)


def test_far_too_much_is_refused(zeynep: Any, by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid):
        _write(by_elif, now, zeynep, html="x" * 200_001)


def test_an_edit_without_scripts_that_changes_nothing_keeps_the_form(
    zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _write(by_elif, now, zeynep, html="<p>Two <b>lobbies</b></p>")

    edited = operations.edit_note(
        note_id=note.pk, by=by_elif, at=now, text="Two lobbies", is_pinned=True
    )

    assert (edited.html, edited.is_pinned) == (note.html, True)
    assert edited.edited_at is None


def test_new_words_are_told_with_when_they_were_written(
    zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _write(by_elif, now, zeynep, html="<p>Two <b>lobbies</b></p>")

    later = now + timedelta(hours=1)
    operations.edit_note(note_id=note.pk, by=by_elif, at=later, html="<p>Three lobbies</p>")

    shown = queries.note(note.pk, viewer=by_elif)
    assert (shown.text, shown.edited_at) == ("Three lobbies", later)
    assert _data(note, by_elif, "note.edited")[0]["changes"] == {
        "text": ["Two lobbies", "Three lobbies"]
    }


def test_a_form_that_somebody_changed_meanwhile_is_not_overwritten(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    note = _write(by_elif, now, zeynep, html="<p>Two lobbies</p>")
    seen = mark(queries.note(note.pk, viewer=by_elif).seen)
    operations.edit_note(note_id=note.pk, by=by_mert, at=now, html="<p>Two <b>lobbies</b></p>")

    with pytest.raises(ChangedMeanwhile):
        operations.edit_note(
            note_id=note.pk, by=by_elif, at=now, html="<p>Three</p>", was={"text": seen}
        )


def test_history_says_who_is_newly_mentioned(
    zeynep: Any, by_elif: Any, mert: Any, deniz: Any, now: Any
) -> None:
    note = _write(by_elif, now, zeynep, text="Ask @Mert Kaya or @Elif Aydın")
    more = f'{note.html}<p><span data-mention="{deniz.pk}">@D</span></p>'
    operations.edit_note(note_id=note.pk, by=by_elif, at=now, html=more)

    assert _data(note, by_elif, "note.created")[0]["mentioned"] == [mert.pk]
    assert _data(note, by_elif, "note.edited")[0]["mentioned"] == [deniz.pk]


def test_nobody_of_another_company_can_be_mentioned(
    zeynep: Any, by_elif: Any, outsider: Any, now: Any
) -> None:
    html = f'<p><span data-mention="{outsider.pk}">@{outsider.name}</span></p>'

    assert "data-mention" not in _write(by_elif, now, zeynep, html=html).html


def test_who_is_mentioned_and_may_not_see_the_note_is_named(
    zeynep: Any, by_elif: Any, mert: Any, robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)
    note = _write(by_elif, now, zeynep, text="@Mert Kaya and @Robin Vance, please look")

    assert queries.mentioned_blind(note.pk, note.html, viewer=by_elif) == ["Robin Vance"]


def test_comments_stand_under_their_note_oldest_first(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    for by, text in ((by_mert, "Or three?"), (by_elif, "Two.")):
        operations.create_comment(note_id=note.pk, by=by, at=now, text=text)

    shown = queries.notes_of("person", zeynep.pk, viewer=by_elif)[0]

    assert shown.comment_count == 2
    assert [(one.owner_name, one.text) for one in shown.comments] == [
        ("Mert Kaya", "Or three?"),
        ("Elif Aydın", "Two."),
    ]


def test_notes_without_comments_ask_for_none(
    zeynep: Any, by_elif: Any, now: Any, django_assert_num_queries: Any
) -> None:
    _write(by_elif, now, zeynep, text="Two lobbies")

    with django_assert_num_queries(1):
        queries.notes_of("person", zeynep.pk, viewer=by_elif)


def test_a_comment_is_taken_back_and_restored(zeynep: Any, by_elif: Any, now: Any) -> None:
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    said = operations.create_comment(note_id=note.pk, by=by_elif, at=now, text="Or three?")

    operations.delete_comment(comment_id=said.pk, by=by_elif, at=now)
    assert Note.objects.get().comment_count == 0
    with pytest.raises(NotFound):
        queries.comment(said.pk, viewer=by_elif)

    operations.restore_comment(comment_id=said.pk, by=by_elif, at=now)
    assert Note.objects.get().comment_count == 1
    assert queries.comment(said.pk, viewer=by_elif).text == "Or three?"


def test_a_comment_is_restored_for_thirty_days(zeynep: Any, by_elif: Any, now: Any) -> None:
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    said = operations.create_comment(note_id=note.pk, by=by_elif, at=now, text="Or three?")
    operations.delete_comment(comment_id=said.pk, by=by_elif, at=now)

    with pytest.raises(NotFound):
        operations.restore_comment(
            comment_id=said.pk, by=by_elif, at=now + timedelta(days=30, seconds=1)
        )
    operations.restore_comment(comment_id=said.pk, by=by_elif, at=now + timedelta(days=30))
    assert queries.comment(said.pk, viewer=by_elif).text == "Or three?"


def test_only_who_wrote_a_comment_changes_it(
    zeynep: Any, by_elif: Any, by_mert: Any, by_deniz: Any, now: Any
) -> None:
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    said = operations.create_comment(note_id=note.pk, by=by_elif, at=now, text="Or three?")

    for by in (by_mert, by_deniz):
        with pytest.raises(Forbidden):
            operations.edit_comment(comment_id=said.pk, by=by, at=now, text="No")
    with pytest.raises(Forbidden):
        operations.delete_comment(comment_id=said.pk, by=by_mert, at=now)
    operations.delete_comment(comment_id=said.pk, by=by_deniz, at=now)


def test_a_comment_is_changed_and_says_when(zeynep: Any, by_elif: Any, now: Any) -> None:
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    said = operations.create_comment(note_id=note.pk, by=by_elif, at=now, text="Or three?")

    operations.edit_comment(comment_id=said.pk, by=by_elif, at=now, text="Four.")

    shown = queries.comment(said.pk, viewer=by_elif)
    assert (shown.text, shown.edited_at) == ("Four.", now)


def test_a_note_one_does_not_see_is_not_commented_on(
    zeynep: Any, by_elif: Any, by_robin: Any, by_outsider: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    said = operations.create_comment(note_id=note.pk, by=by_elif, at=now, text="Or three?")

    for by in (by_robin, by_outsider):
        with pytest.raises(NotFound):
            operations.create_comment(note_id=note.pk, by=by, at=now, text="Hi")
        with pytest.raises(NotFound):
            operations.edit_comment(comment_id=said.pk, by=by, at=now, text="Hi")
        with pytest.raises(NotFound):
            queries.comment(said.pk, viewer=by)


def test_a_deleted_note_is_not_commented_on(zeynep: Any, by_elif: Any, now: Any) -> None:
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    operations.delete_note(note_id=note.pk, by=by_elif, at=now)

    with pytest.raises(WasDeleted):
        operations.create_comment(note_id=note.pk, by=by_elif, at=now, text="Hi")


def test_who_may_not_delete_keeps_even_their_own(zeynep: Any, by_elif: Any, now: Any) -> None:
    note = _write(by_elif, now, zeynep, text="Two lobbies")
    said = operations.create_comment(note_id=note.pk, by=by_elif, at=now, text="Or three?")
    planned = operations.create_activity(by=by_elif, at=now, title="Call")
    bound = replace(by_elif, permissions=by_elif.permissions - {Permission.DELETE})

    with pytest.raises(NotPermitted):
        operations.delete_note(note_id=note.pk, by=bound, at=now)
    with pytest.raises(NotPermitted):
        operations.delete_comment(comment_id=said.pk, by=bound, at=now)
    with pytest.raises(NotPermitted):
        operations.delete_activity(activity_id=planned.pk, by=bound, at=now)
