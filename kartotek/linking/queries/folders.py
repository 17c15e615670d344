"""The folders of the Sales Inbox: their pages, their counts, and what lies beside a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.queries.rows import ConversationRow, rows_of
from kartotek.mail.models import Mailbox, MailboxConversation
from kartotek.users.viewer import Viewer

MOST_COUNTED = 5_000


class Folder(StrEnum):
    """The folders of the Sales Inbox."""

    INBOX = "inbox"
    TO_LINK = "to-link"
    SENT = "sent"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ends: the date and id of its last row."""

    last_at: datetime
    place_id: int

    def __str__(self) -> str:
        return f"{self.last_at.isoformat()}~{self.place_id}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Return the cursor a page address carries, or None where it is not one."""
        date, _, place = text.partition("~")
        try:
            return cls(datetime.fromisoformat(date), int(place))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and where the next ones begin."""

    rows: tuple[ConversationRow, ...]
    next: Cursor | None


_LISTED = {
    Folder.INBOX: Q(in_inbox=True),
    Folder.TO_LINK: Q(in_inbox=True),
    Folder.SENT: Q(in_sent=True),
    Folder.ARCHIVE: Q(in_archive=True),
}
FILTERS = ("unread", "contacts", "not-linked", "open-deal", "files")


def inbox(
    *,
    viewer: Viewer,
    folder: Folder = Folder.INBOX,
    mailbox_id: int | None = None,
    filters: Collection[str] = (),
    after: Cursor | None = None,
    limit: int = 50,
) -> Page:
    """Return one page of the viewer's own Sales Inbox, newest first; keyset, never OFFSET.

    Args:
        viewer: whose inbox; nobody else's is ever shown, admins' neither.
        folder: which list.
        mailbox_id: only this account; all of the viewer's otherwise.
        filters: any of FILTERS.
        after: where the page before ended.
        limit: rows at most.
    """
    places = _listed(viewer, folder, mailbox_id, filters)
    if after is not None:
        places = places.filter(_older(after))
    found = list(places.order_by("-last_at", "-id")[: limit + 1])
    shown = found[:limit]
    following = _cursor(shown[-1]) if len(found) > limit else None
    return Page(tuple(rows_of(shown, viewer=viewer, granted=None)), following)


def numbered_places(
    *, viewer: Viewer, folder: Folder, start: int, limit: int
) -> list[MailboxConversation]:
    """Return some places of a list of the viewer's, for programs that count rows.

    Args:
        viewer: whose inbox; nobody else's is ever shown, admins' neither.
        folder: which list.
        start: how many rows, newest first, lie before.
        limit: rows at most.
    """
    places = _listed(viewer, folder, None, ()).select_related("mailbox", "conversation")
    return list(places.order_by("-last_at", "-id")[start : start + limit])


def ids_of(
    *,
    viewer: Viewer,
    folder: Folder = Folder.INBOX,
    mailbox_id: int | None = None,
    filters: Collection[str] = (),
    limit: int,
) -> list[int]:
    """Return the conversations of a list of the viewer's, each once, newest first.

    Args:
        viewer: whose inbox; nobody else's is ever shown, admins' neither.
        folder: which list.
        mailbox_id: only this account; all of the viewer's otherwise.
        filters: any of FILTERS.
        limit: conversations at most.
    """
    places = _listed(viewer, folder, mailbox_id, filters).order_by("-last_at", "-id")
    return list(places.values_list("conversation_id", flat=True)[:limit])


def page_before(
    cursor: Cursor,
    *,
    viewer: Viewer,
    folder: Folder = Folder.INBOX,
    mailbox_id: int | None = None,
    filters: Collection[str] = (),
    limit: int = 50,
) -> Cursor | None:
    """Return after which row the page before `cursor` begins; None for the first page."""
    newer = _listed(viewer, folder, mailbox_id, filters).filter(_newer(cursor))
    # The row of the cursor itself ends the page before, so one row less lies above it.
    above = list(newer.order_by("last_at", "id")[:limit])
    return _cursor(above[-1]) if len(above) == limit else None


def total(
    *,
    viewer: Viewer,
    folder: Folder = Folder.INBOX,
    mailbox_id: int | None = None,
    filters: Collection[str] = (),
) -> int:
    """Return how many conversations a list of the Sales Inbox holds, counted up to MOST_COUNTED.

    One more than that says that there are more: nobody reads the number of a list so long, and
    counting it took longer than the page.
    """
    boxes = _boxes(viewer, mailbox_id)
    places = _placed(viewer, folder, boxes, filters)
    # Counting each conversation once is cheaper than asking of each place if it is the newest.
    once = places.values("conversation_id").distinct() if len(boxes) > 1 else places
    return once[: MOST_COUNTED + 1].count()


def neighbours(
    conversation_id: int, *, viewer: Viewer, folder: Folder
) -> tuple[int | None, int | None]:
    """Return the conversations above and below one in a list of the viewer's, where there are."""
    places = _listed(viewer, folder, None, ())
    here = places.filter(conversation_id=conversation_id).first()
    if here is None:
        return None, None
    above = places.filter(_newer(_cursor(here))).order_by("last_at", "id").first()
    below = places.filter(_older(_cursor(here))).order_by("-last_at", "-id").first()
    return (
        above.conversation_id if above else None,
        below.conversation_id if below else None,
    )


def waits(conversation_id: int, *, viewer: Viewer) -> bool:
    """Return whether a conversation is in the viewer's list of those that await a choice."""
    waiting = _listed(viewer, Folder.TO_LINK, None, ())
    return waiting.filter(conversation_id=conversation_id).exists()


@dataclass(frozen=True, slots=True)
class FolderCounts:
    """How many conversations are unread in the inbox, in all and by mailbox, and await a choice."""

    unread: int
    to_link: int
    by_mailbox: Mapping[int, int]


def counts(*, viewer: Viewer) -> FolderCounts:
    """Return the numbers beside the folders of the viewer's Sales Inbox."""
    unread = _own(viewer, None).filter(in_inbox=True, unread_count__gt=0)
    rows = dict(unread.order_by().values_list("mailbox_id").annotate(Count("id")))
    # A conversation that lies in two mailboxes is one.
    several = len(rows) > 1
    return FolderCounts(
        unread=unread.values("conversation_id").distinct().count()
        if several
        else sum(rows.values()),
        to_link=total(viewer=viewer, folder=Folder.TO_LINK),
        by_mailbox=rows,
    )


def _listed(
    viewer: Viewer, folder: Folder, mailbox_id: int | None, filters: Collection[str]
) -> QuerySet[MailboxConversation]:
    """Return the places of a list, each conversation once, not ordered yet."""
    boxes = _boxes(viewer, mailbox_id)
    places = _placed(viewer, folder, boxes, filters)
    if len(boxes) < 2:
        return places
    newer = MailboxConversation.objects.filter(
        Q(last_at__gt=OuterRef("last_at")) | Q(last_at=OuterRef("last_at"), id__gt=OuterRef("id")),
        _LISTED[folder],
        company_id=viewer.company_id,
        conversation_id=OuterRef("conversation_id"),
        mailbox_id__in=boxes,
    )
    return places.filter(~Exists(newer))


def _placed(
    viewer: Viewer, folder: Folder, boxes: Collection[int], filters: Collection[str]
) -> QuerySet[MailboxConversation]:
    """Return the places of a list, a conversation in several mailboxes as often.

    No table is joined: what else must hold is asked of each row in the order of the index, so
    that a page costs what its rows cost.
    """
    places = MailboxConversation.objects.filter(_LISTED[folder], _in(boxes))
    if folder is Folder.TO_LINK:
        # Few conversations wait, so here it is they that lead to their places.
        waiting = ConversationLink.objects.filter(company_id=viewer.company_id, awaits_choice=True)
        places = places.filter(
            company_id=viewer.company_id, conversation_id__in=waiting.values("conversation_id")
        )
    for name in filters:
        places = _filtered(places, name, viewer)
    return places


def _filtered(
    places: QuerySet[MailboxConversation], name: str, viewer: Viewer
) -> QuerySet[MailboxConversation]:
    """Narrow a list by one of the named filters; an unknown name narrows nothing."""
    here = {"company_id": viewer.company_id, "conversation_id": OuterRef("conversation_id")}
    links = ConversationLink.objects.filter(**here)
    conditions: dict[str, Q | Combinable] = {
        "unread": Q(unread_count__gt=0),
        "files": Q(has_attachments=True),
        "contacts": Exists(ParticipantMatch.objects.filter(**here)),
        "not-linked": ~Exists(links.exclude(deal=None, lead=None, project=None)),
        "open-deal": Exists(
            links.filter(deal__status="open", deal__archived_at=None, deal__deleted_at=None)
        ),
    }
    return places.filter(conditions[name]) if name in conditions else places


def _older(cursor: Cursor) -> Q:
    return Q(
        Q(last_at__lt=cursor.last_at) | Q(last_at=cursor.last_at, id__lt=cursor.place_id),
        # The same again for the planner: a plain bound on the index's own column.
        last_at__lte=cursor.last_at,
    )


def _newer(cursor: Cursor) -> Q:
    return Q(
        Q(last_at__gt=cursor.last_at) | Q(last_at=cursor.last_at, id__gt=cursor.place_id),
        last_at__gte=cursor.last_at,
    )


def _cursor(place: MailboxConversation) -> Cursor:
    return Cursor(place.last_at, place.pk)


def _own(viewer: Viewer, mailbox_id: int | None) -> QuerySet[MailboxConversation]:
    return MailboxConversation.objects.filter(_in(_boxes(viewer, mailbox_id)))


def _boxes(viewer: Viewer, mailbox_id: int | None) -> list[int]:
    """Return the viewer's mailboxes, or the one asked for if it is theirs."""
    own = Mailbox.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)
    asked = own.filter(pk=mailbox_id) if mailbox_id is not None else own
    return list(asked.values_list("pk", flat=True))


def _in(boxes: Collection[int]) -> Q:
    """Return that a place is in one of the mailboxes; of one alone the index keeps the order."""
    return Q(mailbox_id=next(iter(boxes))) if len(boxes) == 1 else Q(mailbox_id__in=boxes)
