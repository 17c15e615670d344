"""The groups and permission sets of a company change, and its history tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kartotek.history.operations import record
from kartotek.users import operations
from kartotek.users.models import Group, PermissionSet
from kartotek.users.operations.roles import regular_set
from kartotek.users.permissions import REGULAR
from kartotek.users.viewer import Viewer


@transaction.atomic
def add_group(*, name: str, parent_id: int | None, by: Viewer, at: datetime) -> Group:
    """Add a group and return it.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such group to put it under.
        Invalid: the name cannot be used, or another group has it.
    """
    group = operations.add_group(name=name, parent_id=parent_id, by=by)
    record("group.created", subject=group, by=by, at=at, name=group.name)
    return group


@transaction.atomic
def change_group(
    *, group_id: int, name: str, parent_id: int | None, by: Viewer, at: datetime
) -> Group:
    """Rename a group, or put it under another, and return it.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such group.
        GroupUnderItself: it would stand below itself.
        Invalid: the name cannot be used, or another group has it.
    """
    before = _facts(Group.objects.filter(pk=group_id, company_id=by.company_id).first())
    group = operations.change_group(group_id=group_id, name=name, parent_id=parent_id, by=by)
    after = _facts(group)
    differs = {word: [before[word], after[word]] for word in after if before[word] != after[word]}
    if differs:
        record("group.edited", subject=group, by=by, at=at, name=group.name, changes=differs)
    return group


@transaction.atomic
def delete_group(*, group_id: int, heir_id: int | None, by: Viewer, at: datetime) -> Group:
    """Delete a group and return what it was; its people go to the group `heir_id`.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such group, or none to take its people.
        GroupInUse: groups are below it, or people are in it and no heir was named.
    """
    gone = operations.delete_group(group_id=group_id, heir_id=heir_id, by=by)
    record("group.deleted", subject=gone, by=by, at=at, name=gone.name)
    return gone


@transaction.atomic
def add_set(*, name: str, permissions: Iterable[str], by: Viewer, at: datetime) -> PermissionSet:
    """Add a permission set and return it.

    Raises:
        Forbidden: `by` is not an admin.
        Invalid: the name cannot be used, or another set has it.
    """
    made = operations.add_set(name=name, permissions=permissions, by=by)
    told = {"name": made.name, "allowed": made.permissions}
    record("permission-set.created", subject=made, by=by, at=at, **told)
    return made


@transaction.atomic
def change_set(
    *, set_id: int | None, name: str, permissions: Iterable[str], by: Viewer, at: datetime
) -> PermissionSet:
    """Change what a set allows, and its name, and return it; None is the set of regular users.

    Raises:
        Forbidden: `by` is not an admin.
        NotFound: there is no such set.
        Invalid: the name cannot be used, or another set has it.
    """
    held = (
        PermissionSet.objects.filter(pk=set_id, company_id=by.company_id).first()
        if set_id
        else regular_set(by.company_id)
    )
    before = set(held.permissions) if held else set(map(str, REGULAR))
    if set_id:
        changed = operations.change_set(set_id=set_id, name=name, permissions=permissions, by=by)
    else:
        changed = operations.change_regular(permissions=permissions, by=by)
    after = set(changed.permissions)
    told = {
        "name": changed.name,
        "was": held.name if held else changed.name,
        "allowed": sorted(after - before),
        "forbidden": sorted(before - after),
    }
    record("permission-set.edited", subject=changed, by=by, at=at, **told)
    return changed


@transaction.atomic
def delete_set(*, set_id: int, heir: str, by: Viewer, at: datetime) -> PermissionSet:
    """Delete a permission set and return what it was.

    Args:
        set_id: of a set the company made.
        heir: what its users get instead: `regular`, the id of a set, or nothing where none has it.
        by: an admin.
        at: when.

    Raises:
        Forbidden: `by` is not an admin.
        NotFound: there is no such set, or no such heir.
        SetInUse: users have it and no heir was named.
    """
    gone = operations.delete_set(set_id=set_id, heir=heir, by=by)
    record("permission-set.deleted", subject=gone, by=by, at=at, name=gone.name)
    return gone


def _facts(group: Group | None) -> dict[str, str]:
    if group is None:
        return {}
    return {"name": group.name, "parent": group.parent.name if group.parent else ""}
