"""History of a record's page: emails, notes, done activities, files and changes, newest first.

    each source read from where the page before ended -> merged -> cut -> grouped by month

Every source is read by key, so that older entries cost as much as new ones, and how many queries
there are does not depend on how much happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from itertools import chain, groupby
from operator import attrgetter

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kartotek.activities import queries as activities
from kartotek.activities.queries import FileRow
from kartotek.linking import queries as linking
from kartotek.users.before import Before, Place
from kartotek.users.viewer import Viewer
from kartotek.web.records.changes import Teller
from kartotek.web.records.entries import (
    RANKS,
    Entry,
    activity_entry,
    attachment_entry,
    change_entry,
    email_entry,
    file_entry,
    note_entry,
)
from kartotek.web.records.kinds import Held
from kartotek.web.records.wanted import Told, count_readable, readable_lines, told_on

__all__ = ["STEP", "Asked", "Entry", "Month", "Show", "Tab", "Timeline", "timeline_of"]

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


def timeline_of(
    kind: str,
    record_id: int,
    title: str,
    *,
    viewer: Viewer,
    asked: Asked,
    held: Held | None = None,
) -> Timeline:
    """Return the history of a record that the viewer sees.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id.
        title: its name.
        viewer: who reads.
        asked: which entries, from where, and how many.
        held: what hangs on the record, where the page reads that too.

    Raises:
        CursorLost: where the page starts cannot be read.
    """
    place = Place.read(asked.before) if asked.before else None
    held = held or Held(kind, record_id, viewer)
    told = told_on(held, with_news=asked.show is Show.ALL)
    # One more than is shown tells whether there is more.
    source = _Source(held, place, asked.limit + 1)
    read = source.read(asked.show, told, title)
    entries = sorted(chain.from_iterable(read.values()), key=attrgetter("place"), reverse=True)
    shown = entries[: asked.limit]
    return Timeline(
        show=asked.show,
        tabs=[] if place else _tabs(held, told, source.count_done(read)),
        months=_by_month(shown, since=place),
        older=_place_of(shown[-1]).cursor if len(entries) > asked.limit else "",
        is_first=place is None,
    )


@dataclass(frozen=True)
class _Source:
    """Where entries are read from, and how many of each form at most."""

    held: Held
    place: Place | None
    limit: int

    @property
    def kind(self) -> str:
        """Of what the record is."""
        return self.held.kind

    @property
    def record_id(self) -> int:
        """Whose history is read."""
        return self.held.id

    @property
    def viewer(self) -> Viewer:
        """Who reads."""
        return self.held.viewer

    def read(self, show: Show, told: Told, title: str) -> dict[Show, list[Entry]]:
        """Return the newest entries of each form that a filter shows; more than are shown."""
        readers: dict[Show, Callable[[], list[Entry]]] = {
            Show.ACTIVITIES: self._activities,
            Show.NOTES: self._notes,
            Show.EMAILS: self._emails,
            Show.FILES: partial(self._files, with_mail=show is Show.FILES),
            Show.CHANGES: partial(self._changes, told, title),
        }
        wanted = readers if show is Show.ALL else [show]
        return {form: readers[form]() for form in wanted}

    def count_done(self, read: Mapping[Show, list[Entry]]) -> int:
        """Return how many activities were done, counted again only where not all were read."""
        done = read.get(Show.ACTIVITIES)
        if done is not None and len(done) < self.limit:
            return len(done)
        return activities.count_done(self.kind, self.record_id, viewer=self.viewer)

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
        if before is None:
            return [note_entry(row) for row in self.held.newest_notes(self.limit)]
        notes = activities.notes_of(
            self.kind, self.record_id, viewer=self.viewer, before=before, limit=self.limit
        )
        return [note_entry(row) for row in notes]

    def _files(self, *, with_mail: bool) -> list[Entry]:
        found = [file_entry(row) for row in self._own_files()]
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

    def _own_files(self) -> list[FileRow]:
        before = self._before("file")
        if before is None:
            return self.held.newest_files(self.limit)
        return activities.files_of(
            self.kind, self.record_id, viewer=self.viewer, before=before, limit=self.limit
        )

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


def _tabs(held: Held, told: Told, done: int) -> list[Tab]:
    """Return the filters with their counts; All counts what the others do."""
    mail = linking.mail_counts(held.kind, held.id, viewer=held.viewer)
    counts = {
        Show.ACTIVITIES: done,
        Show.NOTES: held.note_count,
        Show.EMAILS: mail.conversations,
        Show.FILES: held.file_count,
        Show.CHANGES: count_readable(told, viewer=held.viewer),
    }
    counts[Show.ALL] = sum(counts.values())
    counts[Show.FILES] += mail.files
    return [Tab(one, text, counts[one]) for one, text in TABS.items()]


def _by_month(entries: Iterable[Entry], *, since: Place | None) -> list[Month]:
    zone = timezone.get_current_timezone()

    def month(at: datetime) -> date:
        return at.astimezone(zone).date().replace(day=1)

    begun = month(since.at) if since else None
    return [
        Month("" if first == begun else date_format(first, "F Y"), list(held))
        for first, held in groupby(entries, key=lambda entry: month(entry.at))
    ]


def _place_of(last: Entry) -> Place:
    return Place(last.at, RANKS[last.form], last.row.id)
