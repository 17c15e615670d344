"""Activities, notes and files, on any record."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.models import Organization, Person
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class BuiltIn(StrEnum):
    """The keys of the types every company begins with; the API knows types by their keys."""

    CALL = "call"
    MEETING = "meeting"
    TASK = "task"
    DEADLINE = "deadline"
    EMAIL = "email"
    LUNCH = "lunch"


class Icon(models.TextChoices):
    """The drawings a type can have, by the words of the API."""

    TASK = "task", _("Task")
    EMAIL = "email", _("Envelope")
    MEETING = "meeting", _("People")
    DEADLINE = "deadline", _("Flag")
    CALL = "call", _("Phone")
    LUNCH = "lunch", _("Fork and knife")
    CALENDAR = "calendar", _("Calendar")
    DOWN_ARROW = "downarrow", _("Arrow down")
    DOCUMENT = "document", _("Document")
    SMARTPHONE = "smartphone", _("Mobile phone")
    CAMERA = "camera", _("Camera")
    SCISSORS = "scissors", _("Scissors")
    COGS = "cogs", _("Cogwheel")
    BUBBLE = "bubble", _("Speech bubble")
    UP_ARROW = "uparrow", _("Arrow up")
    CHECKBOX = "checkbox", _("Checkbox")
    SIGNPOST = "signpost", _("Signpost")
    SHUFFLE = "shuffle", _("Crossing arrows")
    ADDRESS_BOOK = "addressbook", _("Address book")
    LINE_GRAPH = "linegraph", _("Line chart")
    PICTURE = "picture", _("Picture")
    CAR = "car", _("Car")
    WORLD = "world", _("Globe")
    SEARCH = "search", _("Magnifier")
    CLIP = "clip", _("Paperclip")
    SOUND = "sound", _("Loudspeaker")
    BRUSH = "brush", _("Brush")
    KEY = "key", _("Key")
    PADLOCK = "padlock", _("Padlock")
    PRICE_TAG = "pricetag", _("Price tag")
    SUITCASE = "suitcase", _("Suitcase")
    FINISH = "finish", _("Chequered flag")
    PLANE = "plane", _("Plane")
    LOOP = "loop", _("Loop")
    WIFI = "wifi", _("Radio waves")
    TRUCK = "truck", _("Truck")
    CART = "cart", _("Cart")
    BULB = "bulb", _("Light bulb")
    BELL = "bell", _("Bell")
    PRESENTATION = "presentation", _("Presentation")


class ActivityType(CompanyRecord):
    """What kind of doing it is; a type that is not used any more stays for what has it."""

    key = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    icon = models.CharField(max_length=16, choices=Icon.choices, default=Icon.TASK)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "key"], name="activity_type_key_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_own(self) -> bool:
        """Whether the company made it itself."""
        return self.key not in set(BuiltIn)


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
        # Most hang on one or two records: without a condition these would be indexes of nothing,
        # and the statistics of a database would speak against using them.
        indexes = [
            models.Index(
                fields=["company", "deal"],
                condition=models.Q(deal__isnull=False),
                name="%(class)s_of_deal",
            ),
            models.Index(
                fields=["company", "lead"],
                condition=models.Q(lead__isnull=False),
                name="%(class)s_of_lead",
            ),
            models.Index(
                fields=["company", "project"],
                condition=models.Q(project__isnull=False),
                name="%(class)s_of_project",
            ),
            models.Index(
                fields=["company", "person"],
                condition=models.Q(person__isnull=False),
                name="%(class)s_of_person",
            ),
            models.Index(
                fields=["company", "organization"],
                condition=models.Q(organization__isnull=False),
                name="%(class)s_of_org",
            ),
            models.Index(
                fields=["company", "-deleted_at", "-id"],
                condition=models.Q(deleted_at__isnull=False),
                name="%(class)s_deleted",
            ),
        ]


# Sorts after every day: what has no day comes last.
SOMEDAY = datetime(9999, 12, 1, tzinfo=UTC)


class Activity(OnRecords):
    """Something planned.

    `type` is the key of an `ActivityType`. `due_on` and `due_time` are in `time_zone`, the zone
    they were planned in, so that the moment stays when somebody moves to another zone; without
    `due_time` it takes the day, whatever the zone. `sorted_at` is that moment, the beginning of
    the day in UTC, or SOMEDAY. `guests` are names or addresses as somebody typed them.
    """

    type = models.CharField(max_length=64, default=BuiltIn.TASK.value)
    title = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    sorted_at = models.DateTimeField(default=SOMEDAY)
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    is_busy = models.BooleanField(default=True)
    location = models.CharField(max_length=500, blank=True)
    guests = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet["Activity"].as_manager()

    subject_type: ClassVar[str] = "activity"

    class Meta(OnRecords.Meta):
        indexes = [
            *OnRecords.Meta.indexes,
            models.Index(
                fields=["company", "owner", "sorted_at", "id"],
                condition=Q(done_at=None, deleted_at=None),
                name="activity_to_do_of_owner",
            ),
            models.Index(
                fields=["company", "sorted_at", "id"],
                condition=Q(done_at=None, deleted_at=None),
                name="activity_to_do",
            ),
            models.Index(
                fields=["company", "-done_at", "-id"],
                condition=Q(done_at__isnull=False, deleted_at=None),
                name="activity_done",
            ),
            models.Index(
                fields=["company", "sorted_at"],
                condition=Q(deleted_at=None),
                name="activity_in_calendar",
            ),
        ]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.title


class ActivityPerson(CompanyRecord):
    """A further person an activity is with."""

    activity = CompanyForeignKey(
        Activity, on_delete=models.CASCADE, related_name="further", db_index=False
    )
    person = CompanyForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "activity", "person"], name="person_once_on_an_activity"
            )
        ]
        indexes = [models.Index(fields=["company", "person"], name="activity_with_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.activity_id}"


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
