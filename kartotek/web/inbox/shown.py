"""A conversation ready to be drawn: its messages with their text, its item, its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kartotek.linking import queries
from kartotek.linking.queries import (
    Brief,
    ConversationView,
    File,
    Folder,
    MessageView,
    Why,
)
from kartotek.mail.mime import quotes
from kartotek.mail.mime.values import Block
from kartotek.mail.queries.bodies import bodies
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.projects import queries as projects
from kartotek.users.viewer import Viewer
from kartotek.web.viewer import KartotekRequest

READ_AT_ONCE = 3


@dataclass(frozen=True)
class Letter:
    """A message as it is drawn; `blocks` is its plain text, empty where it has HTML.

    `is_open`: shown in full. `files` are those that stand below the text.
    """

    message: MessageView
    is_open: bool
    has_html: bool
    blocks: tuple[Block, ...]
    files: tuple[File, ...]


@dataclass(frozen=True)
class Card:
    """The linked item, as the panel shows it; `place` and `stages` draw how far it is."""

    item: Brief
    place: int
    stages: int


def conversation_context(request: KartotekRequest, conversation_id: int) -> dict[str, object]:
    """Return all that the page of a conversation shows.

    Raises:
        NotFound: it is gone or not theirs to see.
    """
    viewer = request.viewer
    view = queries.conversation(conversation_id, viewer=viewer)
    reason = queries.why(view.id, viewer=viewer)
    asked = request.GET.get("folder", "")
    folder = _folder(asked, view)
    newer, older = queries.neighbours(view.id, viewer=viewer, folder=folder)
    return {
        "view": view,
        "letters": letters(view, request.GET.get("open", ""), viewer=viewer),
        "why": reason,
        "card": card_of(reason, viewer=viewer),
        "row": queries.row(view.id, viewer=viewer),
        "pairs": queries.pairs_of(view.id, viewer=viewer) if view.may_link else [],
        "newer": newer,
        "older": older,
    }


def _folder(asked: str, view: ConversationView) -> Folder:
    if asked in set(Folder):
        return Folder(asked)
    return Folder.ARCHIVE if view.is_archived else Folder.INBOX


def letters(view: ConversationView, asked: str = "", *, viewer: Viewer) -> list[Letter]:
    """Return the messages as they are drawn: the unread, the last and the one asked for in full."""
    unread = [one.id for one in view.messages if one.is_unread]
    opened = {*unread[-READ_AT_ONCE:], *(one.id for one in view.messages[-1:])}
    opened |= {one.id for one in view.messages if str(one.id) == asked}
    return list(_drawn(view.messages, opened, viewer))


def letter(view: ConversationView, message_id: int, *, viewer: Viewer) -> Letter | None:
    """Return one message in full, or None where it is not among those seen."""
    wanted = [one for one in view.messages if one.id == message_id]
    return next(iter(_drawn(wanted, {message_id}, viewer)), None)


def _drawn(messages: Iterable[MessageView], opened: set[int], viewer: Viewer) -> Iterable[Letter]:
    read = bodies(opened, viewer=viewer)
    for one in messages:
        body = read.get(one.id)
        has_html = body is not None and bool(body.html)
        blocks = quotes.split(body.text) if body is not None and not has_html else ()
        files = tuple(found for found in one.files if not (found.is_inline and has_html))
        yield Letter(one, one.id in opened, has_html, tuple(blocks), files)


def card_of(reason: Why, *, viewer: Viewer) -> Card | None:
    """Return the linked item with how far it is, where the viewer sees it."""
    item = reason.item
    if item is None:
        return None
    if item.kind == "deal":
        deal = deals.deal(item.id, viewer=viewer, with_deleted=True)
        return Card(item, deal.stage_number, len(deal.stages))
    if item.kind == "project":
        project = projects.project(item.id, viewer=viewer, with_deleted=True)
        return Card(item, project.phase_number, len(project.phases))
    return Card(item, 0, 0)
