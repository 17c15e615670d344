"""The permission sets of a company: what their users may do."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Forbidden, Invalid, NotFound, Refused
from kartotek.users.models import Invitation, PermissionSet, User
from kartotek.users.operations import checks
from kartotek.users.operations.roles import regular_set
from kartotek.users.permissions import known
from kartotek.users.viewer import Viewer


class SetInUse(Refused):
    """Users have the set, and nobody said which one they get instead."""


@transaction.atomic
def add_set(*, name: str, permissions: Iterable[str], by: Viewer) -> PermissionSet:
    """Add a permission set and return it.

    Raises:
        Forbidden: `by` is not an admin.
        Invalid: the name cannot be used, or another set has it.
    """
    _refuse_unless_admin(by)
    return PermissionSet.objects.create(
        company_id=by.company_id,
        name=_free_name(name, None, by=by),
        permissions=sorted(known(permissions)),
    )


@transaction.atomic
def change_set(*, set_id: int, name: str, permissions: Iterable[str], by: Viewer) -> PermissionSet:
    """Change a permission set and return it; its users may do so at once.

    Raises:
        Forbidden: `by` is not an admin.
        NotFound: there is no such set.
        Invalid: the name cannot be used, or another set has it.
    """
    _refuse_unless_admin(by)
    changed = _set(set_id, by=by)
    if not changed.is_regular:
        changed.name = _free_name(name, changed.pk, by=by)
    changed.permissions = sorted(known(permissions))
    changed.save(update_fields=["name", "permissions"])
    return changed


@transaction.atomic
def change_regular(*, permissions: Iterable[str], by: Viewer) -> PermissionSet:
    """Change what regular users may do, and return the set.

    Raises:
        Forbidden: `by` is not an admin.
    """
    _refuse_unless_admin(by)
    regular = regular_set(by.company_id)
    if regular is None:
        regular = PermissionSet.objects.create(
            company_id=by.company_id, name="Regular", is_regular=True
        )
        everyone = {"company_id": by.company_id, "is_admin": False, "permission_set": None}
        User.objects.filter(**everyone).update(permission_set=regular)
        Invitation.objects.filter(**everyone).update(permission_set=regular)
    regular.permissions = sorted(known(permissions))
    regular.save(update_fields=["permissions"])
    return regular


@transaction.atomic
def delete_set(*, set_id: int, heir: str, by: Viewer) -> PermissionSet:
    """Delete a permission set and return what it was.

    Args:
        set_id: of a set the company made.
        heir: what its users get instead: `regular`, the id of a set, or nothing where none has it.
        by: an admin.

    Raises:
        Forbidden: `by` is not an admin.
        NotFound: there is no such set, or no such heir.
        SetInUse: users have it and no heir was named.
    """
    _refuse_unless_admin(by)
    gone = _set(set_id, by=by)
    if gone.is_regular:
        raise NotFound(_("There is no such permission set."))
    held = User.objects.filter(company_id=by.company_id, permission_set=gone)
    if not heir and held.filter(is_active=True).exists():
        raise SetInUse(_("Users have %(set)s. Choose what they get instead.") % {"set": gone.name})
    instead = _heir(heir, gone, by=by)
    held.update(permission_set=instead)
    invited = Invitation.objects.filter(company_id=by.company_id, permission_set=gone)
    invited.update(permission_set=instead)
    PermissionSet.objects.filter(pk=set_id).delete()
    return gone


def _heir(word: str, gone: PermissionSet, *, by: Viewer) -> PermissionSet | None:
    if word.isdecimal() and int(word) != gone.pk:
        return _set(int(word), by=by)
    return regular_set(by.company_id)


def _set(set_id: int, *, by: Viewer) -> PermissionSet:
    sets = PermissionSet.objects.select_for_update().filter(company_id=by.company_id)
    found = sets.filter(pk=set_id).first()
    if found is None:
        raise NotFound(_("There is no such permission set."))
    return found


def _refuse_unless_admin(by: Viewer) -> None:
    """Refuse who is no admin: whoever changes sets could give themselves everything."""
    if not by.is_admin:
        raise Forbidden(_("Only an admin changes permission sets."))


def _free_name(name: str, own_id: int | None, *, by: Viewer) -> str:
    tidy = str(checks.checked({"name": name})["name"])
    known_names = PermissionSet.objects.filter(company_id=by.company_id, name=tidy)
    if tidy.lower() in {"admin", "regular"} or known_names.exclude(pk=own_id or 0).exists():
        taken = _("Another permission set has this name.")
        raise Invalid(taken, {"name": taken})
    return tidy
