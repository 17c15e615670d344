"""An organization: a company we sell to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kartotek.contacts.models.counted import Counted, sorted_indexes
from kartotek.contacts.models.follow_up import FollowedUp, follow_up_index
from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class Organization(Counted, FollowedUp, OwnedRecord):
    """A company we sell to (spec/contacts.md 4).

    `sort_key` orders lists in Turkish too; `folded` is the name as typed text is looked up in it.
    `people_count` is a counter like the others.
    """

    name = models.CharField(max_length=500)
    sort_key = models.CharField(max_length=600)
    folded = models.CharField(max_length=600, blank=True)
    picture = models.CharField(max_length=64, blank=True)
    website = models.CharField(max_length=500, blank=True)
    linkedin = models.CharField(max_length=500, blank=True)
    industry = models.CharField(max_length=255, blank=True)
    annual_revenue = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    employee_count = models.PositiveIntegerField(null=True, blank=True)
    address = models.CharField(max_length=500, blank=True)
    suite = models.CharField(max_length=255, blank=True)
    house_number = models.CharField(max_length=64, blank=True)
    street = models.CharField(max_length=255, blank=True)
    district = models.CharField(max_length=255, blank=True)
    city = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=255, blank=True)
    region = models.CharField(max_length=255, blank=True)
    country = models.CharField(max_length=255, blank=True)
    postcode = models.CharField(max_length=64, blank=True)
    people_count = models.PositiveIntegerField(default=0)

    objects = OwnedQuerySet["Organization"].as_manager()

    subject_type: ClassVar[str] = "organization"

    class Meta:
        indexes = [
            models.Index(fields=["company", "deleted_at", "sort_key", "id"], name="org_by_name"),
            models.Index(fields=["company", "updated_at", "id"], name="org_by_update"),
            models.Index(fields=["company", "created_at", "id"], name="org_by_creation"),
            models.Index(
                fields=["company", "owner", "sort_key", "id"],
                condition=Q(deleted_at=None),
                name="org_of_owner",
            ),
            follow_up_index("org"),
            *sorted_indexes(
                "org",
                people_count=Q(people_count__gt=0),
                city=Q(city__gt=""),
                country=Q(country__gt=""),
                industry=Q(industry__gt=""),
                address=Q(address__gt=""),
                website=Q(website__gt=""),
                annual_revenue=Q(annual_revenue__isnull=False),
                employee_count=Q(employee_count__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
