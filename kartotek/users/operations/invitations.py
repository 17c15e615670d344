"""Inviting a colleague by a one-time link, and coming in with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Forbidden, Invalid, NotFound
from kartotek.lib.secrets import token_hash
from kartotek.users.models import Invitation, User
from kartotek.users.operations import checks
from kartotek.users.operations.entry import INVITATION_LASTS, NotWelcome
from kartotek.users.operations.roles import group_with_id, role_called
from kartotek.users.operations.users import create_user
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Invited:
    """Who is invited, and as what; `role` is `admin`, `regular` or the id of a permission set."""

    name: str
    email: str
    language: str
    group_id: int | None = None
    role: str = "regular"


@dataclass(frozen=True)
class Link:
    """An invitation and the token of its one-time link; only now can the token be read."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(*, invited: Invited, by: Viewer, at: datetime) -> Link:
    """Return a one-time link with which the invited becomes a user; it is good for 7 days.

    Raises:
        NotPermitted: `by` may not manage users.
        NotYoursToGive: it would give what `by` may not do.
        Invalid: a value cannot be used, or the address is known or invited already.
    """
    refuse_unless(by, Permission.MANAGE_USERS)
    values = checks.checked(
        {"name": invited.name, "email": invited.email, "language": invited.language}
    )
    _refuse_known(values["email"], by.company_id)
    role = role_called(invited.role, by=by)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        company_id=by.company_id,
        token_hash=token_hash(token),
        is_admin=role.is_admin,
        permission_set=role.permission_set,
        group=group_with_id(invited.group_id, company_id=by.company_id),
        invited_by_id=by.user_id,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
        **values,
    )
    return Link(invitation, token)


@transaction.atomic
def resend(*, invitation_id: int, by: Viewer, at: datetime) -> Link:
    """Return a new link of an invitation, good for 7 days from now; the old one ends.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: it was accepted or revoked.
        NotYoursToGive: it would give what `by` may not do.
    """
    invitation = _open_invitation(invitation_id, by=by)
    token = secrets.token_urlsafe(32)
    invitation.token_hash = token_hash(token)
    invitation.expires_at = at + INVITATION_LASTS
    invitation.invited_by_id = by.user_id
    invitation.save(update_fields=["token_hash", "expires_at", "invited_by"])
    return Link(invitation, token)


@transaction.atomic
def revoke(*, invitation_id: int, by: Viewer) -> Invitation:
    """Make an invitation worthless and return what it was.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: it was accepted or revoked.
        NotYoursToGive: it is for an admin, and `by` is none.
    """
    invitation = _open_invitation(invitation_id, by=by)
    Invitation.objects.filter(pk=invitation_id).delete()
    return invitation


@transaction.atomic
def accept(*, token: str, name: str, password: str, language: str, at: datetime) -> User:
    """Use up an invitation and return the user it made.

    Raises:
        NotWelcome: the link was used, revoked or is too old, or who sent it may no longer invite.
        Invalid: a value cannot be used; the link stays good.
    """
    invitation = (
        Invitation.objects.select_for_update()
        .filter(token_hash=token_hash(token), used_at=None, expires_at__gt=at)
        .first()
    )
    if invitation is None or invitation.company is None:
        raise NotWelcome(_("This link was used or is too old. Ask for a new one."))
    _refuse_without_sender(invitation)
    user = create_user(
        company=invitation.company,
        name=name,
        email=invitation.email,
        password=password,
        at=at,
        language=language,
        group=invitation.group,
        is_admin=invitation.is_admin,
    )
    if invitation.permission_set is not None:
        user.permission_set = invitation.permission_set
        user.save(update_fields=["permission_set"])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    return user


def _refuse_without_sender(invitation: Invitation) -> None:
    """Refuse a link whose sender could not send it any more: what they lost, it lost too."""
    refusal = NotWelcome(_("Who sent this link may no longer invite. Ask for a new one."))
    sender = invitation.invited_by
    if sender is None or not sender.is_active:
        raise refusal
    by = Viewer.of(sender)
    try:
        refuse_unless(by, Permission.MANAGE_USERS)
        role_called(_role_word(invitation), by=by)
    except Forbidden as error:
        raise refusal from error


def _open_invitation(invitation_id: int, *, by: Viewer) -> Invitation:
    refuse_unless(by, Permission.MANAGE_USERS)
    invitation = (
        Invitation.objects.select_for_update()
        .filter(pk=invitation_id, company_id=by.company_id, used_at=None)
        .first()
    )
    if invitation is None:
        raise NotFound(_("This invitation was accepted or revoked."))
    role_called(_role_word(invitation), by=by)
    return invitation


def _role_word(invitation: Invitation) -> str:
    if invitation.is_admin:
        return "admin"
    return str(invitation.permission_set_id or "regular")


def _refuse_known(email: str, company_id: int) -> None:
    if User.objects.filter(email=email).exists():
        taken = _("Somebody signs in with this address already.")
        raise Invalid(taken, {"email": taken})
    if Invitation.objects.filter(company_id=company_id, email=email, used_at=None).exists():
        known = _("This address was invited already. Send that invitation again, or revoke it.")
        raise Invalid(known, {"email": known})
