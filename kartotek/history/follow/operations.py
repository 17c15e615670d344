"""Following a record, and leaving it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Forbidden, Invalid
from kartotek.history.follow.queries import is_seen_by
from kartotek.history.models import Follow
from kartotek.history.operations import record, subject_type
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord


@transaction.atomic
def follow(*, subject: OwnedRecord, user_id: int, by: Viewer, at: datetime) -> bool:
    """Let a user follow a record, which the caller has checked `by` sees; twice is once.

    Everyone may follow what they see; for others its owner and admins may.

    Args:
        subject: a record of any kind.
        user_id: who is to follow it.
        by: who says so.
        at: when.

    Raises:
        Invalid: there is no such user, or they may not see the record.
        Forbidden: it is neither themselves, nor their record, nor are they an admin.
    """
    _refuse_strangers(subject, user_id, by=by)
    user = User.objects.filter(pk=user_id, company_id=by.company_id, is_active=True).first()
    if user is None:
        message = _("Nobody of this company has this number.")
        raise Invalid(message, {"user_id": message})
    if not is_seen_by(user, subject):
        message = _("%(name)s may not see this record. Change who it is visible to first.")
        raise Invalid(message % {"name": user.name}, {"user_id": message % {"name": user.name}})
    _held, is_new = Follow.objects.get_or_create(**_key(subject, user_id), defaults={"at": at})
    if is_new:
        _tell("follower-added", subject, user_id, by=by, at=at)
    return is_new


@transaction.atomic
def unfollow(*, subject: OwnedRecord, user_id: int, by: Viewer, at: datetime) -> bool:
    """Let a user no longer follow a record; who does not follow it changes nothing.

    Raises:
        Forbidden: it is neither themselves, nor their record, nor are they an admin.
    """
    _refuse_strangers(subject, user_id, by=by)
    gone, _by_model = Follow.objects.filter(**_key(subject, user_id)).delete()
    if gone:
        _tell("follower-removed", subject, user_id, by=by, at=at)
    return bool(gone)


@transaction.atomic
def carry_followers(*, old: tuple[str, int], new: tuple[str, int], company_id: int) -> None:
    """Let whoever follows a record follow what it became, since the same day.

    Args:
        old: kind and id of the record that was, such as `("lead", 4)`.
        new: kind and id of what it became.
        company_id: whose they are.
    """
    of_company = Follow.objects.filter(company_id=company_id)
    held = of_company.filter(subject_type=old[0], subject_id=old[1])
    Follow.objects.bulk_create(
        [
            Follow(
                company_id=company_id,
                subject_type=new[0],
                subject_id=new[1],
                user_id=one.user_id,
                at=one.at,
            )
            for one in held
        ],
        ignore_conflicts=True,
    )


def may_choose_followers(subject: OwnedRecord, viewer: Viewer) -> bool:
    """Return whether the viewer may let others follow a record."""
    return viewer.is_admin or subject.owner_id == viewer.user_id


def _refuse_strangers(subject: OwnedRecord, user_id: int, *, by: Viewer) -> None:
    if user_id != by.user_id and not may_choose_followers(subject, by):
        raise Forbidden(_("Only its owner and admins choose who else follows a record."))


def _key(subject: OwnedRecord, user_id: int) -> dict[str, object]:
    return {
        "company_id": subject.company_id,
        "subject_type": subject_type(subject),
        "subject_id": subject.pk,
        "user_id": user_id,
    }


def _tell(act: str, subject: OwnedRecord, user_id: int, *, by: Viewer, at: datetime) -> None:
    """Write it into the record's history: for themselves, or for somebody else."""
    kind = f"{subject_type(subject)}.{act}"
    if user_id == by.user_id:
        record(f"{kind}-self", subject=subject, by=by, at=at, user_id=user_id)
    else:
        record(kind, subject=subject, by=by, at=at, user_id=user_id)
