"""The rows of the linking table, numbered, each from a delivered email to the stored decision.

Rows 32, 37, 38, 46, 47, 52, 59 and 60 need Smart Bcc or blocking, 39 and 50 need sending: their
pure part is tested in test_rules.py.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn
from kartotek.errors import Forbidden, NotFound
from kartotek.flows import contact_changes, convert_lead, item_changes
from kartotek.linking import operations as linking
from kartotek.linking.models import ConversationLink, Decision, ParticipantMatch
from kartotek.linking.queries import of_record
from kartotek.linking.rules import Code, ItemKind, ItemRef
from kartotek.mail.models import Conversation, Message
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.projects import operations as projects
from tests.conftest import NOW
from tests.letters import DANIEL, ELIF, LATER, TOMAS, UNKNOWN, ZEYNEP, deliver, letter

SOON = LATER + timedelta(hours=1)
MERT = "Mert Kaya <mert@kuzeyisik.example>"


def link() -> ConversationLink:
    """The link of the only conversation."""
    return ConversationLink.objects.get()


def outcome() -> tuple[str, str, int | None]:
    """Code, kind and id of the item of the only conversation."""
    found = link()
    return found.decision.code, found.item_type, found.item_id


def none(code: str) -> tuple[str, str, None]:
    return code, "", None


@pytest.fixture
def deal(by_elif: Any, stages: Any) -> Any:
    """Make an open deal of a person."""

    def make(person: Any, title: str = "Lobby lighting, Pera", **more: Any) -> Any:
        given = {"person_id": person.pk} if person else {}
        return deals.create(by=by_elif, at=more.pop("at", NOW), title=title, **given, **more)

    return make


@pytest.fixture
def lead(by_elif: Any) -> Any:
    """Make an open lead of a person."""

    def make(person: Any, title: str = "Ballroom enquiry") -> Any:
        return leads.create(by=by_elif, at=NOW, title=title, person_id=person.pk)

    return make


@pytest.fixture
def project(by_elif: Any, phases: Any) -> Any:
    """Make an open project; the first person is the primary one."""

    def make(*people: Any, title: str = "Nordics roll-out", **more: Any) -> Any:
        ids = [one.pk for one in people]
        return projects.create(by=by_elif, at=NOW, title=title, person_ids=ids, **more)

    return make


def test_row_01_automatic_linking_is_off(elifs_mailbox: Any, zeynep: Any, deal: Any) -> None:
    deal(zeynep)
    elifs_mailbox.automatic_linking = False
    elifs_mailbox.save()

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("AUTO_OFF")
    assert ParticipantMatch.objects.get().person_id == zeynep.pk


def test_row_02_one_open_deal(elifs_mailbox: Any, zeynep: Any, deal: Any) -> None:
    only = deal(zeynep)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == ("ONE_OPEN_ITEM", "deal", only.pk)


def test_row_03_one_open_lead(elifs_mailbox: Any, zeynep: Any, lead: Any) -> None:
    only = lead(zeynep)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == ("ONE_OPEN_ITEM", "lead", only.pk)


def test_row_04_one_open_project(elifs_mailbox: Any, zeynep: Any, project: Any) -> None:
    only = project(zeynep)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == ("ONE_OPEN_ITEM", "project", only.pk)


def test_row_05_two_open_deals(elifs_mailbox: Any, zeynep: Any, deal: Any) -> None:
    deal(zeynep), deal(zeynep, "Spa lighting")

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("AMBIGUOUS")
    assert link().awaits_choice


def test_row_06_open_items_of_two_kinds(
    elifs_mailbox: Any, zeynep: Any, deal: Any, lead: Any
) -> None:
    deal(zeynep), lead(zeynep)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("AMBIGUOUS")


def test_row_07_a_contact_without_items(elifs_mailbox: Any, zeynep: Any) -> None:
    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("NO_OPEN_ITEM")


@pytest.mark.parametrize("row", ["08 won", "09 lost", "10 deleted"])
def test_rows_08_to_10_only_closed_deals(
    row: str, elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    closed = deal(zeynep)
    if "deleted" in row:
        deals.delete(deal_id=closed.pk, by=by_elif, at=NOW)
    else:
        deals.set_outcome(deal_id=closed.pk, outcome=row.split()[1], by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("ITEM_CLOSED")


def test_row_11_one_open_beside_closed_ones(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    closed, still_open = deal(zeynep), deal(zeynep, "Spa lighting")
    deals.set_outcome(deal_id=closed.pk, outcome="won", by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == ("ONE_OPEN_ITEM", "deal", still_open.pk)


def test_row_12_only_an_archived_lead(
    elifs_mailbox: Any, zeynep: Any, lead: Any, by_elif: Any
) -> None:
    leads.archive(lead_id=lead(zeynep).pk, by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("ITEM_CLOSED")


def test_row_13_an_open_lead_beside_archived_ones(
    elifs_mailbox: Any, zeynep: Any, lead: Any, by_elif: Any
) -> None:
    leads.archive(lead_id=lead(zeynep).pk, by=by_elif, at=NOW)
    still_open = lead(zeynep, "Corridor enquiry")

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == ("ONE_OPEN_ITEM", "lead", still_open.pk)


@pytest.mark.parametrize("how", ["completed", "cancelled", "archived"])
def test_row_14_only_ended_projects(
    how: str, elifs_mailbox: Any, zeynep: Any, project: Any, by_elif: Any
) -> None:
    ended = project(zeynep)
    if how == "archived":
        projects.archive(project_id=ended.pk, by=by_elif, at=NOW)
    else:
        projects.set_status(project_id=ended.pk, status=how, by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("ITEM_CLOSED")


def test_row_15_only_an_archived_deal(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    deals.archive(deal_id=deal(zeynep).pk, by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("ITEM_CLOSED")


def test_row_16_a_won_deal_and_the_project_made_from_it(
    elifs_mailbox: Any, zeynep: Any, deal: Any, project: Any, by_elif: Any
) -> None:
    won = deal(zeynep)
    deals.set_outcome(deal_id=won.pk, outcome="won", by=by_elif, at=NOW)
    made = project(zeynep, deal_ids=[won.pk])

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == ("ONE_OPEN_ITEM", "project", made.pk)


def test_row_17_a_project_made_while_its_deal_stays_open(
    elifs_mailbox: Any, zeynep: Any, deal: Any, project: Any
) -> None:
    project(zeynep, deal_ids=[deal(zeynep).pk])

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("AMBIGUOUS")


def test_row_18_a_group_and_none_has_an_open_item(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, tomas: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", cc=f"{DANIEL}, {TOMAS}"))

    assert outcome() == none("NO_OPEN_ITEM")


def test_row_18_a_group_with_closed_items_only(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, deal: Any, by_elif: Any
) -> None:
    deals.set_outcome(deal_id=deal(daniel).pk, outcome="lost", by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("a@x", cc=DANIEL))

    assert outcome() == none("ITEM_CLOSED")


def test_row_19_a_group_with_exactly_one_open_item(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, deal: Any
) -> None:
    only = deal(daniel)

    deliver(elifs_mailbox, letter("a@x", cc=DANIEL))

    assert outcome() == ("ONE_OPEN_ITEM_IN_GROUP", "deal", only.pk)


def test_row_20_several_parties_share_the_single_open_item(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, project: Any
) -> None:
    shared = project(zeynep, daniel)

    deliver(elifs_mailbox, letter("a@x", cc=DANIEL))

    assert outcome() == ("ONE_OPEN_ITEM_IN_GROUP", "project", shared.pk)


def test_row_21_two_parties_with_one_open_item_each(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, deal: Any
) -> None:
    deal(zeynep), deal(daniel, "Clinic corridors")

    deliver(elifs_mailbox, letter("a@x", cc=DANIEL))

    assert outcome() == none("AMBIGUOUS_GROUP")


def test_row_22_one_party_has_several_and_the_rest_none(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, deal: Any
) -> None:
    deal(zeynep), deal(zeynep, "Spa lighting")

    deliver(elifs_mailbox, letter("a@x", cc=DANIEL))

    assert outcome() == none("AMBIGUOUS_GROUP")


def test_row_23_the_others_are_unknown_addresses(
    elifs_mailbox: Any, zeynep: Any, deal: Any
) -> None:
    only = deal(zeynep)

    deliver(elifs_mailbox, letter("a@x", cc=UNKNOWN))

    assert outcome() == ("ONE_OPEN_ITEM_IN_GROUP", "deal", only.pk)


def test_row_24_a_contact_in_cc_counts_like_one_in_to(
    elifs_mailbox: Any, zeynep: Any, mert: Any, deal: Any
) -> None:
    only = deal(zeynep)

    deliver(elifs_mailbox, letter("a@x", sender=ELIF, to=MERT, cc=ZEYNEP))

    assert outcome() == ("ONE_OPEN_ITEM", "deal", only.pk)


@pytest.mark.parametrize("row", ["25 arriving now", "28 past mail"])
def test_rows_25_and_28_a_message_dated_before_the_item(
    row: str, elifs_mailbox: Any, zeynep: Any, deal: Any
) -> None:
    deal(zeynep)
    days = 1 if "now" in row else 200

    deliver(elifs_mailbox, letter("a@x", at=NOW - timedelta(days=days)))

    assert outcome() == none("OLDER_THAN_ITEM")


def test_row_26_an_older_conversation_with_a_new_message(
    elifs_mailbox: Any, zeynep: Any, deal: Any
) -> None:
    only = deal(zeynep)
    deliver(elifs_mailbox, letter("a@x", at=NOW - timedelta(days=5)))

    deliver(elifs_mailbox, letter("b@x", replies_to="a@x"))

    assert outcome() == ("ONE_OPEN_ITEM", "deal", only.pk)


def test_row_26_with_the_setting_only_younger_conversations(
    elifs_mailbox: Any, zeynep: Any, deal: Any, company: Any
) -> None:
    company.only_younger_conversations = True
    company.save()
    deal(zeynep)
    deliver(elifs_mailbox, letter("a@x", at=NOW - timedelta(days=5)))

    deliver(elifs_mailbox, letter("b@x", replies_to="a@x"))

    assert outcome() == none("CONVERSATION_OLDER_THAN_ITEM")


def test_row_27_past_mail_is_compared_by_its_own_date(
    elifs_mailbox: Any, zeynep: Any, deal: Any
) -> None:
    old = deal(zeynep, at=NOW - timedelta(days=300))

    deliver(elifs_mailbox, letter("a@x", at=NOW - timedelta(days=200)))

    assert outcome() == ("ONE_OPEN_ITEM", "deal", old.pk)


def test_row_29_a_contact_created_after_the_mail(
    elifs_mailbox: Any, by_elif: Any, marmara: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x"))
    assert outcome() == none("UNKNOWN_ADDRESS")

    person = contact_changes.add_person(
        by=by_elif,
        at=SOON,
        name="Zeynep Karaca",
        addresses=[AddressIn("Z.Karaca@MarmaraOtel.example")],
        organization_id=marmara.pk,
    )

    assert outcome() == none("CONTACT_CREATED_LATER")
    assert [row.id for row in of_record("person", person.pk, viewer=by_elif)]
    assert [row.id for row in of_record("organization", marmara.pk, viewer=by_elif)]


def test_row_30_an_address_added_after_the_mail(
    elifs_mailbox: Any, by_elif: Any, zeynep: Any, deal: Any
) -> None:
    deal(zeynep)
    deliver(elifs_mailbox, letter("a@x", sender="zkaraca@posta.example"))

    contact_changes.add_address(
        person_id=zeynep.pk, address=AddressIn("zkaraca@posta.example"), by=by_elif, at=SOON
    )

    assert outcome() == none("CONTACT_CREATED_LATER")
    assert ParticipantMatch.objects.get().person_id == zeynep.pk


def test_row_30_an_address_taken_away_takes_the_person_off(
    elifs_mailbox: Any, by_elif: Any, zeynep: Any, deal: Any
) -> None:
    only = deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))

    contact_changes.remove_address(
        person_id=zeynep.pk, address="z.karaca@marmaraotel.example", by=by_elif, at=SOON
    )

    assert not ParticipantMatch.objects.exists()
    assert outcome() == ("ONE_OPEN_ITEM", "deal", only.pk)


def test_row_31_unknown_parties_only(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("a@x", sender=UNKNOWN))

    assert outcome() == none("UNKNOWN_ADDRESS")


def test_row_33_the_organization_follows_the_person(
    elifs_mailbox: Any, by_elif: Any, zeynep: Any, marmara: Any, brightwell: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x"))
    assert of_record("organization", marmara.pk, viewer=by_elif)

    contact_changes.edit_person(
        person_id=zeynep.pk, by=by_elif, at=SOON, organization_id=brightwell.pk
    )

    assert of_record("organization", marmara.pk, viewer=by_elif) == []
    assert of_record("organization", brightwell.pk, viewer=by_elif)


def test_row_34_an_organization_is_not_linked_by_its_domain(
    elifs_mailbox: Any, by_elif: Any, zeynep: Any, marmara: Any
) -> None:
    contact_changes.edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, organization_id=None)

    deliver(elifs_mailbox, letter("a@x"))

    assert of_record("organization", marmara.pk, viewer=by_elif) == []


def test_row_35_the_organization_has_an_open_deal_without_a_person(
    elifs_mailbox: Any, zeynep: Any, marmara: Any, deal: Any
) -> None:
    deal(None, organization_id=marmara.pk)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("NO_OPEN_ITEM")
    assert [one["via"] for one in link().decision.candidates] == ["organization"]


def test_row_36_only_a_participant_of_a_deal(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, deal: Any, by_elif: Any
) -> None:
    deals.add_participant(deal_id=deal(daniel).pk, person_id=zeynep.pk, by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("PARTICIPANT_ONLY")


def test_row_36_not_the_first_person_of_a_project(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, project: Any
) -> None:
    project(daniel, zeynep)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("PARTICIPANT_ONLY")


def test_row_40_a_message_in_a_linked_conversation(
    elifs_mailbox: Any, zeynep: Any, deal: Any
) -> None:
    only = deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))
    deal(zeynep, "Spa lighting")

    deliver(elifs_mailbox, letter("b@x", replies_to="a@x", at=SOON))

    assert outcome() == ("INHERITED", "deal", only.pk)


def test_row_41_the_item_was_closed_since(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    only = deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))
    deals.set_outcome(deal_id=only.pk, outcome="won", by=by_elif, at=SOON)

    deliver(elifs_mailbox, letter("b@x", replies_to="a@x", at=SOON))

    assert outcome() == ("INHERITED", "deal", only.pk)


def test_row_42_a_new_conversation_after_the_item_closed(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    deals.set_outcome(deal_id=deal(zeynep).pk, outcome="won", by=by_elif, at=NOW)

    deliver(elifs_mailbox, letter("new@x", subject="Another matter"))

    assert outcome() == none("ITEM_CLOSED")


def test_row_43_a_user_unlinked_it(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))
    linking.unlink(conversation_id=link().conversation_id, by=by_elif, at=SOON)

    deliver(elifs_mailbox, letter("b@x", replies_to="a@x", at=SOON))

    assert outcome() == none("USER_UNLINKED")
    (shown,) = of_record("person", zeynep.pk, viewer=by_elif)
    assert shown.reason is not None
    assert shown.reason.text == "Unlinked by Elif Aydın"


def test_row_44_a_user_linked_it_by_hand(
    elifs_mailbox: Any, zeynep: Any, deal: Any, lead: Any, by_elif: Any
) -> None:
    deal(zeynep)
    chosen = lead(zeynep)
    deliver(elifs_mailbox, letter("a@x"))
    linking.link_by_hand(
        conversation_id=link().conversation_id,
        item=ItemRef(ItemKind.LEAD, chosen.pk),
        by=by_elif,
        at=SOON,
    )

    deliver(elifs_mailbox, letter("b@x", replies_to="a@x", at=SOON))

    assert outcome() == ("MANUAL", "lead", chosen.pk)


def test_row_45_own_addresses_only(elifs_mailbox: Any, mert: Any) -> None:
    deliver(elifs_mailbox, letter("a@x", sender=MERT))

    assert outcome() == none("INTERNAL")


def test_row_48_two_persons_share_the_address(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any, deal: Any
) -> None:
    other = contact_changes.add_person(
        by=by_elif,
        at=NOW,
        name="Orhan Tunç",
        addresses=[AddressIn("z.karaca@marmaraotel.example")],
    )
    deal(zeynep), deal(other, "Spa lighting")

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("AMBIGUOUS")
    assert set(ParticipantMatch.objects.values_list("person_id", flat=True)) == {
        zeynep.pk,
        other.pk,
    }


def test_row_49_an_item_the_owner_may_not_see(
    elifs_mailbox: Any, zeynep: Any, by_deniz: Any, stages: Any
) -> None:
    hidden = deals.create(by=by_deniz, at=NOW, title="Secret", person_id=zeynep.pk, visibility=1)

    deliver(elifs_mailbox, letter("a@x"))

    assert outcome() == none("NO_OPEN_ITEM")
    assert hidden.pk not in [one["id"] for one in link().decision.candidates]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"List-Id": "<news.marmara.example>"},
        {"Precedence": "bulk"},
    ],
    ids=["auto-reply", "list", "bulk"],
)
def test_row_51_written_by_a_machine(
    headers: dict[str, str], elifs_mailbox: Any, zeynep: Any, deal: Any
) -> None:
    deal(zeynep)

    deliver(elifs_mailbox, letter("a@x", headers=headers))

    assert outcome() == none("AUTOMATED")
    assert ParticipantMatch.objects.get().person_id == zeynep.pk


def test_row_53_a_lead_becomes_a_deal(
    elifs_mailbox: Any, zeynep: Any, lead: Any, stages: Any, by_elif: Any
) -> None:
    old = lead(zeynep)
    deliver(elifs_mailbox, letter("a@x"))

    new = convert_lead.lead_to_deal(lead_id=old.pk, by=by_elif, at=SOON)

    assert outcome() == ("CONVERTED", "deal", new.pk)


def test_row_54_a_deal_becomes_a_lead_again(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    old = deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))

    new = convert_lead.deal_to_lead(deal_id=old.pk, by=by_elif, at=SOON)

    assert outcome() == ("CONVERTED", "lead", new.pk)


def test_row_55_deals_are_merged(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, deal: Any, by_elif: Any
) -> None:
    loser, survivor = deal(zeynep), deal(daniel, "Clinic corridors")
    deliver(elifs_mailbox, letter("a@x"))

    linking.merge_items(
        loser=ItemRef(ItemKind.DEAL, loser.pk),
        survivor=ItemRef(ItemKind.DEAL, survivor.pk),
        by=by_elif,
        at=SOON,
    )

    assert outcome() == ("MERGED", "deal", survivor.pk)


def test_row_56_persons_are_merged(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x"))

    linking.merge_persons(loser_id=zeynep.pk, survivor_id=daniel.pk, by=by_elif, at=SOON)

    assert ParticipantMatch.objects.get().person_id == daniel.pk


def test_row_57_the_linked_item_is_deleted_and_restored(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any
) -> None:
    only = deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))

    item_changes.delete_item(kind="deal", item_id=only.pk, by=by_elif, at=SOON)
    assert outcome() == ("ITEM_DELETED", "deal", only.pk)

    item_changes.restore_item(kind="deal", item_id=only.pk, by=by_elif, at=SOON)
    assert outcome() == ("ONE_OPEN_ITEM", "deal", only.pk)


def test_row_58_a_stranger_writes_into_a_known_conversation(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x"))

    deliver(elifs_mailbox, letter("b@x", sender=UNKNOWN, replies_to="a@x", at=SOON))

    stranger = Message.objects.get(message_id="b@x")
    assert outcome() == none("STRANGER")
    assert stranger.is_stranger
    linking.accept_stranger(message_id=stranger.pk, by=by_elif, at=SOON)
    assert not Message.objects.get(message_id="b@x").is_stranger


def test_row_58_a_colleague_without_an_account_is_a_stranger_until_accepted(
    elifs_mailbox: Any, zeynep: Any, by_elif: Any
) -> None:
    depot = "Depot <depot@kuzeyisik.example>"
    deliver(elifs_mailbox, letter("a@x"))

    deliver(elifs_mailbox, letter("b@x", sender=depot, replies_to="a@x", at=SOON))

    stranger = Message.objects.get(message_id="b@x")
    assert stranger.is_stranger
    linking.accept_stranger(message_id=stranger.pk, by=by_elif, at=SOON)
    deliver(elifs_mailbox, letter("c@x", sender=depot, replies_to="b@x", at=SOON))
    assert not Message.objects.get(message_id="c@x").is_stranger


def test_row_58_a_colleague_who_had_a_copy_is_no_stranger(elifs_mailbox: Any, zeynep: Any) -> None:
    depot = "Depot <depot@kuzeyisik.example>"
    deliver(elifs_mailbox, letter("a@x", cc=depot))

    deliver(elifs_mailbox, letter("b@x", sender=depot, replies_to="a@x", at=SOON))

    assert not Message.objects.get(message_id="b@x").is_stranger


# -- by hand: who may (section 4) -----------------------------------------------------------


def test_a_colleague_who_sees_a_shared_conversation_may_not_link_it(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_mert: Any
) -> None:
    only = deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))

    with pytest.raises(Forbidden):
        linking.unlink(conversation_id=link().conversation_id, by=by_mert, at=SOON)

    assert link().deal_id == only.pk


def test_an_admin_links_a_shared_conversation(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_deniz: Any
) -> None:
    deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))

    linking.unlink(conversation_id=link().conversation_id, by=by_deniz, at=SOON)

    assert link().is_vetoed


def test_an_admin_does_not_see_a_conversation_that_is_not_shared(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_deniz: Any
) -> None:
    deal(zeynep)
    elifs_mailbox.shares_by_default = False
    elifs_mailbox.save()
    deliver(elifs_mailbox, letter("a@x"))

    with pytest.raises(NotFound):
        linking.unlink(conversation_id=link().conversation_id, by=by_deniz, at=SOON)


def test_another_company_does_not_learn_that_a_conversation_exists(
    elifs_mailbox: Any, zeynep: Any, deal: Any, by_outsider: Any
) -> None:
    deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))

    with pytest.raises(NotFound):
        linking.unlink(conversation_id=link().conversation_id, by=by_outsider, at=SOON)


def test_undo_brings_back_how_it_stood(
    elifs_mailbox: Any, zeynep: Any, deal: Any, lead: Any, by_elif: Any
) -> None:
    only, other = deal(zeynep), None
    deliver(elifs_mailbox, letter("a@x"))
    other = lead(zeynep)
    pk = link().conversation_id
    moved = linking.link_by_hand(
        conversation_id=pk, item=ItemRef(ItemKind.LEAD, other.pk), by=by_elif, at=SOON
    )

    linking.undo(conversation_id=pk, decision_id=moved.decision_id, by=by_elif, at=SOON)

    assert outcome() == ("ONE_OPEN_ITEM", "deal", only.pk)


def test_a_second_undo_is_refused(elifs_mailbox: Any, zeynep: Any, deal: Any, by_elif: Any) -> None:
    deal(zeynep)
    deliver(elifs_mailbox, letter("a@x"))
    pk = link().conversation_id
    undone = linking.unlink(conversation_id=pk, by=by_elif, at=SOON).decision_id
    linking.undo(conversation_id=pk, decision_id=undone, by=by_elif, at=SOON)

    with pytest.raises(NotFound):
        linking.undo(conversation_id=pk, decision_id=undone, by=by_elif, at=SOON)


def test_two_different_choices_by_hand_are_never_joined_by_a_rule(
    elifs_mailbox: Any, zeynep: Any, deal: Any, lead: Any, by_elif: Any
) -> None:
    one, two = deal(zeynep), lead(zeynep)
    deliver(elifs_mailbox, letter("b@x", replies_to="a@x"), letter("c@x", subject="Other"))
    first, second = Conversation.objects.order_by("id")
    for conversation, item in (
        (first, ItemRef(ItemKind.DEAL, one.pk)),
        (second, ItemRef(ItemKind.LEAD, two.pk)),
    ):
        linking.link_by_hand(conversation_id=conversation.pk, item=item, by=by_elif, at=SOON)

    deliver(elifs_mailbox, letter("a@x", replies_to="c@x"))

    assert Conversation.objects.filter(joined_into=None).count() == 2
    assert Decision.objects.filter(code=Code.MANUAL).count() >= 2


def test_undo_says_that_the_item_it_brings_back_was_deleted_meanwhile(
    elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("first@x"))
    conversation_id = Conversation.objects.get().pk
    deal, project = (
        ItemRef(ItemKind.DEAL, lobby_deal.pk),
        ItemRef(ItemKind.PROJECT, bodrum_project.pk),
    )
    linking.link_by_hand(conversation_id=conversation_id, item=deal, by=by_elif, at=LATER)
    moved = linking.link_by_hand(
        conversation_id=conversation_id, item=project, by=by_elif, at=LATER
    )
    item_changes.delete_item(kind="deal", item_id=lobby_deal.pk, by=by_elif, at=LATER)

    linking.undo(
        conversation_id=conversation_id, decision_id=moved.decision_id, by=by_elif, at=LATER
    )

    link = ConversationLink.objects.get()
    assert (link.deal_id, link.decision.code) == (lobby_deal.pk, Code.ITEM_DELETED)
