"""The groups of a company: a tree that decides who sees whose records."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound, Refused
from kartotek.users.models import Group, Invitation, User
from kartotek.users.operations import checks
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


class GroupInUse(Refused):
    """People are in the group, or groups are below it."""


class GroupUnderItself(Invalid):
    """A group would stand below one of its own."""


@transaction.atomic
def add_group(*, name: str, parent_id: int | None, by: Viewer) -> Group:
    """Add a group and return it.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such group to put it under.
        Invalid: the name cannot be used, or another group has it.
    """
    refuse_unless(by, Permission.MANAGE_USERS)
    parent = _group(parent_id, by=by) if parent_id else None
    return Group.objects.create(
        company_id=by.company_id, name=_free_name(name, None, by=by), parent=parent
    )


@transaction.atomic
def change_group(*, group_id: int, name: str, parent_id: int | None, by: Viewer) -> Group:
    """Rename a group, or put it under another, and return it.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such group.
        GroupUnderItself: it would stand below itself.
        Invalid: the name cannot be used, or another group has it.
    """
    refuse_unless(by, Permission.MANAGE_USERS)
    group = _group(group_id, by=by)
    parent = _group(parent_id, by=by) if parent_id else None
    if parent is not None and group.pk in _line(parent):
        inside = _("A group cannot be below itself. Choose a group outside it.")
        raise GroupUnderItself(inside, {"parent_id": inside})
    group.name, group.parent = _free_name(name, group.pk, by=by), parent
    group.save(update_fields=["name", "parent"])
    return group


@transaction.atomic
def delete_group(*, group_id: int, heir_id: int | None, by: Viewer) -> Group:
    """Delete a group and return what it was; its people go to the group `heir_id`.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such group, or none to take its people.
        GroupInUse: groups are below it, or people are in it and no heir was named.
    """
    refuse_unless(by, Permission.MANAGE_USERS)
    group = _group(group_id, by=by)
    if Group.objects.filter(company_id=by.company_id, parent=group).exists():
        raise GroupInUse(_("Groups are below %(group)s. Move them first.") % {"group": group.name})
    heir = _group(heir_id, by=by) if heir_id and heir_id != group.pk else None
    held = User.objects.filter(company_id=by.company_id, group=group)
    if heir is None and held.exists():
        raise GroupInUse(
            _("People are in %(group)s. Choose where they go.") % {"group": group.name}
        )
    held.update(group=heir)
    Invitation.objects.filter(company_id=by.company_id, group=group).update(group=heir)
    Group.objects.filter(pk=group_id).delete()
    return group


def _group(group_id: int, *, by: Viewer) -> Group:
    groups = Group.objects.select_for_update().filter(company_id=by.company_id)
    group = groups.filter(pk=group_id).first()
    if group is None:
        raise NotFound(_("There is no such group."))
    return group


def _line(group: Group) -> set[int]:
    """Return the ids of a group and of all above it."""
    seen: set[int] = set()
    above: Group | None = group
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        above = above.parent
    return seen


def _free_name(name: str, own_id: int | None, *, by: Viewer) -> str:
    tidy = str(checks.checked({"name": name})["name"])
    if Group.objects.filter(company_id=by.company_id, name=tidy).exclude(pk=own_id or 0).exists():
        taken = _("Another group has this name.")
        raise Invalid(taken, {"name": taken})
    return tidy
