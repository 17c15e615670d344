"""What becomes of links when a late parent joins conversations, however many there are."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from kartotek.history.models import Entry
from kartotek.linking.models import ConversationLink
from kartotek.pipeline.leads.operations import create
from tests.letters import DANIEL, TOMAS, UNKNOWN, ZEYNEP, deliver, letter, message


@pytest.mark.parametrize("order", list(permutations("abc")), ids="".join)
def test_links_that_disagree_stay_undecided_in_any_order(
    order: tuple[str, ...],
    elifs_mailbox: Any,
    lobby_deal: Any,
    clinic_lead: Any,
    tomas: Any,
    by_elif: Any,
    now: Any,
) -> None:
    create(by=by_elif, at=now, title="Office lamps", person_id=tomas.pk)
    for name, sender in zip("abc", (ZEYNEP, DANIEL, TOMAS), strict=True):
        root, subject = f"root-{name}@x", f"About {name}"
        deliver(elifs_mailbox, letter(f"{name}@x", sender=sender, replies_to=root, subject=subject))

    roots = [f"root-{name}@x" for name in order]
    deliver(elifs_mailbox, letter("late@x", replies_to=roots, subject="Late"))

    assert len({message(f"{name}@x").conversation_id for name in "abc"}) == 1
    link = ConversationLink.objects.get()
    assert (link.item_id, link.awaits_choice) == (None, True)


def test_a_join_is_told_on_the_record_it_is_linked_to(elifs_mailbox: Any, lobby_deal: Any) -> None:
    deliver(elifs_mailbox, letter("a@x", replies_to="root-a@x"))
    deliver(elifs_mailbox, letter("b@x", sender=UNKNOWN, replies_to="root-b@x", subject="Other"))

    deliver(elifs_mailbox, letter("late@x", replies_to=["root-a@x", "root-b@x"]))

    told = Entry.objects.filter(kind="conversation.joined", subject_type="deal")
    assert [one.subject_id for one in told] == [lobby_deal.pk]


def test_a_join_that_ends_undecided_is_told_on_both_records(
    elifs_mailbox: Any, lobby_deal: Any, clinic_lead: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", replies_to="root-a@x"))
    deliver(elifs_mailbox, letter("b@x", sender=DANIEL, replies_to="root-b@x", subject="Other"))

    deliver(elifs_mailbox, letter("late@x", replies_to=["root-a@x", "root-b@x"]))

    told = Entry.objects.filter(kind="conversation.joined-away")
    assert set(told.values_list("subject_type", "subject_id")) == {
        ("deal", lobby_deal.pk),
        ("lead", clinic_lead.pk),
    }


def test_a_reply_that_is_placed_by_what_it_quotes_is_no_join_to_anybody(
    elifs_mailbox: Any, zeynep: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", subject="Chandelier for the ballroom"))

    deliver(elifs_mailbox, letter("b@x", subject="Re: Chandelier for the ballroom"))

    assert message("a@x").conversation_id == message("b@x").conversation_id
    assert not Entry.objects.filter(kind__startswith="conversation.joined").exists()
