"""One message: drawn in place, its HTML in a frame of its own, its files, its raw source."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kartotek.linking import queries
from kartotek.mail.mime.parse import part as part_of
from kartotek.mail.queries.bodies import raw_of
from kartotek.web.files import PICTURES, as_attachment, as_picture
from kartotek.web.inbox import shown
from kartotek.web.inbox.frame import framed
from kartotek.web.render import draw, redirect
from kartotek.web.viewer import KartotekRequest


@require_GET
def message(request: KartotekRequest, message_id: int) -> HttpResponse:
    """Draw a message in full where it was collapsed."""
    kept = queries.letter(message_id, viewer=request.viewer)
    if not request.htmx:
        return redirect(request, "inbox:conversation", kept.conversation_id)
    view = queries.conversation(kept.conversation_id or 0, viewer=request.viewer)
    letter = shown.letter(view, message_id, viewer=request.viewer)
    return HttpResponse(draw(request, "inbox/_letter.html", "letter_body", letter, view))


@require_GET
def body(request: KartotekRequest, message_id: int) -> HttpResponse:
    """Answer the HTML of a message, cleaned, for its frame."""
    kept = queries.letter(message_id, viewer=request.viewer)
    return framed(request, kept)


@require_GET
def raw(request: KartotekRequest, message_id: int) -> HttpResponse:
    """Answer a message as it was delivered, to be saved."""
    kept = queries.delivered_letter(message_id, viewer=request.viewer)
    return as_attachment(raw_of(kept), f"{kept.subject or message_id}.eml", "message/rfc822")


@require_GET
def attachment(request: KartotekRequest, message_id: int, index: int) -> HttpResponse:
    """Answer a file of a message, to be saved."""
    kept = queries.letter(message_id, viewer=request.viewer)
    found = part_of(raw_of(kept), index, language=request.viewer.language)
    return as_attachment(found.content, found.filename or f"part-{index}", found.content_type)


@require_GET
def picture(request: KartotekRequest, message_id: int, index: int) -> HttpResponse:
    """Answer a picture that a message shows in place."""
    kept = queries.letter(message_id, viewer=request.viewer)
    found = part_of(raw_of(kept), index, language=request.viewer.language)
    if found.content_type not in PICTURES:
        raise Http404
    return as_picture(found.content, found.content_type)
