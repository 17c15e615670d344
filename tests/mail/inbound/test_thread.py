"""Whatever order mail arrives in, the same messages are the same conversations."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from kartotek.mail.models import Message, QuotedLine
from tests.letters import ELIF, LATER, TOMAS, ZEYNEP, deliver, letter, message

ASKED = (
    "Elif Hanım, the samples arrived yesterday and the architect prefers the brushed brass.\n"
    "Could you send a quotation for forty of them with the long cable, before the end of March?\n"
)
ANSWERED = (
    "Forty in brushed brass with the long cable come to nine thousand four hundred and twenty.\n"
    "The factory needs five weeks for the shades, and the holes are drilled under your order.\n"
)


def quoting(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def hours(count: int) -> Any:
    return LATER + timedelta(hours=count)


# Zeynep asks; Elif answers by header; two answers of a program that names nothing: one quotes
# Zeynep, the other quotes that; and somebody else writes about something else.
MAILS = {
    "asked": letter("asked@x", body=ASKED, subject="Samples of the lobby chandelier"),
    "headed": letter(
        "headed@x", sender=ELIF, to=ZEYNEP, replies_to="asked@x", subject="Re: samples",
        body="I have passed it on.", at=hours(1),
    ),
    "quoted": letter(
        "quoted@x", sender=ELIF, to=ZEYNEP, subject="Re: Samples of the lobby chandelier",
        body=f"{ANSWERED}\nZeynep Karaca wrote:\n{quoting(ASKED)}", at=hours(2),
    ),
    "again": letter(
        "again@x", subject="Re: Samples of the lobby chandelier",
        body=f"Agreed.\n\nElif Aydın wrote:\n{quoting(ANSWERED)}", at=hours(3),
    ),
    "other": letter("other@x", sender=TOMAS, subject="Price list", body="Is there a new one?"),
}  # fmt: skip
TOGETHER = {frozenset({"asked", "headed", "quoted", "again"}), frozenset({"other"})}


def partition() -> set[frozenset[str]]:
    """The names of the messages, as they lie together."""
    found: dict[int | None, set[str]] = {}
    for message_id, home in Message.objects.values_list("message_id", "conversation_id"):
        found.setdefault(home, set()).add(message_id.partition("@")[0])
    return set(map(frozenset, found.values()))


ORDERS = list(permutations(("asked", "headed", "quoted", "again")))


@pytest.mark.parametrize("order", ORDERS, ids=[" ".join(one) for one in ORDERS])
def test_any_order_gives_the_same_conversations(
    order: tuple[str, ...], elifs_mailbox: Any, zeynep: Any
) -> None:
    for name in ("other", *order):
        deliver(elifs_mailbox, MAILS[name])

    assert partition() == TOGETHER


@pytest.mark.parametrize("seed", range(6))
def test_any_batches_give_the_same_conversations(
    seed: int, elifs_mailbox: Any, zeynep: Any
) -> None:
    chance = random.Random(seed)
    names = chance.sample(sorted(MAILS), len(MAILS))
    cut = chance.randrange(1, len(names))

    for batch in (names[:cut], names[cut:]):
        deliver(elifs_mailbox, *(MAILS[name] for name in batch))

    assert partition() == TOGETHER


def test_a_reply_under_a_telling_subject_joins_the_mail_that_comes_later(
    elifs_mailbox: Any, zeynep: Any
) -> None:
    deliver(elifs_mailbox, letter("b@x", subject="Re: Ballroom pendant", at=hours(2)))
    deliver(elifs_mailbox, letter("a@x", subject="Ballroom pendant"))

    assert message("a@x").conversation_id == message("b@x").conversation_id
    assert message("b@x").joined_by == "SUBJECT_AND_PARTIES"


def test_a_subject_alone_joins_nobody_elses_reply(elifs_mailbox: Any, zeynep: Any) -> None:
    deliver(elifs_mailbox, letter("b@x", subject="Re: Ballroom pendant", at=hours(2)))
    deliver(elifs_mailbox, letter("a@x", sender=TOMAS, subject="Ballroom pendant"))

    assert message("a@x").conversation_id != message("b@x").conversation_id


def test_what_a_reply_quotes_is_kept_only_while_it_waits(elifs_mailbox: Any, zeynep: Any) -> None:
    deliver(elifs_mailbox, MAILS["quoted"])
    assert QuotedLine.objects.exists()

    deliver(elifs_mailbox, MAILS["asked"])

    assert not QuotedLine.objects.exists()


def test_a_reply_that_names_its_parent_waits_for_nobody_else(
    elifs_mailbox: Any, zeynep: Any
) -> None:
    body = f"Yes.\n\nZeynep Karaca wrote:\n{quoting(ASKED)}"
    deliver(elifs_mailbox, letter("b@x", replies_to="gone@x", body=body))

    assert not QuotedLine.objects.exists()
