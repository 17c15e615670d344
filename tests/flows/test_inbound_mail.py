"""An email goes its way: every stage, twice, and killed in between."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from typing import Any

import pytest
from django.db import DataError, IntegrityError

from kartotek.flows import hold, inbound_mail
from kartotek.flows.inbound_mail import STAGES, Stage
from kartotek.flows.models import Announcement
from kartotek.history.models import Entry
from kartotek.linking.models import ConversationLink, Decision, ParticipantMatch
from kartotek.mail.models import (
    Blob,
    Conversation,
    FolderEntry,
    MailboxConversation,
    Message,
    MessageRef,
    Participant,
)
from kartotek.search.models import Document
from tests.letters import DANIEL, ELIF, LATER, UNKNOWN, deliver, letter, message, put

OFFER = letter("offer@marmara")
ANSWER = letter(
    "answer@kuzey",
    sender=ELIF,
    to="z.karaca@marmaraotel.example",
    subject="Re: Lobby chandelier: drawings",
    replies_to="offer@marmara",
)
TABLES: tuple[Any, ...] = (
    Blob, Message, Participant, Conversation, MessageRef, MailboxConversation, ParticipantMatch,
    Decision, ConversationLink, Document,
)  # fmt: skip


def _state() -> dict[str, Any]:
    """Everything the stages leave, without the numbers that differ from run to run."""
    return {
        **{table.__name__: table.objects.count() for table in TABLES},
        "history": Entry.objects.filter(kind__startswith="conversation").count(),
        "reached": set(FolderEntry.objects.values_list("reached", flat=True)),
        "codes": sorted(Decision.objects.values_list("code", flat=True)),
        "places": sorted(
            MailboxConversation.objects.values_list("subject", "message_count", "unread_count")
        ),
    }


def test_an_email_ends_linked_to_its_persons_only_open_deal(
    elifs_mailbox: Any, lobby_deal: Any, zeynep: Any
) -> None:
    deliver(elifs_mailbox, OFFER)

    link = ConversationLink.objects.get()
    assert (link.deal_id, link.decision.code) == (lobby_deal.pk, "ONE_OPEN_ITEM")
    assert ParticipantMatch.objects.get().person_id == zeynep.pk


def test_the_way_is_written_to_every_entry(elifs_mailbox: Any, lobby_deal: Any) -> None:
    progress = deliver(elifs_mailbox, OFFER, ANSWER)

    assert progress.done_count == 2
    assert set(FolderEntry.objects.values_list("reached", flat=True)) == {"noted"}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_that_runs_twice_changes_nothing(
    stage: Stage, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, OFFER, ANSWER)
    before = _state()

    FolderEntry.objects.update(reached=inbound_mail.STARTS[stage.name], is_done=False)
    inbound_mail.process(elifs_mailbox.company_id, at=LATER)

    assert _state() == before


class Killed(BaseException):
    """The process dies here: nothing catches it."""


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_killed_around_a_stage_goes_on_where_it_was(
    stage: Stage,
    moment: str,
    elifs_mailbox: Any,
    lobby_deal: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(elifs_mailbox, OFFER, ANSWER)

    def dies(entries: Any, *, at: Any) -> None:
        if moment == "after":
            stage.run(entries, at=at)
        raise Killed

    broken = tuple(Stage(s.name, s.does, dies) if s is stage else s for s in STAGES)
    monkeypatch.setattr(inbound_mail, "STAGES", broken)
    with pytest.raises(Killed):
        inbound_mail.process(elifs_mailbox.company_id, at=LATER)
    monkeypatch.undo()
    inbound_mail.process(elifs_mailbox.company_id, at=LATER)

    assert _state()["reached"] == {"noted"}
    assert _state()["codes"] == ["INHERITED", "ONE_OPEN_ITEM"]
    assert _state()["history"] == 2


def test_a_message_that_cannot_go_on_is_held_and_the_others_go_on(
    elifs_mailbox: Any, lobby_deal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = STAGES[0]

    def stumbles(entries: Any, *, at: Any) -> None:
        if any(entry.uid == 2 for entry in entries):
            raise ValueError("cannot be read")
        parse.run(entries, at=at)

    monkeypatch.setattr(
        inbound_mail, "STAGES", (Stage(parse.name, parse.does, stumbles), *STAGES[1:])
    )
    mails = [letter(f"mail-{n}@marmara", body=f"Text {n}") for n in range(1, 6)]
    progress = deliver(elifs_mailbox, *mails)

    assert (progress.done_count, progress.held_count) == (4, 1)
    (held,) = hold.held(company_id=elifs_mailbox.company_id)
    assert (held.uid, held.stage, held.reason) == (2, "parsed", "ValueError: cannot be read")


@pytest.mark.parametrize("refusal", [DataError, IntegrityError])
def test_what_the_database_will_not_keep_stops_no_other_mail(
    refusal: type[Exception], elifs_mailbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = STAGES[0]

    def stumbles(entries: Any, *, at: Any) -> None:
        if any(entry.uid == 2 for entry in entries):
            raise refusal("a value no column takes")
        parse.run(entries, at=at)

    monkeypatch.setattr(
        inbound_mail, "STAGES", (Stage(parse.name, parse.does, stumbles), *STAGES[1:])
    )
    mails = [letter(f"mail-{n}@marmara", body=f"Text {n}") for n in range(1, 4)]
    progress = deliver(elifs_mailbox, *mails)

    assert (progress.done_count, progress.held_count) == (2, 1)


def test_a_held_message_goes_on_when_it_is_released(
    elifs_mailbox: Any, lobby_deal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(entries: Any, *, at: Any) -> None:
        raise ValueError("cannot be read")

    monkeypatch.setattr(inbound_mail, "STAGES", (Stage("parsed", "", stumbles), *STAGES[1:]))
    deliver(elifs_mailbox, OFFER)
    monkeypatch.undo()

    hold.release(at=LATER)
    inbound_mail.process(elifs_mailbox.company_id, at=LATER)

    assert hold.held() == []
    assert FolderEntry.objects.get().reached == "noted"


def test_raw_bytes_that_are_no_mail_are_held_not_lost(elifs_mailbox: Any) -> None:
    progress = deliver(elifs_mailbox, b"", OFFER)

    assert (progress.done_count, progress.held_count) == (1, 1)
    assert Blob.objects.count() == 2


def test_a_late_parent_joins_two_conversations(elifs_mailbox: Any, zeynep: Any) -> None:
    deliver(elifs_mailbox, letter("b@x", replies_to="a@x"), letter("c@x", subject="Other"))
    late = letter("a@x", subject="Beginning", replies_to="c@x")

    deliver(elifs_mailbox, late)

    living = Conversation.objects.filter(joined_into=None)
    assert living.count() == 1
    assert living.get().message_count == 3
    assert MailboxConversation.objects.get().message_count == 3


def test_a_joined_conversation_keeps_the_link_that_was_made_by_a_rule(
    elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, letter("b@x", replies_to="a@x"))
    deliver(elifs_mailbox, letter("c@x", sender=UNKNOWN, subject="Other"))

    deliver(elifs_mailbox, letter("a@x", replies_to="c@x"))

    assert ConversationLink.objects.get().deal_id == lobby_deal.pk


def test_one_message_in_two_mailboxes_is_one_conversation(
    elifs_mailbox: Any, robins_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, OFFER)

    deliver(robins_mailbox, OFFER)

    assert Message.objects.count() == 1
    assert MailboxConversation.objects.count() == 2
    assert Decision.objects.count() == 1


def test_two_bodies_under_one_message_id_are_two_messages(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("same@x", body="One"), letter("same@x", body="Another"))

    assert Message.objects.count() == 2
    assert Conversation.objects.filter(joined_into=None).count() == 2


def test_a_reply_without_references_is_found_by_what_it_quotes(elifs_mailbox: Any) -> None:
    said = (
        "The lowest ring now hangs at three metres and ten.\n"
        "We can deliver in the third week if you approve by Friday.\n"
    )
    deliver(elifs_mailbox, letter("one@x", body=said))
    quoted = "Agreed.\n\nOn 6 Nov 2026 Elif wrote:\n" + "".join(
        f"> {line}\n" for line in said.splitlines()
    )

    answer = letter(
        "two@x",
        sender=DANIEL,
        cc="z.karaca@marmaraotel.example",
        subject="Re: Lobby chandelier: drawings",
        body=quoted,
    )
    deliver(elifs_mailbox, answer)

    assert message("two@x").joined_by == "QUOTED_LINES"
    assert message("two@x").conversation_id == message("one@x").conversation_id


def test_an_arrival_is_told_to_the_owner_of_the_mailbox(
    elifs_mailbox: Any, elif_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        deliver(elifs_mailbox, OFFER)

    told = Announcement.objects.filter(event="inbox:changed")
    assert set(told.values_list("user_id", flat=True)) == {elif_.pk}


def test_only_one_worker_works_for_a_company_at_a_time(elifs_mailbox: Any) -> None:
    from kartotek.flows import lease

    put(elifs_mailbox, OFFER)
    with lease.held(f"inbound-mail:{elifs_mailbox.company_id}", clock=lambda: LATER) as is_ours:
        assert is_ours()
        progress = inbound_mail.process(elifs_mailbox.company_id, at=LATER)

    assert progress.batch_count == 0


def test_a_mail_keeps_its_own_date_when_the_server_lost_it(elifs_mailbox: Any) -> None:
    put(elifs_mailbox, letter("moved@x", at=LATER), at=LATER - timedelta(days=2000))

    inbound_mail.process(elifs_mailbox.company_id, at=LATER)

    assert message("moved@x").sent_at == LATER


def test_a_date_in_the_future_gives_way_to_the_servers_date(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("early@x", at=LATER + timedelta(days=400)))

    assert message("early@x").sent_at == LATER


def test_a_mail_without_a_sender_is_not_taken_for_a_colleagues(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, b"To: elif@kuzeyisik.example\r\nSubject: Hello\r\n\r\nNobody wrote.\r\n")

    assert Decision.objects.get().code == "UNKNOWN_ADDRESS"


def test_a_persons_invitation_to_a_meeting_is_linked_like_any_mail(
    elifs_mailbox: Any, zeynep: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, _invitation("invite@x", "REQUEST"))

    assert message("invite@x").kind == "person"
    assert ConversationLink.objects.get().item_id == lobby_deal.pk


def test_the_notice_that_a_meeting_was_cancelled_starts_no_link(
    elifs_mailbox: Any, zeynep: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, _invitation("cancelled@x", "CANCEL"))

    assert message("cancelled@x").kind == "calendar"
    assert ConversationLink.objects.get().decision.code == "AUTOMATED"


def _invitation(message_id: str, method: str) -> bytes:
    mail = message_from_bytes(letter(message_id, subject="Visit on Thursday"), policy=SMTP)
    calendar = f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\nEND:VCALENDAR\n"
    mail.add_alternative(calendar, subtype="calendar", params={"method": method})
    return mail.as_bytes()
