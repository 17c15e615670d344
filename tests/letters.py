"""Emails for tests, written in one line each and delivered as a mailbox would bring them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from kartotek.flows import inbound_mail
from kartotek.mail.inbound.store import Arrival, Cursor, store
from kartotek.mail.models import Folder, Mailbox, Message

ELIF = "Elif Aydın <elif@kuzeyisik.example>"
ZEYNEP = "Zeynep Karaca <z.karaca@marmaraotel.example>"
DANIEL = "Daniel Okafor <d.okafor@brightwell.example>"
TOMAS = "Tomáš Novák <tomas@novak.example>"
UNKNOWN = "Oğuzhan İpek <oguzhan@ipektekstil.example>"

LATER = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)


def letter(
    message_id: str,
    *,
    sender: str = ZEYNEP,
    to: str = ELIF,
    cc: str = "",
    subject: str = "Lobby chandelier: drawings",
    at: datetime = LATER,
    replies_to: str | Iterable[str] = "",
    body: str = "Elif Hanım merhaba, numune dün elimize ulaştı.",
    headers: dict[str, str] | None = None,
) -> bytes:
    """Return a message as a server would hold it; ids are written without brackets."""
    mail = EmailMessage()
    mail["Message-ID"] = f"<{message_id}>"
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = format_datetime(at)
    if cc:
        mail["Cc"] = cc
    parents = [replies_to] if isinstance(replies_to, str) else list(replies_to)
    if any(parents):
        mail["References"] = " ".join(f"<{one}>" for one in parents)
        mail["In-Reply-To"] = f"<{parents[-1]}>"
    for name, value in (headers or {}).items():
        mail[name] = value
    mail.set_content(body)
    return mail.as_bytes()


def inbox_of(mailbox: Mailbox, special_use: str = "inbox") -> Folder:
    """Return a folder of the mailbox, made when it is not there."""
    folder, _ = Folder.objects.get_or_create(
        company_id=mailbox.company_id,
        mailbox=mailbox,
        raw_name=special_use,
        defaults={"name": special_use, "special_use": special_use, "uidvalidity": 1},
    )
    return folder


def put(mailbox: Mailbox, *mails: bytes, at: datetime = LATER, folder: str = "inbox") -> int:
    """Store messages in a mailbox without taking them any further."""
    place = inbox_of(mailbox, folder)
    place.refresh_from_db()
    arrivals = [
        Arrival(uid=place.high_uid + 1 + n, raw=raw, is_read=False, internal_at=at)
        for n, raw in enumerate(mails)
    ]
    cursor = Cursor(high_uid=place.high_uid + len(mails), low_uid=0)
    return store(place, arrivals, cursor, at=at)


def deliver(mailbox: Mailbox, *mails: bytes, at: datetime = LATER, folder: str = "inbox") -> Any:
    """Store messages and take them through every stage; return what the run did."""
    put(mailbox, *mails, at=at, folder=folder)
    return inbound_mail.process(mailbox.company_id, at=at)


def message(message_id: str) -> Message:
    """Return the message with this id, which must be there."""
    return Message.objects.get(message_id=message_id)
