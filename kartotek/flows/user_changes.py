"""Who works in the company changes, and the history of the company tells it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.flows.hand_over import hand_over
from kartotek.history.operations import record
from kartotek.users import operations
from kartotek.users.models import Invitation, User
from kartotek.users.operations import Invited, Link
from kartotek.users.viewer import Viewer

ROLES = {True: "admin", False: "regular"}


@transaction.atomic
def invite(*, invited: Invited, by: Viewer, at: datetime) -> Link:
    """Return a one-time link with which the invited becomes a user; it is good for 7 days.

    Raises:
        NotPermitted: `by` may not manage users.
        NotYoursToGive: it would give what `by` may not do.
        Invalid: a value cannot be used, or the address is known or invited already.
    """
    link = operations.invite(invited=invited, by=by, at=at)
    _tell_of(link.invitation, "user.invited", by=by, at=at)
    return link


@transaction.atomic
def resend_invitation(*, invitation_id: int, by: Viewer, at: datetime) -> Link:
    """Return a new link of an invitation, good for 7 days from now; the old one ends.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: it was accepted or revoked.
        NotYoursToGive: it would give what `by` may not do.
    """
    link = operations.resend(invitation_id=invitation_id, by=by, at=at)
    _tell_of(link.invitation, "user.invited-again", by=by, at=at)
    return link


@transaction.atomic
def revoke_invitation(*, invitation_id: int, by: Viewer, at: datetime) -> Invitation:
    """Make an invitation worthless and return what it was.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: it was accepted or revoked.
        NotYoursToGive: it is for an admin, and `by` is none.
    """
    gone = operations.revoke(invitation_id=invitation_id, by=by)
    _tell_of(gone, "user.invitation-revoked", by=by, at=at)
    return gone


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, language: str, at: datetime) -> User:
    """Use up an invitation and return the user it made.

    Raises:
        NotWelcome: the link was used, revoked or is too old.
        Invalid: a value cannot be used; the link stays good.
    """
    user = operations.accept(token=token, name=name, password=password, language=language, at=at)
    record("user.joined", subject=user, by=Viewer.of(user), at=at, name=user.name)
    return user


@transaction.atomic
def change_user(
    *,
    user_id: int,
    by: Viewer,
    at: datetime,
    name: str,
    email: str,
    group_id: int | None,
    role: str,
) -> User:
    """Change who somebody is in the company and return them.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user.
        NotYoursToGive: an admin is concerned, or a set that allows more than `by` may.
        LastAdmin: they are the only admin and would be none.
        Invalid: a value cannot be used, or somebody else signs in with the address.
    """
    before = _facts(User.objects.filter(pk=user_id, company_id=by.company_id).first())
    user = operations.change_user(
        user_id=user_id, by=by, name=name, email=email, group_id=group_id, role=role
    )
    after = _facts(user)
    differs = {word: [before[word], after[word]] for word in after if before[word] != after[word]}
    if differs:
        record("user.edited", subject=user, by=by, at=at, name=user.name, changes=differs)
    return user


@transaction.atomic
def deactivate_user(*, user_id: int, heir_id: int | None, by: Viewer, at: datetime) -> int:
    """Shut somebody out at once, and give their records to the user `heir_id`, or to nobody.

    Returns:
        How many records changed hands.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user, or no such heir.
        OwnSeat: it is `by`.
        NotYoursToGive: it is an admin, and `by` is not.
        LastAdmin: it is the only admin.
    """
    user = operations.deactivate(user_id=user_id, by=by)
    record("user.deactivated", subject=user, by=by, at=at, name=user.name)
    if not heir_id:
        return 0
    return hand_over(user_id=user_id, heir_id=heir_id, by=by, at=at)


@transaction.atomic
def reactivate_user(*, user_id: int, by: Viewer, at: datetime) -> User:
    """Let somebody in again with the password they had, and return them.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user.
        NotYoursToGive: it is an admin, and `by` is not.
    """
    user = operations.reactivate(user_id=user_id, by=by)
    record("user.reactivated", subject=user, by=by, at=at, name=user.name)
    return user


def _facts(user: User | None) -> dict[str, str]:
    """Return what the history tells of a user, in words that outlive groups and sets."""
    if user is None:
        return {}
    held = user.permission_set
    return {
        "name": user.name,
        "email": user.email,
        "group": user.group.name if user.group else "",
        "role": held.name if held and not held.is_regular else ROLES[user.is_admin],
    }


def _tell_of(invitation: Invitation, kind: str, *, by: Viewer, at: datetime) -> None:
    told = {"name": invitation.name, "email": invitation.email}
    record(kind, subject=invitation, by=by, at=at, **told)
