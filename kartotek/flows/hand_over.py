"""Somebody's records become a colleague's, all of them in one act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.activities.models import Activity
from kartotek.contacts.models import Organization, Person
from kartotek.errors import Invalid, NotFound
from kartotek.flows.indexing import reindex
from kartotek.history.operations import Event, record, record_all
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.models import User
from kartotek.users.operations.roles import refuse_touching_admins
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

BATCH = 500


@transaction.atomic
def hand_over(*, user_id: int, heir_id: int, by: Viewer, at: datetime) -> int:
    """Make all records of a user, deleted ones too, and their planned activities another's.

    Returns:
        How many changed hands.

    Raises:
        NotPermitted: `by` may not manage users.
        NotFound: there is no such user.
        NotYoursToGive: it is an admin, and `by` is not.
        Invalid: the heir is the same user, does not work here any more, or is unknown.
    """
    refuse_unless(by, Permission.MANAGE_USERS)
    user = User.objects.filter(pk=user_id, company_id=by.company_id).first()
    if user is None:
        raise NotFound(_("There is no such user."))
    refuse_touching_admins(user, by=by)
    heir = User.objects.filter(pk=heir_id, company_id=by.company_id, is_active=True).first()
    if heir is None or heir.pk == user.pk:
        wrong = _("Choose a colleague who works here.")
        raise Invalid(wrong, {"heir_id": wrong})
    count = 0
    for kind, owned in _owned(user).items():
        for ids in _batches(owned):
            owned.model._default_manager.filter(pk__in=ids).update(owner=heir, updated_at=at)
            changed = {"changes": {"owner_id": [user.pk, heir.pk]}}
            events = [Event(f"{kind}.edited", kind, pk, changed) for pk in ids]
            record_all(events, by=by, at=at)
            reindex(kind, ids, company_id=by.company_id, at=at)
            count += len(ids)
    record(
        "user.handed-over", subject=user, by=by, at=at, name=user.name, to=heir.name, count=count
    )
    return count


def owned_count(user_id: int, *, viewer: Viewer) -> int:
    """Return how many records `hand_over` would hand over.

    Raises:
        NotFound: there is no such user.
    """
    user = User.objects.filter(pk=user_id, company_id=viewer.company_id).first()
    if user is None:
        raise NotFound(_("There is no such user."))
    return sum(owned.count() for owned in _owned(user).values())


def _owned(user: User) -> Mapping[str, QuerySet[Any]]:
    """Return what a user owns, by the kind its history knows it by."""
    own = {"company_id": user.company_id, "owner_id": user.pk}
    return {
        "person": Person.objects.filter(**own),
        "organization": Organization.objects.filter(**own),
        "deal": Deal.objects.filter(**own),
        "lead": Lead.objects.filter(**own),
        "project": Project.objects.filter(**own),
        "activity": Activity.objects.filter(**own, done_at=None),
    }


def _batches(owned: QuerySet[Any]) -> Iterator[list[int]]:
    """Yield the ids of records by the hundred; what was handed over is asked for no more."""
    last = 0
    while ids := list(
        owned.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield ids
        last = ids[-1]
