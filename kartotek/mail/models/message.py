"""A message, who is on it and what is attached."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kartotek.mail.models.blob import Blob
from kartotek.mail.models.conversation import Conversation
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class Kind(models.TextChoices):
    """Who or what wrote a message (`mail/rules/automatic.py`)."""

    PERSON = "person", _("Written by a person")
    LIST = "list", _("Mailing list")
    BULK = "bulk", _("Bulk mail")
    AUTO_REPLY = "auto_reply", _("Automatic reply")
    BOUNCE = "bounce", _("Delivery notice")
    CALENDAR = "calendar", _("Calendar notice")


class Message(CompanyRecord):
    """One message, however many copies were delivered.

    Identity is (company, Message-ID, canonical body): `identity` is the hash of both; without
    a Message-ID of the content alone (spec/mail.md 11). `message_id` is RFC 5322 section 3.6.4
    without its brackets; `base_subject` is folded (`lib/text.py`); `references` holds
    In-Reply-To and References, one a line. `quoted_lines` are fingerprints packed as signed
    64-bit integers. `is_stranger`: its sender is tied to the conversation by nothing but a
    reference; shown to owners only until one of them accepts it (spec/linking.md 58).
    """

    identity = models.CharField(max_length=64)
    message_id = models.CharField(max_length=998, blank=True)
    references = models.TextField(blank=True)
    thread_index = models.CharField(max_length=64, blank=True)
    quoted_lines = models.BinaryField(default=b"", blank=True)
    looks_like_reply = models.BooleanField(default=False)
    blob = CompanyForeignKey(Blob, on_delete=models.PROTECT, related_name="+", db_index=False)
    conversation = CompanyForeignKey(
        Conversation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
        db_index=False,
    )
    subject = models.CharField(max_length=1000, blank=True)
    base_subject = models.CharField(max_length=1000, blank=True)
    sender_name = models.CharField(max_length=500, blank=True)
    sender_address = models.CharField(max_length=500, blank=True)
    sender_key = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField()
    snippet = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    signals = models.JSONField(default=dict, blank=True)
    joined_by = models.CharField(max_length=24, blank=True)
    is_stranger = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    has_attachments = models.BooleanField(default=False)
    size_bytes = models.PositiveBigIntegerField(default=0)
    problems = models.CharField(max_length=255, blank=True)
    parser_version = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "identity"], name="message_once")]
        indexes = [
            models.Index(fields=["company", "conversation", "sent_at"], name="message_in_order"),
            models.Index(fields=["company", "message_id"], name="message_by_message_id"),
            models.Index(fields=["company", "base_subject", "-sent_at"], name="message_by_subject"),
        ]

    def __str__(self) -> str:
        return self.subject


class MessageText(CompanyRecord):
    """The readable text of a message, for search and suggestions; raw mail keeps the rest."""

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="body", primary_key=True
    )
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class Role(models.TextChoices):
    """In which header field an address stands.

    STAND_IN is a Reply-To that counts as the sender, because nobody reads the From.
    """

    FROM = "from", _("From")
    REPLY_TO = "reply_to", _("Reply to")
    STAND_IN = "stand_in", _("Reply to, in place of From")
    TO = "to", _("To")
    CC = "cc", _("Cc")
    BCC = "bcc", _("Bcc")


class Participant(CompanyRecord):
    """An address on a message; `key` is what comparisons use."""

    message = CompanyForeignKey(
        Message, on_delete=models.CASCADE, related_name="participants", db_index=False
    )
    role = models.CharField(max_length=8, choices=Role.choices)
    position = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=500)
    key = models.CharField(max_length=500)
    display_name = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "message"], name="participant_of_message"),
            models.Index(fields=["company", "key"], name="participant_by_key"),
        ]

    def __str__(self) -> str:
        return self.address


class Attachment(CompanyRecord):
    """A part of a message that is not its text; the bytes stay in the raw mail."""

    message = CompanyForeignKey(
        Message, on_delete=models.CASCADE, related_name="attachments", db_index=False
    )
    index = models.PositiveSmallIntegerField()
    filename = models.CharField(max_length=500, blank=True)
    content_type = models.CharField(max_length=255, blank=True)
    content_id = models.CharField(max_length=500, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    is_inline = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["company", "message"], name="attachment_of_message")]

    def __str__(self) -> str:
        return self.filename
