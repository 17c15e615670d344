"""How a user wants to be told of something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.notifications.models import Digest, Kind, Notification, Period, Preference
from kartotek.users.viewer import Viewer


@transaction.atomic
def set_preference(
    *, kind: str, is_in_app: bool, email: str, by: Viewer, at: datetime
) -> Preference:
    """Keep how the user `by` wants to be told of a kind, and return it.

    An email holds what happens from now on: the first one is due a period from here.

    Raises:
        Invalid: there is no such kind or period.
    """
    if kind not in Kind.values:
        raise Invalid(_("There is no such kind of notification."))
    if email not in Period.values:
        message = _("Choose how often.")
        raise Invalid(message, {f"email-{kind}": message})
    held: dict[str, Any] = {"company_id": by.company_id, "user_id": by.own_id}
    before = Preference.objects.filter(**held, kind=kind).first()
    kept, _is_new = Preference.objects.update_or_create(
        **held, kind=kind, defaults={"is_in_app": is_in_app, "email": email}
    )
    if email != Period.OFF and (before is None or before.email == Period.OFF):
        _begin(kept, at)
    return kept


def _begin(kept: Preference, at: datetime) -> None:
    """Let emails hold what happens from now on; the first is due a period from here."""
    held: dict[str, Any] = {"company_id": kept.company_id, "user_id": kept.user_id}
    Notification.objects.filter(**held, kind=kept.kind, emailed_at=None).update(emailed_at=at)
    begun = Preference.objects.filter(**held, email=kept.email).exclude(kind=kept.kind)
    if not begun.exists():
        Digest.objects.update_or_create(
            **held, period=kept.email, defaults={"sent_at": at, "next_try_at": None}
        )
