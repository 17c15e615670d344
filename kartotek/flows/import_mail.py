"""Mail comes from files: stored like mail from a server, then through the very same stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from kartotek.flows import inbound_mail
from kartotek.lib.memory import collecting_later
from kartotek.mail import blobs
from kartotek.mail.inbound.store import Arrival, Cursor, store
from kartotek.mail.models import Folder, FolderEntry
from kartotek.mail.queries.mailboxes import mailbox_with_id
from kartotek.mail.sources import FileMessage, read

BATCH = 500
IMPORTED = "Imported"


@dataclass
class ImportReport:
    """What an import did: messages found in the files, new ones stored, and what became of them."""

    found_count: int = 0
    stored_count: int = 0
    known_count: int = 0
    done_count: int = 0
    held_count: int = 0


def import_path(
    path: Path, mailbox_id: int, *, at: datetime, clock: Callable[[], datetime] | None = None
) -> ImportReport:
    """Bring every message at `path` into a mailbox; what came before by this way is skipped.

    Args:
        path: an mbox file, a Maildir, an .eml or a folder of them.
        mailbox_id: into which mailbox.
        at: now; the date of messages that have none.
        clock: what tells the time again during a long import.

    Raises:
        NotFound: there is no such mailbox.
        NotMail: the path holds no mail.
    """
    mailbox = mailbox_with_id(mailbox_id)
    folder, _ = Folder.objects.get_or_create(
        company_id=mailbox.company_id,
        mailbox=mailbox,
        raw_name=IMPORTED,
        defaults={"name": IMPORTED, "uidvalidity": 1, "is_synced": False},
    )
    report = ImportReport()
    messages = read(path)
    while batch := list(islice(messages, BATCH)):
        report.found_count += len(batch)
        with collecting_later():
            stored = _store(folder, batch, report, at)
            # What was just stored is still in memory, so each batch goes all the way first.
            with blobs.at_hand(mailbox.company_id, stored):
                _process(mailbox.company_id, report, at, clock)
    return report


def _process(
    company_id: int, report: ImportReport, at: datetime, clock: Callable[[], datetime] | None
) -> None:
    progress = inbound_mail.process(company_id, at=at, clock=clock)
    report.done_count += progress.done_count
    report.held_count += progress.held_count


def _store(
    folder: Folder, batch: list[FileMessage], report: ImportReport, at: datetime
) -> dict[str, bytes]:
    """Store what is new of a batch and return its bytes by their name."""
    fresh = list(_unknown(folder, batch))
    report.known_count += len(batch) - len(fresh)
    first = folder.high_uid + 1
    arrivals = [
        Arrival(first + place, one.raw, one.is_read, internal_at=at, sha256=sha256)
        for place, (sha256, one) in enumerate(fresh)
    ]
    cursor = Cursor(high_uid=folder.high_uid + len(fresh), low_uid=0)
    report.stored_count += store(folder, arrivals, cursor, at=at)
    return {sha256: one.raw for sha256, one in fresh}


def _unknown(folder: Folder, batch: list[FileMessage]) -> Iterator[tuple[str, FileMessage]]:
    """Yield, by digest, the messages whose bytes did not come into this folder before."""
    named = {blobs.digest(one.raw): one for one in batch if one.raw}
    known = set(
        FolderEntry.objects.filter(
            company_id=folder.company_id, folder=folder, blob__sha256__in=list(named)
        ).values_list("blob__sha256", flat=True)
    )
    return ((sha256, one) for sha256, one in named.items() if sha256 not in known)
