"""Comments on a note, and who can be mentioned."""

from __future__ import annotations

from typing import Any

from kartotek.activities.models import Comment, Note
from kartotek.activities.operations import create_comment, create_note
from kartotek.contacts.operations import edit_person
from kartotek.users.models import PermissionSet, User
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def _note(by: Any, at: Any, zeynep: Any, **given: Any) -> Any:
    return create_note(by=by, at=at, person_id=zeynep.pk, **(given or {"text": "12 m wide"}))


def _url(zeynep: Any, *path: object) -> str:
    return "/".join(["/records/person", str(zeynep.pk), *map(str, path), ""])


def test_a_comment_draws_its_note_anew(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)
    url = _url(zeynep, "notes", note.pk, "comments")
    assert "Save comment" in text_of(elifs_browser.get(url, headers=HTMX))

    shown = text_of(elifs_browser.post(url, {"html": "<p>Or <b>13</b>?</p>"}, headers=HTMX))

    assert f'hx-target="#note-card-{note.pk}"' in shown
    assert "Or <strong>13</strong>?" in shown
    assert "1 comment" in shown


def test_a_comment_is_written_without_htmx(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)
    url = _url(zeynep, "notes", note.pk, "comments")
    assert "12 m wide" in text_of(elifs_browser.get(url))

    response = elifs_browser.post(url, {"text": "13?"})

    assert response["Location"] == f"/people/{zeynep.pk}/?show=notes#note-{note.pk}"
    assert "13?" in text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))


def test_an_empty_comment_is_asked_for_again(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)

    response = elifs_browser.post(_url(zeynep, "notes", note.pk, "comments"), {}, headers=HTMX)

    assert (response.status_code, response["HX-Retarget"]) == (422, "#comment_on")
    assert "Write something first." in text_of(response)


def test_a_comment_is_changed_deleted_and_brought_back(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)
    said = create_comment(note_id=note.pk, by=by_elif, at=now, text="13?")
    url = _url(zeynep, "comments", said.pk)
    assert "13?" in text_of(elifs_browser.get(url, headers=HTMX))

    assert "14!" in text_of(elifs_browser.post(url, {"text": "14!"}, headers=HTMX))
    gone = text_of(elifs_browser.post(f"{url}deletion/", headers=HTMX))
    assert "14!" not in gone
    assert f"{url}restoration/" in gone

    assert "14!" in text_of(elifs_browser.post(f"{url}restoration/", headers=HTMX))
    assert Comment.objects.get().deleted_at is None


def test_a_comment_one_does_not_see_is_not_there(
    robins_browser: Any, outsiders_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)
    said = create_comment(note_id=note.pk, by=by_elif, at=now, text="13?")
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    for browser in (robins_browser, outsiders_browser):
        for path in (("notes", note.pk, "comments"), ("comments", said.pk), ("people",)):
            assert browser.get(_url(zeynep, *path)).status_code == 404


def test_who_is_mentioned_and_may_not_see_the_record_is_named(
    elifs_browser: Any, zeynep: Any, by_elif: Any, robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    shown = elifs_browser.post(_url(zeynep, "notes"), {"text": "@Robin Vance, look"}, headers=HTMX)

    assert "Robin Vance may not see this record and is not told." in text_of(shown)


def test_colleagues_are_offered_and_who_does_not_see_the_record_comes_last(
    elifs_browser: Any, zeynep: Any, by_elif: Any, mert: Any, robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    everyone = text_of(elifs_browser.get(_url(zeynep, "people")))
    assert everyone.index("Mert Kaya") < everyone.index("Robin Vance")
    assert everyone.count("may not see this") == 1
    some = text_of(elifs_browser.get(_url(zeynep, "people"), {"q": "kaya me"}))
    assert "Mert Kaya" in some
    assert "Robin Vance" not in some


def test_who_may_not_delete_is_offered_no_deletion(
    elifs_browser: Any, elif_: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)
    bound = PermissionSet.objects.create(company=elif_.company, name="Careful", permissions=[])
    User.objects.filter(pk=elif_.pk).update(permission_set=bound)

    assert "Delete note" not in text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))
    response = elifs_browser.post(_url(zeynep, "notes", note.pk, "deletion"), headers=HTMX)
    assert response.status_code == 403
    assert Note.objects.get().deleted_at is None


def test_a_rich_note_is_shown_with_its_form_and_nothing_that_acts(
    elifs_browser: Any, zeynep: Any
) -> None:
    sent = "<h1>Visit</h1><p onclick='x()'>ok</p><script>alert(1)</script>"

    shown = text_of(elifs_browser.post(_url(zeynep, "notes"), {"html": sent}, headers=HTMX))

    assert "<h3>Visit</h3><p>ok</p>" in shown
    assert "alert(1)" not in shown
