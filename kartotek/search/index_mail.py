"""The stage that makes a message's words searchable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from kartotek.mail.bulk import among
from kartotek.mail.inbound.under_way import UnderWay
from kartotek.mail.models import FolderEntry, Message, Participant
from kartotek.search import documents
from kartotek.search.documents import MESSAGE
from kartotek.search.marks import company_mark, kind_mark, mailbox_mark
from kartotek.search.models import Document
from kartotek.search.words import document_text

# Words further down a long mail are not worth their place in the index.
MAX_CHARS = 20_000


def index(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Index the messages of a batch by subject, people and text; twice changes nothing.

    Each carries a mark for every mailbox that holds it, so that a search over one account never
    reads another's words.
    """
    company_id = entries[0].company_id
    ids = {entry.message_id for entry in entries if entry.message_id}
    boxes: dict[int, set[int]] = defaultdict(set)
    for message_id, mailbox_id in FolderEntry.objects.filter(
        among("message_id", ids), company_id=company_id
    ).values_list("message_id", "mailbox_id"):
        boxes[message_id].add(mailbox_id)
    people: dict[int, list[str]] = defaultdict(list)
    # Only the sender may know of a Bcc, and the index is read by everyone who has a copy.
    for message_id, name, address in (
        Participant.objects.filter(among("message_id", ids), company_id=company_id)
        .exclude(role="bcc")
        .values_list("message_id", "display_name", "address")
    ):
        people[message_id] += (name, address)
    Document.objects.filter(among("subject_id", ids), company_id=company_id, kind=MESSAGE).delete()
    rows = Message.objects.filter(among("pk", ids), company_id=company_id).values_list(
        "id", "subject", "sent_at", "body__text"
    )
    marks = (company_mark(company_id), kind_mark(MESSAGE))
    documents.add(
        MESSAGE,
        [
            (
                pk,
                subject,
                document_text(
                    (subject, " ".join(people[pk]), (text or "")[:MAX_CHARS]),
                    (*marks, *map(mailbox_mark, sorted(boxes[pk]))),
                ),
                sent_at,
            )
            for pk, subject, sent_at, text in rows
        ],
        company_id=company_id,
    )
