"""What a user was told, how they want to be told, and when they last got it by email."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kartotek.users.tenancy import CompanyRecord


class Kind(models.TextChoices):
    """What somebody can choose to be told of."""

    MENTION = "mention", _("Somebody mentions me")
    COMMENT = "comment", _("Somebody comments on my note, or in a thread I wrote in")
    ASSIGNED = "assigned", _("An activity or record is given to me")
    FOLLOWED = "followed", _("A record I own or follow is won, lost or given to somebody")
    MAIL = "mail", _("New mail belongs to a record I follow")


class Period(models.TextChoices):
    """How often somebody gets what they were told by email."""

    OFF = "off", _("Never")
    HOURLY = "hourly", _("Every hour")
    DAILY = "daily", _("Every day")


class Notification(CompanyRecord):
    """Something a user is told, once for each thing that can happen to a subject.

    `event` names the sentence, `code` the row of the rules that decided. `cause` grows: what was
    told already is not told again. What is not shown in the bell goes out by email only.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    event = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    subject_type = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict, blank=True)
    cause = models.BigIntegerField()
    at = models.DateTimeField()
    is_in_app = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user", "event", "subject_type", "subject_id"],
                name="notification_once",
            )
        ]
        indexes = [
            models.Index(fields=["company", "user", "-at", "-id"], name="notification_of_user"),
            models.Index(
                fields=["company", "user", "at"],
                condition=models.Q(emailed_at=None, read_at=None),
                name="notification_to_mail",
            ),
            models.Index(
                fields=["company", "subject_type", "subject_id"], name="notification_of_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.user_id}"


class Preference(CompanyRecord):
    """How a user wants to be told of one kind; without a row in the bell, and not by email."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    is_in_app = models.BooleanField(default=True)
    email = models.CharField(max_length=8, choices=Period.choices, default=Period.OFF)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "user", "kind"], name="preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class Digest(CompanyRecord):
    """When a user last got an email of a period, and when to try again after a failure."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    period = models.CharField(max_length=8, choices=Period.choices)
    sent_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True, blank=True)
    failure_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "user", "period"], name="digest_once")
        ]

    def __str__(self) -> str:
        return f"{self.period} digest of {self.user_id}"


class Reading(models.Model):
    """How far the history of all companies was read for what users are told of."""

    name = models.CharField(max_length=16, unique=True)
    read_to = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} read to {self.read_to}"
