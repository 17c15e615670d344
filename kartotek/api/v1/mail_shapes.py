"""Conversations and messages as v1 shows them; flags are 0 and 1 here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from kartotek.api.formats import flag, milliseconds
from kartotek.linking.queries.threads import MessageEntry, PartyEntry, ThreadEntry


class PartyOut(msgspec.Struct):
    """Somebody on a message; `message_time` is in milliseconds since 1970."""

    id: int
    name: str
    latest_sent: bool
    email_address: str
    message_time: int
    linked_person_id: int | None
    linked_person_name: str
    linked_organization_id: int | None
    mail_message_party_id: int


class PartiesOut(msgspec.Struct):
    """Who got and who wrote the messages of a conversation, each once."""

    to: list[PartyOut]
    from_: list[PartyOut] = msgspec.field(name="from")


class ThreadOut(msgspec.Struct):
    """A conversation."""

    id: int
    parties: PartiesOut
    drafts_parties: list[PartyOut]
    folders: Sequence[str]
    account_id: str
    user_id: int
    version: int
    subject: str
    snippet: str
    snippet_draft: str | None
    snippet_sent: str
    mail_tracking_status: str | None
    message_count: int
    read_flag: int
    has_attachments_flag: int
    has_inline_attachments_flag: int
    has_real_attachments_flag: int
    has_draft_flag: int
    has_sent_flag: int
    archived_flag: int
    deleted_flag: int
    shared_flag: int
    synced_flag: int
    external_deleted_flag: int
    smart_bcc_flag: int
    first_message_to_me_flag: int
    mail_link_tracking_enabled_flag: int
    all_messages_sent_flag: int
    last_message_timestamp: str | None
    first_message_timestamp: str | None
    last_message_sent_timestamp: str | None
    last_message_received_timestamp: str | None
    add_time: str
    update_time: str
    deal_id: int | None
    deal_status: str | None
    lead_id: UUID | None
    project_id: int | None


class MessageOut(msgspec.Struct):
    """A message; `body` only where it was asked for."""

    id: int
    from_: list[PartyOut] = msgspec.field(name="from")
    to: list[PartyOut]
    cc: list[PartyOut]
    bcc: list[PartyOut]
    body_url: str
    account_id: str
    user_id: int
    mail_thread_id: int
    subject: str
    snippet: str
    mail_tracking_status: str | None
    mail_link_tracking_enabled_flag: int
    read_flag: int
    draft: str | None
    draft_flag: int
    synced_flag: int
    deleted_flag: int
    has_body_flag: int
    sent_flag: int
    sent_from_pipedrive_flag: int
    smart_bcc_flag: int
    message_time: str
    add_time: str
    update_time: str
    has_attachments_flag: int
    has_inline_attachments_flag: int
    has_real_attachments_flag: int
    body: str | msgspec.UnsetType = msgspec.UNSET


def thread_out(thread: ThreadEntry) -> ThreadOut:
    """Return a conversation as v1 shows it."""
    messages = thread.messages
    sent = [one for one in messages if one.is_sent]
    received = [one for one in messages if not one.is_sent]
    link = thread.link
    has_files = any(one.has_files for one in messages)
    has_pictures = any(one.has_pictures for one in messages)
    return ThreadOut(
        id=thread.id,
        parties=PartiesOut(
            to=_parties(messages, "to", "cc", "bcc"), from_=_parties(messages, "from")
        ),
        drafts_parties=[],
        folders=thread.folders,
        account_id=str(thread.mailbox_id),
        user_id=thread.user_id,
        version=len(messages),
        subject=thread.subject,
        snippet=messages[-1].snippet if messages else "",
        snippet_draft=None,
        snippet_sent=sent[-1].snippet if sent else "",
        mail_tracking_status=None,
        message_count=len(messages),
        read_flag=flag(not thread.is_unread),
        has_attachments_flag=flag(has_files or has_pictures),
        has_inline_attachments_flag=flag(has_pictures),
        has_real_attachments_flag=flag(has_files),
        has_draft_flag=0,
        has_sent_flag=flag(sent),
        archived_flag=flag(thread.is_archived),
        deleted_flag=flag(thread.is_deleted),
        shared_flag=flag(thread.is_shared),
        synced_flag=1,
        external_deleted_flag=0,
        smart_bcc_flag=0,
        first_message_to_me_flag=flag(messages and not messages[0].is_sent),
        mail_link_tracking_enabled_flag=0,
        all_messages_sent_flag=flag(sent and not received),
        last_message_timestamp=_last(messages),
        first_message_timestamp=milliseconds(messages[0].sent_at) if messages else None,
        last_message_sent_timestamp=_last(sent),
        last_message_received_timestamp=_last(received),
        add_time=milliseconds(thread.created_at),
        update_time=milliseconds(thread.changed_at),
        deal_id=link.id if link and link.kind == "deal" else None,
        deal_status=_deal_status(link.state) if link and link.kind == "deal" else None,
        lead_id=link.uuid if link and link.kind == "lead" else None,
        project_id=link.id if link and link.kind == "project" else None,
    )


def message_out(
    message: MessageEntry, thread: ThreadEntry, body_url: str, body: str | None = None
) -> MessageOut:
    """Return a message as v1 shows it."""
    return MessageOut(
        id=message.id,
        from_=_parties([message], "from"),
        to=_parties([message], "to"),
        cc=_parties([message], "cc"),
        bcc=_parties([message], "bcc"),
        body_url=body_url,
        account_id=str(thread.mailbox_id),
        user_id=thread.user_id,
        mail_thread_id=thread.id,
        subject=message.subject,
        snippet=message.snippet,
        mail_tracking_status=None,
        mail_link_tracking_enabled_flag=0,
        read_flag=flag(not message.is_unread),
        draft=None,
        draft_flag=0,
        synced_flag=1,
        deleted_flag=0,
        has_body_flag=1,
        sent_flag=flag(message.is_sent),
        sent_from_pipedrive_flag=0,
        smart_bcc_flag=0,
        message_time=milliseconds(message.sent_at),
        add_time=milliseconds(message.created_at),
        update_time=milliseconds(message.created_at),
        has_attachments_flag=flag(message.has_files or message.has_pictures),
        has_inline_attachments_flag=flag(message.has_pictures),
        has_real_attachments_flag=flag(message.has_files),
        body=msgspec.UNSET if body is None else body,
    )


def _last(messages: Sequence[MessageEntry]) -> str | None:
    return milliseconds(messages[-1].sent_at) if messages else None


def _deal_status(state: str) -> str:
    """Return the status of a deal: an archived one is still open."""
    return "open" if state == "archived" else state


def _parties(messages: Iterable[MessageEntry], *roles: str) -> list[PartyOut]:
    """Return who has one of the roles, each address once, as its newest message shows them."""
    newest: dict[str, tuple[PartyEntry, MessageEntry]] = {}
    last: MessageEntry | None = None
    for message in messages:
        last = message
        newest |= {one.key: (one, message) for one in message.parties if one.role in roles}
    return [_party(one, message, is_latest=message is last) for one, message in newest.values()]


def _party(party: PartyEntry, message: MessageEntry, *, is_latest: bool) -> PartyOut:
    return PartyOut(
        id=party.id,
        name=party.name,
        latest_sent=is_latest and party.role == "from",
        email_address=party.address,
        message_time=int(message.sent_at.timestamp()) * 1000,
        linked_person_id=party.person_id,
        linked_person_name=party.person_name,
        linked_organization_id=party.organization_id,
        mail_message_party_id=party.id,
    )
