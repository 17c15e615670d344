"""What callers say about an activity or note, checked: texts, and the records it hangs on."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from kartotek.activities import rules
from kartotek.activities.models import ActivityType, BuiltIn
from kartotek.contacts.models import Organization, Person
from kartotek.errors import Invalid
from kartotek.history.meanwhile import Was
from kartotek.lib.text import many_lines, one_line
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

LONGEST_TITLE = 500
LONGEST_MINUTES = 60 * 24 * 31
MOST_GUESTS = 200
ONE_LINE = frozenset({"title", "type", "location"})

MODELS: Mapping[str, type[Deal | Lead | Project | Person | Organization]] = {
    "deal_id": Deal,
    "lead_id": Lead,
    "project_id": Project,
    "person_id": Person,
    "organization_id": Organization,
}


class OnFields(TypedDict, total=False):
    """The records something hangs on, and who owns it."""

    deal_id: int | None
    lead_id: int | None
    project_id: int | None
    person_id: int | None
    organization_id: int | None
    owner_id: int | None


class ActivityFields(OnFields, total=False):
    """What can be said of an activity; without a title it is called as its type.

    A time is in `time_zone`, which is that of who writes unless it is given. `people_ids` are all
    the people it is with, the primary one first; they go before `person_id`.
    """

    type: str
    title: str
    due_on: date | None
    due_time: time | None
    duration_minutes: int | None
    location: str
    guests: Sequence[str]
    is_busy: bool
    time_zone: str
    people_ids: Sequence[int]
    note: str


class ActivityEdit(ActivityFields, total=False):
    """What is written anew; `was` marks what the editor saw (kartotek.history.meanwhile)."""

    was: Was


class NoteFields(OnFields, total=False):
    """What can be said of a note: its text, or that as HTML, which counts where both are given."""

    text: str
    html: str
    is_pinned: bool


class NoteEdit(NoteFields, total=False):
    """What is written anew; `was` marks what the editor saw (kartotek.history.meanwhile)."""

    was: Was


def checked(given: Mapping[str, Any], *, by: Viewer) -> dict[str, Any]:
    """Return the given values as they are kept.

    Raises:
        Invalid: a text is too long, a type, duration, owner or record is unknown.
    """
    kept = {name: _tidy(name, value) for name, value in given.items()}
    if kept.get("owner_id", 0) is None:
        del kept["owner_id"]
    problems = dict(_problems(kept, by=by))
    if problems:
        raise Invalid(next(iter(problems.values())), problems)
    return kept


Problems = Iterator[tuple[str, str]]


def _problems(kept: Mapping[str, Any], *, by: Viewer) -> Problems:
    yield from _too_much(kept)
    yield from _not_a_time(kept)
    yield from _not_here(kept, by=by)


def _too_much(kept: Mapping[str, Any]) -> Problems:
    for name in ("title", "location"):
        if len(kept.get(name, "")) > LONGEST_TITLE:
            yield name, _("At most %(count)s characters fit here.") % {"count": LONGEST_TITLE}
    if len(kept.get("guests", ())) > MOST_GUESTS:
        yield "guests", _("At most %(count)s guests fit here.") % {"count": MOST_GUESTS}
    if len(kept.get("people_ids", ())) > MOST_GUESTS:
        yield "people_ids", _("At most %(count)s people fit here.") % {"count": MOST_GUESTS}


def _not_a_time(kept: Mapping[str, Any]) -> Problems:
    day = kept.get("due_on")
    if day is not None and not rules.EARLIEST <= day <= rules.LATEST:
        yield "due_on", _("Choose a day between the years 1900 and 2199.")
    if "time_zone" in kept and kept["time_zone"] not in zoneinfo.available_timezones():
        yield "time_zone", _("There is no such time zone.")
    minutes = kept.get("duration_minutes")
    if minutes is not None and minutes < 0:
        yield "duration_minutes", _("It would end before it begins.")
    elif minutes is not None and minutes > LONGEST_MINUTES:
        yield "duration_minutes", _("Give the duration in minutes, up to a month.")


def _not_here(kept: Mapping[str, Any], *, by: Viewer) -> Problems:
    if "type" in kept and not _is_type(kept["type"], by=by):
        yield "type", _("There is no such type of activity.")
    if "owner_id" in kept and not _is_user(kept["owner_id"], by=by):
        yield "owner_id", _("Nobody of this company has this number.")
    if not all(_is_seen(Person, one, by=by) for one in kept.get("people_ids", ())):
        yield "people_ids", _("This record is gone.")
    for name, model in MODELS.items():
        if kept.get(name) is not None and not _is_seen(model, kept[name], by=by):
            yield name, _("This record is gone.")


def _tidy(name: str, value: Any) -> Any:
    if name == "guests":
        tidied = [" ".join(str(one).replace("\x00", "").split())[:LONGEST_TITLE] for one in value]
        return list(dict.fromkeys(one for one in tidied if one))
    if name == "people_ids":
        return list(dict.fromkeys(value))
    if not isinstance(value, str):
        return value
    return one_line(value) if name in ONE_LINE else many_lines(value)


def _is_type(key: str, *, by: Viewer) -> bool:
    """Return whether activities can be of a type: one in use, or a first one of a company."""
    found = ActivityType.objects.filter(company_id=by.company_id, key=key)
    is_active = found.values_list("is_active", flat=True).first()
    return key in set(BuiltIn) if is_active is None else is_active


def _is_user(user_id: int, *, by: Viewer) -> bool:
    return User.objects.filter(pk=user_id, company_id=by.company_id).exists()


def _is_seen(model: type[OwnedRecord], record_id: int, *, by: Viewer) -> bool:
    seen = model._default_manager.filter(pk=record_id, deleted_at=None)
    return bool(seen.visible_to(by).exists())  # type: ignore[attr-defined]
