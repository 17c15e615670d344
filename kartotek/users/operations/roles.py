"""What a user is in the company: an admin, a regular user, or one with a set of the company."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kartotek.errors import Forbidden, Invalid, Refused
from kartotek.users.models import Company, Group, PermissionSet, User
from kartotek.users.permissions import REGULAR, known
from kartotek.users.viewer import Viewer

ADMIN = "admin"
REGULAR_USER = "regular"


class LastAdmin(Refused):
    """The company would be left without anybody who may let others in."""


class NotYoursToGive(Forbidden):
    """Only an admin makes admins, and nobody gives what they may not do themselves."""


@dataclass(frozen=True)
class Role:
    """What a user is: `permission_set` says what they may do, unless they are an admin."""

    is_admin: bool
    permission_set: PermissionSet | None


def role_called(word: str, *, by: Viewer) -> Role:
    """Return the role of this word: `admin`, `regular` or the id of a permission set.

    Raises:
        Invalid: there is no such set.
        NotYoursToGive: it would give what `by` may not do.
    """
    if word == ADMIN:
        role = Role(is_admin=True, permission_set=None)
    elif word == REGULAR_USER or not word:
        role = Role(is_admin=False, permission_set=regular_set(by.company_id))
    else:
        role = Role(is_admin=False, permission_set=_set_with_id(word, by.company_id))
    _refuse_to_give_more(role, by)
    return role


def word_of(user: User) -> str:
    """Return the word of a user's role, as `role_called` reads it."""
    if user.is_admin:
        return ADMIN
    if user.permission_set is None or user.permission_set.is_regular:
        return REGULAR_USER
    return str(user.permission_set.pk)


def regular_set(company_id: int) -> PermissionSet | None:
    """Return the set "Regular" of a company; None while it is as it was delivered."""
    return PermissionSet.objects.filter(company_id=company_id, is_regular=True).first()


def group_with_id(group_id: int | None, *, company_id: int) -> Group | None:
    """Return the group of this id, or None for none.

    Raises:
        Invalid: the company has no such group.
    """
    if not group_id:
        return None
    group = Group.objects.filter(pk=group_id, company_id=company_id).first()
    if group is None:
        gone = _("This group is gone. Choose another.")
        raise Invalid(gone, {"group_id": gone})
    return group


def refuse_touching_admins(user: User, *, by: Viewer) -> None:
    """Refuse who is no admin to change an admin.

    Raises:
        NotYoursToGive: `user` is an admin and `by` is not.
    """
    if user.is_admin and not by.is_admin:
        raise NotYoursToGive(_("Only an admin changes an admin."))


def refuse_to_lose_last_admin(user: User) -> None:
    """Refuse to take an admin away when no other is left; locks the company until then.

    Raises:
        LastAdmin: `user` is the only active admin.
    """
    # Two admins who demote each other at one moment must not both succeed.
    Company.objects.select_for_update().get(pk=user.company_id)
    admins = User.objects.filter(company_id=user.company_id, is_admin=True, is_active=True)
    if user.is_admin and user.is_active and not admins.exclude(pk=user.pk).exists():
        raise LastAdmin(
            _("%(name)s is the only admin. Make somebody else an admin first.")
            % {"name": user.name}
        )


def _set_with_id(word: str, company_id: int) -> PermissionSet:
    sets = PermissionSet.objects.filter(company_id=company_id)
    found = sets.filter(pk=int(word)).first() if word.isdecimal() else None
    if found is None:
        gone = _("This permission set is gone. Choose another.")
        raise Invalid(gone, {"role": gone})
    return found


def _refuse_to_give_more(role: Role, by: Viewer) -> None:
    if by.is_admin:
        return
    if role.is_admin:
        raise NotYoursToGive(_("Only an admin makes somebody an admin."))
    given = known(role.permission_set.permissions) if role.permission_set else REGULAR
    if given - by.permissions:
        raise NotYoursToGive(_("This permission set allows more than yours. Ask an admin."))
