"""Getting in: by password, and by the one-time link of an empty installation."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kartotek.errors import Invalid, Refused
from kartotek.lib.secrets import token_hash
from kartotek.users.models import Company, Invitation, SignInFailure, User
from kartotek.users.rules import TRIES_OF_ORIGIN, WINDOW, waits_until

INVITATION_LASTS = timedelta(days=7)


class WrongPassword(Invalid):
    """The address or the password is not right; which of them is not said."""


class TooManyTries(Invalid):
    """The password was wrong so often that guessing is made slow."""

    status = 429


class NotWelcome(Refused):
    """The one-time link was used, is too old, or was never ours."""

    status = 404


def sign_in(*, email: str, password: str, at: datetime, origin: str = "") -> User:
    """Return the user whose address and password these are, and forget earlier failures.

    Args:
        email: as typed.
        password: as typed.
        at: now.
        origin: from where it is tried; empty where nobody knows. Failures from elsewhere never
            keep the user out.

    Raises:
        TooManyTries: the password was wrong too often in the last minutes.
        WrongPassword: no active user has this address and password.
    """
    address = email.strip().lower()[:254]
    _refuse_guessing(address, origin, at)
    user = User.objects.filter(email=address, is_active=True).first()
    if user is None:
        # As slow as a wrong password, so that the time does not tell who works here.
        make_password(password)
    if user is None or not user.check_password(password):
        SignInFailure.objects.create(email=address, origin=origin, at=at)
        raise WrongPassword(_("The address or the password is not right."))
    SignInFailure.objects.filter(email=address, origin=origin).delete()
    return user


def _refuse_guessing(address: str, origin: str, at: datetime) -> None:
    recent = SignInFailure.objects.filter(origin=origin, at__gt=at - WINDOW)
    of_account = list(recent.filter(email=address).values_list("at", flat=True))
    until = waits_until(of_account, at)
    if until is None and origin:
        of_origin = list(recent.values_list("at", flat=True))
        until = waits_until(of_origin, at, tries=TRIES_OF_ORIGIN)
    if until is None:
        return
    minutes = max(1, -(-(until - at) // timedelta(minutes=1)))
    raise TooManyTries(
        ngettext(
            "The password was wrong too often. Wait %(minutes)s minute, then try again.",
            "The password was wrong too often. Wait %(minutes)s minutes, then try again.",
            minutes,
        )
        % {"minutes": minutes}
    )


def invite_first(*, at: datetime) -> str:
    """Return the token of a new one-time link into an empty installation.

    Earlier links stay good as well: all of them end when the first company is opened.
    """
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        token_hash=token_hash(token), created_at=at, expires_at=at + INVITATION_LASTS
    )
    return token


def use_invitation(*, token: str, at: datetime) -> None:
    """Use up a one-time link; must run inside the transaction that opens the company.

    Raises:
        NotWelcome: it was used, is too old, or somebody opened a company already.
    """
    # Every open link is locked, so that two people with two links do not both come first.
    open_links = {
        link.token_hash: link
        for link in Invitation.objects.select_for_update()
        .filter(company=None, used_at=None, expires_at__gt=at)
        .order_by("pk")
    }
    link = open_links.get(token_hash(token))
    if link is None or Company.objects.exists():
        raise NotWelcome(_("This link was used or is too old. Sign in, or ask for a new one."))
    link.used_at = at
    link.save(update_fields=["used_at"])


def drop_stale_entries(*, at: datetime) -> int:
    """Drop failures that count no more and links that lead nowhere; return how many."""
    failures, _kinds = SignInFailure.objects.filter(at__lte=at - WINDOW).delete()
    # An admin may send an invitation again some time after its link has ended.
    stale = Q(company=None, expires_at__lte=at) | Q(expires_at__lte=at - INVITATION_LASTS * 4)
    links, _kinds = Invitation.objects.filter(stale).delete()
    return failures + links
