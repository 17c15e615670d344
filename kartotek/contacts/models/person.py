"""A person: somebody we sell to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kartotek.contacts.models.counted import Counted, sorted_indexes
from kartotek.contacts.models.follow_up import FollowedUp, follow_up_index
from kartotek.contacts.models.organization import Organization
from kartotek.users.tenancy import CompanyForeignKey
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class Person(Counted, FollowedUp, OwnedRecord):
    """Somebody we sell to (spec/contacts.md 3); `name` is first and last name together.

    `sort_key` orders lists in Turkish too; `folded` is the name as typed text is looked up in it.
    `organization_key`, `address_key` and `phone_key` order lists by the organization, the primary
    address and the primary phone; like the counters they are kept by `flows/counters.py`.
    """

    first_name = models.CharField(max_length=500, blank=True)
    last_name = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=1001)
    sort_key = models.CharField(max_length=1200)
    folded = models.CharField(max_length=1200, blank=True)
    organization = CompanyForeignKey(
        Organization,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        db_index=False,
    )
    picture = models.CharField(max_length=64, blank=True)
    job_title = models.CharField(max_length=255, blank=True)
    birthday = models.DateField(null=True, blank=True)
    postal_address = models.CharField(max_length=500, blank=True)
    messenger = models.CharField(max_length=255, blank=True)
    notes = models.TextField(blank=True)
    organization_key = models.CharField(max_length=600, blank=True)
    address_key = models.CharField(max_length=500, blank=True)
    phone_key = models.CharField(max_length=255, blank=True)

    objects = OwnedQuerySet["Person"].as_manager()

    subject_type: ClassVar[str] = "person"

    class Meta:
        indexes = [
            models.Index(fields=["company", "deleted_at", "sort_key", "id"], name="person_by_name"),
            models.Index(fields=["company", "organization"], name="person_of_org"),
            models.Index(fields=["company", "updated_at", "id"], name="person_by_update"),
            models.Index(fields=["company", "created_at", "id"], name="person_by_creation"),
            models.Index(
                fields=["company", "owner", "sort_key", "id"],
                condition=Q(deleted_at=None),
                name="person_of_owner",
            ),
            follow_up_index("person"),
            *sorted_indexes(
                "person",
                organization_key=Q(organization_key__gt=""),
                address_key=Q(address_key__gt=""),
                phone_key=Q(phone_key__gt=""),
                job_title=Q(job_title__gt=""),
                birthday=Q(birthday__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
