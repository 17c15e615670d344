from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from kartotek.activities.models import Activity, Note
from kartotek.activities.operations import create_activity, create_note, delete_note
from kartotek.errors import Invalid
from kartotek.fields.operations import add_new_label, create_field, set_values, take_off
from kartotek.fields.queries import labels_of, values_of
from kartotek.flows import convert_lead
from kartotek.history.follow.operations import follow
from kartotek.history.follow.queries import followers_of
from kartotek.history.models import Entry
from kartotek.linking.models import ConversationLink
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.operations import DealDeleted
from kartotek.pipeline.leads.operations import LeadConverted
from kartotek.search.models import Document
from kartotek.users.permissions import Permission
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


def test_labels_and_followers_move_along(
    clinic_lead: Any, stages: Any, mert: Any, by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    add_new_label(subject=clinic_lead, name="Hot", tone="red", by=by_elif, at=now)
    follow(subject=clinic_lead, user_id=mert.pk, by=by_mert, at=now)

    deal = convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)
    [label] = labels_of("deal", [deal.pk], viewer=by_elif)[deal.pk]
    followers = followers_of(deal)
    again = convert_lead.deal_to_lead(deal_id=deal.pk, by=by_elif, at=now)

    assert (label.name, label.tone) == ("Hot", "red")
    assert [one.name for one in followers] == ["Mert Kaya"]
    assert [one.name for one in labels_of("lead", [again.pk], viewer=by_elif)[again.pk]] == ["Hot"]


def test_a_lead_that_was_a_deal_is_that_deal_again_with_whoever_took_part(
    lobby_deal: Any, stages: Any, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    deals.add_participant(
        deal_id=lobby_deal.pk, person_id=daniel.pk, role="Architect", by=by_elif, at=now
    )
    lead = convert_lead.deal_to_lead(deal_id=lobby_deal.pk, by=by_elif, at=now)
    source = lead.source_name

    deal = convert_lead.lead_to_deal(
        lead_id=lead.pk, by=by_elif, at=now, stage_id=stages[2].pk, amount=Decimal(5)
    )

    assert source == "Deal"
    assert (deal.pk, deal.stage, deal.amount) == (lobby_deal.pk, stages[2], Decimal(5))
    assert deal.is_open
    assert [one.role for one in deal.participants.all()] == ["Architect"]


def test_a_deal_that_was_restored_meanwhile_is_left_alone(
    lobby_deal: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    lead = convert_lead.deal_to_lead(deal_id=lobby_deal.pk, by=by_elif, at=now)
    deals.restore(deal_id=lobby_deal.pk, by=by_elif, at=now)

    deal = convert_lead.lead_to_deal(lead_id=lead.pk, by=by_elif, at=now)

    assert deal.pk != lobby_deal.pk
    assert Deal.objects.filter(deleted_at=None).count() == 2


def test_a_value_that_cannot_be_leaves_the_lead_a_lead(
    clinic_lead: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    for asked in ({"amount": Decimal(-1)}, {"currency": "ZZZ"}, {"stage_id": 999}):
        with pytest.raises(Invalid):
            convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now, **asked)

    clinic_lead.refresh_from_db()
    assert clinic_lead.is_open
    assert not Deal.objects.exists()


def test_what_was_written_on_the_lead_is_what_the_deal_says_again_and_the_reverse(
    lobby_deal: Any, stages: Any, by_elif: Viewer, by_deniz: Viewer, now: datetime
) -> None:
    field: Any = {"on": "deal", "field_type": "text", "by": by_deniz, "at": now}
    budget, note = (create_field(name=name, **field).pk for name in ("Budget", "Note"))
    says: Any = {"by": by_elif, "at": now}
    set_values(subject=lobby_deal, values={budget: "100", note: "Soon"}, **says)

    lead = convert_lead.deal_to_lead(deal_id=lobby_deal.pk, **says)
    set_values(subject=lead, values={budget: "200", note: ""}, **says)
    deal = convert_lead.lead_to_deal(lead_id=lead.pk, **says)
    of_deal = values_of("deal", [deal.pk], viewer=by_elif)[deal.pk]
    set_values(subject=deal, values={budget: "300"}, **says)
    again = convert_lead.deal_to_lead(deal_id=deal.pk, **says)

    assert {pk: one.raw.value for pk, one in of_deal.items()} == {budget: "200"}
    of_lead = values_of("lead", [again.pk], viewer=by_elif)[again.pk]
    assert {pk: one.raw.value for pk, one in of_lead.items()} == {budget: "300"}


def test_a_label_taken_off_the_lead_is_off_the_deal_too(
    lobby_deal: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    says: Any = {"by": by_elif, "at": now}
    add_new_label(subject=lobby_deal, name="Hot", **says)
    add_new_label(subject=lobby_deal, name="Hotel", **says)
    lead = convert_lead.deal_to_lead(deal_id=lobby_deal.pk, **says)
    [hot, _hotel] = sorted(labels_of("lead", [lead.pk], viewer=by_elif)[lead.pk], key=_name)
    take_off(label_id=hot.id, subject=lead, **says)

    deal = convert_lead.lead_to_deal(lead_id=lead.pk, **says)

    assert [one.name for one in labels_of("deal", [deal.pk], viewer=by_elif)[deal.pk]] == ["Hotel"]


def test_a_label_that_leads_do_not_have_stays_with_the_deal(
    lobby_deal: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    add_new_label(subject=lobby_deal, name="Hot", by=by_elif, at=now)
    bound = replace(by_elif, permissions=by_elif.permissions - {Permission.MANAGE_LABELS})

    lead = convert_lead.deal_to_lead(deal_id=lobby_deal.pk, by=bound, at=now)
    deal = convert_lead.lead_to_deal(lead_id=lead.pk, by=bound, at=now)

    assert [one.name for one in labels_of("deal", [deal.pk], viewer=by_elif)[deal.pk]] == ["Hot"]


def _name(label: Any) -> str:
    return str(label.name)
