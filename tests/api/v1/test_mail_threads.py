"""Conversations over the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.linking.models import ConversationLink
from kartotek.mail.models import MailboxConversation
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.letters import DANIEL, ELIF, LATER, UNKNOWN, deliver, letter

pytestmark = pytest.mark.django_db

LIST = "/v1/mailbox/mailThreads"


@pytest.fixture
def thread(elifs_mailbox: Any, zeynep: Any) -> int:
    """A conversation with Zeynep, who has no open item: two messages, the first of them Elif's."""
    deliver(
        elifs_mailbox,
        letter("offer@marmaraotel.example", cc=DANIEL),
        letter(
            "answer@kuzeyisik.example",
            sender=ELIF,
            to="Zeynep Karaca <z.karaca@marmaraotel.example>",
            replies_to="offer@marmaraotel.example",
            at=LATER - timedelta(hours=1),
            body="Merhaba Zeynep Hanım",
        ),
    )
    return MailboxConversation.objects.get().conversation_id


@pytest.fixture
def path(thread: int) -> str:
    """Where the conversation is."""
    return f"{LIST}/{thread}"


def test_a_conversation_has_the_shape_of_the_contract(
    elifs: Program, path: str, thread: int, elif_: Any, elifs_mailbox: Any, zeynep: Any
) -> None:
    answer = elifs.get(path)
    data = answer.data

    assert answer.status == 200
    assert {**answer.body, "data": None} == {
        "success": True,
        "statusCode": 2000,
        "statusText": "Success",
        "service": "email-api",
        "data": None,
    }
    parties = data.pop("parties")
    assert [one["email_address"] for one in parties["from"]] == [
        "elif@kuzeyisik.example",
        "z.karaca@marmaraotel.example",
    ]
    assert [one["email_address"] for one in parties["to"]] == [
        "z.karaca@marmaraotel.example",
        "elif@kuzeyisik.example",
        "d.okafor@brightwell.example",
    ]
    sender = parties["from"][1]
    assert sender["id"] == sender.pop("mail_message_party_id")
    assert sender == {
        "id": sender["id"],
        "name": "Zeynep Karaca",
        "latest_sent": True,
        "email_address": "z.karaca@marmaraotel.example",
        "message_time": 1794560400000,
        "linked_person_id": zeynep.pk,
        "linked_person_name": "Zeynep Karaca",
        "linked_organization_id": zeynep.organization_id,
    }
    assert data == {
        "id": thread,
        "drafts_parties": [],
        "folders": ["inbox", "sent"],
        "account_id": str(elifs_mailbox.pk),
        "user_id": elif_.pk,
        "version": 2,
        "subject": "Lobby chandelier: drawings",
        "snippet": "Elif Hanım merhaba, numune dün elimize ulaştı.",
        "snippet_draft": None,
        "snippet_sent": "Merhaba Zeynep Hanım",
        "mail_tracking_status": None,
        "message_count": 2,
        "read_flag": 0,
        "has_attachments_flag": 0,
        "has_inline_attachments_flag": 0,
        "has_real_attachments_flag": 0,
        "has_draft_flag": 0,
        "has_sent_flag": 1,
        "archived_flag": 0,
        "deleted_flag": 0,
        "shared_flag": 1,
        "synced_flag": 1,
        "external_deleted_flag": 0,
        "smart_bcc_flag": 0,
        "first_message_to_me_flag": 0,
        "mail_link_tracking_enabled_flag": 0,
        "all_messages_sent_flag": 0,
        "last_message_timestamp": "2026-11-13T09:00:00.000Z",
        "first_message_timestamp": "2026-11-13T08:00:00.000Z",
        "last_message_sent_timestamp": "2026-11-13T08:00:00.000Z",
        "last_message_received_timestamp": "2026-11-13T09:00:00.000Z",
        "add_time": "2026-11-13T09:00:00.000Z",
        "update_time": "2026-11-13T09:00:00.000Z",
        "deal_id": None,
        "deal_status": None,
        "lead_id": None,
        "project_id": None,
    }


def test_a_folder_lists_ones_own_conversations(elifs: Program, robins: Program, path: str) -> None:
    one = elifs.get(path).data

    assert elifs.get(LIST).data == [one]
    assert elifs.get(LIST, folder="sent").data == [one]
    assert elifs.get(LIST, folder="archive").data is None
    assert elifs.get(LIST, folder="drafts").data is None
    assert robins.get(LIST).data is None
    assert elifs.get(LIST, folder="junk").status == 400


def test_a_list_is_read_by_number(elifs: Program, elifs_mailbox: Any) -> None:
    deliver(
        elifs_mailbox,
        *(
            letter(
                f"{number}@x.example", subject=f"Mail {number}", at=LATER + timedelta(hours=number)
            )
            for number in range(3)
        ),
    )

    first = elifs.get(LIST, limit=2)
    second = elifs.get(LIST, start=2, limit=2)

    assert [one["subject"] for one in first.data] == ["Mail 2", "Mail 1"]
    assert first.body["additional_data"]["pagination"] == {
        "start": 0,
        "limit": 2,
        "more_items_in_collection": True,
        "next_start": 2,
    }
    assert [one["subject"] for one in second.data] == ["Mail 0"]


def test_a_conversation_is_linked_by_a_form(elifs: Program, path: str, lobby_deal: Any) -> None:
    answer = elifs.send(
        "PUT", path, f"deal_id={lobby_deal.pk}&read_flag=1", "application/x-www-form-urlencoded"
    )

    assert answer.status == 200
    assert (answer.data["deal_id"], answer.data["deal_status"]) == (lobby_deal.pk, "open")
    assert (answer.data["read_flag"], answer.body["statusCode"]) == (1, 2000)


def test_a_conversation_is_linked_by_a_form_in_parts(
    elifs: Program, path: str, lobby_deal: Any
) -> None:
    body = (
        f'--x\r\nContent-Disposition: form-data; name="deal_id"\r\n\r\n{lobby_deal.pk}\r\n--x--\r\n'
    )

    answer = elifs.send("PUT", path, body, "multipart/form-data; boundary=x")

    assert answer.data["deal_id"] == lobby_deal.pk


def test_a_conversation_moves_from_one_kind_of_item_to_another(
    elifs: Program, path: str, lobby_deal: Any, clinic_lead: Any, bodrum_project: Any
) -> None:
    deal = elifs.put(path, deal_id=str(lobby_deal.pk)).data
    lead = elifs.put(path, lead_id=str(clinic_lead.uuid)).data
    project = elifs.put(path, project_id=bodrum_project.pk, deal_id=None, lead_id="").data

    linked = [(one["deal_id"], one["lead_id"], one["project_id"]) for one in (deal, lead, project)]
    assert linked == [
        (lobby_deal.pk, None, None),
        (None, str(clinic_lead.uuid), None),
        (None, None, bodrum_project.pk),
    ]


@pytest.mark.parametrize("nothing", [None, "", "null"])
def test_nothing_takes_a_conversation_off_its_item(
    elifs: Program, path: str, lobby_deal: Any, nothing: Any
) -> None:
    elifs.put(path, deal_id=lobby_deal.pk)

    answer = elifs.put(path, deal_id=nothing)

    assert answer.data["deal_id"] is None
    assert ConversationLink.objects.get().is_vetoed


def test_nothing_of_one_kind_leaves_an_item_of_another(
    elifs: Program, path: str, lobby_deal: Any
) -> None:
    elifs.put(path, deal_id=lobby_deal.pk)

    answer = elifs.put(path, lead_id=None, project_id=None)

    assert answer.data["deal_id"] == lobby_deal.pk


def test_a_conversation_has_one_item(
    elifs: Program, path: str, lobby_deal: Any, bodrum_project: Any
) -> None:
    answer = elifs.put(path, deal_id=lobby_deal.pk, project_id=bodrum_project.pk)

    assert answer.status == 400
    assert answer.body["error"].startswith("A conversation belongs to one item")


@pytest.mark.parametrize(
    "body",
    [{"deal_id": 999}, {"project_id": 999}, {"lead_id": "0f57a8b3-8f6c-43da-8b53-21d13023a2c1"}],
)
def test_an_item_that_is_not_there_is_told(elifs: Program, path: str, body: Any) -> None:
    assert elifs.put(path, body).status == 404


def test_an_item_one_may_not_see_is_not_there(
    elifs: Program, path: str, lobby_deal: Any, robin: Any
) -> None:
    lobby_deal.owner, lobby_deal.visibility = robin, Visibility.OWNER
    lobby_deal.save()

    assert elifs.put(path, deal_id=lobby_deal.pk).status == 404


@pytest.mark.parametrize("name", ["mail_message_id", "message_id"])
def test_one_message_cannot_be_linked(
    elifs: Program, path: str, lobby_deal: Any, name: str
) -> None:
    answer = elifs.put(path, {"deal_id": lobby_deal.pk, name: 1})

    assert answer.status == 422
    assert elifs.get(path).data["deal_id"] is None


@pytest.mark.parametrize("body", [{"deal_id": "lobby"}, {"lead_id": 5}, {"read_flag": "maybe"}])
def test_a_value_of_the_wrong_kind_is_refused(elifs: Program, path: str, body: Any) -> None:
    assert elifs.put(path, body).status == 400


def test_flags_are_set_and_taken_back(elifs: Program, path: str) -> None:
    on = elifs.put(path, read_flag=1, archived_flag="1", shared_flag=0).data
    archived = elifs.get(LIST, folder="archive").data
    off = elifs.put(path, read_flag="0", archived_flag=0, shared_flag=1).data

    names = ("read_flag", "archived_flag", "shared_flag")
    assert [on[name] for name in names] == [1, 1, 0]
    assert len(archived) == 1
    assert [off[name] for name in names] == [0, 0, 1]


def test_nothing_is_changed_when_a_part_cannot_be(elifs: Program, path: str) -> None:
    elifs.put(path, read_flag=1, deal_id=999)

    assert elifs.get(path).data["read_flag"] == 0


def test_a_deleted_conversation_leaves_the_folders(elifs: Program, path: str, thread: int) -> None:
    answer = elifs.delete(path)

    assert (answer.data, answer.body["service"]) == ({"id": thread}, "email-api")
    assert elifs.get(LIST).data is None
    assert elifs.get(path).data["deleted_flag"] == 1


@pytest.mark.parametrize("way", ["", "/mailMessages", "/decision"])
def test_a_conversation_one_may_not_see_is_not_there(
    robins: Program, outsiders: Program, path: str, way: str, zeynep: Any
) -> None:
    zeynep.visibility = Visibility.GROUP
    zeynep.save()

    for program in (robins, outsiders):
        assert program.get(path + way).status == 404
        assert program.put(path, deal_id=None).status == 404
        assert program.delete(path).status == 404


def test_a_colleague_reads_what_is_shared_and_may_not_link_it(
    robins: Program, path: str, lobby_deal: Any
) -> None:
    read = robins.get(path)

    assert (read.status, read.data["message_count"]) == (200, 2)
    assert read.data["read_flag"] == 1
    for body in ({"deal_id": lobby_deal.pk}, {"read_flag": 1}, {"shared_flag": 0}):
        assert robins.put(path, body).status == 403
    assert robins.delete(path).status == 403


def test_an_admin_who_reads_a_conversation_may_link_it(
    deniz: Any, path: str, lobby_deal: Any
) -> None:
    assert Program(deniz).put(path, deal_id=lobby_deal.pk).data["deal_id"] == lobby_deal.pk


def test_contacts_one_may_not_see_are_addresses_only(
    elifs: Program, path: str, zeynep: Any, robin: Any
) -> None:
    zeynep.owner, zeynep.visibility = robin, Visibility.OWNER
    zeynep.save()

    sender = elifs.get(path).data["parties"]["from"][1]

    assert (sender["linked_person_id"], sender["linked_person_name"]) == (None, "")
    assert (sender["name"], sender["linked_organization_id"]) == ("Zeynep Karaca", None)


def test_messages_are_listed_oldest_first(elifs: Program, path: str, thread: int) -> None:
    answer = elifs.get(f"{path}/mailMessages")
    sent, received = answer.data

    assert answer.body["additional_data"]["pagination"]["more_items_in_collection"] is False
    assert [one["email_address"] for one in received["cc"]] == ["d.okafor@brightwell.example"]
    assert (sent["sent_flag"], sent["read_flag"]) == (1, 1)
    assert (received["sent_flag"], received["read_flag"]) == (0, 0)
    assert {one["mail_thread_id"] for one in answer.data} == {thread}
    assert received["message_time"] == "2026-11-13T09:00:00.000Z"
    assert "body" not in received


def test_messages_are_listed_in_parts(elifs: Program, path: str) -> None:
    answer = elifs.get(f"{path}/mailMessages", limit=1)

    assert len(answer.data) == 1
    assert answer.body["additional_data"]["pagination"]["next_start"] == 1


def test_strangers_are_shown_as_they_are(elifs: Program, elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("unknown@x.example", sender=UNKNOWN))

    [thread] = elifs.get(LIST).data

    assert thread["parties"]["from"][0]["linked_person_id"] is None


def test_a_longer_list_costs_no_more_questions(
    elifs: Program,
    elifs_mailbox: Any,
    lobby_deal: Any,
    clinic_lead: Any,
    bodrum_project: Any,
    django_assert_max_num_queries: Any,
) -> None:
    deliver(
        elifs_mailbox,
        *(letter(f"{n}@x.example", subject=f"Mail {n}") for n in range(8)),
        *(letter(f"d{n}@x.example", subject=f"Clinic {n}", sender=DANIEL) for n in range(8)),
    )
    threads = elifs.get(LIST).data
    elifs.put(f"{LIST}/{threads[0]['id']}", project_id=bodrum_project.pk)
    elifs.put(f"{LIST}/{threads[1]['id']}", deal_id=lobby_deal.pk)

    with django_assert_max_num_queries(17):
        assert len(elifs.get(LIST).data) == 16
