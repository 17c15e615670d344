"""Whatever people type is kept as typed or refused with a reason, through every door."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.contacts.queries import people
from kartotek.contacts.queries.scopes import Narrowing
from tests.api.conftest import elifs
from tests.api.programs import Program
from tests.web.visitors import HTMX, text_of

__all__ = ["elifs"]

NAMES = {
    "500 characters": "A" * 500,
    "500 wide characters": "漢" * 500,
    "emojis": "👩🏽‍🔧 Zoë 🦊",
    "right to left": "عبد الله הכהן",
    "mixed directions": "Ali (علي) Veli",
    "an override nobody closed": "Ali \u202etxt.exe",
    "dotted capital": "İSMAİL",
    "dotless small": "ısırgan",
    "dotless capital": "ILGAZ",
    "dotted small": "ismail",
    "markup": '<b>Bold</b> & "quoted"',
    "a template": "{{ viewer }} {% raw %} %(who)s",
    "combining marks": "Z̷̡͖a̴͓͝l̸̰̽g̶̺̾o̸̘͒",
}
ADDRESSES = ["not an address", "a@@b", "elif@", "@kuzeyisik.example", "a b@c.example", "x" * 300]
PHONES = ["call reception", "+", "123", "0216 ext. 12 (ask for Ali)", "+90 212 99999999999999999"]


def by_dialog(browser: Client, name: str) -> Any:
    return browser.post(reverse("people:add"), {"name": name})


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_goes_in_by_the_dialog_and_comes_out_as_typed(
    elifs_browser: Client, name: str
) -> None:
    answer = by_dialog(elifs_browser, name)

    made = Person.objects.get()
    page = text_of(elifs_browser.get(reverse("people:person", args=(made.pk,))))
    assert answer.status_code == 303
    assert made.name == " ".join(name.split())
    assert "<b>Bold</b>" not in page


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_goes_in_by_a_fact(elifs_browser: Client, zeynep: Any, name: str) -> None:
    address = reverse("people:fact", args=(zeynep.pk, "last_name"))

    answer = elifs_browser.post(address, {"value": name}, headers=HTMX)

    assert answer.status_code == 200
    assert Person.objects.get(pk=zeynep.pk).last_name == " ".join(name.split())


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_goes_in_by_the_api(elifs: Program, name: str) -> None:
    answer = elifs.post("/api/v2/persons", {"name": name})

    assert answer.status in {200, 201}
    assert answer.body["data"]["name"] == " ".join(name.split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_malformed_address_goes_in_by_the_api_too(elifs: Program, address: str) -> None:
    email = {"value": address, "primary": True, "label": "work"}

    answer = elifs.post("/api/v2/persons", {"name": "Ali Veli", "emails": [email]})

    assert answer.body["data"]["emails"][0]["value"] == address


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_an_organization_takes_the_same_names(elifs_browser: Client, name: str) -> None:
    answer = elifs_browser.post(reverse("organizations:add"), {"name": name})

    assert answer.status_code == 303
    assert Organization.objects.get().name == " ".join(name.split())


@pytest.mark.parametrize("kind", ["people", "organizations"])
def test_a_longer_name_is_refused_with_the_limit(elifs_browser: Client, kind: str) -> None:
    answer = elifs_browser.post(reverse(f"{kind}:add"), {"name": "B" * 1100}, headers=HTMX)

    assert answer.status_code == 422
    assert not Person.objects.exists()
    assert not Organization.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "\x00", "\n\t"])
def test_a_name_of_nothing_is_refused(elifs_browser: Client, name: str) -> None:
    assert by_dialog(elifs_browser, name).status_code == 422


@pytest.mark.parametrize("typed", ["ısmaıl", "İSMAİL", "ismail", "ISMAIL"])
@pytest.mark.parametrize("name", ["İsmail Işık", "ISMAIL Isik", "ismail ışık", "ısmaıl ısık"])
def test_all_four_letters_i_find_each_other(
    elifs_browser: Client, by_elif: Any, name: str, typed: str
) -> None:
    by_dialog(elifs_browser, name)

    found = people(viewer=by_elif, to=Narrowing(text=typed))

    assert [row.name for row in found.rows] == [name]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_malformed_address_is_kept_as_typed_and_marked(
    elifs_browser: Client, zeynep: Any, address: str
) -> None:
    door = reverse("people:reach", args=(zeynep.pk, "addresses"))

    elifs_browser.post(door, {"value": [address], "label": ["work"]}, headers=HTMX)

    kept = PersonAddress.objects.get(person=zeynep)
    page = text_of(elifs_browser.get(reverse("people:person", args=(zeynep.pk,))))
    assert (kept.address, kept.key) == (address, "")
    assert "cannot be read" in page


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone_is_kept_as_typed(elifs_browser: Client, zeynep: Any, phone: str) -> None:
    door = reverse("people:reach", args=(zeynep.pk, "phones"))

    answer = elifs_browser.post(door, {"value": [phone], "label": ["work"]}, headers=HTMX)

    assert answer.status_code == 200
    assert PersonPhone.objects.get(person=zeynep).number == phone


def test_a_phone_that_cannot_be_read_is_marked(elifs_browser: Client, zeynep: Any) -> None:
    door = reverse("people:reach", args=(zeynep.pk, "phones"))
    elifs_browser.post(door, {"value": ["call reception"], "label": ["work"]}, headers=HTMX)

    page = text_of(elifs_browser.get(reverse("people:person", args=(zeynep.pk,))))

    assert "This is no phone number" in page


def test_an_address_longer_than_fits_is_refused(elifs_browser: Client, zeynep: Any) -> None:
    door = reverse("people:reach", args=(zeynep.pk, "addresses"))

    answer = elifs_browser.post(door, {"value": ["x" * 501], "label": ["work"]}, headers=HTMX)

    assert answer.status_code == 422
    assert "At most 500 characters" in text_of(answer)
