"""History of a record's page: emails, notes, done activities and changes, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kartotek.activities import queries as activities
from kartotek.activities.queries import ActivityRow, NoteRow
from kartotek.history import queries as history
from kartotek.history.queries import Line
from kartotek.linking import queries as linking
from kartotek.linking.queries import ConversationRow
from kartotek.users.viewer import Viewer
from kartotek.web.records.changes import Change, Teller
from kartotek.web.records.kinds import related_to
from kartotek.web.records.words import SENTENCES

STEP = 30
MOST = 480

ICONS = {
    "call": "phone",
    "meeting": "users-round",
    "task": "calendar-check",
    "deadline": "flag",
    "email": "mail",
    "lunch": "utensils",
}


class Show(StrEnum):
    """What of History is shown."""

    ALL = "all"
    ACTIVITIES = "activities"
    NOTES = "notes"
    EMAILS = "emails"
    CHANGES = "changes"


TABS: dict[Show, Promise] = {
    Show.ALL: gettext_lazy("All"),
    Show.ACTIVITIES: gettext_lazy("Activities"),
    Show.NOTES: gettext_lazy("Notes"),
    Show.EMAILS: gettext_lazy("Emails"),
    Show.CHANGES: gettext_lazy("Changes"),
}


@dataclass(frozen=True)
class Entry:
    """One entry of the timeline; `row` is what its card shows, by the `form` it is drawn in."""

    form: str
    at: datetime
    icon: str
    line: SafeString
    row: ConversationRow | NoteRow | ActivityRow | Change


@dataclass(frozen=True)
class Month:
    """The entries of one month."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Tab:
    """A filter of History; `count` is empty where it is not known."""

    show: Show
    text: str | Promise
    count: int | None


@dataclass(frozen=True)
class Timeline:
    """History as far as it is shown; `more` is how many entries to ask for next, 0 at the end."""

    show: Show
    tabs: list[Tab]
    months: list[Month]
    more: int


def timeline_of(
    kind: str, record_id: int, title: str, *, viewer: Viewer, show: Show, limit: int
) -> Timeline:
    """Return the history of a record that the viewer sees.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id.
        title: its name.
        viewer: who reads.
        show: which entries.
        limit: how many at most.
    """
    # One more than is shown tells whether there is more.
    done = activities.done_of(kind, record_id, viewer=viewer, limit=limit + 1)
    notes = activities.notes_of(kind, record_id, viewer=viewer, limit=limit + 1)
    emails = linking.of_record(kind, record_id, viewer=viewer, limit=limit + 1)
    read = {
        Show.ACTIVITIES: [_activity(row) for row in done],
        Show.NOTES: [_note(row) for row in notes],
        Show.EMAILS: [_email(row) for row in emails],
        Show.CHANGES: _changes(kind, record_id, title, viewer=viewer, limit=limit + 1, show=show),
    }
    read[Show.ALL] = [entry for entries in read.values() for entry in entries]
    shown = sorted(read[show], key=attrgetter("at"), reverse=True)
    return Timeline(
        show=show,
        tabs=[Tab(one, text, _count(one, read[one], limit)) for one, text in TABS.items()],
        months=_by_month(shown[:limit]),
        more=min(limit * 2, MOST) if len(shown) > limit and limit < MOST else 0,
    )


def _count(show: Show, entries: list[Entry], limit: int) -> int | None:
    """Return how many entries a filter has, where that was read to the end."""
    is_counted = show in {Show.ACTIVITIES, Show.NOTES, Show.EMAILS}
    return len(entries) if is_counted and len(entries) <= limit else None


def _by_month(entries: Iterable[Entry]) -> list[Month]:
    def month(entry: Entry) -> str:
        return date_format(timezone.localtime(entry.at), "F Y")

    return [Month(title, list(held)) for title, held in groupby(entries, key=month)]


def _changes(
    kind: str, record_id: int, title: str, *, viewer: Viewer, limit: int, show: Show
) -> list[Entry]:
    own = (kind, record_id)
    related = related_to(kind, record_id, viewer=viewer) if show is Show.ALL else {}
    # More than asked for are read, because some may not be the viewer's to read.
    lines = history.of_records([own, *related], viewer=viewer, limit=limit * 4)
    told = [
        line
        for line in _readable(lines, viewer)
        if (line.subject_type, line.subject_id) == own
        or (line.kind in SENTENCES and SENTENCES[line.kind].rolls_up)
    ][:limit]
    teller = Teller(told, own=own, titles={own: title, **related}, viewer=viewer)
    return [Entry("change", one.at, one.icon, one.line, one) for one in teller.tell()]


def _readable(lines: list[Line], viewer: Viewer) -> list[Line]:
    """Return the lines without those of conversations that are not the viewer's to read.

    They hold the subject, and a record is seen by more people than the mail linked to it.
    """
    conversations = {line.data["conversation"] for line in lines if "conversation" in line.data}
    seen = linking.readable(conversations, viewer=viewer) if conversations else set()
    return [line for line in lines if line.data.get("conversation") in {None, *seen}]


def _note(row: NoteRow) -> Entry:
    line = _told(_("%(who)s wrote a note"), who=row.owner_name)
    return Entry("note", row.created_at, "sticky-note", line, row)


def _activity(row: ActivityRow) -> Entry:
    assert row.done_at is not None
    values = {"what": row.type_text, "who": row.owner_name}
    if row.duration_minutes:
        minutes = row.duration_minutes
        line = _told(_("%(what)s done by %(who)s, %(minutes)s min"), **values, minutes=minutes)
    else:
        line = _told(_("%(what)s done by %(who)s"), **values)
    return Entry("activity", row.done_at, ICONS.get(row.type, "calendar-check"), line, row)


def _email(row: ConversationRow) -> Entry:
    names = [sender.name for sender in row.senders]
    if len(names) > 2:
        text = _("%(who)s, %(other)s and %(count)s more wrote to each other")
        line = _told(text, who=names[0], other=names[1], count=len(names) - 2)
    elif len(names) == 2:
        line = _told(_("%(who)s and %(other)s wrote to each other"), who=names[0], other=names[1])
    else:
        line = _told(_("%(who)s wrote"), who=names[0] if names else _("Somebody"))
    return Entry("email", row.last_at, "mail", line, row)


def _told(text: str, **values: object) -> SafeString:
    """Return a sentence whose `who`, `other` and `what` are bold."""
    loud = {"who", "other", "what"}
    safe = {
        name: format_html("<b>{}</b>" if name in loud else "{}", value)
        for name, value in values.items()
    }
    return mark_safe(text % safe)  # noqa: S308  Our own sentences; the values are escaped.
