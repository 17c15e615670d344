"""Rows of the Sales Inbox and of a record's History: a conversation and its chip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from kartotek.linking.access import ITEM_MODELS, Access, access_to_many
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.rules import Code, ItemKind, chip
from kartotek.mail.models import MailboxConversation
from kartotek.pipeline.deals.models import DealParticipant
from kartotek.pipeline.projects.models import ProjectOrganization, ProjectPerson
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by


class Folder(StrEnum):
    """The folders of the Sales Inbox."""

    INBOX = "inbox"
    TO_LINK = "to-link"
    SENT = "sent"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote in a conversation; `name` is the address where there is no name."""

    name: str
    address: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ItemChip:
    """The item a conversation is linked to, as the reader may see it."""

    kind: str
    id: int
    title: str
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class ReasonChip:
    """Why a conversation has no item, in a few words of the reader's language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation as a row shows it; either `item` or `reason` is set."""

    id: int
    place_id: int
    mailbox_id: int
    subject: str
    snippet: str
    senders: tuple[Sender, ...]
    message_count: int
    is_unread: bool
    has_attachments: bool
    is_archived: bool
    is_shared: bool
    last_at: datetime
    item: ItemChip | None
    reason: ReasonChip | None
    may_link: bool


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
    Folder.TO_LINK: Q(in_inbox=True, conversation__link__awaits_choice=True),
    Folder.SENT: Q(in_sent=True),
    Folder.ARCHIVE: Q(in_archive=True),
}


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
        filters: any of `unread`, `contacts`, `not-linked`, `open-deal`, `files`.
        after: where the page before ended.
        limit: rows at most.
    """
    places = _own(viewer, mailbox_id).filter(_LISTED[folder])
    for name in filters:
        places = _filtered(places, name)
    if after is not None:
        places = places.filter(
            Q(last_at__lt=after.last_at) | Q(last_at=after.last_at, id__lt=after.place_id),
            # The same again for the planner: a plain bound on the index's own column.
            last_at__lte=after.last_at,
        )
    found = list(places.order_by("-last_at", "-id")[: limit + 1])
    shown = found[:limit]
    following = Cursor(shown[-1].last_at, shown[-1].pk) if len(found) > limit else None
    rows = _rows(_once(shown), viewer=viewer, granted=None)
    return Page(tuple(rows), following)


def _filtered(
    places: QuerySet[MailboxConversation], name: str
) -> QuerySet[MailboxConversation]:
    """Narrow a list by one of the named filters; an unknown name narrows nothing."""
    conditions = {
        "unread": Q(unread_count__gt=0),
        "files": Q(has_attachments=True),
        "not-linked": Q(
            conversation__link__deal=None,
            conversation__link__lead=None,
            conversation__link__project=None,
        ),
        "open-deal": Q(
            conversation__link__deal__status="open",
            conversation__link__deal__archived_at=None,
            conversation__link__deal__deleted_at=None,
        ),
    }
    if name == "contacts":
        known = ParticipantMatch.objects.all().values("conversation_id")
        return places.filter(conversation_id__in=known)
    return places.filter(conditions[name]) if name in conditions else places


def counts(*, viewer: Viewer) -> dict[str, int]:
    """Return how many conversations are unread in the inbox, and how many await a choice."""
    own = _own(viewer, None)
    unread = own.filter(in_inbox=True, unread_count__gt=0)
    return {
        "unread": unread.count(),
        "to-link": own.filter(_LISTED[Folder.TO_LINK]).count(),
        "messages": unread.aggregate(total=Sum("unread_count"))["total"] or 0,
    }


def row(conversation_id: int, *, viewer: Viewer) -> ConversationRow | None:
    """Return one conversation as a row, or None where the viewer may not see it."""
    granted = access_to_many([conversation_id], viewer=viewer)
    if conversation_id not in granted:
        return None
    found = _rows(_best_places([conversation_id], viewer), viewer=viewer, granted=granted)
    return found[0] if found else None


def of_record(
    kind: str, record_id: int, *, viewer: Viewer, limit: int = 50
) -> list[ConversationRow]:
    """Return the conversations of a record, newest first, that the viewer may see.

    A person's and an organization's are those its people are on. An item's are those linked to
    it, and the unlinked ones of its people and organizations (spec/linking.md 4). The caller
    has checked that the viewer may see the record.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id.
        viewer: who is asking.
        limit: rows at most.
    """
    # More than asked for are read, because some may not be the viewer's to see.
    newest = (
        MailboxConversation.objects.filter(
            company_id=viewer.company_id, conversation_id__in=_of(kind, record_id, viewer)
        )
        .order_by("-last_at")
        .values_list("conversation_id", flat=True)[: limit * 4]
    )
    ids = list(dict.fromkeys(newest))
    granted = access_to_many(ids, viewer=viewer)
    places = _best_places([pk for pk in ids if pk in granted][:limit], viewer)
    return _rows(places, viewer=viewer, granted=granted)


def _of(kind: str, record_id: int, viewer: Viewer) -> QuerySet[Any, Any]:
    matches = ParticipantMatch.objects.filter(company_id=viewer.company_id)
    if kind == "person":
        return matches.filter(person_id=record_id).values("conversation_id")
    if kind == "organization":
        return matches.filter(person__organization_id=record_id).values("conversation_id")
    links = ConversationLink.objects.filter(company_id=viewer.company_id)
    linked = links.filter(**{f"{kind}_id": record_id}).values("conversation_id")
    persons, organizations = _people_of_item(kind, record_id, viewer)
    unlinked = matches.filter(
        Q(person_id__in=persons) | Q(person__organization_id__in=organizations),
        Q(conversation__link__deal=None),
        Q(conversation__link__lead=None),
        Q(conversation__link__project=None),
    ).values("conversation_id")
    return linked.union(unlinked)


def _people_of_item(
    kind: str, record_id: int, viewer: Viewer
) -> tuple[list[int], list[int]]:
    """Return the persons and organizations of an item."""
    if kind == "project":
        persons = ProjectPerson.objects.filter(project_id=record_id).values_list("person_id")
        firms = ProjectOrganization.objects.filter(project_id=record_id)
        return [pk for (pk,) in persons], list(firms.values_list("organization_id", flat=True))
    item = (
        ITEM_MODELS[kind]
        ._default_manager.filter(company_id=viewer.company_id, pk=record_id)
        .values_list("person_id", "organization_id")
        .first()
    )
    if item is None:
        return [], []
    people = [item[0]] if item[0] else []
    if kind == "deal":
        further = DealParticipant.objects.filter(deal_id=record_id)
        people += further.values_list("person_id", flat=True)
    return people, [item[1]] if item[1] else []


def _own(viewer: Viewer, mailbox_id: int | None) -> QuerySet[MailboxConversation]:
    places = MailboxConversation.objects.filter(
        company_id=viewer.company_id, mailbox__user_id=viewer.user_id
    )
    return places.filter(mailbox_id=mailbox_id) if mailbox_id is not None else places


def _once(places: Iterable[MailboxConversation]) -> list[MailboxConversation]:
    """Keep the first place of each conversation."""
    return list({place.conversation_id: place for place in reversed(list(places))}.values())[::-1]


def _best_places(
    conversation_ids: Sequence[int], viewer: Viewer
) -> list[MailboxConversation]:
    """Return one place of each conversation, newest first: the viewer's own, else a shared one."""
    places = MailboxConversation.objects.filter(
        Q(mailbox__user_id=viewer.user_id) | Q(is_shared=True),
        company_id=viewer.company_id,
        conversation_id__in=list(conversation_ids),
    ).select_related("mailbox")
    best: dict[int, MailboxConversation] = {}
    for place in sorted(places, key=lambda one: one.mailbox.user_id != viewer.user_id):
        best.setdefault(place.conversation_id, place)
    return sorted(best.values(), key=lambda one: (one.last_at, one.pk), reverse=True)


def _rows(
    places: Sequence[MailboxConversation],
    *,
    viewer: Viewer,
    granted: dict[int, Access] | None,
) -> list[ConversationRow]:
    """Return places as rows. `granted` None: they are the viewer's own."""
    links = {
        link.conversation_id: link
        for link in ConversationLink.objects.filter(
            company_id=viewer.company_id,
            conversation_id__in=[place.conversation_id for place in places],
        ).select_related("decision", "decision__user")
    }
    items = _items(links.values(), viewer)
    seen = _seen_candidates(links.values(), viewer)
    return [
        _row(place, links.get(place.conversation_id), items, seen, granted) for place in places
    ]


def _row(
    place: MailboxConversation,
    link: ConversationLink | None,
    items: dict[tuple[str, int], ItemChip],
    seen: set[tuple[str, int]],
    granted: dict[int, Access] | None,
) -> ConversationRow:
    item = items.get((link.item_type, link.item_id)) if link and link.item_id else None
    return ConversationRow(
        id=place.conversation_id,
        place_id=place.pk,
        mailbox_id=place.mailbox_id,
        subject=place.subject,
        snippet=place.snippet,
        senders=tuple(
            Sender(name or address, address, own) for name, address, own in place.senders
        ),
        message_count=place.message_count,
        is_unread=place.unread_count > 0,
        has_attachments=place.has_attachments,
        is_archived=place.archived_at is not None,
        is_shared=place.is_shared,
        last_at=place.last_at,
        item=item,
        reason=None if item or link is None else reason_of(link, seen),
        may_link=granted is None or granted[place.conversation_id] is Access.LINK,
    )


def reason_of(link: ConversationLink, seen: set[tuple[str, int]]) -> ReasonChip | None:
    """Return a link's reason in a few words; counts only items the reader may see.

    Args:
        link: with its newest decision.
        seen: (type, id) of the candidates the reader may see.
    """
    decision = link.decision
    code = Code(decision.code)
    if link.item_id:
        # Linked, but to something the reader may not see: the link itself is not told.
        return ReasonChip("", _("Linked"))
    kinds = [
        ItemKind(one["type"])
        for one in decision.candidates
        if one["state"] == "open" and one["via"] == "person"
        and (one["type"], one["id"]) in seen
    ]
    phrase = chip(code, kinds, name=decision.user.name if decision.user else "")
    if phrase is None:
        return None
    return ReasonChip(str(code), _(phrase.text) % phrase.values)


def _items(
    links: Iterable[ConversationLink], viewer: Viewer
) -> dict[tuple[str, int], ItemChip]:
    """Return the linked items the viewer may see."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for link in links:
        if link.item_id is not None:
            wanted[link.item_type].add(link.item_id)
    return {
        (kind, pk): ItemChip(kind, pk, title, deleted_at is not None)
        for kind, ids in wanted.items()
        for pk, title, deleted_at in ITEM_MODELS[kind]
        ._default_manager.filter(seen_by(viewer), pk__in=ids)
        .values_list("pk", "title", "deleted_at")
    }


def _seen_candidates(
    links: Iterable[ConversationLink], viewer: Viewer
) -> set[tuple[str, int]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for link in links:
        if link.item_id is None:
            for one in link.decision.candidates:
                wanted[one["type"]].add(one["id"])
    return {
        (kind, pk)
        for kind, ids in wanted.items()
        for pk in ITEM_MODELS[kind]
        ._default_manager.filter(seen_by(viewer), pk__in=ids)
        .values_list("pk", flat=True)
    }
