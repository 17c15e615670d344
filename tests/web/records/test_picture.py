"""The picture of a person or organization, from upload to Undo."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations import edit_person
from kartotek.flows.contact_changes import delete_person
from kartotek.flows.purge import purge
from kartotek.store import contents
from tests.web.visitors import HTMX, text_of


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.BLOB_URL = tmp_path.as_uri()
    return tmp_path


def photograph(colour: str = "red") -> Any:
    written = BytesIO()
    Image.new("RGB", (300, 300), colour).save(written, "JPEG")
    return SimpleUploadedFile("me.jpg", written.getvalue(), "image/jpeg")


def address(what: str, kind: str, record: Any, *more: str) -> str:
    return reverse(f"records:{what}", args=(kind, record.pk, *more))


def give(browser: Client, person: Any, colour: str = "red") -> str:
    browser.post(address("picture", "person", person), {"picture": photograph(colour)})
    return Person.objects.get(pk=person.pk).picture


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain"])
def test_an_organization_gets_a_picture(
    elifs_browser: Client, marmara: Any, headers: dict[str, str]
) -> None:
    elifs_browser.post(
        address("picture", "organization", marmara), {"picture": photograph()}, headers=headers
    )

    key = Organization.objects.get(pk=marmara.pk).picture
    shown = elifs_browser.get(address("picture_shown", "organization", marmara, key))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert "immutable" in shown["Cache-Control"]


def test_the_page_shows_it(elifs_browser: Client, zeynep: Any) -> None:
    key = give(elifs_browser, zeynep)

    page = text_of(elifs_browser.get(reverse("people:person", args=(zeynep.pk,))))

    assert address("picture_shown", "person", zeynep, key) in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Choose a picture first."),
        ({"picture": SimpleUploadedFile("a.png", b"no picture")}, "This is no picture"),
        ({"picture": SimpleUploadedFile("a.png", b"x" * 5_000_001)}, "up to 5 MB"),
    ],
    ids=["nothing", "text", "large"],
)
def test_what_cannot_be_used_is_told(
    elifs_browser: Client, zeynep: Any, given: dict[str, Any], told: str
) -> None:
    answer = elifs_browser.post(address("picture", "person", zeynep), given, headers=HTMX)

    assert answer.status_code == 422
    assert told in text_of(answer)


def test_a_picture_is_removed_and_brought_back(elifs_browser: Client, zeynep: Any) -> None:
    key = give(elifs_browser, zeynep)

    elifs_browser.post(address("picture_removal", "person", zeynep))
    without = Person.objects.get(pk=zeynep.pk).picture
    elifs_browser.post(address("picture_return", "person", zeynep, key))

    assert without == ""
    assert Person.objects.get(pk=zeynep.pk).picture == key


def test_a_picture_somebody_else_had_is_not_brought_back(
    elifs_browser: Client, zeynep: Any, daniel: Any
) -> None:
    key = give(elifs_browser, zeynep)
    elifs_browser.post(address("picture_removal", "person", zeynep))

    answer = elifs_browser.post(address("picture_return", "person", daniel, key))

    assert answer.status_code == 404
    assert Person.objects.get(pk=daniel.pk).picture == ""


def test_who_does_not_see_the_person_sees_no_picture(
    elifs_browser: Client, robins_browser: Client, zeynep: Any, by_elif: Any, now: Any
) -> None:
    key = give(elifs_browser, zeynep)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=1)

    shown = robins_browser.get(address("picture_shown", "person", zeynep, key))
    written = robins_browser.post(
        address("picture", "person", zeynep), {"picture": photograph("blue")}
    )

    assert (shown.status_code, written.status_code) == (404, 404)


def test_a_deal_has_no_picture(elifs_browser: Client, lobby_deal: Any) -> None:
    answer = elifs_browser.post(address("picture", "deal", lobby_deal), {"picture": photograph()})

    assert answer.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_pictures_go_with_whom_they_show(
    elifs_browser: Client, zeynep: Any, by_elif: Any, company: Any
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    keys = [give(elifs_browser, zeynep, colour) for colour in ("red", "blue")]
    delete_person(person_id=zeynep.pk, by=by_elif, at=timezone.now() - timedelta(days=40))

    purge(at=timezone.now())

    for key in keys:
        with pytest.raises(contents.ContentDamaged):
            contents.load(company.pk, key)
