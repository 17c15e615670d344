"""What the timeline calls its marks, and how often somebody may be heard from."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ICONS: Mapping[str, str] = {
    "mail_in": "mail",
    "mail_out": "send",
    "call": "phone",
    "activity": "calendar-check",
    "note": "sticky-note",
    "deal": "diamond",
}

WORDS: Mapping[str, str | Promise] = {
    "mail_in": _("Emails received"),
    "mail_out": _("Emails sent"),
    "call": _("Calls"),
    "activity": _("Activities done"),
    "note": _("Notes"),
    "deal": _("Deals added"),
}

FREQUENCIES: tuple[tuple[int | str, str | Promise], ...] = (
    ("", _("Never")),
    (7, _("Weekly")),
    (14, _("Every 2 weeks")),
    (30, _("Every 30 days")),
    (60, _("Every 60 days")),
    (90, _("Every 90 days")),
    (180, _("Every 180 days")),
    (365, _("Yearly")),
)
