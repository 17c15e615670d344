"""Stages 10 and 11: what an email leaves in history and counters, and who hears of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from kartotek.flows.announce import announce
from kartotek.flows.arrivals import count_arrivals
from kartotek.flows.tell_of_mail import tell_of_mail
from kartotek.history.models import Entry
from kartotek.history.operations import Event, record_all
from kartotek.linking.models import Decision
from kartotek.linking.rules import Code
from kartotek.mail.bulk import among
from kartotek.mail.inbound.under_way import UnderWay
from kartotek.mail.models import Mailbox, Message
from kartotek.users.viewer import Viewer

LINKED = "conversation.linked"
LINKING_CODES = (
    Code.ONE_OPEN_ITEM,
    Code.ONE_OPEN_ITEM_IN_GROUP,
    Code.BCC_ADDRESS,
    Code.SENT_FROM_ITEM,
)


def note(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Write new links into history, count the mail, and tell who follows its records."""
    company_id = entries[0].company_id
    decisions = list(
        Decision.objects.filter(
            among("message_id", {entry.message_id for entry in entries if entry.message_id}),
            company_id=company_id,
            code__in=LINKING_CODES,
        ).select_related("conversation")
    )
    noted = _noted({one.conversation_id for one in decisions}, company_id)
    events = [
        Event(LINKED, subject_type, subject_id, _data(one))
        for one in decisions
        if one.pk not in noted
        for subject_type, subject_id in (
            ("conversation", one.conversation_id),
            (one.item_type, one.item_id or 0),
        )
    ]
    record_all(events, by=Viewer.engine(company_id), at=at)
    grown = _grown(entries)
    count_arrivals(company_id=company_id, conversation_ids=grown)
    tell_of_mail(company_id=company_id, conversation_ids=grown, at=at)


def _grown(entries: Sequence[UnderWay]) -> set[int]:
    """Return the conversations that grew."""
    grown = Message.objects.filter(
        among("pk", {entry.message_id for entry in entries if entry.message_id}),
        conversation_id__isnull=False,
    ).values_list("conversation_id", flat=True)
    return {pk for pk in grown if pk is not None}


def _data(decision: Decision) -> dict[str, object]:
    return {
        "decision": decision.pk,
        "conversation": decision.conversation_id,
        "subject": decision.conversation.subject,
        "code": decision.code,
        "items": [[decision.item_type, decision.item_id]],
    }


def _noted(conversation_ids: set[int], company_id: int) -> set[int]:
    """Return the decisions that are in history already."""
    entries = Entry.objects.filter(
        company_id=company_id,
        subject_type="conversation",
        subject_id__in=conversation_ids,
        kind=LINKED,
    )
    noted = (data.get("decision") for data in entries.values_list("data", flat=True))
    return {decision for decision in noted if decision}


def announce_arrivals(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Tell the owners of the mailboxes that their inbox changed, after the commit."""
    company_id = entries[0].company_id
    counts: dict[int, int] = defaultdict(int)
    for entry in entries:
        counts[entry.mailbox_id] += 1
    users = Mailbox.objects.filter(pk__in=counts).values_list("user_id", flat=True)
    announce(
        "inbox:changed",
        company_id=company_id,
        at=at,
        user_ids=users,
        data={"mailboxes": sorted(counts)},
    )
