"""The people list."""

from __future__ import annotations

from typing import Any

from kartotek.activities.operations import create_activity
from kartotek.contacts.operations import AddressIn, create_person, edit_person
from kartotek.fields.operations import add_new_label
from kartotek.flows.indexing import reindex
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def test_the_list_shows_people_with_what_is_known_of_them(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    add_new_label(subject=zeynep, name="Key account", by=by_elif, at=now)

    shown = text_of(elifs_browser.get("/people/"))

    for text in (
        "Zeynep Karaca",
        "Marmara Otelcilik A.Ş.",
        "z.karaca@marmaraotel.example",
        "+90 212 555 01 42",
        "Key account",
        "Elif Aydın",
    ):
        assert text in shown


def test_an_empty_list_says_what_belongs_there(elifs_browser: Any) -> None:
    assert "No people yet" in text_of(elifs_browser.get("/people/"))


def test_a_list_narrowed_to_nothing_can_be_cleared(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get("/people/?text=nobody"))

    assert "No people match this" in shown
    assert ">0 of 1<" in text_of(elifs_browser.get("/lists/person/count/?text=nobody"))


def test_typing_redraws_the_list_and_its_count_alone(
    elifs_browser: Any, zeynep: Any, daniel: Any, by_elif: Any, now: Any
) -> None:
    reindex("person", [zeynep.pk, daniel.pk], company_id=by_elif.company_id, at=now)

    shown = text_of(elifs_browser.get("/people/?text=zey", headers=HTMX))

    assert "Zeynep Karaca" in shown
    assert "Daniel Okafor" not in shown
    assert 'hx-target="#page-count"' in shown
    assert "<html" not in shown


def test_the_list_goes_on_where_the_page_ended(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    for number in range(55):
        create_person(by=by_elif, at=now, name=f"Person {number:02}")
    first = text_of(elifs_browser.get("/people/"))
    after = first.split("after=")[1].split('"')[0]

    more = text_of(elifs_browser.get(f"/people/?after={after}", headers=HTMX))

    assert "Person 39" in first
    assert "Person 40" not in first
    assert "Person 54" in more
    assert "<table" not in more


def test_a_malformed_address_is_marked_and_no_link(
    elifs_browser: Any, by_elif: Any, now: Any
) -> None:
    create_person(by=by_elif, at=now, name="X Y", addresses=[AddressIn("no address")])

    shown = text_of(elifs_browser.get("/people/"))

    assert "This is no email address" in shown
    assert "mailto:no address" not in shown


def test_markup_in_a_name_is_text(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    create_person(by=by_elif, at=now, name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in text_of(elifs_browser.get("/people/"))


def test_robin_and_another_company_see_nobody(
    robins_browser: Any, outsiders_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    for browser in (robins_browser, outsiders_browser):
        assert "Zeynep" not in text_of(browser.get("/people/"))


def test_many_people_cost_as_many_queries_as_few(
    elifs_browser: Any, by_elif: Any, now: Any, marmara: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        added = create_person(
            by=by_elif,
            at=now,
            name=f"Person {number:02}",
            organization_id=marmara.pk,
            addresses=[AddressIn(f"p{number}@x.example")],
        )
        create_activity(by=by_elif, at=now, title="Call", person_id=added.pk)

    with django_assert_max_num_queries(15):
        elifs_browser.get("/people/")


def test_a_damaged_page_address_is_told(elifs_browser: Any, zeynep: Any) -> None:
    assert elifs_browser.get("/people/?after=broken").status_code == 422
