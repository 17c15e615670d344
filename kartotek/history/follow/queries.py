"""Who follows a record, and what somebody follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kartotek.history.models import Follow
from kartotek.users.models import User
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord, sees


@dataclass(frozen=True)
class Follower:
    """A user who follows a record."""

    id: int
    name: str


def followers_of(subject: OwnedRecord) -> list[Follower]:
    """Return who follows a record and sees it still, by name.

    Who lost sight of it is not told of it either; they follow again once they see it again.
    """
    kind = str(subject._meta.model_name)
    users = _following(kind=kind, record_id=subject.pk, company_id=subject.company_id)
    seeing = [user for user in users if is_seen_by(user, subject)]
    ordered = sorted(seeing, key=lambda user: (user.name, user.pk))
    return [Follower(user.pk, user.name) for user in ordered]


@prepared
def _following(*, kind: str, record_id: int, company_id: int) -> QuerySet[User]:
    followed = Follow.objects.filter(company_id=company_id, subject_type=kind, subject_id=record_id)
    users = User.objects.filter(
        company_id=company_id, is_active=True, pk__in=followed.values("user_id")
    )
    return users.select_related("group__parent")


def follows(subject_type: str, ids: Iterable[int], *, viewer: Viewer) -> set[int]:
    """Return which of the records of a kind the viewer follows."""
    held = Follow.objects.filter(
        company_id=viewer.company_id,
        user_id=viewer.own_id,
        subject_type=subject_type,
        subject_id__in=list(ids),
    )
    return set(held.values_list("subject_id", flat=True))


def is_seen_by(user: User, subject: OwnedRecord) -> bool:
    """Return whether a user of the record's company sees it."""
    return sees(
        Viewer.of(user),
        owner_id=subject.owner_id,
        owner_group_id=subject.owner.group_id,
        visibility=subject.visibility,
    )
