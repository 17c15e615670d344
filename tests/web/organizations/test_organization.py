"""An organization's page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kartotek.activities.operations import create_note
from kartotek.contacts.operations import edit_organization
from kartotek.users.visibility import Visibility
from kartotek.web.organizations.facts import web_address
from tests.web.visitors import HTMX, text_of


def _page(browser: Any, organization: Any) -> str:
    return text_of(browser.get(f"/organizations/{organization.pk}/"))


def test_the_page_shows_the_organization_and_its_people(
    elifs_browser: Any, zeynep: Any, marmara: Any
) -> None:
    shown = _page(elifs_browser, marmara)

    for text in ("Marmara Otelcilik A.Ş.", "Hotels · İstanbul", "Zeynep Karaca"):
        assert text in shown


def test_what_is_noted_on_its_people_is_in_its_history(
    elifs_browser: Any, zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    create_note(by=by_elif, at=now, text="Met at the fair.", person_id=zeynep.pk)

    assert "Met at the fair." in _page(elifs_browser, marmara)


@pytest.mark.parametrize("path", ["", "facts/name/", "people/"])
def test_who_may_not_see_it_gets_the_same_as_for_none(
    robins_browser: Any, outsiders_browser: Any, marmara: Any, by_elif: Any, now: Any, path: str
) -> None:
    edit_organization(organization_id=marmara.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    for browser in (robins_browser, outsiders_browser):
        assert browser.get(f"/organizations/{marmara.pk}/{path}").status_code == 404


def test_a_fact_is_edited_where_it_stands(elifs_browser: Any, marmara: Any) -> None:
    saved = elifs_browser.post(
        f"/organizations/{marmara.pk}/facts/city/", {"value": "İzmir"}, headers=HTMX
    )

    marmara.refresh_from_db()
    assert marmara.city == "İzmir"
    assert "Hotels · İzmir" in text_of(saved)


def test_a_fact_is_edited_without_htmx(elifs_browser: Any, marmara: Any) -> None:
    response = elifs_browser.post(
        f"/organizations/{marmara.pk}/facts/employee_count/", {"value": "640"}
    )

    marmara.refresh_from_db()
    assert marmara.employee_count == 640
    assert response["Location"] == f"/organizations/{marmara.pk}/"


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [("en", "1,250,000.50", "1250000.50"), ("tr", "1.250.000,50", "1250000.50"), ("en", "", None)],
)
def test_an_amount_is_read_as_the_language_writes_it(
    elifs_browser: Any, elif_: Any, marmara: Any, language: str, typed: str, kept: str | None
) -> None:
    elif_.language = language
    elif_.save()

    elifs_browser.post(f"/organizations/{marmara.pk}/facts/annual_revenue/", {"value": typed})

    marmara.refresh_from_db()
    assert marmara.annual_revenue == (Decimal(kept) if kept else None)


def test_what_is_no_amount_is_drawn_again(elifs_browser: Any, marmara: Any) -> None:
    response = elifs_browser.post(
        f"/organizations/{marmara.pk}/facts/annual_revenue/", {"value": "a lot"}, headers=HTMX
    )

    assert response.status_code == 422
    assert "a lot" in text_of(response)


def test_somebody_known_is_linked_from_the_people_section(
    elifs_browser: Any, tomas: Any, marmara: Any
) -> None:
    response = elifs_browser.post(
        f"/organizations/{marmara.pk}/people/",
        {"person": "Tomáš Novák", "person_id": tomas.pk},
        headers=HTMX,
    )

    tomas.refresh_from_db()
    assert tomas.organization_id == marmara.pk
    assert "Tomáš Novák" in text_of(response)


def test_somebody_new_is_added_from_the_people_section(elifs_browser: Any, marmara: Any) -> None:
    response = elifs_browser.post(
        f"/organizations/{marmara.pk}/people/", {"person": "Levent Ka", "person_id": ""}
    )

    assert response.status_code == 303
    assert marmara.people.get().name == "Levent Ka"


def test_nobody_is_added_without_a_name(elifs_browser: Any, marmara: Any) -> None:
    response = elifs_browser.post(
        f"/organizations/{marmara.pk}/people/", {"person": ""}, headers=HTMX
    )

    assert response.status_code == 422


def test_a_deleted_organization_comes_back_by_undo(elifs_browser: Any, marmara: Any) -> None:
    gone = elifs_browser.post(f"/organizations/{marmara.pk}/deletion/")
    assert gone["Location"] == "/organizations/"
    assert "This organization was deleted" in _page(elifs_browser, marmara)

    elifs_browser.post(f"/organizations/{marmara.pk}/restoration/", headers=HTMX)

    marmara.refresh_from_db()
    assert not marmara.is_deleted


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("marmaraotel.example", "https://marmaraotel.example"),
        ("http://marmaraotel.example/a", "http://marmaraotel.example/a"),
        ("javascript:alert(1).x", ""),
        ("just words", ""),
        ("", ""),
    ],
)
def test_only_a_website_becomes_a_link(typed: str, address: str) -> None:
    assert web_address(typed) == address
