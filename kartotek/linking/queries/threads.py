"""Conversations as programs read them: every message, everybody on it, and the item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from kartotek.contacts.models import Organization, Person
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.queries.briefs import briefs
from kartotek.linking.queries.folders import Folder, numbered_places
from kartotek.linking.queries.letters import (
    Sight,
    conversation_seen,
    letter,
    parties_seen,
    sights_of,
)
from kartotek.linking.queries.rows import best_places
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import (
    Attachment,
    MailboxAddress,
    MailboxConversation,
    Message,
    Participant,
)
from kartotek.pipeline.leads.queries.listing import lead_uuids
from kartotek.users.paging import Page
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Somebody on a message; person and organization only where the viewer sees them."""

    id: int
    role: str
    name: str
    address: str
    key: str
    person_id: int | None = None
    person_name: str = ""
    organization_id: int | None = None


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """One message of a conversation, without its text."""

    id: int
    subject: str
    snippet: str
    sent_at: datetime
    created_at: datetime
    is_unread: bool
    is_sent: bool
    has_files: bool
    has_pictures: bool
    parties: Sequence[PartyEntry]


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """What a conversation is linked to; `uuid` is how programs know a lead."""

    kind: str
    id: int
    state: str
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """A conversation as one reader sees it, its messages oldest first.

    `linked_kind` is the kind of the item it is linked to, seen or not; `link` only what is seen.
    """

    id: int
    mailbox_id: int
    user_id: int
    subject: str
    messages: Sequence[MessageEntry]
    folders: Sequence[str]
    is_unread: bool
    is_archived: bool
    is_deleted: bool
    is_shared: bool
    created_at: datetime
    changed_at: datetime
    link: LinkEntry | None
    linked_kind: str


def thread_entries(
    *, viewer: Viewer, folder: Folder, start: int = 0, limit: int = 100
) -> Page[ThreadEntry]:
    """Return some of the viewer's own conversations; `next` says whether more follow."""
    places = numbered_places(viewer=viewer, folder=folder, start=start, limit=limit + 1)
    more = str(start + limit) if len(places) > limit else ""
    return Page(_entries(places[:limit], viewer), more)


def thread_entry(conversation_id: int, *, viewer: Viewer) -> ThreadEntry:
    """Return a conversation, or the one it was joined into, as far as the viewer sees it.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    found, _access = conversation_seen(conversation_id, viewer=viewer)
    [entry] = _entries(best_places([found.pk], viewer), viewer)
    return entry


def message_entry(message_id: int, *, viewer: Viewer) -> tuple[ThreadEntry, MessageEntry]:
    """Return a message with the conversation it belongs to.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    found = letter(message_id, viewer=viewer)
    thread = thread_entry(found.conversation_id or 0, viewer=viewer)
    return thread, next(one for one in thread.messages if one.id == message_id)


@dataclass(frozen=True)
class _Known:
    """What some conversations hold, read at once."""

    messages: Mapping[int, Sequence[Message]]
    parties: Mapping[int, Sequence[PartyEntry]]
    files: Mapping[int, set[bool]]
    sights: Mapping[int, Sight]
    own_keys: Mapping[int, set[str]]
    links: Mapping[int, ConversationLink] = field(default_factory=dict)
    items: Mapping[ItemRef, LinkEntry] = field(default_factory=dict)


def _entries(places: Sequence[MailboxConversation], viewer: Viewer) -> list[ThreadEntry]:
    known = _read(places, viewer)
    return [_entry(place, known) for place in places]


def _read(places: Sequence[MailboxConversation], viewer: Viewer) -> _Known:
    ids = [place.conversation_id for place in places]
    sights = sights_of(ids, viewer=viewer)
    messages: dict[int, list[Message]] = defaultdict(list)
    for message in Message.objects.filter(company_id=viewer.company_id, conversation_id__in=ids):
        if message.pk in sights[message.conversation_id or 0].message_ids:
            messages[message.conversation_id or 0].append(message)
    files: dict[int, set[bool]] = defaultdict(set)
    for message_id, is_inline in Attachment.objects.filter(
        company_id=viewer.company_id, message__conversation_id__in=ids
    ).values_list("message_id", "is_inline"):
        files[message_id].add(is_inline)
    links = {
        link.conversation_id: link
        for link in ConversationLink.objects.filter(
            company_id=viewer.company_id, conversation_id__in=ids
        ).select_related("decision")
    }
    return _Known(
        messages={pk: sorted(of, key=attrgetter("sent_at", "pk")) for pk, of in messages.items()},
        parties=_parties(sights.values(), ids, viewer),
        files=files,
        sights=sights,
        own_keys=_own_keys(places),
        links=links,
        items=_items(links.values(), viewer),
    )


def _parties(
    sights: Iterable[Sight], conversation_ids: Collection[int], viewer: Viewer
) -> dict[int, list[PartyEntry]]:
    """Return everybody on each message, with the contacts they are on its conversation."""
    matches = ParticipantMatch.objects.filter(
        company_id=viewer.company_id, conversation_id__in=conversation_ids
    ).values_list("key", "person_id")
    pairs = list(matches)
    people = Person.objects.alive().visible_to(viewer).filter(pk__in={pk for _, pk in pairs})
    seen = {one.pk: one for one in people}
    firms = set(
        Organization.objects.alive()
        .visible_to(viewer)
        .filter(pk__in={one.organization_id for one in seen.values() if one.organization_id})
        .values_list("pk", flat=True)
    )
    # Of several people with one address the first stands for it.
    by_key = {key: seen[pk] for key, pk in sorted(pairs, reverse=True) if pk in seen}
    found: dict[int, list[PartyEntry]] = defaultdict(list)
    for row in parties_seen(sights, viewer=viewer):
        found[row.message_id].append(_party(row, by_key.get(row.key), firms))
    return found


def _party(row: Participant, person: Person | None, firms: Collection[int]) -> PartyEntry:
    known = person.organization_id if person else None
    return PartyEntry(
        id=row.pk,
        role=row.role,
        name=row.display_name or (person.name if person else ""),
        address=row.address,
        key=row.key or row.address,
        person_id=person.pk if person else None,
        person_name=person.name if person else "",
        organization_id=known if known in firms else None,
    )


def _own_keys(places: Iterable[MailboxConversation]) -> dict[int, set[str]]:
    """Return the addresses of the mailboxes the places are in."""
    keys = {place.mailbox_id: {place.mailbox.key} for place in places}
    for mailbox_id, key in MailboxAddress.objects.filter(mailbox_id__in=keys).values_list(
        "mailbox_id", "key"
    ):
        keys[mailbox_id].add(key)
    return keys


def _items(links: Iterable[ConversationLink], viewer: Viewer) -> dict[ItemRef, LinkEntry]:
    """Return the linked items the viewer sees."""
    wanted = [
        ItemRef(ItemKind(link.item_type), link.item_id)
        for link in links
        if link.item_id is not None
    ]
    seen = briefs(wanted, viewer=viewer)
    uuids = lead_uuids([ref.id for ref in seen if ref.kind is ItemKind.LEAD], viewer=viewer)
    return {
        ref: LinkEntry(
            kind=brief.kind,
            id=brief.id,
            state=brief.state,
            uuid=uuids.get(brief.id) if ref.kind is ItemKind.LEAD else None,
        )
        for ref, brief in seen.items()
    }


def _entry(place: MailboxConversation, known: _Known) -> ThreadEntry:
    pk = place.conversation_id
    sight = known.sights[pk]
    own_keys = known.own_keys[place.mailbox_id]
    messages = [_message(one, known, sight, own_keys) for one in known.messages.get(pk, ())]
    link = known.links.get(pk)
    kind = link.item_type if link else ""
    folders = {"inbox": place.in_inbox, "sent": place.in_sent, "archive": place.in_archive}
    return ThreadEntry(
        id=pk,
        mailbox_id=place.mailbox_id,
        user_id=place.mailbox.user_id,
        subject=place.subject,
        messages=messages,
        folders=[name for name, is_in in folders.items() if is_in],
        is_unread=any(one.is_unread for one in messages),
        is_archived=place.archived_at is not None,
        is_deleted=place.deleted_at is not None,
        is_shared=place.is_shared,
        created_at=min([one.created_at for one in messages], default=place.first_at),
        changed_at=max([place.last_at, *([link.decision.decided_at] if link else [])]),
        link=known.items.get(ItemRef(ItemKind(kind), link.item_id or 0)) if link and kind else None,
        linked_kind=kind,
    )


def _message(
    message: Message, known: _Known, sight: Sight, own_keys: Collection[str]
) -> MessageEntry:
    files = known.files.get(message.pk, set())
    is_sent = message.pk in sight.sent_ids or message.sender_key in own_keys
    return MessageEntry(
        id=message.pk,
        subject=message.subject,
        snippet=message.snippet,
        sent_at=message.sent_at,
        created_at=message.created_at,
        is_unread=message.pk in sight.unread_ids and not is_sent,
        is_sent=is_sent,
        has_files=False in files,
        has_pictures=True in files,
        parties=known.parties.get(message.pk, ()),
    )
