"""Which messages may be what a reply answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.mail.inbound.parents import COMMON_LINE, Parents
from kartotek.mail.models import Message
from tests.letters import DANIEL, LATER, deliver, letter, message

pytestmark = pytest.mark.django_db

SAID = (
    "The lowest ring of the chandelier now hangs at three metres and ten above the floor.\n"
    "We can deliver in the third week of December if you approve the drawings by Friday.\n"
)
QUOTED = "Agreed.\n\nOn 6 Nov 2026 Elif wrote:\n" + "".join(
    f"> {line}\n" for line in SAID.splitlines()
)


def reply(mailbox: Any, **fields: Any) -> Message:
    deliver(mailbox, letter("reply@x", sender=DANIEL, body=QUOTED, **fields))
    return message("reply@x")


def test_who_wrote_what_a_reply_quotes_may_be_its_parent(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("said@x", subject="Drawings", body=SAID))
    answer = reply(elifs_mailbox, subject="Nothing of the kind")

    known = Parents([answer], company_id=elifs_mailbox.company_id)
    (parent,) = known.of(answer)

    assert parent.own_lines
    assert parent.own_lines <= known.quoted[answer.pk]
    assert parent.conversation == message("said@x").conversation_id


def test_what_was_said_more_than_a_year_before_is_no_parent(elifs_mailbox: Any) -> None:
    long_ago = LATER - timedelta(days=400)
    deliver(elifs_mailbox, letter("said@x", subject="Drawings", body=SAID, at=long_ago))
    answer = reply(elifs_mailbox, subject="Nothing of the kind")

    assert Parents([answer], company_id=elifs_mailbox.company_id).of(answer) == []


def test_a_footer_that_everybody_writes_leads_nowhere(elifs_mailbox: Any) -> None:
    footers = (
        letter(f"{n}@x", subject=f"Offer {n}", body=f"Number {n}.\n\n{SAID}")
        for n in range(COMMON_LINE + 1)
    )
    deliver(elifs_mailbox, *footers)
    answer = reply(elifs_mailbox, subject="Nothing of the kind")

    assert Parents([answer], company_id=elifs_mailbox.company_id).of(answer) == []


def test_reading_for_many_replies_takes_no_more_questions_about_lines(
    elifs_mailbox: Any, django_assert_max_num_queries: Any
) -> None:
    deliver(elifs_mailbox, letter("said@x", subject="Drawings", body=SAID))
    answers = [
        letter(f"{n}@x", sender=DANIEL, subject=f"Re: {n}", body=f"{n}\n{QUOTED}") for n in range(9)
    ]
    deliver(elifs_mailbox, *answers)
    replies = list(Message.objects.filter(looks_like_reply=True))

    with django_assert_max_num_queries(9):
        known = Parents(replies, company_id=elifs_mailbox.company_id)
        assert all(known.of(one) for one in replies)


def test_all_that_a_reply_quotes_counts_though_it_names_a_letter_nobody_has(
    elifs_mailbox: Any,
) -> None:
    answer = reply(elifs_mailbox, subject="Nothing of the kind")
    deliver(elifs_mailbox, letter("named@x", sender=DANIEL, body=QUOTED, replies_to="lost@x"))
    naming = message("named@x")

    known = Parents([answer, naming], company_id=elifs_mailbox.company_id)

    assert len(known.quoted[answer.pk]) > 1
    assert known.quoted[naming.pk] == known.quoted[answer.pk]
