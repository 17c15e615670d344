"""Undoing a link or a joining after the item before became another one, or went for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.contacts.models import Merge
from kartotek.errors import NotFound
from kartotek.flows import convert_lead
from kartotek.flows.item_changes import delete_item
from kartotek.linking import operations
from kartotek.linking.models import ConversationLink
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import Conversation, KeptApart
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from tests.letters import DANIEL, LATER, ZEYNEP, deliver, letter, message

SOON = LATER + timedelta(hours=1)


def home(message_id: str) -> int:
    return int(message(message_id).conversation_id or 0)


def link(message_id: str) -> ConversationLink:
    return ConversationLink.objects.get(conversation_id=home(message_id))


def item(one: Any) -> ItemRef:
    return ItemRef(ItemKind(one.subject_type), one.pk)


@pytest.fixture
def moved(
    elifs_mailbox: Any, zeynep: Any, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> ConversationLink:
    """A conversation linked by hand to the lobby deal, and from there to a project."""
    deliver(elifs_mailbox, letter("a@x", sender=ZEYNEP))
    for one in (lobby_deal, bodrum_project):
        operations.link_by_hand(conversation_id=home("a@x"), item=item(one), by=by_elif, at=LATER)
    return link("a@x")


def undo(held: ConversationLink, by: Any) -> ConversationLink:
    operations.undo(
        conversation_id=held.conversation_id, decision_id=held.decision_id, by=by, at=SOON
    )
    return link("a@x")


def merged_into_new(deal: Deal, by: Any) -> Deal:
    """Leave a deal as merging leaves it: in the bin, with a survivor."""
    survivor = deals.create(by=by, at=LATER, title="Lobby, again", person_id=deal.person_id)
    Merge.objects.create(
        company_id=by.company_id,
        on="deal",
        survivor_id=survivor.pk,
        survivor_name=survivor.title,
        loser_id=deal.pk,
        loser_name=deal.title,
        user_id=by.own_id,
        merged_at=LATER,
        journal=[],
    )
    deals.delete(deal_id=deal.pk, by=by, at=LATER)
    return survivor


def test_back_on_a_deal_that_was_merged_is_on_its_survivor(
    moved: ConversationLink, lobby_deal: Any, by_elif: Any
) -> None:
    survivor = merged_into_new(lobby_deal, by_elif)

    back = undo(moved, by_elif)

    assert (back.deal_id, back.project_id) == (survivor.pk, None)
    assert Conversation.objects.get(pk=back.conversation_id).choice == f"deal:{survivor.pk}"


def test_back_on_a_deal_that_was_converted_is_on_its_lead(
    moved: ConversationLink, lobby_deal: Any, by_elif: Any
) -> None:
    lead = convert_lead.deal_to_lead(deal_id=lobby_deal.pk, by=by_elif, at=LATER)

    back = undo(moved, by_elif)

    assert (back.lead_id, back.deal_id, back.project_id) == (lead.pk, None, None)


def test_back_on_an_item_that_was_purged_is_refused(
    moved: ConversationLink, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> None:
    lobby_deal.delete()

    with pytest.raises(NotFound):
        undo(moved, by_elif)

    assert link("a@x").project_id == bodrum_project.pk


@pytest.fixture
def joined(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, lobby_deal: Any, clinic_lead: Any, by_elif: Any
) -> KeptApart:
    """Mail on a deal and mail on a lead, joined on the lead."""
    for name, sender, on in (("a", ZEYNEP, lobby_deal), ("b", DANIEL, clinic_lead)):
        deliver(elifs_mailbox, letter(f"{name}@x", sender=sender, subject=f"About {name}"))
        operations.link_by_hand(
            conversation_id=home(f"{name}@x"), item=item(on), by=by_elif, at=LATER
        )
    return operations.join_with(
        conversation_id=home("a@x"),
        other_id=home("b@x"),
        keeps=home("b@x"),
        by=by_elif,
        at=LATER,
    )


def test_a_half_of_a_deal_that_was_merged_goes_to_its_survivor(
    joined: KeptApart, lobby_deal: Any, by_elif: Any
) -> None:
    survivor = merged_into_new(lobby_deal, by_elif)

    operations.ask_again(pair_id=joined.pk, by=by_elif, at=SOON)

    assert link("a@x").deal_id == survivor.pk


def test_a_half_of_a_deleted_deal_says_that_it_is_gone(
    joined: KeptApart, lobby_deal: Any, by_elif: Any
) -> None:
    delete_item(kind="deal", item_id=lobby_deal.pk, by=by_elif, at=LATER)

    operations.ask_again(pair_id=joined.pk, by=by_elif, at=SOON)

    assert (link("a@x").deal_id, link("a@x").decision.code) == (lobby_deal.pk, "ITEM_DELETED")


def test_halves_stay_together_where_an_item_is_gone_for_good(
    joined: KeptApart, lobby_deal: Any, by_elif: Any
) -> None:
    lobby_deal.delete()

    with pytest.raises(NotFound):
        operations.ask_again(pair_id=joined.pk, by=by_elif, at=SOON)

    assert home("a@x") == home("b@x")
