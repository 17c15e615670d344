"""An organization: a company we sell to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kartotek.users.visibility import OwnedQuerySet, OwnedRecord


class Organization(OwnedRecord):
    """A company we sell to (spec/contacts.md 4).

    `sort_key` orders lists in Turkish too; `folded` is the name as typed text is looked up in it.
    """

    name = models.CharField(max_length=500)
    sort_key = models.CharField(max_length=600)
    folded = models.CharField(max_length=600, blank=True)
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

    objects = OwnedQuerySet["Organization"].as_manager()

    subject_type: ClassVar[str] = "organization"

    class Meta:
        indexes = [
            models.Index(fields=["company", "deleted_at", "sort_key", "id"], name="org_by_name"),
            models.Index(fields=["company", "updated_at", "id"], name="org_by_update"),
        ]

    def __str__(self) -> str:
        return self.name
