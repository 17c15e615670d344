"""Pipelines, their stages, and deals."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.models import Organization, Person
from kartotek.pipeline.planned import Planned
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class Pipeline(CompanyRecord):
    """A way of selling: an ordered list of stages.

    Where it `uses_probability`, each stage says how likely a deal in it is won.
    """

    name = models.CharField(max_length=255)
    position = models.PositiveIntegerField(default=0)
    uses_probability = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["company", "position"], name="pipeline_in_order")]

    def __str__(self) -> str:
        return self.name


class Stage(CompanyRecord):
    """A column of a pipeline's board; `probability` is in percent."""

    pipeline = CompanyForeignKey(Pipeline, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField(max_length=255)
    position = models.PositiveIntegerField(default=0)
    rotting_days = models.PositiveIntegerField(null=True, blank=True)
    probability = models.PositiveSmallIntegerField(default=100)

    class Meta:
        indexes = [models.Index(fields=["company", "pipeline", "position"], name="stage_in_order")]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """How a deal stands."""

    OPEN = "open", _("Open")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


class DealQuerySet(OwnedQuerySet["Deal"]):
    """Scopes of deals."""

    def open(self) -> DealQuerySet:
        """Return those open now: status open, not archived, not deleted (linking.md 1)."""
        return self.filter(status=Outcome.OPEN, archived_at=None, deleted_at=None)


class Deal(OwnedRecord, Planned):
    """Something we may sell; at least one of person and organization is set.

    Lists are sorted by `sort_key`, and typed text is looked up in `folded`; both follow the title.
    """

    title = models.CharField(max_length=500)
    sort_key = models.CharField(max_length=500, blank=True, default="")
    folded = models.CharField(max_length=500, blank=True, default="")
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3)
    stage = CompanyForeignKey(Stage, on_delete=models.PROTECT, related_name="deals", db_index=False)
    stage_since = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    lost_reason = models.CharField(max_length=500, blank=True)
    expected_close_on = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    person = CompanyForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deals",
        db_index=False,
    )
    organization = CompanyForeignKey(
        Organization,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deals",
        db_index=False,
    )

    objects = DealQuerySet.as_manager()

    subject_type: ClassVar[str] = "deal"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Outcome.values), name="deal_status_is_known"
            )
        ]
        indexes = [
            models.Index(fields=["company", "person"], name="deal_of_person"),
            models.Index(fields=["company", "organization"], name="deal_of_org"),
            models.Index(
                fields=["company", "stage", "-stage_since", "-id"],
                condition=Q(status="open", archived_at=None, deleted_at=None),
                name="open_deal_of_stage",
            ),
            models.Index(fields=["company", "-updated_at", "-id"], name="deal_by_update"),
            models.Index(fields=["company", "sort_key", "id"], name="deal_by_name"),
            models.Index(fields=["company", "-created_at", "-id"], name="deal_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it counts for linking: open, not archived, not deleted."""
        return self.status == Outcome.OPEN and not self.archived_at and not self.deleted_at

    @property
    def state(self) -> str:
        """Return `deleted`, `archived`, or the status."""
        if self.deleted_at:
            return "deleted"
        return "archived" if self.archived_at and self.status == Outcome.OPEN else self.status


class DealParticipant(CompanyRecord):
    """A further person on a deal."""

    deal = CompanyForeignKey(
        Deal, on_delete=models.CASCADE, related_name="participants", db_index=False
    )
    person = CompanyForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    role = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "deal", "person"], name="participant_once_on_a_deal"
            )
        ]
        indexes = [models.Index(fields=["company", "person"], name="participation_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.deal_id}"


class LostReason(CompanyRecord):
    """A reason for losing a deal that is offered where one is lost."""

    text = models.CharField(max_length=255)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["company", "position"], name="lost_reason_in_order")]

    def __str__(self) -> str:
        return self.text


class DealSettings(CompanyRecord):
    """How a company closes its deals; a company without a row has what the defaults say."""

    allows_other_reasons = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="deal_settings_once")]

    def __str__(self) -> str:
        return f"deal settings of {self.company_id}"


class Removal(CompanyRecord):
    """A stage or pipeline that was deleted, with all it takes to put it back.

    `pipeline` and `stages` are the rows that are gone; `deals` holds the id, the stage and since
    when it stood there of each deal that had to move to `to_stage_id`.
    """

    name = models.CharField(max_length=255)
    pipeline = models.JSONField(default=dict)
    stages = models.JSONField(default=list)
    deals = models.JSONField(default=list)
    to_stage_id = models.BigIntegerField(null=True, blank=True)
    removed_at = models.DateTimeField()
    user = CompanyForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["company", "-removed_at"], name="removal_newest")]

    def __str__(self) -> str:
        return self.name
