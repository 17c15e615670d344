"""Short ways to write the facts of a decision, with the cast of the tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from kartotek.linking.rules import (
    Candidate,
    Choice,
    ChosenBy,
    ItemKind,
    ItemRef,
    ItemState,
    MailFacts,
    Via,
)

NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
LAST_MONTH = NOW - timedelta(days=30)
LAST_YEAR = NOW - timedelta(days=365)
TOMORROW = NOW + timedelta(days=1)

ZEYNEP, DANIEL, TOMAS = 1, 2, 3

LOBBY = ItemRef(ItemKind.DEAL, 61)
BODRUM = ItemRef(ItemKind.DEAL, 62)
TERRACE = ItemRef(ItemKind.LEAD, 61)
SPA = ItemRef(ItemKind.PROJECT, 12)


def item(
    ref: ItemRef,
    state: str = "open",
    *,
    via: Via = Via.PERSON,
    is_primary: bool = True,
    created_at: datetime = LAST_MONTH,
    people: Iterable[int] = (ZEYNEP,),
) -> Candidate:
    """Return an item that was considered."""
    return Candidate(
        item=ref,
        title=f"{ref.kind} {ref.id}",
        state=ItemState(state),
        created_at=created_at,
        is_primary=is_primary,
        via=via,
        person_ids=tuple(people),
    )


def mail(*candidates: Candidate, **more: Any) -> MailFacts:
    """Return the facts of a mail written now by one contact with these items."""
    known: dict[str, Any] = {
        "at": NOW,
        "conversation_first_at": more.get("at", NOW),
        "external_party_count": 1,
        "contact_count": 1,
        "candidates": candidates,
    }
    return MailFacts(**(known | more))


def group(*candidates: Candidate, parties: int = 2, **more: Any) -> MailFacts:
    """Return the facts of a mail written now among several external parties, all contacts."""
    return mail(*candidates, **({"external_party_count": parties, "contact_count": parties} | more))


def named(ref: ItemRef, *, is_spent: bool = False) -> Choice:
    """Return the choice of a Smart Bcc address."""
    return Choice(ref, ChosenBy.ADDRESS, is_spent=is_spent)


def composed(ref: ItemRef, *, is_spent: bool = False) -> Choice:
    """Return the choice made while writing."""
    return Choice(ref, ChosenBy.COMPOSER, is_spent=is_spent)
