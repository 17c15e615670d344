"""What is known of a folder here, and where its cursors stand: the database side of a sync.

Every function is one short transaction, called by the asyncio side in a thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from kartotek.mail.bulk import update_each
from kartotek.mail.imap.folders import RemoteFolder
from kartotek.mail.imap.select import Selected
from kartotek.mail.models import Folder, FolderEntry, LeftOut, Mailbox, SyncGap
from kartotek.mail.models.folder import MADE_HERE
from kartotek.mail.operations.places import refresh
from kartotek.mail.rules.folders import synced
from kartotek.mail.rules.former import Marks

# A message the server lists but does not deliver so often is recorded and passed.
MOST_ATTEMPTS = 3


@transaction.atomic
def keep_folders(mailbox: Mailbox, listed: Sequence[RemoteFolder]) -> list[Folder]:
    """Bring our folders in line with the server's and return those to sync, inbox first."""
    wanted = synced([(one.raw_name, one.special_use, one.is_selectable) for one in listed])
    known = {folder.raw_name: folder for folder in Folder.objects.filter(mailbox=mailbox)}
    for one in listed:
        folder = known.get(one.raw_name)
        if folder is None:
            folder = Folder(
                company_id=mailbox.company_id, mailbox=mailbox, raw_name=one.raw_name[:500]
            )
        folder.name = one.name[:500]
        folder.special_use = one.special_use
        folder.is_synced = one.raw_name in wanted and not folder.is_excluded
        folder.save()
        known[one.raw_name] = folder
    return [known[raw_name] for raw_name in wanted if known[raw_name].is_synced]


@transaction.atomic
def open_folder(folder: Folder, selected: Selected) -> bool:
    """Take over what the server says of a folder; return whether its UIDs began anew.

    When UIDVALIDITY changed, every UID means another message (RFC 9051 section 2.3.1.1): the
    cursors start over. What was stored stays and is called anew (`former`, `call_anew`); where
    that is not certain it is fetched, and the same bytes are recognised and not kept twice.
    """
    is_new = folder.uidvalidity != selected.uidvalidity
    if is_new:
        had_another = folder.uidvalidity is not None
        folder.uidvalidity = selected.uidvalidity
        # Nothing above this is known to have arrived before the first look.
        folder.high_uid = folder.low_uid = max(selected.uidnext - 1, 0)
        folder.modseq = None
        folder.is_history_done = False
        folder.there_count = selected.exists
        folder.save()
        LeftOut.objects.filter(company_id=folder.company_id, folder=folder).delete()
        return had_another
    folder.there_count = selected.exists
    folder.save(update_fields=["there_count"])
    return False


def former(folder: Folder) -> list[tuple[int, Marks]]:
    """Return the entries of former UIDs that may lie in the folder still, by what they were.

    None once the chosen range was walked through: what was not found by then is not there.
    """
    if folder.is_history_done:
        return []
    entries = FolderEntry.objects.filter(
        company_id=folder.company_id, folder=folder, gone_at=None, message__isnull=False
    ).exclude(uidvalidity__in=(folder.known_uidvalidity, MADE_HERE))
    rows = entries.order_by("uidvalidity", "uid").values_list(
        "id", "message__message_id", "blob__size_bytes", "internal_at"
    )
    return [(pk, Marks(message_id, size, at)) for pk, message_id, size, at in rows]


@transaction.atomic
def call_anew(folder: Folder, entries: Mapping[int, int]) -> None:
    """Give entries the UIDs that their messages have by now.

    Args:
        folder: with its present UIDVALIDITY.
        entries: the entry by its new UID.
    """
    free = set(unknown(folder, entries.keys()))
    update_each(
        FolderEntry,
        ["uidvalidity", "uid"],
        [(folder.known_uidvalidity, uid, pk) for uid, pk in entries.items() if uid in free],
    )


def unknown(folder: Folder, uids: Collection[int]) -> list[int]:
    """Return which of the UIDs are neither stored nor left out nor given up, ascending."""
    entries = FolderEntry.objects.filter(
        company_id=folder.company_id, folder=folder, uidvalidity=folder.known_uidvalidity
    )
    gaps = SyncGap.objects.filter(
        company_id=folder.company_id,
        folder=folder,
        uidvalidity=folder.known_uidvalidity,
        attempt_count__gte=MOST_ATTEMPTS,
    )
    left_out = LeftOut.objects.filter(
        company_id=folder.company_id, folder=folder, uidvalidity=folder.known_uidvalidity
    )
    settled = (found.values_list("uid", flat=True) for found in (entries, gaps, left_out))
    return sorted(set(uids).difference(*settled))


def waiting_gaps(folder: Folder) -> list[int]:
    """Return the UIDs the cursor passed that are still asked for, ascending."""
    gaps = SyncGap.objects.filter(
        company_id=folder.company_id,
        folder=folder,
        uidvalidity=folder.known_uidvalidity,
        attempt_count__lt=MOST_ATTEMPTS,
    )
    return sorted(gaps.values_list("uid", flat=True))


def forget_gaps(folder: Folder, uids: Collection[int]) -> None:
    """Drop the gaps of messages that came after all, or are not listed any more."""
    SyncGap.objects.filter(
        company_id=folder.company_id,
        folder=folder,
        uidvalidity=folder.known_uidvalidity,
        uid__in=list(uids),
    ).delete()


@transaction.atomic
def note_gaps(folder: Folder, uids: Iterable[int], *, at: datetime) -> None:
    """Count that the server listed messages and did not deliver them."""
    for uid in uids:
        gap, is_new = SyncGap.objects.get_or_create(
            company_id=folder.company_id,
            folder=folder,
            uidvalidity=folder.known_uidvalidity,
            uid=uid,
            defaults={"reason": "listed but not delivered", "at": at},
        )
        if not is_new:
            SyncGap.objects.filter(pk=gap.pk).update(attempt_count=F("attempt_count") + 1, at=at)


def forget_left_out(folder: Folder, uids: Collection[int]) -> None:
    """Count no longer what stayed out and is not on the server any more.

    Args:
        folder: whose.
        uids: everything that is there.
    """
    left_out = LeftOut.objects.filter(company_id=folder.company_id, folder=folder)
    gone = set(left_out.values_list("uid", flat=True)).difference(uids)
    if gone:
        left_out.filter(uid__in=gone).delete()


def finish_history(folder: Folder) -> None:
    """Note that everything of the chosen range is here."""
    folder.is_history_done = True
    folder.save(update_fields=["is_history_done"])


@transaction.atomic
def take_flags(folder: Folder, seen: dict[int, bool], modseq: int | None) -> int:
    """Take over which messages were read there since the last look; return how many changed.

    What was read here stays read although the server was never told.
    """
    entries = FolderEntry.objects.filter(
        company_id=folder.company_id,
        folder=folder,
        uidvalidity=folder.known_uidvalidity,
        uid__in=list(seen),
    ).values_list("id", "uid", "is_seen_there", "message__conversation_id")
    changed = [
        (pk, uid, conversation) for pk, uid, was, conversation in entries if was != seen[uid]
    ]
    update_each(
        FolderEntry,
        ["is_read", "is_seen_there"],
        [(seen[uid], seen[uid], pk) for pk, uid, _ in changed],
    )
    if modseq is not None:
        folder.modseq = modseq
        folder.save(update_fields=["modseq"])
    refresh({one for _, _, one in changed if one is not None}, company_id=folder.company_id)
    return len(changed)


def entries_not_among(folder: Folder, uids: Collection[int]) -> list[FolderEntry]:
    """Return the entries that are not on the server any more, of any UIDVALIDITY."""
    there = set(uids)
    came = FolderEntry.objects.filter(company_id=folder.company_id, folder=folder, gone_at=None)
    entries = came.exclude(uidvalidity=MADE_HERE).only(
        "id", "uid", "uidvalidity", "message_id", "company_id", "folder_id"
    )
    return [one for one in entries if one.uidvalidity != folder.uidvalidity or one.uid not in there]


@transaction.atomic
def drop(entries: Sequence[FolderEntry], *, at: datetime) -> None:
    """Note that entries are gone there; their conversations are listed without them."""
    update_each(FolderEntry, ["gone_at"], [(at, one.pk) for one in entries])
    conversations = FolderEntry.objects.filter(
        pk__in=[one.pk for one in entries], message__conversation_id__isnull=False
    ).values_list("message__conversation_id", flat=True)
    if entries:
        refresh(set(conversations), company_id=entries[0].company_id)
