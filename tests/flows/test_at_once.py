"""Several things about a record, set at once: all of them, or none."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.errors import Invalid, Refused
from kartotek.flows import at_once
from kartotek.flows.at_once import ConversationTurn, DealTurn, LeadTurn, ProjectTurn
from kartotek.history.models import Entry
from kartotek.linking.models import ConversationLink
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from tests.conftest import NOW
from tests.letters import LATER, deliver, letter, message

pytestmark = pytest.mark.django_db


def test_a_deal_is_moved_closed_and_archived_in_an_order_that_works(
    lobby_deal: Any, stages: Any, by_elif: Any
) -> None:
    turn = DealTurn(stage_id=stages[4].pk, outcome="won", is_archived=True)

    deal = at_once.set_deal(deal_id=lobby_deal.pk, by=by_elif, at=LATER, turn=turn)

    assert (deal.stage_id, deal.status, deal.archived_at) == (stages[4].pk, "won", LATER)


def test_a_deal_comes_back_before_it_changes(lobby_deal: Any, stages: Any, by_elif: Any) -> None:
    closed = DealTurn(outcome="lost", lost_reason="Price", is_archived=True)
    at_once.set_deal(deal_id=lobby_deal.pk, by=by_elif, at=LATER, turn=closed)
    back = DealTurn(stage_id=stages[1].pk, outcome="open", is_archived=False)

    deal = at_once.set_deal(deal_id=lobby_deal.pk, by=by_elif, at=LATER, turn=back)

    assert (deal.stage_id, deal.state, deal.lost_reason) == (stages[1].pk, "open", "")


def test_a_deal_that_stands_as_it_is_to_stand_has_no_history_of_it(
    lobby_deal: Any, by_elif: Any
) -> None:
    before = Entry.objects.count()
    turn = DealTurn(
        stage_id=lobby_deal.stage_id,
        pipeline_id=lobby_deal.stage.pipeline_id,
        outcome="open",
        label_ids=[],
        is_archived=False,
    )

    at_once.set_deal(deal_id=lobby_deal.pk, by=by_elif, at=LATER, turn=turn, title=lobby_deal.title)

    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "turn",
    [
        DealTurn(stage_id=999),
        DealTurn(pipeline_id=999),
        DealTurn(label_ids=[999]),
        DealTurn(outcome="stuck"),
    ],
)
def test_a_deal_is_not_opened_by_half(
    turn: DealTurn, zeynep: Any, stages: Any, by_elif: Any
) -> None:
    with pytest.raises(Invalid):
        at_once.open_deal(by=by_elif, at=NOW, turn=turn, title="Half", person_id=zeynep.pk)

    assert not Deal.objects.exists()


def test_a_closed_deal_is_not_renamed_by_a_move_it_refuses(
    lobby_deal: Any, stages: Any, by_elif: Any
) -> None:
    at_once.set_deal(deal_id=lobby_deal.pk, by=by_elif, at=LATER, turn=DealTurn(outcome="won"))

    with pytest.raises(Refused):
        at_once.set_deal(
            deal_id=lobby_deal.pk,
            by=by_elif,
            at=LATER,
            turn=DealTurn(stage_id=stages[1].pk),
            title="Renamed",
        )

    assert Deal.objects.get().title == "Lobby lighting, Pera"


def test_a_lead_is_not_opened_by_half(daniel: Any, by_elif: Any) -> None:
    with pytest.raises(Invalid):
        at_once.open_lead(
            by=by_elif,
            at=NOW,
            turn=LeadTurn(label_ids=[999]),
            title="Half",
            person_id=daniel.pk,
        )

    assert not Lead.objects.exists()


def test_a_lead_is_taken_back_and_changed(clinic_lead: Any, by_elif: Any) -> None:
    archived = LeadTurn(is_archived=True)
    at_once.set_lead(lead_id=clinic_lead.pk, by=by_elif, at=LATER, turn=archived)

    lead = at_once.set_lead(
        lead_id=clinic_lead.pk,
        by=by_elif,
        at=LATER,
        turn=LeadTurn(is_archived=False),
        title="Corridors",
    )

    assert (lead.title, lead.state) == ("Corridors", "open")


@pytest.mark.parametrize(
    "turn", [ProjectTurn(phase_id=999), ProjectTurn(board_id=999), ProjectTurn(label_ids=[999])]
)
def test_a_project_is_not_opened_by_half(turn: ProjectTurn, phases: Any, by_elif: Any) -> None:
    with pytest.raises(Invalid):
        at_once.open_project(by=by_elif, at=NOW, turn=turn, title="Half")

    assert not Project.objects.exists()


def test_a_project_moves_before_it_closes(bodrum_project: Any, phases: Any, by_elif: Any) -> None:
    turn = ProjectTurn(phase_id=phases[2].pk, status="completed")

    project = at_once.set_project(project_id=bodrum_project.pk, by=by_elif, at=LATER, turn=turn)

    assert (project.phase_id, project.status) == (phases[2].pk, "completed")


def test_labels_are_put_on_and_taken_off(zeynep: Any, by_elif: Any) -> None:
    from kartotek.fields.operations import create_label
    from kartotek.fields.queries import labels_of

    hot, cold = (
        create_label(on="person", name=name, by=by_elif, at=NOW).pk for name in ("Hot", "Cold")
    )
    at_once.set_person(person_id=zeynep.pk, by=by_elif, at=LATER, label_ids=[cold, hot])

    at_once.set_person(person_id=zeynep.pk, by=by_elif, at=LATER, label_ids=[hot, hot])

    [label] = labels_of("person", [zeynep.pk], viewer=by_elif)[zeynep.pk]
    assert label.id == hot


def test_a_label_of_another_kind_is_none(zeynep: Any, by_elif: Any) -> None:
    from kartotek.fields.operations import create_label

    label = create_label(on="deal", name="Hot", by=by_elif, at=NOW)

    with pytest.raises(Invalid):
        at_once.set_person(person_id=zeynep.pk, by=by_elif, at=LATER, label_ids=[label.pk])


@pytest.fixture
def conversation_id(elifs_mailbox: Any, lobby_deal: Any) -> int:
    """A conversation that the rule linked to the lobby deal."""
    deliver(elifs_mailbox, letter("first@marmaraotel.example"))
    return int(message("first@marmaraotel.example").conversation_id or 0)


@pytest.mark.parametrize(("kinds", "is_vetoed"), [(["deal"], True), (["lead", "project"], False)])
def test_a_conversation_is_taken_off_an_item_of_the_kinds_that_are_named(
    conversation_id: int, by_elif: Any, kinds: list[str], is_vetoed: bool
) -> None:
    at_once.set_conversation(
        conversation_id=conversation_id,
        by=by_elif,
        at=LATER,
        turn=ConversationTurn(unlinked_kinds=kinds),
    )

    assert ConversationLink.objects.get().is_vetoed is is_vetoed


def test_a_conversation_is_linked_by_whoever_may_link_it(
    conversation_id: int, by_deniz: Any, bodrum_project: Any
) -> None:
    item = ItemRef(ItemKind.PROJECT, bodrum_project.pk)

    at_once.set_conversation(
        conversation_id=conversation_id,
        by=by_deniz,
        at=LATER,
        turn=ConversationTurn(item=item, unlinked_kinds=["deal", "lead"]),
    )

    assert ConversationLink.objects.get().project_id == bodrum_project.pk


def test_a_conversation_is_not_linked_where_its_flags_are_refused(
    conversation_id: int, by_deniz: Any, bodrum_project: Any, lobby_deal: Any
) -> None:
    item = ItemRef(ItemKind.PROJECT, bodrum_project.pk)

    with pytest.raises(Refused):
        at_once.set_conversation(
            conversation_id=conversation_id,
            by=by_deniz,
            at=LATER,
            turn=ConversationTurn(item=item, is_shared=False),
        )

    assert ConversationLink.objects.get().deal_id == lobby_deal.pk
