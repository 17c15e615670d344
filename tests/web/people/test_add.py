"""Adding a person, and the pickers that lead to it."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.models import Person
from kartotek.contacts.operations import edit_person
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of

TYPED = {
    "name": "Orhan Tunç",
    "organization": "Yeni Firma",
    "organization_id": "",
    "address": "orhan@yenifirma.example",
    "address_label": "work",
    "phone": "0532 555 01 42",
    "phone_label": "mobile",
    "job_title": "General manager",
}


def test_the_dialog_arrives_alone_or_as_a_page(elifs_browser: Any) -> None:
    part = text_of(elifs_browser.get("/people/add/", headers=HTMX))
    whole = text_of(elifs_browser.get("/people/add/"))

    assert "<dialog" in part
    assert "<html" not in part
    assert "<dialog" in whole
    assert "<html" in whole


def test_a_person_is_added_with_all_that_was_typed(elifs_browser: Any) -> None:
    response = elifs_browser.post("/people/add/", TYPED, headers=HTMX)

    added = Person.objects.get()
    assert response["HX-Redirect"] == f"/people/{added.pk}/"
    assert added.organization is not None
    assert added.organization.name == "Yeni Firma"
    assert added.addresses.get().address == "orhan@yenifirma.example"
    assert (added.phones.get().e164, added.phones.get().label) == ("+905325550142", "mobile")


def test_a_person_is_added_without_htmx(elifs_browser: Any, marmara: Any) -> None:
    response = elifs_browser.post(
        "/people/add/", {"name": "Orhan Tunç", "organization_id": marmara.pk}
    )

    added = Person.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/people/{added.pk}/")
    assert added.organization_id == marmara.pk


def test_without_a_name_the_dialog_comes_again_with_what_was_typed(elifs_browser: Any) -> None:
    response = elifs_browser.post("/people/add/", {**TYPED, "name": " "}, headers=HTMX)

    shown = text_of(response)
    assert response.status_code == 422
    assert "needs a first or a last name" in shown
    assert "orhan@yenifirma.example" in shown


def test_an_organizations_own_dialog_knows_where(elifs_browser: Any, marmara: Any) -> None:
    shown = text_of(elifs_browser.get(f"/people/add/?organization={marmara.pk}", headers=HTMX))

    assert 'value="Marmara Otelcilik A.Ş."' in shown


def test_who_may_be_meant_is_told_with_the_reason(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(
        elifs_browser.get("/people/lookalikes/?address=z.karaca@marmaraotel.example", headers=HTMX)
    )

    assert "Zeynep Karaca" in shown
    assert "Same email address" in shown


def test_of_somebody_hidden_only_that_one_exists_is_told(
    robins_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    shown = text_of(
        robins_browser.get("/people/lookalikes/?address=z.karaca@marmaraotel.example", headers=HTMX)
    )

    assert "One exists that you may not see." in shown
    assert "Zeynep" not in shown


def test_a_picker_ends_with_adding_what_was_typed(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get("/people/options/?person=zey&list=field-person-list"))

    assert f'id="field-person-list-{zeynep.pk}"' in shown
    assert "Add “zey” as a new person" in shown


def test_an_empty_picker_offers_who_changed_last(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get("/people/options/?person="))

    assert "Zeynep Karaca" in shown
    assert "as a new person" not in shown


def test_a_new_organization_is_compared_with_those_that_are_here(
    elifs_browser: Any, marmara: Any
) -> None:
    url = "/people/lookalikes/?name=Orhan&organization=Marmara+Otelcilik"
    similar = text_of(elifs_browser.get(url, headers=HTMX))
    chosen = text_of(elifs_browser.get(f"{url}&organization_id={marmara.pk}", headers=HTMX))

    assert "Similar organizations are here" in similar
    assert 'aria-label="Use Marmara Otelcilik A.Ş."' in similar
    assert "Similar organizations" not in chosen


def test_a_similar_organization_is_taken_in_place(elifs_browser: Any, marmara: Any) -> None:
    url = f"/people/lookalikes/?organization=Marmara&use_organization={marmara.pk}"
    shown = text_of(elifs_browser.get(url, headers=HTMX))

    assert 'value="Marmara Otelcilik A.Ş." role="combobox"' in shown
    assert f'name="organization_id" value="{marmara.pk}"' in shown
    assert "Similar organizations" not in shown


def test_what_is_no_address_is_kept_and_said_so(elifs_browser: Any) -> None:
    url = "/people/lookalikes/"
    odd = text_of(elifs_browser.get(url, {"address": "orhan at work", "phone": "ask"}))
    fine = text_of(elifs_browser.get(url, {"address": "orhan@work.example", "phone": ""}))

    assert "Kept as typed: this is no email address." in odd
    assert "Kept as typed: this is no phone number." in odd
    assert "Kept as typed" not in fine
