"""Telling users what happened: each once, as they want to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from kartotek.notifications.models import Notification, Period, Preference
from kartotek.notifications.operations.counting import recount

Key = tuple[int, str, str, int]
"""User, event, and type and id of the subject."""


@dataclass(frozen=True)
class News:
    """Something that one user is told.

    Args:
        user_id: who.
        kind: of what kind it is (models.Kind).
        event: names the sentence.
        code: the row of the rules that decided.
        subject: type and id of where it leads.
        cause: grows with time; what has no greater one than before was told already.
        at: when it happened.
        data: what the sentence needs; ids and names.
    """

    user_id: int
    kind: str
    event: str
    code: str
    subject: tuple[str, int]
    cause: int
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Return what is told once, and anew when it happens again."""
        return (self.user_id, self.event, *self.subject)


@transaction.atomic
def tell(news: Iterable[News], *, company_id: int) -> set[int]:
    """Tell users what happened, and return whose bell has news now.

    What was told before is not told again; what happens again to the same subject is new again.
    """
    newest = {one.key: one for one in sorted(news, key=lambda one: one.cause)}
    if not newest:
        return set()
    wanted = _wanted({key[0] for key in newest}, company_id)
    known = _known(newest, company_id)
    fresh: list[Notification] = []
    again: list[Notification] = []
    for key, one in newest.items():
        is_in_app, is_mailed = wanted.get((one.user_id, one.kind), (True, False))
        before = known.get(key)
        if (before is not None and before.cause >= one.cause) or not (is_in_app or is_mailed):
            continue
        row = before or Notification(company_id=company_id)
        _write(row, one, is_in_app=is_in_app)
        (fresh if before is None else again).append(row)
    Notification.objects.bulk_create(fresh, ignore_conflicts=True)
    Notification.objects.bulk_update(again, _WRITTEN)
    told = {row.user_id for row in [*fresh, *again] if row.is_in_app}
    recount(told, company_id=company_id)
    return told


_WRITTEN = ["kind", "code", "data", "cause", "at", "is_in_app", "read_at", "emailed_at"]


def _write(row: Notification, one: News, *, is_in_app: bool) -> None:
    row.user_id, row.kind, row.event, row.code = one.user_id, one.kind, one.event, one.code
    row.subject_type, row.subject_id = one.subject
    row.data, row.cause, row.at = dict(one.data), one.cause, one.at
    row.is_in_app, row.read_at, row.emailed_at = is_in_app, None, None


def _wanted(user_ids: set[int], company_id: int) -> dict[tuple[int, str], tuple[bool, bool]]:
    """Return whether users want a kind in the bell and by email, where they chose."""
    chosen = Preference.objects.filter(company_id=company_id, user_id__in=user_ids)
    return {(one.user_id, one.kind): (one.is_in_app, one.email != Period.OFF) for one in chosen}


def _known(newest: Mapping[Key, News], company_id: int) -> dict[Key, Notification]:
    by_type: dict[str, set[int]] = {}
    for _user, _event, subject_type, subject_id in newest:
        by_type.setdefault(subject_type, set()).add(subject_id)
    users: Sequence[int] = [key[0] for key in newest]
    found: dict[Key, Notification] = {}
    for subject_type, ids in by_type.items():
        rows = Notification.objects.select_for_update().filter(
            company_id=company_id, user_id__in=users, subject_type=subject_type, subject_id__in=ids
        )
        for row in rows:
            found[(row.user_id, row.event, row.subject_type, row.subject_id)] = row
    return found
