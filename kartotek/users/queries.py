"""Reading companies and users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.lib.secrets import token_hash
from kartotek.users.models import ApiToken, Company, Invitation, User
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class UserRow:
    """A user as the list of people who work here shows them."""

    id: int
    name: str
    email: str
    group: str
    is_admin: bool
    is_active: bool


def is_empty() -> bool:
    """Return whether nobody has opened a company yet."""
    return not Company.objects.exists()


def company_of(*, viewer: Viewer) -> Company:
    """Return the viewer's company."""
    return Company.objects.get(pk=viewer.company_id)


def only_company() -> Company:
    """Return the company of an installation that has exactly one.

    Raises:
        NotFound: there is none, or there are several to choose from.
    """
    companies = list(Company.objects.order_by("pk")[:2])
    if not companies:
        raise NotFound(_("There is no company yet. Create one first: kartotek create_company."))
    if len(companies) > 1:
        raise NotFound(_("There are several companies. Say which one by its id."))
    return companies[0]


def company_with_id(company_id: int) -> Company:
    """Return a company, for the operator.

    Raises:
        NotFound: there is none with this id.
    """
    company = Company.objects.filter(pk=company_id).first()
    if company is None:
        raise NotFound(_("There is no company %(id)s.") % {"id": company_id})
    return company


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
    users = User.objects.filter(company_id=viewer.company_id).select_related("group")
    return [
        UserRow(
            id=user.pk,
            name=user.name,
            email=user.email,
            group=user.group.name if user.group else "",
            is_admin=user.is_admin,
            is_active=user.is_active,
        )
        for user in users.order_by("name", "pk")
    ]


def user_by_email(email: str) -> User:
    """Return who signs in with this address, whatever its case.

    Raises:
        NotFound: nobody does.
    """
    user = (
        User.objects.filter(email=email.strip().lower())
        .select_related("group", "permission_set")
        .first()
    )
    if user is None:
        raise NotFound(_("Nobody signs in with %(email)s.") % {"email": email})
    return user


def user_of_token(token: str) -> User | None:
    """Return the active user an API token belongs to, or None for a token we do not know."""
    known = (
        ApiToken.objects.filter(token_hash=token_hash(token), user__is_active=True)
        .select_related("user__group", "user__permission_set")
        .first()
    )
    return known.user if known else None


def is_welcome(token: str, *, at: datetime) -> bool:
    """Return whether a one-time link still opens an empty installation."""
    return (
        is_empty()
        and Invitation.objects.filter(
            token_hash=token_hash(token), company=None, used_at=None, expires_at__gt=at
        ).exists()
    )
