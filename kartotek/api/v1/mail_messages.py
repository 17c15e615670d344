"""Messages: `/v1/mailbox/mailMessages`."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel

from kartotek.api.answers import mail
from kartotek.api.refusals import OursRefused
from kartotek.api.request import ApiRequest
from kartotek.api.v1.door import api
from kartotek.api.v1.mail_shapes import message_out
from kartotek.linking.queries.threads import message_entry
from kartotek.mail.mime.sanitize import clean, text_to_html
from kartotek.mail.queries.bodies import bodies
from kartotek.users.viewer import Viewer


class MessageAsked(BaseModel):
    """Whether the text is to come along."""

    include_body: bool = False


@api.get("/mailbox/mailMessages/{int:message_id}", tags=["mailbox"])
def message(request: ApiRequest, message_id: int, asked: Query[MessageAsked]) -> HttpResponse:
    """Return a message, with its text as HTML that is fit to be shown where that is asked for."""
    thread, found = message_entry(message_id, viewer=request.viewer)
    body = _body(message_id, request.viewer) if asked.include_body else None
    return mail(message_out(found, thread, body_url(request, message_id), body))


@api.put("/mailbox/mailMessages/{int:message_id}", tags=["mailbox"])
def link_message(request: ApiRequest, message_id: int) -> HttpResponse:
    """Say that a link belongs to the whole conversation (spec/linking.md 4).

    Raises:
        NotFound: the message is gone or not the user's to see.
        OursRefused: always, otherwise.
    """
    message_entry(message_id, viewer=request.viewer)
    raise OursRefused(_("A link belongs to the whole conversation, not to one message."))


def body_url(request: ApiRequest, message_id: int) -> str:
    """Return where the text of a message is to be had."""
    return request.build_absolute_uri(f"/api/v1/mailbox/mailMessages/{message_id}?include_body=1")


def _body(message_id: int, viewer: Viewer) -> str:
    """Return the text of a message as HTML; pictures that came with it are left out."""
    body = bodies([message_id], viewer=viewer)[message_id]
    if not body.html:
        return text_to_html(body.text)
    return clean(body.html, part_url=lambda _content_id: "", allow_remote_images=False).html
