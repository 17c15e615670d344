"""Why a conversation is linked, asked over the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.flows.item_changes import delete_item
from kartotek.pipeline.deals import operations as deals
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW
from tests.letters import DANIEL, LATER, UNKNOWN, deliver, letter, message

pytestmark = pytest.mark.django_db


def decision(program: Program, message_id: str) -> Any:
    """Return the decision about a message's conversation."""
    thread = message(message_id).conversation_id
    return program.get(f"/v1/mailbox/mailThreads/{thread}/decision").data


def test_from_mail_to_hand_and_back(
    elifs: Program, elifs_mailbox: Any, lobby_deal: Any, by_elif: Any, daniel: Any
) -> None:
    other = deals.create(by=by_elif, at=NOW, title="Corridor", person_id=daniel.pk)
    deliver(elifs_mailbox, letter("first@marmaraotel.example"))
    [thread] = elifs.get("/v1/mailbox/mailThreads").data
    path = f"/v1/mailbox/mailThreads/{thread['id']}"

    by_rule = elifs.get(f"{path}/decision")
    elifs.put(path, deal_id=other.pk)
    by_hand = elifs.get(f"{path}/decision").data
    elifs.put(path, deal_id=None)
    unlinked = elifs.get(f"{path}/decision").data
    deliver(
        elifs_mailbox,
        letter(
            "second@marmaraotel.example",
            replies_to="first@marmaraotel.example",
            at=LATER + timedelta(hours=1),
        ),
        at=LATER + timedelta(hours=1),
    )

    assert by_rule.body["success"] is True
    assert by_rule.data == {
        "code": "ONE_OPEN_ITEM",
        "sentence": by_rule.data["sentence"],
        "item": {"type": "deal", "id": lobby_deal.pk},
        "candidates": [
            {
                "type": "deal",
                "id": lobby_deal.pk,
                "title": "Lobby lighting, Pera",
                "state": "open",
                "via": "person",
                "created_at": "2026-11-12T10:00:00.000Z",
                "closed_at": None,
                "person_ids": [lobby_deal.person_id],
            }
        ],
        "decided_at": "2026-11-13T09:00:00.000Z",
    }
    assert by_rule.data["sentence"].endswith(".")
    assert (by_hand["code"], by_hand["item"]) == ("MANUAL", {"type": "deal", "id": other.pk})
    assert [one["id"] for one in by_hand["candidates"]] == [lobby_deal.pk]
    assert (unlinked["code"], unlinked["item"]) == ("USER_UNLINKED", None)
    assert decision(elifs, "second@marmaraotel.example")["code"] == "USER_UNLINKED"
    assert elifs.get(path).data["deal_id"] is None


def test_a_reply_inherits_and_names_the_candidates_of_the_link(
    elifs: Program, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, letter("first@marmaraotel.example"))
    deals.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=_viewer(lobby_deal), at=LATER)
    deliver(
        elifs_mailbox,
        letter("second@marmaraotel.example", replies_to="first@marmaraotel.example"),
    )

    found = decision(elifs, "second@marmaraotel.example")

    assert (found["code"], found["item"]) == ("INHERITED", {"type": "deal", "id": lobby_deal.pk})
    assert [one["id"] for one in found["candidates"]] == [lobby_deal.pk]


def test_a_lead_is_named_by_its_uuid(elifs: Program, elifs_mailbox: Any, clinic_lead: Any) -> None:
    deliver(elifs_mailbox, letter("first@brightwell.example", sender=DANIEL))

    found = decision(elifs, "first@brightwell.example")

    assert found["item"] == {"type": "lead", "id": str(clinic_lead.uuid)}
    assert found["candidates"][0]["id"] == str(clinic_lead.uuid)


def test_what_was_not_certain_names_all_that_came_into_question(
    elifs: Program, elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any
) -> None:
    deliver(elifs_mailbox, letter("first@marmaraotel.example"))

    found = decision(elifs, "first@marmaraotel.example")

    assert (found["code"], found["item"]) == ("AMBIGUOUS", None)
    assert {(one["type"], one["id"]) for one in found["candidates"]} == {
        ("deal", lobby_deal.pk),
        ("project", bodrum_project.pk),
    }


def test_an_unknown_sender_has_no_candidates(elifs: Program, elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("first@ipektekstil.example", sender=UNKNOWN))

    found = decision(elifs, "first@ipektekstil.example")

    assert (found["code"], found["candidates"]) == ("UNKNOWN_ADDRESS", [])


def test_a_reader_learns_only_of_candidates_they_may_see(
    elifs: Program, robins: Program, elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any
) -> None:
    deliver(elifs_mailbox, letter("first@marmaraotel.example"))
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()

    found = decision(robins, "first@marmaraotel.example")

    assert [one["type"] for one in found["candidates"]] == ["project"]
    assert len(decision(elifs, "first@marmaraotel.example")["candidates"]) == 2


def test_a_link_to_something_hidden_is_not_told(
    elifs: Program, elifs_mailbox: Any, lobby_deal: Any, robin: Any
) -> None:
    deliver(elifs_mailbox, letter("first@marmaraotel.example"))
    lobby_deal.owner, lobby_deal.visibility = robin, Visibility.OWNER
    lobby_deal.save()

    found = decision(elifs, "first@marmaraotel.example")

    assert (found["code"], found["item"], found["candidates"]) == (None, None, [])
    assert found["sentence"] == "It is linked to something you may not see."


def test_a_deleted_item_keeps_its_place(
    elifs: Program, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, letter("first@marmaraotel.example"))
    delete_item(kind="deal", item_id=lobby_deal.pk, by=_viewer(lobby_deal), at=LATER)

    found = decision(elifs, "first@marmaraotel.example")
    [thread] = elifs.get("/v1/mailbox/mailThreads").data

    assert (found["code"], found["item"]["id"]) == ("ITEM_DELETED", lobby_deal.pk)
    assert (thread["deal_id"], thread["deal_status"]) == (lobby_deal.pk, "deleted")


def test_before_anything_was_decided_there_is_a_sentence(
    elifs: Program, elifs_mailbox: Any, zeynep: Any
) -> None:
    from kartotek.linking.models import ConversationLink, Decision

    deliver(elifs_mailbox, letter("first@marmaraotel.example"))
    ConversationLink.objects.all().delete()
    Decision.objects.all().delete()

    assert decision(elifs, "first@marmaraotel.example") == {
        "code": None,
        "sentence": "Nothing was decided about this conversation yet.",
        "item": None,
        "candidates": [],
        "decided_at": None,
    }


def _viewer(deal: Any) -> Any:
    from kartotek.users.viewer import Viewer

    return Viewer.of(deal.owner)
