"""What somebody may do, apart from what they may see.

Admins may do everything. Everyone else has the permission set "Regular" or one the company made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kartotek.errors import Forbidden

if TYPE_CHECKING:
    from kartotek.users.viewer import Viewer


class Permission(StrEnum):
    """An act that a permission set allows or not."""

    EDIT_OTHERS = "edit-others"
    DELETE = "delete"
    MERGE = "merge"
    BULK_EDIT = "bulk-edit"
    EXPORT = "export"
    IMPORT = "import"
    MANAGE_LABELS = "manage-labels"
    MANAGE_SHARED_VIEWS = "manage-shared-views"
    MANAGE_FIELDS = "manage-fields"
    MANAGE_DUPLICATE_RULES = "manage-duplicate-rules"
    MANAGE_PIPELINES = "manage-pipelines"
    MANAGE_USERS = "manage-users"
    MANAGE_COMPANY = "manage-company"


ALL = frozenset(Permission)

# What "Regular" allows until an admin changes it: to work with records, not to furnish the house.
REGULAR = frozenset(
    {
        Permission.EDIT_OTHERS,
        Permission.DELETE,
        Permission.MERGE,
        Permission.BULK_EDIT,
        Permission.EXPORT,
        Permission.IMPORT,
        Permission.MANAGE_LABELS,
        Permission.MANAGE_SHARED_VIEWS,
    }
)

REFUSALS: Mapping[Permission, str | Promise] = {
    Permission.EDIT_OTHERS: _("You may only change your own records. Ask its owner or an admin."),
    Permission.DELETE: _("You may not delete records. Ask an admin."),
    Permission.MERGE: _("You may not merge records. Ask an admin."),
    Permission.BULK_EDIT: _("You may not change many records at once. Ask an admin."),
    Permission.EXPORT: _("You may not export records. Ask an admin."),
    Permission.IMPORT: _("You may not import records. Ask an admin."),
    Permission.MANAGE_LABELS: _("You may not change labels. Ask an admin."),
    Permission.MANAGE_SHARED_VIEWS: _("You may not change shared views. Ask an admin."),
    Permission.MANAGE_FIELDS: _("You may not change custom fields. Ask an admin."),
    Permission.MANAGE_DUPLICATE_RULES: _(
        "You may not change how duplicates are found. Ask an admin."
    ),
    Permission.MANAGE_PIPELINES: _("You may not change pipelines. Ask an admin."),
    Permission.MANAGE_USERS: _("You may not change users. Ask an admin."),
    Permission.MANAGE_COMPANY: _("Only an admin changes the settings of the company."),
}


class NotPermitted(Forbidden):
    """The viewer's permission set does not allow the act."""


class OwnedByAnother(NotPermitted):
    """The record belongs to somebody else, and the viewer changes only their own."""


def refuse_unless(viewer: Viewer, permission: Permission) -> None:
    """Refuse an act that the viewer's permission set does not allow.

    Raises:
        NotPermitted: it does not.
    """
    if not viewer.may(permission):
        raise NotPermitted(str(REFUSALS[permission]))


def may_edit(viewer: Viewer, owner_id: int) -> bool:
    """Return whether the viewer may change a visible record of this owner."""
    return owner_id == viewer.user_id or viewer.may(Permission.EDIT_OTHERS)


def refuse_unless_editable(viewer: Viewer, owner_id: int) -> None:
    """Refuse to change a record of somebody else to who may only change their own.

    Raises:
        OwnedByAnother: it is somebody else's, and the viewer may not.
    """
    if not may_edit(viewer, owner_id):
        raise OwnedByAnother(str(REFUSALS[Permission.EDIT_OTHERS]))


def known(words: Iterable[str]) -> frozenset[Permission]:
    """Return the permissions among stored words; words of another version are left out."""
    return frozenset(Permission(word) for word in words if word in Permission.__members__.values())
