"""Users who chose so get an email of what they were told and have not read.

    whose period is over -> what is unread and still theirs to see -> claimed -> sent

An email is claimed before it is sent, so that no two processes send it and a crash sends it at
most once; where the server refuses it the claim is given back and tried again, ever later.
"""

from __future__ import annotations

import logging
import smtplib
import zoneinfo
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.utils import timezone, translation

from kartotek.lib.backoff import next_try
from kartotek.notifications.digest import Letter, letter_of
from kartotek.notifications.models import Digest, Notification, Period, Preference
from kartotek.notifications.queries.told import rows_of
from kartotek.notifications.rules import is_daily_due, is_hourly_due
from kartotek.users.models import User
from kartotek.users.viewer import Viewer

logger = logging.getLogger(__name__)

MOST_ROWS = 100
# What nobody could send for so long is no news.
NEWS_FOR = timedelta(days=7)
SETTINGS_PATH = "/settings/notifications/"

Send = Callable[[str, Letter], None]
"""Sends a letter to an address; raises OSError or SMTPException where that cannot be done."""


@dataclass(frozen=True)
class _Due:
    """An email that is due: whose, of what, and when the one before was."""

    digest: Digest
    user: User
    kinds: Collection[str]


def send_digests(*, at: datetime, send: Send | None = None) -> int:
    """Send the emails that are due, and return how many went out.

    Args:
        at: now.
        send: how a letter is sent; by the mail server of the settings without.
    """
    if send is None and not settings.HAS_OUTGOING_MAIL:
        return 0
    return sum(_send_one(due, send or by_mail_server, at=at) for due in _all_due(at))


def by_mail_server(address: str, letter: Letter) -> None:
    """Send a letter by the mail server that the settings name.

    Raises:
        OSError: it cannot be reached.
        SMTPException: it refuses the letter.
    """
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[address])
    message.attach_alternative(letter.html, "text/html")
    # Nobody answers a machine that tells of mail (RFC 3834).
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    message.send()


def _all_due(at: datetime) -> list[_Due]:
    """Return the emails whose time has come."""
    chosen: dict[tuple[int, str], list[str]] = {}
    for one in Preference.objects.exclude(email=Period.OFF):
        chosen.setdefault((one.user_id, one.email), []).append(one.kind)
    waiting = Q(next_try_at=None) | Q(next_try_at__lte=at)
    digests = Digest.objects.filter(waiting, user_id__in={user for user, _period in chosen})
    found: list[_Due] = []
    for digest in digests.select_related("user__group__parent", "user__permission_set"):
        kinds = chosen.get((digest.user_id, digest.period))
        if kinds and digest.user.is_active and _is_due(digest, at):
            found.append(_Due(digest, digest.user, kinds))
    return found


def _is_due(digest: Digest, at: datetime) -> bool:
    if digest.period == Period.HOURLY:
        return is_hourly_due(digest.sent_at, at)
    zone = zoneinfo.ZoneInfo(digest.user.time_zone)
    return is_daily_due(digest.sent_at, at, zone)


def _send_one(due: _Due, send: Send, *, at: datetime) -> bool:
    """Send one email, where there is something to tell; return whether it went out."""
    found = list(
        Notification.objects.filter(
            company_id=due.user.company_id,
            user_id=due.user.pk,
            kind__in=due.kinds,
            read_at=None,
            emailed_at=None,
            at__gt=at - NEWS_FOR,
            at__lte=at,
        ).order_by("-at", "-id")[:MOST_ROWS]
    )
    if not found or not _claim(due.digest, at):
        return False
    letter = _letter(due.user, found)
    try:
        if letter is not None:
            send(due.user.email, letter)
    except (OSError, smtplib.SMTPException) as failure:
        _give_back(due.digest, at, failure)
        return False
    Notification.objects.filter(pk__in=[one.pk for one in found]).update(emailed_at=at)
    return letter is not None


def _letter(user: User, found: list[Notification]) -> Letter | None:
    """Return what is told, in the user's language and zone; None where nothing is theirs to see."""
    zone = zoneinfo.ZoneInfo(user.time_zone)
    with translation.override(user.language), timezone.override(zone):
        rows, _hidden = rows_of(found, viewer=Viewer.of(user))
        if not rows:
            return None
        return letter_of(rows, name=user.name, site=settings.SITE_URL, settings=SETTINGS_PATH)


def _claim(digest: Digest, at: datetime) -> bool:
    """Return whether this process may send the email; another that looked as well may not."""
    same = Digest.objects.filter(pk=digest.pk, sent_at=digest.sent_at)
    return bool(same.update(sent_at=at, next_try_at=None, failure_count=0))


def _give_back(digest: Digest, at: datetime, failure: Exception) -> None:
    count = digest.failure_count + 1
    later = next_try(count, at, f"digest-{digest.pk}")
    logger.warning("An email of notifications was not sent: %s", failure)
    Digest.objects.filter(pk=digest.pk, sent_at=at).update(
        sent_at=digest.sent_at, next_try_at=later, failure_count=count
    )
