"""Leads become deals and deals leads, over the API."""

from __future__ import annotations

from typing import Any

from kartotek.pipeline.deals.models import Deal
from tests.api.programs import Program


def test_a_lead_becomes_a_deal_and_its_status_says_so(
    elifs: Program, clinic_lead: Any, stages: Any
) -> None:
    path = f"/api/v2/leads/{clinic_lead.uuid}/convert"
    asked = elifs.post(f"{path}/deal", stage_id=stages[2].pk)
    number = asked.data["conversion_id"]

    deal = Deal.objects.get()
    assert asked.status == 200
    assert deal.stage == stages[2]
    assert elifs.get(f"{path}/status/{number}").data == {
        "deal_id": deal.pk,
        "conversion_id": number,
        "status": "completed",
    }


def test_a_deal_becomes_a_lead_and_back(elifs: Program, lobby_deal: Any, stages: Any) -> None:
    path = f"/api/v2/deals/{lobby_deal.pk}/convert"
    number = elifs.post(f"{path}/lead").data["conversion_id"]
    status = elifs.get(f"{path}/status/{number}").data
    lead = elifs.get(f"/v1/leads/{status['lead_id']}").data
    elifs.post(f"/api/v2/leads/{status['lead_id']}/convert/deal", pipeline_id=stages[0].pipeline_id)

    assert status["status"] == "completed"
    assert (lead["title"], lead["source_deal_id"]) == (lobby_deal.title, lobby_deal.pk)
    assert Deal.objects.get(deleted_at=None).pk == lobby_deal.pk


def test_asking_twice_makes_one(elifs: Program, clinic_lead: Any, stages: Any) -> None:
    path = f"/api/v2/leads/{clinic_lead.uuid}/convert/deal"
    elifs.post(path)
    again = elifs.post(path)

    assert again.status == 400
    assert "is a deal already" in again.body["error"]
    assert Deal.objects.count() == 1


def test_what_is_not_there_is_not_converted(
    elifs: Program, outsiders: Program, clinic_lead: Any, stages: Any
) -> None:
    path = f"/api/v2/leads/{clinic_lead.uuid}/convert"

    assert outsiders.post(f"{path}/deal").status == 404
    assert elifs.post(f"{path}/deal", stage_id=999).status == 400
    assert elifs.post(f"{path}/deal", pipeline_id=999).status == 400
    assert elifs.get(f"{path}/status/{clinic_lead.uuid}").status == 404
    assert not Deal.objects.exists()
