"""What callers say about an activity or note, checked: texts, and the records it hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from kartotek.activities.models import ActivityType
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
    """What can be said of an activity; without a title it is called as its type."""

    type: str
    title: str
    due_on: date | None
    due_time: time | None
    duration_minutes: int | None
    location: str
    guests: Sequence[str]
    note: str


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


def _problems(kept: Mapping[str, Any], *, by: Viewer) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in ("title", "location"):
        if len(kept.get(name, "")) > LONGEST_TITLE:
            message = _("At most %(count)s characters fit here.") % {"count": LONGEST_TITLE}
            found.append((name, message))
    if len(kept.get("guests", ())) > MOST_GUESTS:
        message = _("At most %(count)s guests fit here.") % {"count": MOST_GUESTS}
        found.append(("guests", message))
    if "type" in kept and kept["type"] not in ActivityType.values:
        found.append(("type", _("There is no such type of activity.")))
    minutes = kept.get("duration_minutes")
    if minutes is not None and not 0 <= minutes <= LONGEST_MINUTES:
        found.append(("duration_minutes", _("Give the duration in minutes, up to a month.")))
    if "owner_id" in kept and not _is_user(kept["owner_id"], by=by):
        found.append(("owner_id", _("Nobody of this company has this number.")))
    found += [
        (name, _("This record is gone."))
        for name, model in MODELS.items()
        if kept.get(name) is not None and not _is_seen(model, kept[name], by=by)
    ]
    return found


def _tidy(name: str, value: Any) -> Any:
    if name == "guests":
        tidied = [" ".join(str(one).replace("\x00", "").split())[:LONGEST_TITLE] for one in value]
        return list(dict.fromkeys(one for one in tidied if one))
    if not isinstance(value, str):
        return value
    return one_line(value) if name in ONE_LINE else many_lines(value)


def _is_user(user_id: int, *, by: Viewer) -> bool:
    return User.objects.filter(pk=user_id, company_id=by.company_id).exists()


def _is_seen(model: type[OwnedRecord], record_id: int, *, by: Viewer) -> bool:
    seen = model._default_manager.filter(pk=record_id, deleted_at=None)
    return bool(seen.visible_to(by).exists())  # type: ignore[attr-defined]
