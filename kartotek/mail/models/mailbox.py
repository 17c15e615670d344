"""A mailbox: what the screen calls an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class MailboxKind(models.TextChoices):
    """Whose mailbox it is."""

    PERSONAL = "personal", _("Personal account")
    TEAM = "team", _("Team account")


class Security(models.TextChoices):
    """How the connection is protected."""

    TLS = "tls", _("TLS from the start")
    STARTTLS = "starttls", "STARTTLS"
    NONE = "none", _("None (only on your own network)")


class History(models.TextChoices):
    """How far back mail is brought."""

    DAYS_3 = "3d", _("3 days")
    MONTH = "1m", _("1 month")
    MONTHS_3 = "3m", _("3 months")
    MONTHS_6 = "6m", _("6 months")
    YEAR = "1y", _("1 year")
    YEARS_2 = "2y", _("2 years")
    ALL = "all", _("Everything")


class MailboxStatus(models.TextChoices):
    """What the mailbox is doing, as its owner reads it."""

    NEW = "new", _("Waiting for the first sync")
    SYNCING = "syncing", _("Syncing")
    WATCHING = "watching", _("Up to date")
    TROUBLED = "troubled", _("Trying again")
    NEEDS_YOU = "needs you", _("Needs you")
    DISCONNECTED = "disconnected", _("Disconnected")
    # Mail comes from files only (`import_mail`): there is no server to ask.
    OFFLINE = "offline", _("Import only")


class Mailbox(CompanyRecord):
    """A mailbox of a user; `secret` is encrypted (`mail/credentials.py`).

    `error_code` and `error_facts` say why it is troubled or needs its owner, in the words of
    `mail/imap/errors.py`. `last_good_sync_at` is when everything offered was here. `blocked` are
    addresses and domains, one a line; `contacts_only` keeps out mail without a contact on it.
    """

    user = CompanyForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailboxes"
    )
    kind = models.CharField(max_length=8, choices=MailboxKind.choices, default=MailboxKind.PERSONAL)
    address = models.CharField(max_length=254)
    key = models.CharField(max_length=254)
    is_default = models.BooleanField(default=False)
    automatic_linking = models.BooleanField(default=True)
    shares_by_default = models.BooleanField(default=True)
    blocked = models.TextField(blank=True, default="", db_default="")
    contacts_only = models.BooleanField(default=False, db_default=False)
    history = models.CharField(max_length=4, choices=History.choices, default=History.DAYS_3)
    imap_host = models.CharField(max_length=255, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    smtp_host = models.CharField(max_length=255, blank=True)
    smtp_port = models.PositiveIntegerField(default=465)
    smtp_security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    login = models.CharField(max_length=255, blank=True)
    secret = models.TextField(blank=True)
    status = models.CharField(
        max_length=16, choices=MailboxStatus.choices, default=MailboxStatus.NEW
    )
    error_code = models.CharField(max_length=64, blank=True)
    error_facts = models.JSONField(default=dict, blank=True)
    failure_count = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    last_good_sync_at = models.DateTimeField(null=True, blank=True)
    expected_count = models.PositiveIntegerField(default=0)
    arrived_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [
            models.UniqueConstraint(fields=["company", "user", "key"], name="mailbox_once_a_user"),
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(is_default=True),
                name="one_default_mailbox_a_user",
            ),
        ]
        indexes = [models.Index(fields=["company", "user"], name="mailbox_of_user")]

    def __str__(self) -> str:
        return self.address

    @property
    def is_connected(self) -> bool:
        """Whether there is a server to ask."""
        return self.status not in {MailboxStatus.DISCONNECTED, MailboxStatus.OFFLINE}


class MailboxAddress(CompanyRecord):
    """A further address under which a mailbox receives: an alias."""

    mailbox = CompanyForeignKey(Mailbox, on_delete=models.CASCADE, related_name="aliases")
    address = models.CharField(max_length=254)
    key = models.CharField(max_length=254)

    class Meta:
        verbose_name_plural = "mailbox addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["company", "mailbox", "key"], name="alias_once_a_mailbox"
            )
        ]

    def __str__(self) -> str:
        return self.address
