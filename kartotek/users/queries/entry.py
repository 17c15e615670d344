"""Reading what lets somebody in: tokens, invitations, the link of an empty installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kartotek.lib.secrets import token_hash
from kartotek.users.models import ApiToken, Invitation, User
from kartotek.users.queries.companies import is_empty
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class TokenRow:
    """An API token as its user sees it later; the token itself is known no more."""

    id: int
    name: str
    last_letters: str
    created_at: datetime


@dataclass(frozen=True)
class InvitationRow:
    """Somebody who was invited and has not come in yet; `is_over` once the link has ended."""

    id: int
    name: str
    email: str
    language: str
    company: str
    group: str
    is_admin: bool
    set_name: str
    invited_by: str
    expires_at: datetime
    is_over: bool


def user_of_token(token: str) -> User | None:
    """Return the active user an API token belongs to, or None for a token we do not know."""
    known = (
        ApiToken.objects.filter(token_hash=token_hash(token), user__is_active=True)
        .select_related("user__group", "user__permission_set")
        .first()
    )
    return known.user if known else None


def tokens_of(*, viewer: Viewer) -> list[TokenRow]:
    """Return the viewer's own API tokens, the newest first."""
    own = ApiToken.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)
    return [
        TokenRow(token.pk, token.name, token.last_letters, token.created_at)
        for token in own.order_by("-created_at", "-pk")
    ]


def is_welcome(token: str, *, at: datetime) -> bool:
    """Return whether a one-time link still opens an empty installation."""
    return (
        is_empty()
        and Invitation.objects.filter(
            token_hash=token_hash(token), company=None, used_at=None, expires_at__gt=at
        ).exists()
    )


def invitations_of(*, viewer: Viewer, at: datetime) -> list[InvitationRow]:
    """Return who was invited into the viewer's company and has not come in, by name."""
    waiting = Invitation.objects.filter(company_id=viewer.company_id, used_at=None)
    known = waiting.select_related("company", "group", "permission_set", "invited_by")
    return [_invitation(one, at) for one in known.order_by("name", "pk")]


def invitation_of(token: str, *, at: datetime) -> InvitationRow | None:
    """Return the invitation a one-time link stands for, or None for a link that is no good."""
    known = Invitation.objects.filter(
        token_hash=token_hash(token), company__isnull=False, used_at=None, expires_at__gt=at
    )
    found = known.select_related("company", "group", "permission_set", "invited_by").first()
    return _invitation(found, at) if found else None


def _invitation(one: Invitation, at: datetime) -> InvitationRow:
    held = one.permission_set
    return InvitationRow(
        id=one.pk,
        name=one.name,
        email=one.email,
        language=one.language,
        company=one.company.name if one.company else "",
        group=one.group.name if one.group else "",
        is_admin=one.is_admin,
        set_name=held.name if held and not held.is_regular else "",
        invited_by=one.invited_by.name if one.invited_by else "",
        expires_at=one.expires_at,
        is_over=one.expires_at <= at,
    )
