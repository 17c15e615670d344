"""What organizations are to each other, and what people are to organizations beside their own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.models.organization import Organization
from kartotek.contacts.models.person import Person
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class Relation(models.TextChoices):
    """What one organization is to another, said of the other one (spec/contacts.md 5)."""

    PARENT = "parent", _("Parent")
    DAUGHTER = "daughter", _("Daughter")
    RELATED = "related", _("Related")


class OrganizationRelation(CompanyRecord):
    """Two organizations that belong together; kept once and read from either side.

    `first` is the parent of `second` where `is_parent`; else the two are related, and the one
    with the smaller id is the first. Sisters follow from a common parent and are not kept.
    """

    first = CompanyForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    second = CompanyForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    is_parent = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "first", "second"], name="organizations_related_once"
            ),
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="organization_not_related_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(is_parent=True) | Q(first__lt=F("second")),
                name="related_organizations_in_order",
            ),
        ]
        indexes = [models.Index(fields=["company", "second"], name="relation_of_second")]

    def __str__(self) -> str:
        return f"{self.first_id} {'above' if self.is_parent else 'beside'} {self.second_id}"


class PersonRole(CompanyRecord):
    """A further organization of a person, and what they are there: former, board member.

    The primary organization is the person's own field; linking knows only that one.
    """

    person = CompanyForeignKey(
        Person, on_delete=models.CASCADE, related_name="roles", db_index=False
    )
    organization = CompanyForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    role = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "person", "organization"], name="person_role_once"
            )
        ]
        indexes = [models.Index(fields=["company", "organization"], name="role_at_organization")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.organization_id}: {self.role}"
