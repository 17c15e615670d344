"""The text of messages, read from their kept bytes."""

from __future__ import annotations

from collections.abc import Collection

from kartotek.errors import Corrupt
from kartotek.mail import blobs
from kartotek.mail.mime.parse import read_body
from kartotek.mail.mime.values import Body
from kartotek.mail.models import Attachment, Message, MessageText
from kartotek.users.viewer import Viewer


def bodies(message_ids: Collection[int], *, viewer: Viewer) -> dict[int, Body]:
    """Return the text of some messages, which the caller has checked are the viewer's to see.

    Where the kept bytes cannot be read any more it is the text that was taken from them.
    """
    found = Message.objects.filter(
        company_id=viewer.company_id, pk__in=list(message_ids)
    ).select_related("blob")
    return {message.pk: _body(message, viewer.language) for message in found}


def picture_places(message_id: int, *, viewer: Viewer) -> dict[str, int]:
    """Return where in a message the pictures lie that its HTML names by their Content-ID."""
    named = Attachment.objects.filter(
        company_id=viewer.company_id, message_id=message_id, content_type__startswith="image/"
    ).exclude(content_id="")
    return dict(named.order_by("-index").values_list("content_id", "index"))


def raw_of(message: Message) -> bytes:
    """Return a message as it was delivered.

    Raises:
        BlobDamaged: its bytes are gone or damaged.
        StoreUnwell: the store does not answer.
    """
    return blobs.load(message.company_id, message.blob.place)


def _body(message: Message, language: str) -> Body:
    try:
        return read_body(raw_of(message), language=language)
    except Corrupt:
        kept = MessageText.objects.filter(pk=message.pk).first()
        return Body(kept.text if kept else "", "")
