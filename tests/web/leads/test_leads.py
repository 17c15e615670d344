"""The inbox of leads, and a lead's page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.fields.operations import add_new_label
from kartotek.flows.activity_changes import create_activity
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import operations
from kartotek.pipeline.leads.defaults import create_default_sources
from kartotek.pipeline.leads.models import Lead
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def again(lead: Lead) -> Lead:
    return Lead.objects.get(pk=lead.pk)


def test_the_inbox_shows_open_leads_and_the_other_tab_the_archive(
    elifs_browser: Any, clinic_lead: Any, by_elif: Any, now: Any
) -> None:
    inbox = text_of(elifs_browser.get("/leads/"))
    operations.archive(lead_id=clinic_lead.pk, by=by_elif, at=now)
    emptied = text_of(elifs_browser.get("/leads/"))
    archive = text_of(elifs_browser.get("/leads/?state=archived"))

    assert "Clinic corridors" in inbox
    assert "Daniel Okafor" in inbox
    assert "1 lead" in inbox
    assert "No leads yet" in emptied
    assert "Clinic corridors" in archive


def test_the_inbox_runs_by_urgency_and_by_age_when_asked(
    elifs_browser: Any, clinic_lead: Any, daniel: Any, by_elif: Any, now: Any
) -> None:
    planned = operations.create(by=by_elif, at=now, title="Reception", person_id=daniel.pk)
    create_activity(by=by_elif, at=now, title="Call", due_on=date(2020, 1, 1), lead_id=planned.pk)
    operations.create(by=by_elif, at=now, title="Garage", person_id=daniel.pk)

    urgent = text_of(elifs_browser.get("/leads/"))
    newest = text_of(elifs_browser.get("/leads/?sort=newest"))

    def order(shown: str) -> list[str]:
        return sorted(("Reception", "Garage", "Clinic corridors"), key=shown.index)

    assert order(urgent) == ["Reception", "Garage", "Clinic corridors"]
    assert order(newest) == ["Garage", "Reception", "Clinic corridors"]
    assert "No activity" in urgent


def test_the_inbox_is_narrowed_to_a_source_and_a_label(
    elifs_browser: Any, clinic_lead: Any, daniel: Any, by_elif: Any, now: Any
) -> None:
    fair = operations.create(
        by=by_elif, at=now, title="Garage", person_id=daniel.pk, source_name="Trade fair"
    )
    label = add_new_label(subject=clinic_lead, name="Hot", by=by_elif, at=now)

    from_fair = text_of(elifs_browser.get("/leads/?source=Trade+fair"))
    hot = text_of(elifs_browser.get(f"/leads/?label={label.pk}"))
    neither = text_of(elifs_browser.get(f"/leads/?label={label.pk}&source=Trade+fair"))

    assert (fair.title in from_fair, clinic_lead.title in from_fair) == (True, False)
    assert (fair.title in hot, clinic_lead.title in hot) == (False, True)
    assert "No leads match this" in neither


def test_the_inbox_goes_on_where_the_page_ended(
    elifs_browser: Any, daniel: Any, by_elif: Any, now: Any
) -> None:
    for number in range(55):
        operations.create(by=by_elif, at=now, title=f"Lead {number:02}", person_id=daniel.pk)
    first = text_of(elifs_browser.get("/leads/"))
    after = first.split("after=")[1].split('"')[0]

    more = text_of(elifs_browser.get(f"/leads/?after={after}", headers=HTMX))

    assert "Lead 04" not in first
    assert "Lead 04" in more
    assert "<table" not in more


@pytest.mark.parametrize("count", [1, 10])
def test_the_inbox_costs_the_same_however_long(
    elifs_browser: Any,
    daniel: Any,
    by_elif: Any,
    now: Any,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(count):
        operations.create(by=by_elif, at=now, title="Lead", person_id=daniel.pk)

    with django_assert_num_queries(12):
        elifs_browser.get("/leads/")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_row_goes_into_the_archive_and_undo_brings_it_back(
    elifs_browser: Any, clinic_lead: Any, headers: dict[str, str]
) -> None:
    url = f"/leads/{clinic_lead.pk}/archive/?on=list"

    response = elifs_browser.post(url, {"is_archived": "1"}, headers=headers)
    assert again(clinic_lead).state == "archived"
    inbox = text_of(elifs_browser.get("/leads/"))
    elifs_browser.post(f"{url}&is_archived=", headers=headers)

    assert response["HX-Redirect" if headers else "Location"] == "/leads/"
    assert "Clinic corridors archived" in inbox
    assert again(clinic_lead).is_open


def test_the_page_shows_a_lead(elifs_browser: Any, clinic_lead: Any) -> None:
    shown = text_of(elifs_browser.get(f"/leads/{clinic_lead.pk}/"))

    for text in ("Clinic corridors", "Daniel Okafor", "Convert to deal", "Manually created"):
        assert text in shown


@pytest.mark.parametrize("who", ["robins_browser", "outsiders_browser"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("get", "facts/title/"),
        ("post", "facts/title/"),
        ("get", "contacts/"),
        ("post", "contacts/"),
        ("post", "archive/"),
        ("post", "deletion/"),
        ("post", "restoration/"),
        ("get", "conversion/"),
        ("post", "conversion/"),
    ],
)
def test_a_lead_that_is_not_theirs_to_see_is_not_there(
    request: Any, clinic_lead: Any, who: str, method: str, path: str
) -> None:
    clinic_lead.visibility = Visibility.GROUP
    clinic_lead.save()
    browser = request.getfixturevalue(who)

    for headers in ({}, HTMX):
        response = getattr(browser, method)(f"/leads/{clinic_lead.pk}/{path}", headers=headers)
        assert response.status_code == 404
    assert again(clinic_lead).is_open


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("title", "Corridors", "Corridors"),
        ("amount", "176,000", Decimal(176000)),
        ("source_name", "Trade fair", "Trade fair"),
        ("currency", "EUR", "EUR"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_fact_is_edited_where_it_stands(
    elifs_browser: Any,
    clinic_lead: Any,
    company: Any,
    name: str,
    typed: str,
    kept: Any,
    headers: Any,
) -> None:
    create_default_sources(company, "en")

    response = elifs_browser.post(
        f"/leads/{clinic_lead.pk}/facts/{name}/", {"value": typed}, headers=headers
    )

    assert response.status_code == (200 if headers else 303)
    assert getattr(again(clinic_lead), name) == kept


def test_a_lead_is_put_into_other_hands(elifs_browser: Any, clinic_lead: Any) -> None:
    url = f"/leads/{clinic_lead.pk}/contacts/"
    dialog = text_of(elifs_browser.get(url, headers=HTMX))

    elifs_browser.post(url, {"person": "Orhan Tunç"}, headers=HTMX)

    assert 'value="Daniel Okafor"' in dialog
    assert again(clinic_lead).person == Person.objects.get(name="Orhan Tunç")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_lead_becomes_a_deal_in_the_stage_that_is_chosen(
    elifs_browser: Any, clinic_lead: Any, stages: Any, headers: dict[str, str]
) -> None:
    url = f"/leads/{clinic_lead.pk}/conversion/"
    dialog = text_of(elifs_browser.get(url, headers=headers))

    response = elifs_browser.post(url, {"stage_id": stages[1].pk}, headers=headers)

    deal = Deal.objects.get()
    assert "Contact made" in dialog
    assert deal.stage == stages[1]
    assert response["HX-Redirect" if headers else "Location"] == f"/deals/{deal.pk}/"
    page = text_of(elifs_browser.get(f"/leads/{clinic_lead.pk}/"))
    assert "This lead is a deal now" in page
    assert f"/deals/{deal.pk}/" in page


def test_the_deal_gets_the_value_that_is_asked_for(
    elifs_browser: Any, clinic_lead: Any, stages: Any
) -> None:
    url = f"/leads/{clinic_lead.pk}/conversion/"
    elifs_browser.post(f"/leads/{clinic_lead.pk}/facts/amount/", {"value": "500"}, headers=HTMX)
    dialog = text_of(elifs_browser.get(url, headers=HTMX))
    asked = {"stage_id": stages[0].pk, "currency": "EUR", "expected_close_on": "2027-01-15"}

    refused = elifs_browser.post(url, {**asked, "amount": "-4"}, headers=HTMX)
    elifs_browser.post(url, {**asked, "amount": "1,250.50"}, headers=HTMX)

    deal = Deal.objects.get()
    assert 'value="500' in dialog
    assert refused.status_code == 422
    assert (deal.amount, deal.currency) == (Decimal("1250.50"), "EUR")
    assert deal.expected_close_on == date(2027, 1, 15)


def test_undo_makes_the_deal_a_lead_again(
    elifs_browser: Any, clinic_lead: Any, stages: Any
) -> None:
    elifs_browser.post(f"/leads/{clinic_lead.pk}/conversion/", {}, headers=HTMX)
    deal = Deal.objects.get()

    elifs_browser.post(f"/deals/{deal.pk}/conversion/")

    deal.refresh_from_db()
    assert again(clinic_lead).is_open
    assert deal.is_deleted


def test_a_lead_becomes_a_deal_only_once(elifs_browser: Any, clinic_lead: Any, stages: Any) -> None:
    url = f"/leads/{clinic_lead.pk}/conversion/"
    elifs_browser.post(url, {}, headers=HTMX)

    response = elifs_browser.post(url, {}, headers=HTMX)

    assert response.status_code == 409
    assert "is a deal already" in text_of(response)
    assert Deal.objects.count() == 1


def test_a_stage_that_is_gone_brings_the_dialog_back(
    elifs_browser: Any, clinic_lead: Any, stages: Any
) -> None:
    response = elifs_browser.post(
        f"/leads/{clinic_lead.pk}/conversion/", {"stage_id": "999"}, headers=HTMX
    )

    assert response.status_code == 422
    assert "This stage is gone." in text_of(response)
    assert again(clinic_lead).is_open


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_deleted_lead_is_restored(
    elifs_browser: Any, clinic_lead: Any, headers: dict[str, str]
) -> None:
    elifs_browser.post(f"/leads/{clinic_lead.pk}/deletion/", headers=headers)
    page = text_of(elifs_browser.get(f"/leads/{clinic_lead.pk}/"))
    assert again(clinic_lead).is_deleted

    elifs_browser.post(f"/leads/{clinic_lead.pk}/restoration/", headers=headers)

    assert "This lead was deleted" in page
    assert again(clinic_lead).is_open


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_lead_is_added_with_whoever_is_new(
    elifs_browser: Any, company: Any, headers: dict[str, str]
) -> None:
    dialog = text_of(elifs_browser.get("/leads/add/", headers=headers))

    response = elifs_browser.post(
        "/leads/add/",
        {"person": "Orhan Tunç", "person_address": "orhan@firma.example", "amount": "1,000"},
        headers=headers,
    )

    lead = Lead.objects.get()
    assert "<dialog" in dialog
    assert lead.person == Person.objects.get()
    assert (lead.title, lead.amount) == ("Orhan Tunç lead", Decimal(1000))
    assert response["HX-Redirect" if headers else "Location"] == f"/leads/{lead.pk}/"


def test_a_lead_of_nobody_brings_the_dialog_back(elifs_browser: Any) -> None:
    response = elifs_browser.post("/leads/add/", {"title": "Nobody's"}, headers=HTMX)

    assert response.status_code == 422
    assert "A lead needs a person or an organization." in text_of(response)
    assert not Lead.objects.exists()
