"""What a user was told: the newest first, without what they may no longer see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.notifications.models import Notification
from kartotek.notifications.queries.rows import NotificationRow, row_of
from kartotek.notifications.queries.sight import COMMENT, Ref, seen
from kartotek.users.before import Before, Place
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """A page of notifications; `hidden` are the ids of those about what is no longer seen."""

    rows: list[NotificationRow]
    older: str = ""
    hidden: list[int] = field(default_factory=list)


def told(*, viewer: Viewer, before: str = "", limit: int = 30, only_unread: bool = False) -> Told:
    """Return what the viewer was told in the bell, the newest first.

    Args:
        viewer: who is asking; everybody reads their own only.
        before: the `older` of the page before.
        limit: how many at most.
        only_unread: without what they have read.

    Raises:
        CursorLost: `before` cannot be read.
    """
    held = Notification.objects.filter(
        company_id=viewer.company_id, user_id=viewer.own_id, is_in_app=True
    )
    if only_unread:
        held = held.filter(read_at=None)
    if before:
        place = Place.read(before)
        held = held.filter(Before(place.at, place.id).condition("at"))
    found = list(held.order_by("-at", "-id")[: limit + 1])
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    older = Place(last.at, 0, last.pk).cursor if last else ""
    rows, hidden = rows_of(shown, viewer=viewer)
    return Told(rows, older, hidden)


def rows_of(
    found: Sequence[Notification], *, viewer: Viewer
) -> tuple[list[NotificationRow], list[int]]:
    """Return notifications of the viewer as rows, and the ids of those they may not see."""
    sights = seen((ref for one in found for ref in _refs(one)), viewer=viewer)
    rows = [row_of(one, sights) for one in found if _needed(one) <= sights.keys()]
    hidden = [one.pk for one in found if not _needed(one) <= sights.keys()]
    return rows, hidden


def notification(notification_id: int, *, viewer: Viewer) -> NotificationRow:
    """Return one of the viewer's notifications.

    Raises:
        NotFound: there is none of theirs, or it is about something they may no longer see.
    """
    held = Notification.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)
    found = held.filter(pk=notification_id).first()
    rows = rows_of([found], viewer=viewer)[0] if found else []
    if not rows:
        raise NotFound(_("What this notification was about is gone."))
    return rows[0]


def _needed(one: Notification) -> set[Ref]:
    """Return what has to be seen for a notification to be shown: its subject, and its comment."""
    comment = one.data.get("comment")
    held: set[Ref] = {(one.subject_type, one.subject_id)}
    return held | ({(COMMENT, int(comment))} if comment else set())


def _refs(one: Notification) -> set[Ref]:
    """Return everything whose name or words are told."""
    about = one.data.get("record")
    return _needed(one) | ({(str(about[0]), int(about[1]))} if about else set())
