"""Why an item is suggested, in the reader's words."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kartotek.linking.rules.words import Phrase


def in_words(ground: Phrase) -> str:
    """Return a ground in the reader's language; a time in it says how long ago it was."""
    values = {
        name: ago(value) if isinstance(value, datetime) else value
        for name, value in ground.values.items()
    }
    return _(ground.text) % values


def ago(moment: datetime) -> str:
    """Return how long ago a moment was, in days."""
    days = (timezone.localdate() - timezone.localtime(moment).date()).days
    if days < 1:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
