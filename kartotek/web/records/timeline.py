"""History of a record's page: emails, notes, done activities, files and changes, newest first.

    each source read from where the page before ended -> merged -> cut -> grouped by month

Every source is read by key, so that older entries cost as much as new ones, and how many queries
there are does not depend on how much happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kartotek.activities import queries as activities
from kartotek.linking import queries as linking
from kartotek.users.before import Before, Place
from kartotek.users.viewer import Viewer
from kartotek.web.records.changes import Teller
from kartotek.web.records.entries import (
    ICONS,
    RANKS,
    Entry,
    activity_entry,
    attachment_entry,
    change_entry,
    email_entry,
    file_entry,
    note_entry,
)
from kartotek.web.records.wanted import Told, count_readable, readable_lines, told_on

__all__ = ["ICONS", "STEP", "Asked", "Entry", "Month", "Show", "Tab", "Timeline", "timeline_of"]

STEP = 30


class Show(StrEnum):
    """What of History is shown."""

    ALL = "all"
    ACTIVITIES = "activities"
    NOTES = "notes"
    EMAILS = "emails"
    FILES = "files"
    CHANGES = "changes"


TABS: dict[Show, Promise] = {
    Show.ALL: gettext_lazy("All"),
    Show.ACTIVITIES: gettext_lazy("Activities"),
    Show.NOTES: gettext_lazy("Notes"),
    Show.EMAILS: gettext_lazy("Emails"),
    Show.FILES: gettext_lazy("Files"),
    Show.CHANGES: gettext_lazy("Changes"),
}


@dataclass(frozen=True)
class Asked:
    """What of History is asked for; `before` is the `older` of the page before."""

    show: Show = Show.ALL
    before: str = ""
    limit: int = STEP


@dataclass(frozen=True)
class Month:
    """The entries of one month; without a title where the page before began it."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Tab:
    """A filter of History, and how many entries it has."""

    show: Show
    text: str | Promise
    count: int


@dataclass(frozen=True)
class Timeline:
    """History as far as it is shown; `older` is where the next page starts, empty at the end.

    `tabs` are empty where only older entries were asked for.
    """

    show: Show
    tabs: list[Tab]
    months: list[Month]
    older: str
    is_first: bool


def timeline_of(kind: str, record_id: int, title: str, *, viewer: Viewer, asked: Asked) -> Timeline:
    """Return the history of a record that the viewer sees.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id.
        title: its name.
        viewer: who reads.
        asked: which entries, from where, and how many.

    Raises:
        CursorLost: where the page starts cannot be read.
    """
    place = Place.read(asked.before) if asked.before else None
    told = told_on(kind, record_id, viewer=viewer, with_news=asked.show is Show.ALL)
    # One more than is shown tells whether there is more.
    source = _Source(kind, record_id, viewer, place, asked.limit + 1)
    entries = source.entries(asked.show, told, title)
    shown = entries[: asked.limit]
    return Timeline(
        show=asked.show,
        tabs=[] if place else _tabs(kind, record_id, told, viewer),
        months=_by_month(shown, since=place),
        older=_place_of(shown[-1]).cursor if len(entries) > asked.limit else "",
        is_first=place is None,
    )


@dataclass(frozen=True)
class _Source:
    """Where entries are read from, and how many of each form at most."""

    kind: str
    record_id: int
    viewer: Viewer
    place: Place | None
    limit: int

    def entries(self, show: Show, told: Told, title: str) -> list[Entry]:
        """Return the entries of a filter, newest first; more than are shown."""
        readers: dict[Show, Callable[[], list[Entry]]] = {
            Show.ACTIVITIES: self._activities,
            Show.NOTES: self._notes,
            Show.EMAILS: self._emails,
            Show.FILES: partial(self._files, with_mail=show is Show.FILES),
            Show.CHANGES: partial(self._changes, told, title),
        }
        read = readers.values() if show is Show.ALL else [readers[show]]
        found = [entry for reader in read for entry in reader()]
        return sorted(found, key=attrgetter("place"), reverse=True)

    def _before(self, form: str) -> Before | None:
        return self.place.before(RANKS[form]) if self.place else None

    def _activities(self) -> list[Entry]:
        before = self._before("activity")
        done = activities.done_of(
            self.kind, self.record_id, viewer=self.viewer, before=before, limit=self.limit
        )
        return [activity_entry(row) for row in done]

    def _notes(self) -> list[Entry]:
        before = self._before("note")
        notes = activities.notes_of(
            self.kind, self.record_id, viewer=self.viewer, before=before, limit=self.limit
        )
        return [note_entry(row) for row in notes]

    def _files(self, *, with_mail: bool) -> list[Entry]:
        before = self._before("file")
        files = activities.files_of(
            self.kind, self.record_id, viewer=self.viewer, before=before, limit=self.limit
        )
        found = [file_entry(row) for row in files]
        if with_mail:
            # In the whole history the email itself stands for them.
            came = linking.files_of_record(
                self.kind,
                self.record_id,
                viewer=self.viewer,
                before=self._before("attachment"),
                limit=self.limit,
            )
            found += [attachment_entry(row) for row in came]
        return found

    def _emails(self) -> list[Entry]:
        before = self._before("email")
        rows = linking.of_record(
            self.kind, self.record_id, viewer=self.viewer, before=before, limit=self.limit
        )
        return [email_entry(row) for row in rows]

    def _changes(self, told: Told, title: str) -> list[Entry]:
        before = self._before("change")
        lines = readable_lines(told.all, viewer=self.viewer, before=before, limit=self.limit)
        own = (self.kind, self.record_id)
        teller = Teller(
            lines, own=own, titles={own: title, **told.merged, **told.related}, viewer=self.viewer
        )
        return [change_entry(one) for one in teller.tell()]


def _tabs(kind: str, record_id: int, told: Told, viewer: Viewer) -> list[Tab]:
    """Return the filters with their counts; All counts what the others do."""
    mail = linking.mail_counts(kind, record_id, viewer=viewer)
    counts = {
        Show.ACTIVITIES: activities.count_done(kind, record_id, viewer=viewer),
        Show.NOTES: activities.count_notes(kind, record_id, viewer=viewer),
        Show.EMAILS: mail.conversations,
        Show.FILES: activities.count_files(kind, record_id, viewer=viewer),
        Show.CHANGES: count_readable(told, viewer=viewer),
    }
    counts[Show.ALL] = sum(counts.values())
    counts[Show.FILES] += mail.files
    return [Tab(one, text, counts[one]) for one, text in TABS.items()]


def _by_month(entries: Iterable[Entry], *, since: Place | None) -> list[Month]:
    begun = _month(since.at) if since else ""
    return [
        Month("" if title == begun else title, list(held))
        for title, held in groupby(entries, key=lambda entry: _month(entry.at))
    ]


def _month(at: datetime) -> str:
    return date_format(timezone.localtime(at), "F Y")


def _place_of(last: Entry) -> Place:
    return Place(last.at, RANKS[last.form], last.row.id)
