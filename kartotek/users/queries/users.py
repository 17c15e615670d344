"""Reading who works in a company."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.users.models import User
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class UserRow:
    """A user as the list of people who work here shows them.

    `role` is `admin`, `regular` or the id of a permission set; `set_name` is that set's name.
    """

    id: int
    name: str
    email: str
    group: str
    is_admin: bool
    is_active: bool
    group_id: int | None = None
    role: str = "regular"
    set_name: str = ""


def user_of(*, viewer: Viewer) -> User:
    """Return the viewer's own record.

    Raises:
        NotFound: the viewer is the engine, or was removed.
    """
    user = User.objects.filter(pk=viewer.own_id, company_id=viewer.company_id).first()
    if user is None:
        raise NotFound(_("There is no such user."))
    return user


def users_of(*, viewer: Viewer) -> list[UserRow]:
    """Return everyone of the viewer's company, by name."""
    return [_row(user) for user in _everyone(company_id=viewer.company_id)]


@prepared
def _everyone(*, company_id: int) -> QuerySet[User]:
    users = User.objects.filter(company_id=company_id)
    return users.select_related("group", "permission_set").order_by("name", "pk")


def user_row(user_id: int, *, viewer: Viewer) -> UserRow:
    """Return one user of the viewer's company.

    Raises:
        NotFound: there is none with this id.
    """
    users = User.objects.filter(company_id=viewer.company_id, pk=user_id)
    user = users.select_related("group", "permission_set").first()
    if user is None:
        raise NotFound(_("There is no such user."))
    return _row(user)


def colleagues(*, viewer: Viewer) -> list[tuple[int, str]]:
    """Return id and name of everyone who works in the viewer's company now, by name."""
    return _active(company_id=viewer.company_id)


@prepared
def _active(*, company_id: int) -> QuerySet[User, tuple[int, str]]:
    active = User.objects.filter(company_id=company_id, is_active=True)
    return active.order_by("name", "pk").values_list("pk", "name")


def user_by_email(email: str) -> User:
    """Return who signs in with this address, whatever its case.

    Raises:
        NotFound: nobody does.
    """
    known = User.objects.filter(email=email.strip().lower())
    user = known.select_related("group", "permission_set").first()
    if user is None:
        raise NotFound(_("Nobody signs in with %(email)s.") % {"email": email})
    return user


def _row(user: User) -> UserRow:
    held = None if user.is_admin else user.permission_set
    own = held if held and not held.is_regular else None
    return UserRow(
        id=user.pk,
        name=user.name,
        email=user.email,
        group=user.group.name if user.group else "",
        is_admin=user.is_admin,
        is_active=user.is_active,
        group_id=user.group_id,
        role="admin" if user.is_admin else str(own.pk) if own else "regular",
        set_name=own.name if own else "",
    )
