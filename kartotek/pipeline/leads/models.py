"""Leads."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kartotek.contacts.models import Organization, Person
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.planned import Planned
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class LeadSource(CompanyRecord):
    """Where leads come from, as dialogs offer it; a lead keeps the name itself.

    `folded` is the name as two names are told apart: without case and marks. The first one is
    that of a lead that says nothing of where it comes from.
    """

    name = models.CharField(max_length=64)
    folded = models.CharField(max_length=128)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "folded"], name="lead_source_once")
        ]

    def __str__(self) -> str:
        return self.name


class LeadQuerySet(OwnedQuerySet["Lead"]):
    """Scopes of leads."""

    def open(self) -> LeadQuerySet:
        """Return those open now: not archived, not deleted (linking.md 1)."""
        return self.filter(archived_at=None, deleted_at=None)


class Lead(OwnedRecord, Planned):
    """What may become a deal; the API knows it by `uuid`.

    Lists are sorted by `sort_key`, and typed text is looked up in `folded`; both follow the title.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=500)
    sort_key = models.CharField(max_length=500, blank=True, default="")
    folded = models.CharField(max_length=500, blank=True, default="")
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3)
    source_name = models.CharField(max_length=64, default="Manually created")
    expected_close_on = models.DateField(null=True, blank=True)
    is_seen = models.BooleanField(default=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    person = CompanyForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads",
        db_index=False,
    )
    organization = CompanyForeignKey(
        Organization,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads",
        db_index=False,
    )
    deal = CompanyForeignKey(
        Deal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    # The deal it was before; whoever took part in that one comes back with the next.
    source_deal = CompanyForeignKey(
        Deal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    objects = LeadQuerySet.as_manager()

    subject_type: ClassVar[str] = "lead"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "uuid"], name="lead_uuid_once"),
        ]
        indexes = [
            models.Index(fields=["company", "person"], name="lead_of_person"),
            models.Index(fields=["company", "organization"], name="lead_of_org"),
            models.Index(fields=["company", "-created_at", "-id"], name="lead_newest_first"),
            models.Index(fields=["company", "sort_key", "id"], name="lead_by_name"),
            models.Index(
                fields=["company", "deal"], condition=Q(deal__isnull=False), name="lead_of_deal"
            ),
            models.Index(
                fields=["company", "next_activity_on", "-created_at", "-id"],
                condition=Q(archived_at=None, deleted_at=None),
                name="open_lead_by_activity",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it counts for linking: not archived, not deleted."""
        return not self.archived_at and not self.deleted_at

    @property
    def is_converted(self) -> bool:
        """Whether it is a deal by now."""
        return self.deal_id is not None

    @property
    def state(self) -> str:
        """Return `deleted`, `archived` or `open`."""
        if self.deleted_at:
            return "deleted"
        return "archived" if self.archived_at else "open"
