"""Activities, notes and files, on any record."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.models import Organization, Person
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class ActivityType(models.TextChoices):
    """What kind of doing it is."""

    CALL = "call", _("Call")
    MEETING = "meeting", _("Meeting")
    TASK = "task", _("Task")
    DEADLINE = "deadline", _("Deadline")
    EMAIL = "email", _("Email")
    LUNCH = "lunch", _("Lunch")


class OnRecords(OwnedRecord):
    """Something that hangs on up to five records at once."""

    deal = CompanyForeignKey(
        Deal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    lead = CompanyForeignKey(
        Lead, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    project = CompanyForeignKey(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    person = CompanyForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    organization = CompanyForeignKey(
        Organization,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["company", "deal"], name="%(class)s_of_deal"),
            models.Index(fields=["company", "lead"], name="%(class)s_of_lead"),
            models.Index(fields=["company", "project"], name="%(class)s_of_project"),
            models.Index(fields=["company", "person"], name="%(class)s_of_person"),
            models.Index(fields=["company", "organization"], name="%(class)s_of_org"),
            models.Index(
                fields=["company", "-deleted_at", "-id"],
                condition=models.Q(deleted_at__isnull=False),
                name="%(class)s_deleted",
            ),
        ]


class Activity(OnRecords):
    """Something planned; `due_time` is in the owner's zone and may be absent.

    `guests` are names or addresses as somebody typed them.
    """

    type = models.CharField(max_length=16, choices=ActivityType.choices, default=ActivityType.TASK)
    title = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    location = models.CharField(max_length=500, blank=True)
    guests = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet["Activity"].as_manager()

    subject_type: ClassVar[str] = "activity"

    class Meta(OnRecords.Meta):
        indexes = [
            *OnRecords.Meta.indexes,
            models.Index(fields=["company", "owner", "done_at", "due_on"], name="activity_to_do"),
        ]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.title


class Note(OnRecords):
    """Something written down: plain text, and where it has a form, HTML in the normal form.

    `comment_count` is how many comments on it there are.
    """

    text = models.TextField()
    html = models.TextField(default="", blank=True)
    is_pinned = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    comment_count = models.PositiveIntegerField(default=0)

    objects = OwnedQuerySet["Note"].as_manager()

    subject_type: ClassVar[str] = "note"

    class Meta(OnRecords.Meta):
        pass

    def __str__(self) -> str:
        return self.text[:60]


class Comment(CompanyRecord):
    """An answer to a note; whoever sees the note sees it."""

    note = CompanyForeignKey(
        Note, on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    text = models.TextField()
    html = models.TextField(default="", blank=True)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["company", "note", "id"], name="comment_of_note")]

    def __str__(self) -> str:
        return self.text[:60]


class File(OnRecords):
    """A file put on records; its bytes lie in the store under the hash of their content."""

    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = OwnedQuerySet["File"].as_manager()

    subject_type: ClassVar[str] = "file"

    class Meta(OnRecords.Meta):
        indexes = [
            *OnRecords.Meta.indexes,
            models.Index(fields=["company", "sha256"], name="file_of_content"),
        ]

    def __str__(self) -> str:
        return self.name
