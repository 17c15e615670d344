"""A person's page."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn, delete_person, edit_person
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def _page(browser: Any, person: Any) -> str:
    return text_of(browser.get(f"/people/{person.pk}/"))


def test_the_page_shows_the_person(elifs_browser: Any, zeynep: Any) -> None:
    shown = _page(elifs_browser, zeynep)

    for text in ("Zeynep Karaca", "Procurement manager", "Marmara Otelcilik A.Ş.", "1 person"):
        assert text in shown
    assert "added <b>Zeynep Karaca</b>" in shown


def test_history_tells_changes_with_names_for_numbers(
    elifs_browser: Any, zeynep: Any, brightwell: Any, by_elif: Any, mert: Any, now: Any
) -> None:
    edit_person(
        person_id=zeynep.pk,
        by=by_elif,
        at=now,
        owner_id=mert.pk,
        organization_id=brightwell.pk,
        visibility=Visibility.GROUP,
    )

    shown = unescape(_page(elifs_browser, zeynep))

    assert "changed owner from <b>Elif Aydın</b> to <b>Mert Kaya</b>" in shown
    assert "from <b>Marmara Otelcilik A.Ş.</b> to <b>Brightwell Clinics</b>" in shown
    assert "from <b>Everyone in the company</b> to <b>Owner's group</b>" in shown


@pytest.mark.parametrize("path", ["", "facts/job_title/", "reach/addresses/", "organization/"])
def test_who_may_not_see_a_person_gets_the_same_as_for_nobody(
    robins_browser: Any, outsiders_browser: Any, zeynep: Any, by_elif: Any, now: Any, path: str
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    for browser in (robins_browser, outsiders_browser):
        assert browser.get(f"/people/{zeynep.pk}/{path}").status_code == 404
        assert browser.get(f"/people/999/{path}").status_code == 404


def test_a_fact_is_edited_where_it_stands(elifs_browser: Any, zeynep: Any) -> None:
    url = f"/people/{zeynep.pk}/facts/job_title/"
    form = text_of(elifs_browser.get(url, headers=HTMX))
    assert 'value="Procurement manager"' in form

    saved = text_of(elifs_browser.post(url, {"value": "Buyer"}, headers=HTMX))

    zeynep.refresh_from_db()
    assert zeynep.job_title == "Buyer"
    for part in ("#record_head", "#summary", "#rest", "#history"):
        assert f'hx-target="{part}"' in saved


def test_a_fact_is_edited_without_htmx(elifs_browser: Any, zeynep: Any) -> None:
    url = f"/people/{zeynep.pk}/facts/job_title/"
    assert "<html" in text_of(elifs_browser.get(url))

    response = elifs_browser.post(url, {"value": "Buyer"})

    assert (response.status_code, response["Location"]) == (303, f"/people/{zeynep.pk}/")


def test_a_cancelled_edit_shows_the_fact_again(elifs_browser: Any, zeynep: Any) -> None:
    url = f"/people/{zeynep.pk}/facts/job_title/?shown=1"

    shown = text_of(elifs_browser.get(url, headers=HTMX))

    assert "Procurement manager" in shown
    assert "<form" not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [("birthday", "yesterday"), ("visibility", "4"), ("owner_id", "0"), ("job_title", "x" * 256)],
)
def test_a_value_that_cannot_be_is_drawn_again_with_the_reason(
    elifs_browser: Any, zeynep: Any, name: str, value: str
) -> None:
    response = elifs_browser.post(
        f"/people/{zeynep.pk}/facts/{name}/", {"value": value}, headers=HTMX
    )

    assert response.status_code == 422
    assert response["HX-Retarget"] == "#fact_edit"
    assert "field__error" in text_of(response)


def test_the_last_of_a_name_is_not_taken(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, first_name="", last_name="Karaca")

    response = elifs_browser.post(
        f"/people/{zeynep.pk}/facts/last_name/", {"value": ""}, headers=HTMX
    )

    assert response.status_code == 422
    assert "needs a first or a last name" in text_of(response)


def test_there_is_no_fact_of_any_name(elifs_browser: Any, zeynep: Any) -> None:
    url = f"/people/{zeynep.pk}/facts/company_id/"

    assert elifs_browser.get(url).status_code == 404
    assert elifs_browser.post(url, {"value": "1"}).status_code == 404


def test_the_owner_is_changed_from_the_head(elifs_browser: Any, zeynep: Any, mert: Any) -> None:
    elifs_browser.post(f"/people/{zeynep.pk}/facts/owner_id/", {"value": mert.pk}, headers=HTMX)

    zeynep.refresh_from_db()
    assert zeynep.owner_id == mert.pk


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_gives_a_person_out_of_sight_is_led_to_the_list(
    elifs_browser: Any, zeynep: Any, by_elif: Any, mert: Any, now: Any, headers: dict[str, str]
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    response = elifs_browser.post(
        f"/people/{zeynep.pk}/facts/owner_id/", {"value": mert.pk}, headers=headers
    )

    assert response.get("HX-Redirect", response.get("Location")) == "/people/"
    assert "You no longer see Zeynep Karaca." in text_of(elifs_browser.get("/people/"))


def test_addresses_are_edited_as_a_list(elifs_browser: Any, zeynep: Any) -> None:
    elifs_browser.post(
        f"/people/{zeynep.pk}/reach/addresses/",
        {
            "value": ["z.karaca@marmaraotel.example", "zk@posta.example", ""],
            "label": ["work", "home", "work"],
            "primary": "1",
        },
        headers=HTMX,
    )

    rows = [(row.address, row.label, row.is_primary) for row in zeynep.addresses.order_by("id")]
    assert rows == [
        ("z.karaca@marmaraotel.example", "work", False),
        ("zk@posta.example", "home", True),
    ]


def test_phones_are_edited_without_htmx(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(
        f"/people/{zeynep.pk}/reach/phones/",
        {"value": ["ask reception"], "label": ["other"], "primary": "0"},
    )

    assert response.status_code == 303
    assert zeynep.phones.get().number == "ask reception"


def test_an_address_that_does_not_fit_is_drawn_again(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(
        f"/people/{zeynep.pk}/reach/addresses/",
        {"value": ["x" * 501], "label": ["work"]},
        headers=HTMX,
    )

    assert response.status_code == 422
    assert "x" * 501 in text_of(response)


def test_a_malformed_address_is_shown_as_typed(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, addresses=[AddressIn("no address")])

    shown = _page(elifs_browser, zeynep)

    assert "no address" in shown
    assert "cannot be read" in shown


def test_a_person_is_put_into_a_new_organization(elifs_browser: Any, tomas: Any) -> None:
    response = elifs_browser.post(
        f"/people/{tomas.pk}/organization/", {"organization": "Novák & syn"}, headers=HTMX
    )

    tomas.refresh_from_db()
    assert tomas.organization.name == "Novák & syn"
    assert "overlay:close" in response["HX-Trigger"]


def test_an_emptied_organization_takes_the_person_out(elifs_browser: Any, zeynep: Any) -> None:
    elifs_browser.post(f"/people/{zeynep.pk}/organization/", {"organization": ""})

    zeynep.refresh_from_db()
    assert zeynep.organization_id is None


def test_a_deleted_person_is_told_with_undo(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(f"/people/{zeynep.pk}/deletion/", headers=HTMX)
    assert response["HX-Redirect"] == "/people/"

    shown = text_of(elifs_browser.get("/people/"))

    assert "Zeynep Karaca deleted" in shown
    assert f"/people/{zeynep.pk}/restoration/" in shown


def test_undo_brings_a_person_back_without_htmx(elifs_browser: Any, zeynep: Any) -> None:
    elifs_browser.post(f"/people/{zeynep.pk}/deletion/")

    response = elifs_browser.post(f"/people/{zeynep.pk}/restoration/")

    zeynep.refresh_from_db()
    assert not zeynep.is_deleted
    assert response["Location"] == f"/people/{zeynep.pk}/"


def test_a_deleted_persons_page_offers_the_way_back_and_nothing_else(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    shown = _page(elifs_browser, zeynep)

    assert "This person was deleted" in shown
    assert f"/people/{zeynep.pk}/restoration/" in shown
    assert "Save note" not in shown


def test_robin_deletes_nobody_he_does_not_see(
    robins_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert robins_browser.post(f"/people/{zeynep.pk}/deletion/").status_code == 404


def test_a_page_with_much_history_costs_few_queries(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        edit_person(person_id=zeynep.pk, by=by_elif, at=now, job_title=f"Title {number}")

    with django_assert_max_num_queries(36):
        _page(elifs_browser, zeynep)


def test_the_key_of_editing_begins_with_a_persons_addresses(
    elifs_browser: Any, zeynep: Any
) -> None:
    drawn = elifs_browser.get(f"/people/{zeynep.pk}/").content.decode()

    first = drawn.split('data-first-key="e"')[0].rpartition("<a ")[2]
    assert f'href="/people/{zeynep.pk}/reach/addresses/"' in first
