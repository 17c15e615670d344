"""Conversations: `/v1/mailbox/mailThreads`, with the decision about each, which is ours."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BeforeValidator

from kartotek.api.answers import mail, offset_page
from kartotek.api.refusals import OursRefused
from kartotek.api.request import ApiRequest
from kartotek.api.v1.asked import Forgiving, MaybeId, Part, nothing_if_empty
from kartotek.api.v1.door import api
from kartotek.api.v1.mail_messages import body_url
from kartotek.api.v1.mail_shapes import message_out, thread_out
from kartotek.errors import Invalid
from kartotek.flows import at_once, inbox_changes
from kartotek.linking.queries import Folder
from kartotek.linking.queries.threads import thread_entries, thread_entry
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.leads.queries.listing import lead_entry

LINKS: Final = {"deal": "deal_id", "lead": "lead_id", "project": "project_id"}
"""The kinds of items, and the field that names one."""

MaybeUuid = Annotated[UUID | None, BeforeValidator(nothing_if_empty)]
MaybeFlag = Annotated[bool | None, BeforeValidator(nothing_if_empty)]


class ThreadsAsked(Part):
    """Which conversations of the user's own."""

    folder: Literal["inbox", "drafts", "sent", "archive"] = "inbox"


class ThreadChanges(Forgiving):
    """What can be written on a conversation.

    Messages have no link of their own: the two last are read to say so.
    """

    deal_id: MaybeId = None
    lead_id: MaybeUuid = None
    project_id: MaybeId = None
    shared_flag: MaybeFlag = None
    read_flag: MaybeFlag = None
    archived_flag: MaybeFlag = None
    mail_message_id: Any = None
    message_id: Any = None


@api.get("/mailbox/mailThreads", tags=["mailbox"])
def threads(request: ApiRequest, asked: Query[ThreadsAsked]) -> HttpResponse:
    """List the user's own conversations in a folder, newest first; there are no drafts yet."""
    if asked.folder == "drafts":
        return offset_page([], start=asked.start, limit=asked.most, has_more=False)
    page = thread_entries(
        viewer=request.viewer, folder=Folder(asked.folder), start=asked.start, limit=asked.most
    )
    return offset_page(
        [thread_out(one) for one in page.rows],
        start=asked.start,
        limit=asked.most,
        has_more=bool(page.next),
    )


@api.get("/mailbox/mailThreads/{int:thread_id}", tags=["mailbox"])
def thread(request: ApiRequest, thread_id: int) -> HttpResponse:
    """Return a conversation."""
    return mail(thread_out(thread_entry(thread_id, viewer=request.viewer)))


@api.put("/mailbox/mailThreads/{int:thread_id}", tags=["mailbox"])
def change_thread(request: ApiRequest, thread_id: int, payload: ThreadChanges) -> HttpResponse:
    """Link a conversation to a deal, lead or project; a field sent empty takes it off.

    The link belongs to the whole conversation.
    """
    if payload.mail_message_id is not None or payload.message_id is not None:
        raise OursRefused(_("A link belongs to the whole conversation, not to one message."))
    turn = at_once.ConversationTurn(
        item=_item(request, payload),
        unlinked_kinds=[kind for kind, name in LINKS.items() if name in payload.given()],
        is_read=payload.read_flag,
        is_archived=payload.archived_flag,
        is_shared=payload.shared_flag,
    )
    changed = at_once.set_conversation(
        conversation_id=thread_id, by=request.viewer, at=timezone.now(), turn=turn
    )
    return mail(thread_out(thread_entry(changed, viewer=request.viewer)))


@api.delete("/mailbox/mailThreads/{int:thread_id}", tags=["mailbox"])
def delete_thread(request: ApiRequest, thread_id: int) -> HttpResponse:
    """Take a conversation out of the user's folders; its records keep it."""
    found = thread_entry(thread_id, viewer=request.viewer)
    inbox_changes.set_deleted(
        conversation_ids=[found.id], is_deleted=True, by=request.viewer, at=timezone.now()
    )
    return mail({"id": thread_id})


@api.get("/mailbox/mailThreads/{int:thread_id}/mailMessages", tags=["mailbox"])
def messages(request: ApiRequest, thread_id: int, asked: Query[Part]) -> HttpResponse:
    """List the messages of a conversation, oldest first."""
    found = thread_entry(thread_id, viewer=request.viewer)
    shown = found.messages[asked.start : asked.start + asked.most]
    return offset_page(
        [message_out(one, found, body_url(request, one.id)) for one in shown],
        start=asked.start,
        limit=asked.most,
        has_more=asked.start + asked.most < len(found.messages),
    )


def _item(request: ApiRequest, sent: ThreadChanges) -> ItemRef | None:
    """Return the item a request names.

    Raises:
        Invalid: it names several.
        NotFound: it names a lead that is gone, or not the user's to see.
    """
    named = [kind for kind, name in LINKS.items() if getattr(sent, name) is not None]
    if len(named) > 1:
        message = _("A conversation belongs to one item: a deal, a lead or a project.")
        raise Invalid(message, {LINKS[kind]: message for kind in named})
    if sent.lead_id is not None:
        lead = lead_entry(sent.lead_id, viewer=request.viewer).record
        return ItemRef(ItemKind.LEAD, lead.pk)
    if sent.deal_id is not None:
        return ItemRef(ItemKind.DEAL, sent.deal_id)
    return ItemRef(ItemKind.PROJECT, sent.project_id) if sent.project_id is not None else None
