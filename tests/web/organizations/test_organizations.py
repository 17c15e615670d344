"""The organizations list, and adding to it."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.models import Organization
from kartotek.contacts.operations import create_organization, edit_organization
from kartotek.flows.indexing import reindex
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def test_the_list_shows_organizations_with_their_people(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any, marmara: Any
) -> None:
    edit_organization(organization_id=marmara.pk, by=by_elif, at=now, address="Asmalı Mescit Mah.")

    shown = text_of(elifs_browser.get("/organizations/"))

    for text in ("Marmara Otelcilik A.Ş.", "Asmalı Mescit Mah.", "Elif Aydın"):
        assert text in shown


def test_an_empty_list_says_what_belongs_there(elifs_browser: Any) -> None:
    assert "No organizations yet" in text_of(elifs_browser.get("/organizations/"))


def test_typing_redraws_the_list_alone(
    elifs_browser: Any, marmara: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    ids = [marmara.pk, brightwell.pk]
    reindex("organization", ids, company_id=by_elif.company_id, at=now)

    shown = text_of(elifs_browser.get("/organizations/?text=marm", headers=HTMX))

    assert "Marmara" in shown
    assert "Brightwell" not in shown
    assert "<html" not in shown


def test_the_list_goes_on_where_the_page_ended(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    for number in range(52):
        create_organization(by=by_elif, at=now, name=f"Firm {number:02}")
    after = text_of(elifs_browser.get("/organizations/")).split("after=")[1].split('"')[0]

    more = text_of(elifs_browser.get(f"/organizations/?after={after}", headers=HTMX))

    assert "Firm 51" in more
    assert "Firm 39" not in more


def test_robin_and_another_company_see_none(
    robins_browser: Any, outsiders_browser: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    edit_organization(organization_id=marmara.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    for browser in (robins_browser, outsiders_browser):
        assert "Marmara" not in text_of(browser.get("/organizations/"))


def test_many_organizations_cost_as_many_queries_as_few(
    elifs_browser: Any, by_elif: Any, now: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        create_organization(by=by_elif, at=now, name=f"Firm {number:02}")

    with django_assert_max_num_queries(12):
        elifs_browser.get("/organizations/")


def test_an_organization_is_added_with_htmx(elifs_browser: Any) -> None:
    response = elifs_browser.post(
        "/organizations/add/", {"name": "Yeni Firma", "website": "yeni.example"}, headers=HTMX
    )

    added = Organization.objects.get()
    assert response["HX-Redirect"] == f"/organizations/{added.pk}/"
    assert added.website == "yeni.example"


def test_an_organization_is_added_without_htmx(elifs_browser: Any) -> None:
    response = elifs_browser.post("/organizations/add/", {"name": "Yeni Firma", "visibility": "1"})

    added = Organization.objects.get()
    assert response["Location"] == f"/organizations/{added.pk}/"
    assert added.visibility == Visibility.OWNER


def test_without_a_name_the_dialog_comes_again(elifs_browser: Any) -> None:
    response = elifs_browser.post(
        "/organizations/add/", {"name": "", "website": "yeni.example"}, headers=HTMX
    )

    assert response.status_code == 422
    assert "yeni.example" in text_of(response)


def test_which_may_be_meant_is_told(elifs_browser: Any, marmara: Any) -> None:
    shown = text_of(elifs_browser.get("/organizations/lookalikes/?name=marmara+otelcilik"))

    assert "Marmara Otelcilik A.Ş." in shown


def test_a_picker_ends_with_adding_what_was_typed(elifs_browser: Any, marmara: Any) -> None:
    shown = text_of(elifs_browser.get("/organizations/options/?organization=marm"))

    assert "Marmara Otelcilik A.Ş." in shown
    assert "Add “marm” as a new organization" in shown
