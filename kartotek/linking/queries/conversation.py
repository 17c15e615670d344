"""A conversation as one reader sees it: its messages, its people and what it is linked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from kartotek.contacts.models import Organization, Person
from kartotek.linking.access import Access
from kartotek.linking.queries.letters import (
    Sight,
    conversation_seen,
    parties_seen,
    persons_seen,
    sight_of,
)
from kartotek.linking.queries.parties import (
    Contact,
    Named,
    Offers,
    Party,
    Unknown,
    contact_of,
    unknown_of,
)
from kartotek.mail.models import Attachment, Conversation, Message
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.users.models import User
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class File:
    """Something attached; `index` is its place in the mail."""

    index: int
    name: str
    content_type: str
    content_id: str
    size_bytes: int
    is_inline: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message of a conversation, without its text.

    `problems` are codes of what was odd about it. `is_stranger`: nobody here knows its sender,
    and only owners see it until one of them accepts it.
    """

    id: int
    sent_at: datetime
    subject: str
    snippet: str
    sender: Party
    to: tuple[Party, ...]
    cc: tuple[Party, ...]
    bcc: tuple[Party, ...]
    files: tuple[File, ...]
    kind: str
    problems: tuple[str, ...]
    is_unread: bool
    is_stranger: bool


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A conversation as one reader sees it, its messages oldest first.

    `is_shared` and `is_archived` are said of the reader's own rows of it; they mean nothing
    where `is_owner` is false. `owners` are the names of those who share it.
    """

    id: int
    subject: str
    messages: tuple[MessageView, ...]
    people: tuple[Contact, ...]
    unknown: tuple[Unknown, ...]
    organizations: tuple[Named, ...]
    owners: tuple[str, ...]
    is_owner: bool
    is_shared: bool
    is_archived: bool
    may_link: bool


def conversation(conversation_id: int, *, viewer: Viewer) -> ConversationView:
    """Return a conversation, or the one it was joined into, as far as the viewer sees it.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    found, access = conversation_seen(conversation_id, viewer=viewer)
    sight = sight_of(found, viewer=viewer)
    messages = list(Message.objects.filter(company_id=viewer.company_id, pk__in=sight.message_ids))
    messages.sort(key=attrgetter("sent_at", "pk"))
    people, by_key = _contacts(persons_seen(found, sight, viewer=viewer))
    organizations = _organizations(people, viewer)
    parties = _parties(sight, by_key, viewer)
    offers = Offers(parties, viewer)
    return ConversationView(
        id=found.pk,
        subject=messages[0].subject if messages else found.subject,
        messages=tuple(_views(messages, parties, sight, viewer)),
        people=tuple(contact_of(one, organizations, offers) for one in people),
        unknown=unknown_of(parties, offers),
        organizations=organizations,
        owners=_owners(found, viewer),
        is_owner=sight.is_owner,
        is_shared=any(place.is_shared for place in sight.places),
        is_archived=bool(sight.places)
        and all(place.archived_at is not None for place in sight.places),
        may_link=access is Access.LINK,
    )


def _contacts(pairs: Iterable[tuple[str, Person]]) -> tuple[list[Person], dict[str, Person]]:
    """Return the contacts on what the viewer sees, and by which address."""
    seen = {person.pk: person for _, person in pairs}
    return sorted(seen.values(), key=attrgetter("name", "pk")), dict(pairs)


def _organizations(people: Iterable[Person], viewer: Viewer) -> tuple[Named, ...]:
    """Return the organizations of the people, each once, as far as the viewer sees them."""
    wanted = {one.organization_id for one in people if one.organization_id}
    rows = Organization.objects.alive().visible_to(viewer).filter(pk__in=wanted).order_by("name")
    return tuple(Named(one.pk, one.name) for one in rows) if wanted else ()


def _parties(sight: Sight, by_key: Mapping[str, Person], viewer: Viewer) -> dict[int, list[Party]]:
    """Return everybody on each message, in the order of its header."""
    ours = own_keys(viewer.company_id)
    rows = parties_seen([sight], viewer=viewer)
    found: dict[int, list[Party]] = defaultdict(list)
    for row in rows:
        person = by_key.get(row.key)
        found[row.message_id].append(
            Party(
                name=row.display_name or (person.name if person else "") or row.address,
                address=row.address,
                role=row.role,
                is_own=row.key in ours,
                person_id=person.pk if person else None,
            )
        )
    return found


def _views(
    messages: Iterable[Message],
    parties: Mapping[int, list[Party]],
    sight: Sight,
    viewer: Viewer,
) -> Iterable[MessageView]:
    files: dict[int, list[File]] = defaultdict(list)
    for one in Attachment.objects.filter(
        company_id=viewer.company_id, message_id__in=sight.message_ids
    ).order_by("index"):
        files[one.message_id].append(
            File(
                index=one.index,
                name=one.filename,
                content_type=one.content_type,
                content_id=one.content_id,
                size_bytes=one.size_bytes,
                is_inline=one.is_inline,
            )
        )
    for message in messages:
        yield _view(message, parties.get(message.pk, []), tuple(files[message.pk]), sight)


def _view(
    message: Message, people: Collection[Party], files: tuple[File, ...], sight: Sight
) -> MessageView:
    unnamed = Party(
        name=message.sender_name or message.sender_address,
        address=message.sender_address,
        role="from",
        is_own=False,
        person_id=None,
    )
    return MessageView(
        id=message.pk,
        sent_at=message.sent_at,
        subject=message.subject,
        snippet=message.snippet,
        sender=next((one for one in people if one.role == "from"), unnamed),
        to=tuple(one for one in people if one.role == "to"),
        cc=tuple(one for one in people if one.role == "cc"),
        bcc=tuple(one for one in people if one.role == "bcc"),
        files=files,
        kind=message.kind,
        problems=tuple(filter(None, message.problems.split(","))),
        is_unread=message.pk in sight.unread_ids,
        is_stranger=message.is_stranger,
    )


def _owners(found: Conversation, viewer: Viewer) -> tuple[str, ...]:
    """Return the names of those in whose mailboxes it lies and who share it."""
    users = User.objects.filter(
        company_id=viewer.company_id,
        pk__in=found.places.filter(is_shared=True).values("mailbox__user_id"),
    )
    return tuple(users.order_by("name").values_list("name", flat=True))
