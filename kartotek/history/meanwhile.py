"""Whether somebody changed a field while somebody else was editing it.

Whoever edits says by a mark what they saw; under the lock of the write the mark is compared with
what is there now. Different fields never meet here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kartotek.errors import Stale
from kartotek.history.models import Entry
from kartotek.history.operations import plain, subject_type

Was = Mapping[str, str]
"""By field, the mark of the value that the editor saw; a field that is left out is not compared."""

# A field that nobody touched in so many changes of its record is said to have changed by nobody.
LOOKED_AT = 200


class ChangedMeanwhile(Stale):
    """Somebody changed the very field first.

    Args:
        message: one sentence for the person.
        field: which one.
        value: what it is now.
        who: who changed it; empty where history does not tell.
        at: when; None where history does not tell.
    """

    def __init__(
        self, message: str, field: str, value: Any, *, who: str, at: datetime | None
    ) -> None:
        """Keep what a screen shows beside the sentence."""
        super().__init__(message)
        self.field = field
        self.value = value
        self.who = who
        self.at = at


def mark(value: Any) -> str:
    """Return a short mark of a value; two values have the same mark when they are the same."""
    text = json.dumps(plain(value), sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_changed(
    subject: models.Model,
    was: Was,
    new: Mapping[str, Any],
    *,
    current: Mapping[str, Any] | None = None,
) -> None:
    """Let an edit pass whose fields are as the editor saw them, or as they are to be anyway.

    Args:
        subject: the record, locked.
        was: what the editor saw.
        new: what is to be written.
        current: what is there now, for fields that are not the record's own.

    Raises:
        ChangedMeanwhile: somebody changed one of the fields meanwhile.
    """
    for name, seen in was.items():
        now = current[name] if current is not None else getattr(subject, name)
        if seen and mark(now) not in {seen, mark(new.get(name))}:
            raise _changed(subject, name, now)


def _changed(subject: models.Model, name: str, now: Any) -> ChangedMeanwhile:
    edits = Entry.objects.filter(
        company_id=subject.company_id,  # type: ignore[attr-defined]
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        kind__endswith=".edited",
    ).select_related("user")
    for entry in edits.order_by("-at", "-id")[:LOOKED_AT]:
        if name in entry.data.get("changes", {}):
            who = entry.user.name if entry.user else ""
            text = _("%(who)s changed this meanwhile. Nothing was overwritten.")
            return ChangedMeanwhile(
                text % {"who": who or "Kartotek"}, name, now, who=who, at=entry.at
            )
    text = _("This was changed meanwhile. Nothing was overwritten.")
    return ChangedMeanwhile(text, name, now, who="", at=None)
