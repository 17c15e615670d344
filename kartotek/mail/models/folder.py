"""Folders of a mailbox, and the entry of each message in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kartotek.mail.models.blob import Blob
from kartotek.mail.models.mailbox import Mailbox
from kartotek.mail.models.message import Message
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord

MADE_HERE = 0
"""The UIDVALIDITY of entries that were made here: no server has a message for them."""


class Folder(CompanyRecord):
    """A folder there, with both cursors of its sync (RFC 9051 section 2.3.1.1).

    Every UID above `low_uid` and up to `high_uid` is stored, recorded as a gap or gone there:
    `high_uid` is the forward cursor, `low_uid` the backward one. Both move only in the
    transaction that stores the entries they pass. `is_excluded`: its user leaves it out.
    """

    mailbox = CompanyForeignKey(Mailbox, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=500)
    raw_name = models.CharField(max_length=500)
    special_use = models.CharField(max_length=16, blank=True)
    is_synced = models.BooleanField(default=True)
    is_excluded = models.BooleanField(default=False, db_default=False)
    uidvalidity = models.PositiveBigIntegerField(null=True, blank=True)
    high_uid = models.PositiveBigIntegerField(default=0)
    low_uid = models.PositiveBigIntegerField(default=0)
    modseq = models.PositiveBigIntegerField(null=True, blank=True)
    there_count = models.PositiveIntegerField(default=0)
    is_history_done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "mailbox", "raw_name"], name="folder_once_a_mailbox"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def known_uidvalidity(self) -> int:
        """What its UIDs belong to; 0 before the first look, when there are none."""
        return self.uidvalidity or 0


class FolderEntry(CompanyRecord):
    """One delivered copy of a message in a folder, and how far its journey got.

    `is_read` is how it stands here, `is_seen_there` what the server said last: only a change
    there changes what stands here.

    `reached` is the last stage done (`flows/inbound_mail.py`), `is_done` that it was the last of
    all. A message that cannot go on is
    held: `held_at` is set, with the stage, the reason, the count and when it is tried again.
    """

    mailbox = CompanyForeignKey(Mailbox, on_delete=models.CASCADE, related_name="+", db_index=False)
    folder = CompanyForeignKey(
        Folder, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    uidvalidity = models.PositiveBigIntegerField()
    uid = models.PositiveBigIntegerField()
    blob = CompanyForeignKey(Blob, on_delete=models.PROTECT, related_name="+", db_index=False)
    message = CompanyForeignKey(
        Message,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries",
        db_index=False,
    )
    is_read = models.BooleanField(default=False)
    is_seen_there = models.BooleanField(default=False, db_default=False)
    internal_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    reached = models.CharField(max_length=16, default="stored")
    is_done = models.BooleanField(default=False, db_default=False)
    held_stage = models.CharField(max_length=16, blank=True)
    held_reason = models.CharField(max_length=500, blank=True)
    held_count = models.PositiveIntegerField(default=0)
    held_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "folder entries"
        constraints = [
            models.UniqueConstraint(
                fields=["company", "folder", "uidvalidity", "uid"], name="entry_once_a_uid"
            )
        ]
        indexes = [
            models.Index(fields=["company", "message"], name="entry_of_message"),
            models.Index(
                fields=["company", "reached", "id"],
                # A flag, because SQLite uses a partial index only where the query repeats its
                # condition word for word, which a compared text never does.
                condition=Q(is_done=False),
                name="entry_under_way",
            ),
            models.Index(
                fields=["company", "mailbox"], condition=Q(held_at__isnull=False), name="entry_held"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folder_id}/{self.uid}"


class LeftOut(CompanyRecord):
    """A message that its user's choices keep out: counted, and no byte of it is here.

    `code` is the row of `mail/rules/admission.py` that said so.
    """

    folder = CompanyForeignKey(
        Folder, on_delete=models.CASCADE, related_name="left_out", db_index=False
    )
    uidvalidity = models.PositiveBigIntegerField()
    uid = models.PositiveBigIntegerField()
    code = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "messages left out"
        constraints = [
            models.UniqueConstraint(
                fields=["company", "folder", "uidvalidity", "uid"], name="left_out_once_a_uid"
            )
        ]

    def __str__(self) -> str:
        return f"{self.folder_id}/{self.uid}"


class SyncGap(CompanyRecord):
    """A UID the cursor passed although nothing could be stored for it, and why."""

    folder = CompanyForeignKey(
        Folder, on_delete=models.CASCADE, related_name="gaps", db_index=False
    )
    uidvalidity = models.PositiveBigIntegerField()
    uid = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    attempt_count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "folder", "uidvalidity", "uid"], name="gap_once_a_uid"
            )
        ]

    def __str__(self) -> str:
        return f"{self.folder_id}/{self.uid}"
