"""Who may see a record: its owner, the owner's group, that group and those below, or all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kartotek.users.tenancy import CompanyRecord

if TYPE_CHECKING:
    from kartotek.users.viewer import Viewer

M = TypeVar("M", bound=models.Model)


class Visibility(models.IntegerChoices):
    """How far a record is seen; the numbers are the API's (spec/api/contract.md 1.8)."""

    OWNER = 1, _("Owner only")
    GROUP = 3, _("Owner's group")
    GROUP_AND_BELOW = 5, _("Owner's group and groups below")
    COMPANY = 7, _("Everyone in the company")


def seen_by(viewer: Viewer, prefix: str = "") -> Q:
    """Return the condition under which `viewer` sees an owned record; admins see all.

    Args:
        viewer: who is asking.
        prefix: the path to the owned record, such as `deal__`.
    """
    inside = Q(**{f"{prefix}company_id": viewer.company_id})
    if viewer.is_admin:
        return inside
    seen = Q(**{f"{prefix}visibility": Visibility.COMPANY})
    seen |= Q(**{f"{prefix}owner_id": viewer.user_id})
    if viewer.group_ids:
        seen |= Q(
            **{
                f"{prefix}visibility__in": (Visibility.GROUP, Visibility.GROUP_AND_BELOW),
                f"{prefix}owner__group_id": viewer.group_ids[0],
            }
        )
        seen |= Q(
            **{
                f"{prefix}visibility": Visibility.GROUP_AND_BELOW,
                f"{prefix}owner__group_id__in": viewer.group_ids,
            }
        )
    return inside & seen


def sees(viewer: Viewer, *, owner_id: int, owner_group_id: int | None, visibility: int) -> bool:
    """Return whether `viewer` sees a record of their company; the same rule as `seen_by`."""
    if viewer.is_admin or visibility == Visibility.COMPANY or owner_id == viewer.user_id:
        return True
    if owner_group_id is None or not viewer.group_ids:
        return False
    if owner_group_id == viewer.group_ids[0]:
        return visibility in {Visibility.GROUP, Visibility.GROUP_AND_BELOW}
    return visibility == Visibility.GROUP_AND_BELOW and owner_group_id in viewer.group_ids


class OwnedQuerySet(models.QuerySet[M], Generic[M]):
    """Scopes of records that have an owner and can be deleted and restored."""

    def alive(self) -> Self:
        """Return those that are not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those of the viewer's company that the viewer may see, deleted or not."""
        return self.filter(seen_by(viewer))


class OwnedRecord(CompanyRecord):
    """A record with an owner, a visibility and a soft delete."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    visibility = models.PositiveSmallIntegerField(
        choices=Visibility.choices, default=Visibility.COMPANY
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_deleted(self) -> bool:
        """Whether it waits in the restore page."""
        return self.deleted_at is not None

    def touch(self, at: datetime, **changed: Any) -> list[str]:
        """Set fields and `updated_at`; return the names to save."""
        for name, value in changed.items():
            setattr(self, name, value)
        self.updated_at = at
        return [*changed, "updated_at"]
