"""A conversation, and how it lies in each mailbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kartotek.mail.models.mailbox import Mailbox
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class Conversation(CompanyRecord):
    """Messages that belong together (engineering/MAIL.md section 2).

    A conversation that was joined into another keeps its row, empty, with `joined_into` set,
    so that its address still leads to the messages. `choice` names what a user chose for it
    (an item, or no item) in words this package does not read: two conversations with different
    choices are never joined by a rule.
    """

    subject = models.CharField(max_length=1000, blank=True)
    message_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    joined_into = CompanyForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    choice = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["company", "joined_into"],
                condition=Q(joined_into__isnull=False),
                name="conversation_joined",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class MailboxConversation(CompanyRecord):
    """A conversation as one mailbox holds it: one row of the Sales Inbox.

    Everything a row shows is kept here, from the messages of this mailbox only, so that a page
    reads no message. `senders` are `[name, address, is_own]` in the order of their first mail.
    `in_inbox`, `in_sent` and `in_archive` are the folders it is listed in.
    """

    mailbox = CompanyForeignKey(Mailbox, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = CompanyForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="places", db_index=False
    )
    subject = models.CharField(max_length=1000, blank=True)
    snippet = models.CharField(max_length=300, blank=True)
    senders = models.JSONField(default=list)
    message_count = models.PositiveIntegerField(default=0)
    unread_count = models.PositiveIntegerField(default=0)
    has_attachments = models.BooleanField(default=False)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    in_inbox = models.BooleanField(default=False)
    in_sent = models.BooleanField(default=False)
    in_archive = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    is_shared = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "conversation", "mailbox"], name="place_once_a_mailbox"
            )
        ]
        indexes = [
            models.Index(
                fields=["mailbox", "-last_at", "-id"],
                condition=Q(in_inbox=True),
                name="place_in_inbox",
            ),
            models.Index(
                fields=["mailbox", "-last_at", "-id"],
                condition=Q(in_sent=True),
                name="place_in_sent",
            ),
            models.Index(
                fields=["mailbox", "-last_at", "-id"],
                condition=Q(in_archive=True),
                name="place_in_archive",
            ),
            models.Index(
                fields=["mailbox"],
                condition=Q(in_inbox=True, unread_count__gt=0),
                name="place_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} in {self.mailbox_id}"


class MessageRef(CompanyRecord):
    """A node of the reference graph, seen or only named, and its conversation.

    `node` is a Message-ID, or a made-up name such as `thread-index:…` for other evidence.
    """

    node = models.CharField(max_length=998)
    conversation = CompanyForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "node"], name="node_once")]
        indexes = [models.Index(fields=["company", "conversation"], name="node_of_conversation")]

    def __str__(self) -> str:
        return self.node


class LineFingerprint(CompanyRecord):
    """A line somebody wrote, as a hash, so that a reply that quotes it finds its parent."""

    fingerprint = models.BigIntegerField()
    message = CompanyForeignKey(
        "mail.Message", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["company", "fingerprint"], name="line_by_fingerprint"),
            models.Index(fields=["message"], name="line_of_message"),
        ]

    def __str__(self) -> str:
        return str(self.fingerprint)


class QuotedLine(CompanyRecord):
    """What a reply quotes, as a hash, while it waits for its parent.

    Only for replies that name no parent and were found none: whoever writes the line, in a
    message that comes later, is asked about.
    """

    fingerprint = models.BigIntegerField()
    message = CompanyForeignKey(
        "mail.Message", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["company", "fingerprint"], name="quoted_by_fingerprint"),
            models.Index(fields=["message"], name="quoted_by_message"),
        ]

    def __str__(self) -> str:
        return str(self.fingerprint)


class ConversationJoin(CompanyRecord):
    """A late parent showed that two conversations are one; their links follow."""

    gone = CompanyForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    stays = CompanyForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    links_joined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["company", "id"],
                condition=Q(links_joined_at__isnull=True),
                name="join_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.stays_id}"
