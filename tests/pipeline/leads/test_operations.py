from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.operations import DealArchived, DealClosed, DealDeleted
from kartotek.pipeline.leads import operations
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.operations import LeadConverted, LeadDeleted
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def test_a_lead_needs_a_person_or_an_organization(by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.create(by=by_elif, at=now, title="Nobody's")

    assert "person_id" in refusal.value.fields


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("amount", Decimal("-5")),
        ("amount", Decimal("12.345")),
        ("currency", "XYZ"),
        ("visibility", 2),
        ("expected_close_on", date(1, 1, 1)),
        ("expected_close_on", date(9999, 12, 31)),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_field(
    clinic_lead: Lead, by_elif: Viewer, now: datetime, field: str, value: Any
) -> None:
    changes: Any = {field: value}

    with pytest.raises(Invalid) as refusal:
        operations.edit(lead_id=clinic_lead.pk, by=by_elif, at=now, **changes)

    assert list(refusal.value.fields) == [field]


def test_a_lead_is_edited(clinic_lead: Lead, by_elif: Viewer, now: datetime) -> None:
    lead = operations.edit(
        lead_id=clinic_lead.pk, by=by_elif, at=now, title="Corridors", amount=Decimal(176000)
    )

    assert (lead.title, lead.amount) == ("Corridors", Decimal(176000))


def test_a_lead_goes_into_the_archive_and_comes_out(
    clinic_lead: Lead, by_elif: Viewer, now: datetime
) -> None:
    assert operations.archive(lead_id=clinic_lead.pk, by=by_elif, at=now).state == "archived"
    assert operations.unarchive(lead_id=clinic_lead.pk, by=by_elif, at=now).state == "open"


def test_a_lead_deleted_meanwhile_is_not_edited(
    clinic_lead: Lead, by_elif: Viewer, now: datetime
) -> None:
    operations.delete(lead_id=clinic_lead.pk, by=by_elif, at=now)

    with pytest.raises(LeadDeleted):
        operations.edit(lead_id=clinic_lead.pk, by=by_elif, at=now, title="Corridors")

    assert operations.restore(lead_id=clinic_lead.pk, by=by_elif, at=now).is_open


def test_a_lead_becomes_a_deal_with_all_it_says(
    clinic_lead: Lead, stages: list[Any], by_elif: Viewer, now: datetime
) -> None:
    operations.edit(
        lead_id=clinic_lead.pk,
        by=by_elif,
        at=now,
        amount=Decimal(176000),
        currency="EUR",
        expected_close_on=date(2026, 12, 1),
        visibility=Visibility.GROUP,
    )

    deal = operations.become_deal(lead_id=clinic_lead.pk, stage_id=stages[1].pk, by=by_elif, at=now)

    assert deal.stage == stages[1]
    assert deal.person_id == clinic_lead.person_id
    assert (deal.title, deal.amount, deal.currency) == ("Clinic corridors", Decimal(176000), "EUR")
    assert (deal.expected_close_on, deal.visibility) == (date(2026, 12, 1), Visibility.GROUP)
    lead = Lead.objects.get(pk=clinic_lead.pk)
    assert lead.is_converted
    assert not lead.is_open


def test_a_lead_becomes_a_deal_only_once(
    clinic_lead: Lead, stages: Any, by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    operations.become_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    with pytest.raises(LeadConverted):
        operations.become_deal(lead_id=clinic_lead.pk, by=by_mert, at=now)
    with pytest.raises(LeadConverted):
        operations.unarchive(lead_id=clinic_lead.pk, by=by_mert, at=now)

    assert Deal.objects.count() == 1


def test_a_lead_whose_person_was_deleted_still_becomes_a_deal(
    clinic_lead: Lead, stages: Any, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    daniel.deleted_at = now
    daniel.save()

    deal = operations.become_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    assert deal.person_id == daniel.pk


def test_a_deal_that_came_from_a_lead_becomes_that_lead_again(
    clinic_lead: Lead, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    deal = operations.become_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)
    deals.edit(deal_id=deal.pk, by=by_elif, at=now, title="Corridors, phase 2")

    lead = operations.become_lead(deal_id=deal.pk, by=by_elif, at=now)

    assert lead.pk == clinic_lead.pk
    assert (lead.is_open, lead.is_converted, lead.title) == (True, False, "Corridors, phase 2")
    assert Deal.objects.get(pk=deal.pk).is_deleted


def test_a_deal_becomes_a_new_lead_only_once(
    lobby_deal: Deal, by_elif: Viewer, now: datetime
) -> None:
    lead = operations.become_lead(deal_id=lobby_deal.pk, by=by_elif, at=now)

    with pytest.raises(DealDeleted):
        operations.become_lead(deal_id=lobby_deal.pk, by=by_elif, at=now)

    assert (lead.person_id, lead.amount) == (lobby_deal.person_id, lobby_deal.amount)
    assert Lead.objects.count() == 1


def test_only_an_open_deal_becomes_a_lead(lobby_deal: Deal, by_elif: Viewer, now: datetime) -> None:
    deals.archive(deal_id=lobby_deal.pk, by=by_elif, at=now)
    with pytest.raises(DealArchived):
        operations.become_lead(deal_id=lobby_deal.pk, by=by_elif, at=now)

    deals.unarchive(deal_id=lobby_deal.pk, by=by_elif, at=now)
    deals.set_outcome(deal_id=lobby_deal.pk, outcome="lost", by=by_elif, at=now)
    with pytest.raises(DealClosed):
        operations.become_lead(deal_id=lobby_deal.pk, by=by_elif, at=now)


ACTS: list[Any] = [
    lambda lead, by, at: operations.edit(lead_id=lead, by=by, at=at, title="Mine"),
    lambda lead, by, at: operations.archive(lead_id=lead, by=by, at=at),
    lambda lead, by, at: operations.unarchive(lead_id=lead, by=by, at=at),
    lambda lead, by, at: operations.delete(lead_id=lead, by=by, at=at),
    lambda lead, by, at: operations.restore(lead_id=lead, by=by, at=at),
    lambda lead, by, at: operations.become_deal(lead_id=lead, by=by, at=at),
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["by_robin", "by_outsider"])
def test_nobody_changes_a_lead_they_may_not_see(
    clinic_lead: Lead, request: Any, now: datetime, act: Any, who: str
) -> None:
    clinic_lead.visibility = Visibility.GROUP
    clinic_lead.save()

    with pytest.raises(NotFound):
        act(clinic_lead.pk, request.getfixturevalue(who), now)
