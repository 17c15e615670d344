"""Boards, phases and projects."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.models import Organization, Person
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.planned import Planned
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class Board(CompanyRecord):
    """A way of working: an ordered list of phases; the first ones came with the company."""

    name = models.CharField(max_length=255)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["company", "position"], name="board_in_order")]

    def __str__(self) -> str:
        return self.name


class Phase(CompanyRecord):
    """A column of a project board."""

    board = CompanyForeignKey(Board, on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(max_length=255)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["company", "board", "position"], name="phase_in_order")]

    def __str__(self) -> str:
        return self.name


class ProjectStatus(models.TextChoices):
    """How a project stands."""

    OPEN = "open", _("Open")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class ProjectQuerySet(OwnedQuerySet["Project"]):
    """Scopes of projects."""

    def open(self) -> ProjectQuerySet:
        """Return those open now: status open, not archived, not deleted (linking.md 1)."""
        return self.filter(status=ProjectStatus.OPEN, archived_at=None, deleted_at=None)


class Project(OwnedRecord, Planned):
    """What we deliver; its first person and organization are the primary ones.

    Lists are sorted by `sort_key`, and typed text is looked up in `folded`; both follow the title.
    """

    title = models.CharField(max_length=500)
    sort_key = models.CharField(max_length=500, blank=True, default="")
    folded = models.CharField(max_length=500, blank=True, default="")
    description = models.TextField(blank=True)
    phase = CompanyForeignKey(
        Phase, on_delete=models.PROTECT, related_name="projects", db_index=False
    )
    status = models.CharField(
        max_length=12, choices=ProjectStatus.choices, default=ProjectStatus.OPEN
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    subject_type: ClassVar[str] = "project"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ProjectStatus.values), name="project_status_is_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["company", "phase", "-created_at", "-id"], name="project_of_phase"
            ),
            models.Index(fields=["company", "-created_at", "-id"], name="project_newest_first"),
            models.Index(fields=["company", "sort_key", "id"], name="project_by_name"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it counts for linking: open, not archived, not deleted."""
        return self.status == ProjectStatus.OPEN and not self.archived_at and not self.deleted_at

    @property
    def state(self) -> str:
        """Return `deleted`, `archived`, or the status."""
        if self.deleted_at:
            return "deleted"
        return "archived" if self.archived_at and self.status == ProjectStatus.OPEN else self.status


class ProjectPerson(CompanyRecord):
    """A person of a project; position 0 is the primary one."""

    project = CompanyForeignKey(
        Project, on_delete=models.CASCADE, related_name="people", db_index=False
    )
    person = CompanyForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "project", "person"], name="person_once_on_a_project"
            )
        ]
        indexes = [models.Index(fields=["company", "person"], name="project_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.project_id}"


class ProjectOrganization(CompanyRecord):
    """An organization of a project; position 0 is the primary one."""

    project = CompanyForeignKey(
        Project, on_delete=models.CASCADE, related_name="organizations", db_index=False
    )
    organization = CompanyForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "project", "organization"], name="org_once_on_a_project"
            )
        ]
        indexes = [models.Index(fields=["company", "organization"], name="project_of_org")]

    def __str__(self) -> str:
        return f"{self.organization_id} on {self.project_id}"


class ProjectDeal(CompanyRecord):
    """A deal a project was made from."""

    project = CompanyForeignKey(
        Project, on_delete=models.CASCADE, related_name="deals", db_index=False
    )
    deal = CompanyForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "project", "deal"], name="deal_once_on_a_project"
            )
        ]
        indexes = [models.Index(fields=["company", "deal"], name="project_of_deal")]

    def __str__(self) -> str:
        return f"{self.deal_id} of {self.project_id}"
