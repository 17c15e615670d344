"""Writing history: every operation ends with one line here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models

from kartotek.history.models import Entry
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Event:
    """Something that happened to the record `subject_type` `subject_id`."""

    kind: str
    subject_type: str
    subject_id: int
    data: Mapping[str, Any] = field(default_factory=dict)


def record(kind: str, *, subject: models.Model, by: Viewer, at: datetime, **data: Any) -> Entry:
    """Write that `kind` happened to `subject`, and return the line.

    Args:
        kind: named as `thing.what-happened`, such as `deal.stage-changed`.
        subject: the record; its model's name is its type.
        by: who did it, and by which door.
        at: when.
        **data: what a sentence about it needs; values JSON can hold, dates, decimals.
    """
    event = Event(kind, subject_type(subject), subject.pk, data)
    return record_all([event], by=by, at=at)[0]


def record_all(events: Iterable[Event], *, by: Viewer, at: datetime) -> list[Entry]:
    """Write many lines at once and return them."""
    return Entry.objects.bulk_create(
        [
            Entry(
                company_id=by.company_id,
                kind=event.kind,
                subject_type=event.subject_type,
                subject_id=event.subject_id,
                at=at,
                user_id=by.user_id,
                source=by.source,
                data={name: plain(value) for name, value in event.data.items()},
            )
            for event in events
        ]
    )


def subject_type(subject: models.Model) -> str:
    """Return the word for a record's kind, such as `person`."""
    return str(subject._meta.model_name)


def changes(subject: models.Model, new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return `{field: [old, new]}` of what `new` would change on `subject`."""
    return {
        name: [plain(getattr(subject, name)), plain(value)]
        for name, value in new.items()
        if getattr(subject, name) != value
    }


def initial(values: Mapping[str, Any], *, leaving_out: Iterable[str] = ()) -> dict[str, Any]:
    """Return what a new record says, as its first line of history keeps it: no empty values."""
    return {
        name: plain(value)
        for name, value in values.items()
        if name not in leaving_out and value not in (None, "", [], ())
    }


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value
