"""Notes on a record."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.activities.models import Note
from kartotek.activities.operations import create_note
from kartotek.contacts.operations import edit_person
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def _note(by: Any, at: Any, person: Any, **given: Any) -> Any:
    return create_note(by=by, at=at, **{"text": "Met at the fair.", **given}, person_id=person.pk)


def _url(person: Any, *path: object) -> str:
    return "/".join(["/records/person", str(person.pk), "notes", *map(str, path), ""])


def test_a_note_redraws_composer_focus_and_history(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(
        elifs_browser.post(_url(zeynep), {"text": "Hello", "is_pinned": "on"}, headers=HTMX)
    )

    assert Note.objects.get().is_pinned
    for part in ("#composer", "#focus", "#history"):
        assert f'hx-target="{part}"' in shown
    assert "Pinned note by Elif Aydın" in shown


def test_a_note_is_written_without_htmx(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(_url(zeynep), {"text": "Hello"})

    assert (response.status_code, response["Location"]) == (303, f"/people/{zeynep.pk}/")
    assert not Note.objects.get().is_pinned


def test_an_empty_note_is_drawn_again_with_the_reason(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(_url(zeynep), {"text": " "}, headers=HTMX)

    assert response.status_code == 422
    assert response["HX-Retarget"] == "#composer"
    assert "Write something first." in text_of(response)


def test_an_empty_note_without_htmx_is_a_page_with_the_reason(
    elifs_browser: Any, zeynep: Any
) -> None:
    response = elifs_browser.post(_url(zeynep), {"text": ""})

    assert response.status_code == 422
    assert "Write something first." in text_of(response)


@pytest.mark.parametrize("kind", ["deal", "organization"])
def test_a_note_hangs_on_the_record_it_was_written_on(
    elifs_browser: Any, lobby_deal: Any, marmara: Any, kind: str
) -> None:
    record = {"deal": lobby_deal, "organization": marmara}[kind]

    elifs_browser.post(f"/records/{kind}/{record.pk}/notes/", {"text": "Hello"}, headers=HTMX)

    assert getattr(Note.objects.get(), f"{kind}_id") == record.pk


def test_a_note_is_changed_in_a_dialog(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)
    assert "Met at the fair." in text_of(elifs_browser.get(_url(zeynep, note.pk), headers=HTMX))

    response = elifs_browser.post(_url(zeynep, note.pk), {"text": "Met again."}, headers=HTMX)

    note.refresh_from_db()
    assert note.text == "Met again."
    assert "overlay:close" in response["HX-Trigger"]


def test_a_note_is_changed_without_htmx(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)

    response = elifs_browser.post(_url(zeynep, note.pk), {"text": "Met again."})

    assert response["Location"] == f"/people/{zeynep.pk}/"


def test_a_note_is_not_emptied(elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any) -> None:
    note = _note(by_elif, now, zeynep)

    response = elifs_browser.post(_url(zeynep, note.pk), {"text": ""}, headers=HTMX)

    assert response.status_code == 422


def test_a_pin_shows_the_note_in_focus(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)

    shown = elifs_browser.post(_url(zeynep, note.pk, "pin"), {"is_pinned": "1"}, headers=HTMX)
    assert f'id="pinned-{note.pk}"' in text_of(shown)

    gone = elifs_browser.post(_url(zeynep, note.pk, "pin"), {"is_pinned": ""}, headers=HTMX)
    assert f'id="pinned-{note.pk}"' not in text_of(gone)


def test_a_deleted_note_comes_back_by_undo(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    note = _note(by_elif, now, zeynep)
    gone = text_of(elifs_browser.post(_url(zeynep, note.pk, "deletion"), headers=HTMX))
    assert "Note deleted" in gone
    assert _url(zeynep, note.pk, "restoration") in gone

    back = text_of(elifs_browser.post(_url(zeynep, note.pk, "restoration"), headers=HTMX))

    assert "Met at the fair." in back


@pytest.mark.parametrize("path", ["", "pin", "deletion", "restoration"])
def test_a_note_one_does_not_see_is_not_there(
    robins_browser: Any,
    outsiders_browser: Any,
    zeynep: Any,
    by_elif: Any,
    now: Any,
    path: str,
) -> None:
    note = _note(by_elif, now, zeynep)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)
    url = _url(zeynep, note.pk, *([path] if path else []))

    for browser in (robins_browser, outsiders_browser):
        assert browser.post(url, {"text": "x"}).status_code == 404


def test_nothing_is_noted_on_a_record_one_does_not_see(
    robins_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    assert robins_browser.post(_url(zeynep), {"text": "x"}).status_code == 404
    assert not Note.objects.exists()


def test_there_is_no_record_of_any_kind(elifs_browser: Any) -> None:
    assert elifs_browser.post("/records/user/1/notes/", {"text": "x"}).status_code == 404
