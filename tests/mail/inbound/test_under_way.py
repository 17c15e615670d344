"""Which entries wait at a stage."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.flows.hold import hold
from kartotek.mail.inbound.under_way import is_any_under_way, under_way
from kartotek.mail.models import FolderEntry
from tests.letters import LATER, deliver, letter, put

pytestmark = pytest.mark.django_db


def waiting(mailbox: Any, at: Any = LATER, limit: int = 10) -> list[int]:
    found = under_way(mailbox.company_id, reached="stored", at=at, limit=limit)
    return [one.uid for one in found]


def test_what_was_stored_waits_oldest_first(elifs_mailbox: Any) -> None:
    put(elifs_mailbox, letter("one@x"), letter("two@x"), letter("three@x"))

    assert waiting(elifs_mailbox) == [1, 2, 3]
    assert waiting(elifs_mailbox, limit=2) == [1, 2]


def test_what_went_all_the_way_waits_no_more(elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("one@x"))

    assert waiting(elifs_mailbox) == []


def test_a_held_entry_waits_again_when_its_time_has_come(elifs_mailbox: Any) -> None:
    put(elifs_mailbox, letter("one@x"))
    hold(FolderEntry.objects.get(), "parsed", ValueError("no end"), at=LATER)

    assert waiting(elifs_mailbox) == []
    assert waiting(elifs_mailbox, at=LATER + timedelta(days=30)) == [1]


def test_what_waits_at_another_stage_is_not_meant(elifs_mailbox: Any) -> None:
    put(elifs_mailbox, letter("one@x"))
    company_id = elifs_mailbox.company_id

    assert is_any_under_way(company_id, reached=["parsed", "stored"], at=LATER)
    assert not is_any_under_way(company_id, reached=["parsed", "threaded"], at=LATER)
