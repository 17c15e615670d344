"""One entry of History: an email, a note, an activity, a file or a change, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kartotek.activities.queries import ActivityRow, FileRow, NoteRow
from kartotek.linking.queries import ConversationRow, MailFile
from kartotek.web.icons import TYPE_ICONS
from kartotek.web.records.changes import Change

# Of what happened at one moment, this comes first.
RANKS = {"activity": 0, "note": 1, "email": 2, "file": 3, "change": 4, "attachment": 5}


@dataclass(frozen=True)
class Entry:
    """One entry of the timeline; `row` is what its card shows, by the `form` it is drawn in."""

    form: str
    at: datetime
    icon: str
    line: SafeString
    row: ConversationRow | NoteRow | ActivityRow | FileRow | Change | MailFile

    @property
    def place(self) -> tuple[datetime, int, int]:
        """Return what sorts entries: the newest first when turned round."""
        return (self.at, -RANKS[self.form], self.row.id)


def attachment_entry(row: MailFile) -> Entry:
    """Return a file of a message as an entry."""
    name = row.name or _("File without a name")
    line = _told(_("%(file)s came by email: %(subject)s"), file=name, subject=row.subject)
    return Entry("attachment", row.sent_at, "paperclip", line, row)


def note_entry(row: NoteRow) -> Entry:
    """Return a note as an entry."""
    line = _told(_("%(who)s wrote a note"), who=row.owner_name)
    return Entry("note", row.created_at, "sticky-note", line, row)


def file_entry(row: FileRow) -> Entry:
    """Return a file as an entry."""
    line = _told(_("%(who)s added %(file)s"), who=row.owner_name, file=row.name)
    return Entry("file", row.created_at, "file-text", line, row)


def activity_entry(row: ActivityRow) -> Entry:
    """Return an activity that was done as an entry."""
    assert row.done_at is not None
    values = {"what": row.type_text, "who": row.owner_name}
    if row.duration_minutes:
        minutes = row.duration_minutes
        line = _told(_("%(what)s done by %(who)s, %(minutes)s min"), **values, minutes=minutes)
    else:
        line = _told(_("%(what)s done by %(who)s"), **values)
    return Entry("activity", row.done_at, TYPE_ICONS.get(row.icon, "calendar-check"), line, row)


def email_entry(row: ConversationRow) -> Entry:
    """Return a conversation as an entry."""
    names = [sender.name for sender in row.senders]
    if len(names) > 2:
        text = _("%(who)s, %(other)s and %(count)s more wrote to each other")
        line = _told(text, who=names[0], other=names[1], count=len(names) - 2)
    elif len(names) == 2:
        line = _told(_("%(who)s and %(other)s wrote to each other"), who=names[0], other=names[1])
    else:
        line = _told(_("%(who)s wrote"), who=names[0] if names else _("Somebody"))
    return Entry("email", row.last_at, "mail", line, row)


def change_entry(change: Change) -> Entry:
    """Return a told line of history as an entry."""
    return Entry("change", change.at, change.icon, change.line, change)


def _told(text: str, **values: object) -> SafeString:
    """Return a sentence whose names are bold."""
    loud = {"who", "other", "what", "file"}
    safe = {
        name: format_html("<b>{}</b>" if name in loud else "{}", value)
        for name, value in values.items()
    }
    return mark_safe(text % safe)  # noqa: S308  Our own sentences; the values are escaped.
