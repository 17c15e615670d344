"""Replies that name no parent and were found none: they are asked again when it may have come.

What such a reply quotes is kept while it waits. Mail arrives in any order, the newest first
where the past is fetched, and whether a reply is placed must not depend on it.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from itertools import islice

from django.db.models import Q

from kartotek.mail.bulk import among, insert_each
from kartotek.mail.inbound.unplaced import Unplaced
from kartotek.mail.models import LineFingerprint, Message, QuotedLine
from kartotek.mail.rules.threading import SUBJECT_REACH, Ground, is_generic_subject

# So many waiting replies are asked again for one batch, the newest: a mailbox in which more wait
# under one subject is a machine's.
MOST_ASKED = 500

_WAITS = Q(looks_like_reply=True, joined_by=Ground.NEW, references="")


def may_continue(fresh: Sequence[Unplaced], *, company_id: int) -> list[int]:
    """Return the waiting replies that one of some new messages may be the parent of."""
    ids = [one.pk for one in fresh]
    asked = [*_that_quote(ids, company_id), *_of_subjects(fresh, company_id)]
    return list(islice(dict.fromkeys(asked), MOST_ASKED))


def _that_quote(ids: Collection[int], company_id: int) -> list[int]:
    """Return the waiting replies that quote a line of the messages."""
    quoted = QuotedLine.objects.filter(company_id=company_id)
    if not quoted.exists():
        return []
    lines = LineFingerprint.objects.filter(among("message_id", ids), company_id=company_id)
    found = quoted.filter(fingerprint__in=lines.values("fingerprint"))
    replies = found.exclude(message_id__in=ids).values_list("message_id", flat=True)
    return list(replies.distinct().order_by("-message_id")[:MOST_ASKED])


def _of_subjects(fresh: Sequence[Unplaced], company_id: int) -> list[int]:
    """Return the waiting replies under a telling subject of the messages."""
    telling = {
        one.base_subject
        for one in fresh
        if one.base_subject and not is_generic_subject(one.base_subject)
    }
    if not telling:
        return []
    dates = [one.sent_at for one in fresh]
    found = Message.objects.filter(
        _WAITS,
        company_id=company_id,
        base_subject__in=telling,
        sent_at__gte=min(dates) - SUBJECT_REACH,
        sent_at__lte=max(dates) + SUBJECT_REACH,
    ).exclude(pk__in=[one.pk for one in fresh])
    return list(found.order_by("-sent_at").values_list("pk", flat=True)[:MOST_ASKED])


def keep_waiting(fresh: Sequence[Unplaced], *, company_id: int) -> None:
    """Keep what the replies among new messages quote that nothing placed."""
    replies = Message.objects.filter(
        _WAITS, among("pk", [one.pk for one in fresh]), company_id=company_id
    ).exclude(quoted_lines=b"")
    insert_each(
        QuotedLine,
        ["company_id", "fingerprint", "message_id"],
        [
            (company_id, line, pk)
            for pk, lines in replies.values_list("pk", "quoted_lines")
            for line in dict.fromkeys(array("q", bytes(lines)))
        ],
    )


def wait_no_more(reply_ids: Collection[int], *, company_id: int) -> None:
    """Forget what replies quote that were placed."""
    if reply_ids:
        QuotedLine.objects.filter(company_id=company_id, message_id__in=reply_ids).delete()
