from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.activities.models import Activity, Note
from kartotek.activities.operations import create_activity, create_note, delete_note
from kartotek.flows import convert_lead
from kartotek.history.models import Entry
from kartotek.linking.models import ConversationLink
from kartotek.pipeline.deals.operations import DealDeleted
from kartotek.pipeline.leads.operations import LeadConverted
from kartotek.search.models import Document
from kartotek.users.viewer import Viewer
from tests.letters import DANIEL, deliver, letter


def test_what_hangs_on_a_lead_moves_to_the_deal_and_back(
    elifs_mailbox: Any, clinic_lead: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    deliver(elifs_mailbox, letter("ask@brightwell", sender=DANIEL))
    create_activity(by=by_elif, at=now, title="Call Daniel", lead_id=clinic_lead.pk)
    create_note(by=by_elif, at=now, text="Two clinics", lead_id=clinic_lead.pk)
    assert ConversationLink.objects.get().lead_id == clinic_lead.pk

    deal = convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    link = ConversationLink.objects.get()
    assert (link.deal_id, link.lead_id, link.decision.code) == (deal.pk, None, "CONVERTED")
    assert (Activity.objects.get().deal_id, Activity.objects.get().lead_id) == (deal.pk, None)
    assert Note.objects.get().deal_id == deal.pk

    lead = convert_lead.deal_to_lead(deal_id=deal.pk, by=by_elif, at=now)

    assert lead.pk == clinic_lead.pk
    assert ConversationLink.objects.get().lead_id == lead.pk
    assert Activity.objects.get().lead_id == lead.pk
    assert Note.objects.get().lead_id == lead.pk


def test_a_deleted_note_moves_along_to_be_restored_there(
    clinic_lead: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    note = create_note(by=by_elif, at=now, text="Two clinics", lead_id=clinic_lead.pk)
    delete_note(note_id=note.pk, by=by_elif, at=now)

    deal = convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    assert Note.objects.get().deal_id == deal.pk


def test_a_note_on_another_deal_too_stays_there(
    clinic_lead: Any, lobby_deal: Any, by_elif: Viewer, now: datetime
) -> None:
    create_note(by=by_elif, at=now, text="Both", lead_id=clinic_lead.pk, deal_id=lobby_deal.pk)

    convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    note = Note.objects.get()
    assert (note.deal_id, note.lead_id) == (lobby_deal.pk, clinic_lead.pk)


def test_converting_twice_at_once_makes_one(
    clinic_lead: Any, stages: Any, by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    deal = convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)
    with pytest.raises(LeadConverted):
        convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_mert, at=now)

    convert_lead.deal_to_lead(deal_id=deal.pk, by=by_elif, at=now)
    with pytest.raises(DealDeleted):
        convert_lead.deal_to_lead(deal_id=deal.pk, by=by_mert, at=now)


def test_the_histories_of_both_say_so(
    clinic_lead: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    deal = convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    of_lead = Entry.objects.get(kind="lead.converted")
    of_deal = Entry.objects.get(kind="deal.made-from-lead")
    assert (of_lead.subject_id, of_lead.data["deal_id"]) == (clinic_lead.pk, deal.pk)
    assert (of_deal.subject_id, of_deal.data["lead_id"]) == (deal.pk, clinic_lead.pk)


def test_search_finds_what_it_became(
    clinic_lead: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    deal = convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)
    convert_lead.deal_to_lead(deal_id=deal.pk, by=by_elif, at=now)

    assert [one.kind for one in Document.objects.filter(title="Clinic corridors")] == ["lead"]
