"""A message that cannot go on: held with its reason, listed, tried again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kartotek.mail.models import FolderEntry
from kartotek.mail.rules.retry import advice, next_try_at


@dataclass(frozen=True)
class Held:
    """A held entry, as its owner and the operator read it."""

    entry_id: int
    mailbox: str
    folder: str
    uid: int
    stage: str
    reason: str
    count: int
    held_at: datetime
    next_try_at: datetime | None


def hold(entry: FolderEntry, stage: str, failure: Exception, *, at: datetime) -> None:
    """Keep an entry where it is, with the stage, the reason and when it is tried again."""
    entry.held_stage = stage
    entry.held_reason = f"{type(failure).__name__}: {failure}"[:500]
    entry.held_count += 1
    entry.held_at = at
    entry.next_try_at = next_try_at(entry.held_count, at, key=str(entry.pk), retry=advice(failure))
    entry.save(update_fields=["held_stage", "held_reason", "held_count", "held_at", "next_try_at"])


def held(*, company_id: int | None = None, mailbox_ids: Iterable[int] | None = None) -> list[Held]:
    """Return what is held, oldest first; of one company or some mailboxes where given."""
    entries = FolderEntry.objects.filter(held_at__isnull=False)
    if company_id is not None:
        entries = entries.filter(company_id=company_id)
    if mailbox_ids is not None:
        entries = entries.filter(mailbox_id__in=list(mailbox_ids))
    return [
        Held(
            entry_id=entry.pk,
            mailbox=entry.mailbox.address,
            folder=entry.folder.name,
            uid=entry.uid,
            stage=entry.held_stage,
            reason=entry.held_reason,
            count=entry.held_count,
            held_at=entry.held_at,
            next_try_at=entry.next_try_at,
        )
        for entry in entries.select_related("mailbox", "folder").order_by("held_at", "id")
        if entry.held_at is not None
    ]


def release(*, at: datetime, entry_ids: Iterable[int] | None = None) -> list[int]:
    """Let held entries be tried again now, and return the companies they belong to."""
    entries = FolderEntry.objects.filter(held_at__isnull=False)
    if entry_ids is not None:
        entries = entries.filter(pk__in=list(entry_ids))
    companies = sorted(set(entries.values_list("company_id", flat=True)))
    entries.update(next_try_at=at)
    return companies
