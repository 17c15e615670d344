"""Somebody else was faster: nothing is overwritten, nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kartotek.activities.models import Note
from kartotek.activities.operations import create_note, delete_note, edit_note
from kartotek.contacts.models import Person
from kartotek.contacts.operations import AddressIn, edit_person
from kartotek.flows.contact_changes import delete_person
from kartotek.flows.item_changes import delete_item
from kartotek.history.meanwhile import mark
from kartotek.pipeline.deals.models import Deal
from tests.activities.conftest import lobby_deal
from tests.web.visitors import HTMX, elifs_browser, robins_browser, text_of

__all__ = ["elifs_browser", "lobby_deal", "robins_browser"]


def fact(person: Any, name: str = "job_title") -> str:
    return reverse("people:fact", args=(person.pk, name))


def test_a_form_says_what_its_editor_saw(elifs_browser: Client, zeynep: Any) -> None:
    page = text_of(elifs_browser.get(fact(zeynep), headers=HTMX))

    assert f'name="was" value="{mark(zeynep.job_title)}"' in page


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain"])
def test_the_second_editor_sees_who_was_first_and_keeps_what_they_typed(
    elifs_browser: Client, zeynep: Any, by_mert: Any, now: Any, headers: dict[str, str]
) -> None:
    typed = {"value": "Buyer", "was": mark(zeynep.job_title)}
    edit_person(person_id=zeynep.pk, by=by_mert, at=now, job_title="Director")

    answer = elifs_browser.post(fact(zeynep), typed, headers=headers)

    page = text_of(answer)
    assert answer.status_code == 409
    assert "Mert Kaya" in page
    assert "Director" in page
    assert 'value="Buyer"' in page
    assert Person.objects.get(pk=zeynep.pk).job_title == "Director"


def test_keep_mine_writes_over_what_was_shown(
    elifs_browser: Client, zeynep: Any, by_mert: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_mert, at=now, job_title="Director")

    elifs_browser.post(fact(zeynep), {"value": "Buyer", "was": mark("Director")}, headers=HTMX)

    assert Person.objects.get(pk=zeynep.pk).job_title == "Buyer"


def test_an_owner_chosen_in_a_menu_is_guarded_too(
    elifs_browser: Client, zeynep: Any, by_mert: Any, mert: Any, deniz: Any, now: Any
) -> None:
    typed = {"value": deniz.pk, "was": mark(zeynep.owner_id), "menu": "1"}
    edit_person(person_id=zeynep.pk, by=by_mert, at=now, owner_id=mert.pk)

    answer = elifs_browser.post(fact(zeynep, "owner_id"), typed, headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#notice")
    assert Person.objects.get(pk=zeynep.pk).owner_id == mert.pk


def test_addresses_changed_meanwhile_are_asked_about(
    elifs_browser: Client, zeynep: Any, by_mert: Any, now: Any
) -> None:
    seen = sorted((one.address, one.label, one.is_primary) for one in zeynep.addresses.all())
    theirs = AddressIn("zk@marmara.example")
    edit_person(person_id=zeynep.pk, by=by_mert, at=now, addresses=[theirs])

    answer = elifs_browser.post(
        reverse("people:reach", args=(zeynep.pk, "addresses")),
        {"value": ["mine@marmara.example"], "label": ["work"], "was": mark(seen)},
        headers=HTMX,
    )

    page = text_of(answer)
    assert answer.status_code == 409
    assert "zk@marmara.example" in page
    assert "mine@marmara.example" in page


def test_a_note_changed_meanwhile_is_asked_about(
    elifs_browser: Client, zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    note = create_note(by=by_elif, at=now, text="Call on Monday", person_id=zeynep.pk)
    edit_note(note_id=note.pk, by=by_mert, at=now, text="Call on Tuesday")

    answer = elifs_browser.post(
        reverse("records:note_edit", args=("person", zeynep.pk, note.pk)),
        {"text": "Call on Friday", "was": mark("Call on Monday")},
        headers=HTMX,
    )

    assert answer.status_code == 409
    assert "Call on Tuesday" in text_of(answer)
    assert Note.objects.get(pk=note.pk).text == "Call on Tuesday"


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain"])
def test_an_edit_of_a_person_deleted_meanwhile_keeps_the_text_and_says_who(
    elifs_browser: Client, zeynep: Any, by_mert: Any, now: Any, headers: dict[str, str]
) -> None:
    delete_person(person_id=zeynep.pk, by=by_mert, at=now)

    answer = elifs_browser.post(fact(zeynep), {"value": "Buyer"}, headers=headers)

    page = text_of(answer)
    assert answer.status_code == 404
    assert "Mert Kaya" in page
    assert ">Buyer</textarea>" in page
    assert f'name="restore_first" value="person-{zeynep.pk}"' in page


def test_restore_and_save_does_both(
    elifs_browser: Client, zeynep: Any, by_mert: Any, now: Any
) -> None:
    delete_person(person_id=zeynep.pk, by=by_mert, at=now)

    elifs_browser.post(
        fact(zeynep), {"value": "Buyer", "restore_first": f"person-{zeynep.pk}"}, headers=HTMX
    )

    kept = Person.objects.get(pk=zeynep.pk)
    assert (kept.deleted_at, kept.job_title) == (None, "Buyer")


def test_a_note_on_a_deal_deleted_meanwhile_is_written_after_restoring(
    elifs_browser: Client, lobby_deal: Any, by_mert: Any, now: Any
) -> None:
    delete_item(kind="deal", item_id=lobby_deal.pk, by=by_mert, at=now)
    address = reverse("records:note", args=("deal", lobby_deal.pk))

    first = elifs_browser.post(address, {"text": "They want brass"})
    again = {"text": "They want brass", "restore_first": f"deal-{lobby_deal.pk}"}
    elifs_browser.post(address, again)

    assert "They want brass" in text_of(first)
    assert Note.objects.get().deal_id == lobby_deal.pk
    assert Deal.objects.get(pk=lobby_deal.pk).deleted_at is None


def test_a_note_deleted_meanwhile_comes_back_with_its_new_text(
    elifs_browser: Client, zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    note = create_note(by=by_elif, at=now, text="Call on Monday", person_id=zeynep.pk)
    delete_note(note_id=note.pk, by=by_mert, at=now)
    address = reverse("records:note_edit", args=("person", zeynep.pk, note.pk))

    refused = elifs_browser.post(address, {"text": "Call on Friday"}, headers=HTMX)
    again = {"text": "Call on Friday", "restore_first": f"note-{note.pk}"}
    elifs_browser.post(address, again, headers=HTMX)

    assert "Call on Friday" in text_of(refused)
    kept = Note.objects.get(pk=note.pk)
    assert (kept.text, kept.deleted_at) == ("Call on Friday", None)


def test_who_may_not_see_a_record_restores_nothing(
    robins_browser: Client, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=1)
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    typed = {"value": "Buyer", "restore_first": f"person-{zeynep.pk}"}
    answer = robins_browser.post(fact(zeynep), typed, headers=HTMX)

    assert answer.status_code == 404
    assert "Zeynep" not in text_of(answer)
    assert Person.objects.get(pk=zeynep.pk).deleted_at is not None


def test_a_full_disk_is_told_as_such(
    elifs_browser: Client, zeynep: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from kartotek.flows import contact_changes

    def full(**_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(contact_changes, "edit_person", full)

    answer = elifs_browser.post(fact(zeynep), {"value": "Buyer"}, headers=HTMX)

    assert answer.status_code == 409
    assert "disk is full" in text_of(answer)
