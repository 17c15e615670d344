"""The list of leads: columns, filters, urgency, cells, and acts on many."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kartotek.fields.operations import create_label
from kartotek.fields.queries import labels_of
from kartotek.flows.activity_changes import create_activity
from kartotek.flows.models import BulkAct
from kartotek.pipeline.leads import operations
from kartotek.pipeline.leads.defaults import create_default_sources
from kartotek.pipeline.leads.models import Lead
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of

URL = "/leads/list/"


@pytest.fixture
def garage(company: Any, daniel: Any, by_elif: Any, now: Any) -> Lead:
    """A lead that is late, from a fair."""
    create_default_sources(company, "en")
    lead = operations.create(
        by=by_elif,
        at=now,
        title="Garage",
        person_id=daniel.pk,
        organization_id=daniel.organization_id,
        amount=Decimal(900),
        source_name="Trade fair",
    )
    create_activity(by=by_elif, at=now, title="Call", due_on=date(2020, 1, 1), lead_id=lead.pk)
    return lead


def test_the_list_runs_by_urgency_and_shows_what_a_lead_says(
    elifs_browser: Any, clinic_lead: Any, garage: Lead
) -> None:
    shown = text_of(elifs_browser.get(URL))
    turned = text_of(elifs_browser.get(f"{URL}?sort=-name"))

    assert shown.index(f'id="lead-{garage.pk}"') < shown.index(f'id="lead-{clinic_lead.pk}"')
    assert turned.index(f'id="lead-{garage.pk}"') < turned.index(f'id="lead-{clinic_lead.pk}"')
    for text in ("Trade fair", "Daniel Okafor", "Brightwell Clinics", "days late", "900"):
        assert text in shown


def test_the_list_has_open_leads_until_the_archive_is_asked_for_and_never_deals(
    elifs_browser: Any, clinic_lead: Any, garage: Lead, stages: Any, by_elif: Any, now: Any
) -> None:
    operations.archive(lead_id=garage.pk, by=by_elif, at=now)
    inbox = text_of(elifs_browser.get(URL))
    archived = text_of(elifs_browser.get(f"{URL}?filter=state.any-of.archived"))
    operations.become_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)
    later = text_of(elifs_browser.get(f"{URL}?filter=state.any-of.open~archived"))

    assert (clinic_lead.title in inbox, "Garage" in inbox) == (True, False)
    assert (clinic_lead.title in archived, "Garage" in archived) == (False, True)
    assert clinic_lead.title not in later


@pytest.mark.parametrize(
    "asked",
    [
        "source.contains.fair",
        "amount.more-than.500",
        "next-activity.before-today",
        "person.contains.dan",
    ],
)
def test_the_list_is_narrowed_by_what_leads_say(
    elifs_browser: Any, tomas: Any, garage: Lead, by_elif: Any, now: Any, asked: str
) -> None:
    operations.create(by=by_elif, at=now, title="Reception", person_id=tomas.pk)

    shown = text_of(elifs_browser.get(f"{URL}?filter={asked}"))

    assert ("Garage" in shown, "Reception" in shown) == (True, False)


def test_words_are_looked_for(elifs_browser: Any, clinic_lead: Any, garage: Lead) -> None:
    elifs_browser.post(f"/leads/{garage.pk}/facts/title/", {"value": "Car park"})

    shown = text_of(elifs_browser.get(f"{URL}?text=park"))

    assert ("Car park" in shown, clinic_lead.title in shown) == (True, False)


def test_counts_and_the_side_come_late(elifs_browser: Any, clinic_lead: Any, garage: Lead) -> None:
    count = text_of(elifs_browser.get("/lists/lead/count/", headers=HTMX))
    side = text_of(elifs_browser.get("/lists/lead/navigation/", headers=HTMX))
    totals = elifs_browser.get("/lists/lead/totals/", headers=HTMX)

    assert "2 leads" in count
    assert "900" in count
    assert "filter=state.any-of.open" in side
    assert totals.status_code == 200


def test_a_cell_is_edited_where_it_stands(elifs_browser: Any, garage: Lead) -> None:
    url = f"/cells/lead/{garage.pk}/amount/"
    form = text_of(elifs_browser.get(url, headers=HTMX))

    elifs_browser.post(url, {"value": "1,200"}, headers=HTMX)

    garage.refresh_from_db()
    assert "900" in form
    assert garage.amount == Decimal(1200)


def test_a_lead_stands_beside_the_list(elifs_browser: Any, garage: Lead) -> None:
    panel = text_of(elifs_browser.get(f"/lists/lead/{garage.pk}/panel/", headers=HTMX))

    for text in ("Garage", "Trade fair", "Convert to deal", "Daniel Okafor"):
        assert text in panel


def test_many_are_labelled_edited_and_deleted_at_once_and_undo_brings_them_back(
    elifs_browser: Any, clinic_lead: Any, garage: Lead, mert: Any, by_elif: Any, now: Any
) -> None:
    hot = create_label(on="lead", name="Hot", by=by_elif, at=now)
    ids = [clinic_lead.pk, garage.pk]

    elifs_browser.post("/bulk/lead/label/", {"ids": ids, "add": [hot.pk]}, headers=HTMX)
    elifs_browser.post(
        "/bulk/lead/edit/", {"ids": ids, "field": "owner", "value": mert.pk}, headers=HTMX
    )
    elifs_browser.post("/bulk/lead/deletion/", {"ids": ids}, headers=HTMX)
    gone = Lead.objects.filter(deleted_at=None).count()
    elifs_browser.post(f"/bulk/acts/{BulkAct.objects.latest('pk').pk}/undo/", headers=HTMX)

    assert set(labels_of("lead", ids, viewer=by_elif)) == set(ids)
    assert {one.owner for one in Lead.objects.all()} == {mert}
    assert gone == 0
    assert Lead.objects.filter(deleted_at=None).count() == 2


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_costs_the_same_however_long(
    elifs_browser: Any,
    daniel: Any,
    by_elif: Any,
    now: Any,
    count: int,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(count):
        operations.create(by=by_elif, at=now, title="Lead", person_id=daniel.pk)

    with django_assert_max_num_queries(22):
        elifs_browser.get(URL)


def test_the_list_has_only_what_one_may_see(
    elifs_browser: Any, robins_browser: Any, outsiders_browser: Any, garage: Lead
) -> None:
    garage.visibility = Visibility.GROUP
    garage.save()

    assert "Garage" in text_of(elifs_browser.get(URL))
    assert "Garage" not in text_of(robins_browser.get(URL))
    assert "Garage" not in text_of(outsiders_browser.get(URL))
    assert robins_browser.get(f"/lists/lead/{garage.pk}/panel/").status_code == 404
