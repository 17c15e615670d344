"""Who works in the company: changed, gone, and back again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound, Refused
from kartotek.users.models import ApiToken, User
from kartotek.users.operations import checks
from kartotek.users.operations.roles import (
    group_with_id,
    refuse_to_lose_last_admin,
    refuse_touching_admins,
    role_called,
    word_of,
)
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


class OwnSeat(Refused):
    """Nobody takes away what lets themselves in."""


@transaction.atomic
def change_user(
    *, user_id: int, by: Viewer, name: str, email: str, group_id: int | None, role: str
) -> User:
    """Change who somebody is in the company and return them.

    Args:
        user_id: of a user of the company.
        by: who may manage users.
        name: as colleagues know them.
        email: what they sign in with.
        group_id: of their group; None for none.
        role: `admin`, `regular` or the id of a permission set.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user.
        NotYoursToGive: an admin is concerned, or a set that allows more than `by` may.
        LastAdmin: they are the only admin and would be none.
        Invalid: a value cannot be used, or somebody else signs in with the address.
    """
    user = locked(user_id, by=by)
    values = checks.checked({"name": name, "email": email})
    if User.objects.filter(email=values["email"]).exclude(pk=user.pk).exists():
        taken = _("Somebody signs in with this address already.")
        raise Invalid(taken, {"email": taken})
    if role != word_of(user):
        given = role_called(role, by=by)
        if not given.is_admin:
            refuse_to_lose_last_admin(user)
        user.is_admin, user.permission_set = given.is_admin, given.permission_set
    user.name, user.email = values["name"], values["email"]
    user.group = group_with_id(group_id, company_id=by.company_id)
    user.save(update_fields=["name", "email", "group", "is_admin", "permission_set"])
    return user


@transaction.atomic
def deactivate(*, user_id: int, by: Viewer) -> User:
    """Shut somebody out at once and return them; their records stay theirs.

    Their sessions end, and what let programs in as them is revoked for good.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user.
        OwnSeat: it is `by`.
        NotYoursToGive: it is an admin, and `by` is not.
        LastAdmin: it is the only admin.
    """
    user = locked(user_id, by=by)
    if user.pk == by.user_id:
        raise OwnSeat(_("You cannot deactivate yourself. Another admin can."))
    refuse_to_lose_last_admin(user)
    ApiToken.objects.filter(user=user).delete()
    user.is_active = False
    user.sign_out_count += 1
    user.save(update_fields=["is_active", "sign_out_count"])
    return user


@transaction.atomic
def reactivate(*, user_id: int, by: Viewer) -> User:
    """Let somebody in again with the password they had, and return them.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user.
        NotYoursToGive: it is an admin, and `by` is not.
    """
    user = locked(user_id, by=by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def sign_out_elsewhere(*, by: Viewer) -> User:
    """End every session of `by` and return the user; the door keeps the one at hand.

    Raises:
        NotFound: `by` is not a person.
    """
    user = User.objects.select_for_update().filter(pk=by.own_id, company_id=by.company_id).first()
    if user is None:
        raise NotFound(_("There is no such user."))
    user.sign_out_count += 1
    user.save(update_fields=["sign_out_count"])
    return user


def locked(user_id: int, *, by: Viewer) -> User:
    """Return a user of the company who is to be changed by `by`, locked.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user.
        NotYoursToGive: it is an admin, and `by` is not.
    """
    refuse_unless(by, Permission.MANAGE_USERS)
    users = User.objects.select_for_update().filter(company_id=by.company_id)
    user = users.filter(pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such user."))
    refuse_touching_admins(user, by=by)
    return user
