"""Arriving mail is counted as if everything had been counted anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kartotek.contacts.models import Organization, Person
from kartotek.flows.arrivals import count_arrivals
from kartotek.flows.counters import recount_all
from kartotek.mail.models import Conversation, Mailbox
from tests.letters import DANIEL, ELIF, LATER, ZEYNEP, deliver, letter

pytestmark = pytest.mark.django_db

EARLIER = LATER - timedelta(days=3)
COUNTERS = ("pk", "conversation_count", "last_incoming_at", "last_outgoing_at")


def counters() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values_list(*COUNTERS))
        for model in (Person, Organization)
    ]


def assert_in_line(company_id: int) -> None:
    """Compare the counters with what counting everything anew makes of them."""
    kept = counters()
    recount_all(company_id=company_id)
    assert kept == counters()


def test_letters_both_ways_count_for_the_person_and_the_organization(
    elifs_mailbox: Any, zeynep: Any, marmara: Any
) -> None:
    deliver(elifs_mailbox, letter("ask@x", at=EARLIER))
    deliver(elifs_mailbox, letter("answer@x", sender=ELIF, to=ZEYNEP, replies_to="ask@x"))

    for record in (Person.objects.get(pk=zeynep.pk), Organization.objects.get(pk=marmara.pk)):
        assert record.conversation_count == 1
        assert (record.last_incoming_at, record.last_outgoing_at) == (EARLIER, LATER)
    assert_in_line(elifs_mailbox.company_id)


def test_an_old_letter_that_comes_late_sets_no_date_back(elifs_mailbox: Any, zeynep: Any) -> None:
    deliver(elifs_mailbox, letter("new@x"))

    deliver(elifs_mailbox, letter("old@x", subject="Other", at=EARLIER))

    assert Person.objects.get(pk=zeynep.pk).last_incoming_at == LATER
    assert_in_line(elifs_mailbox.company_id)


def test_what_only_a_private_mailbox_holds_counts_once_a_shared_one_brings_more(
    elifs_mailbox: Any, robins_mailbox: Any, zeynep: Any
) -> None:
    Mailbox.objects.filter(pk=robins_mailbox.pk).update(shares_by_default=False)
    deliver(robins_mailbox, letter("private@x"))
    assert Person.objects.get(pk=zeynep.pk).conversation_count == 0

    deliver(elifs_mailbox, letter("shared@x", at=EARLIER, replies_to="private@x"))

    assert Person.objects.get(pk=zeynep.pk).last_incoming_at == LATER
    assert_in_line(elifs_mailbox.company_id)


def test_a_late_parent_that_joins_a_private_conversation_takes_its_mail_out_of_the_count(
    elifs_mailbox: Any, robins_mailbox: Any, zeynep: Any, daniel: Any
) -> None:
    Mailbox.objects.filter(pk=robins_mailbox.pk).update(shares_by_default=False)
    deliver(elifs_mailbox, letter("b@x", replies_to="a@x", cc=DANIEL))
    deliver(robins_mailbox, letter("c@x", subject="Other"))

    deliver(elifs_mailbox, letter("a@x", replies_to="c@x"))

    assert Person.objects.get(pk=daniel.pk).conversation_count == 0
    assert_in_line(elifs_mailbox.company_id)


def test_counting_an_arrival_reads_no_more_for_a_long_past(elifs_mailbox: Any, zeynep: Any) -> None:
    deliver(elifs_mailbox, *(letter(f"{n}@x", subject=f"Offer {n}") for n in range(3)))
    newest = Conversation.objects.latest("pk").pk

    with CaptureQueriesContext(
        connection,
    ) as queries:
        count_arrivals(company_id=elifs_mailbox.company_id, conversation_ids=[newest])

    letters = [one["sql"] for one in queries if 'FROM "mail_message"' in one["sql"]]
    assert len(letters) == 1
    assert f'"conversation_id" >= {newest}' in letters[0]
    assert not [one for one in queries if one["sql"].startswith("UPDATE")]


def test_joining_shared_conversations_needs_no_counting_anew(
    elifs_mailbox: Any, zeynep: Any, daniel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(elifs_mailbox, letter("b@x", replies_to="a@x", cc=DANIEL))
    deliver(elifs_mailbox, letter("c@x", subject="Other", at=EARLIER))
    monkeypatch.setattr("kartotek.flows.arrivals.recount_mail", None)

    deliver(elifs_mailbox, letter("a@x", replies_to="c@x"))

    assert Person.objects.get(pk=zeynep.pk).conversation_count == 1
    assert_in_line(elifs_mailbox.company_id)
