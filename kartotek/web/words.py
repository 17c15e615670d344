"""How times, names and numbers are written on a page, in the viewer's language and zone."""

from __future__ import annotations

import datetime as dt
import functools
import re
import zlib
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from kartotek.lib.money import format_amount

TONES = ("red", "orange", "amber", "green", "teal", "blue", "violet", "pink")
FULL = "j F Y, H:i"


def day(value: dt.date | None) -> str:
    """Return the day in words: Today, Yesterday, Tomorrow, 12 Nov, 12 Nov 2025."""
    return "" if value is None else _day(_local(value), timezone.localdate())


def _day(local: dt.date, today: dt.date) -> str:
    date = local.date() if isinstance(local, dt.datetime) else local
    near = {0: gettext_noop("Today"), 1: gettext_noop("Tomorrow"), -1: gettext_noop("Yesterday")}
    if (date - today).days in near:
        return gettext(near[(date - today).days])
    return date_format(date, "j M" if date.year == today.year else "j M Y")


def when(value: dt.date | None, style: str = "day") -> SafeString | str:
    """Return a `<time>` with the moment in short words and the full date in its title.

    Args:
        value: an aware datetime, or a date.
        style: `day` writes "Today 10:41", "Yesterday", "12 Nov"; `row` leaves "Today" out; `clock`
            gives the hour on every day, as the head of a message does.
    """
    if value is None:
        return ""
    local = _local(value)
    if isinstance(local, dt.datetime):
        written = local.isoformat(timespec="minutes")
    else:
        written = local.isoformat()
    return _time(written, style, timezone.localdate(), get_language())


# Lists and History write the same moments time and again. Two zones write one moment differently:
# what is remembered is what was written, not the moment.
@functools.lru_cache(maxsize=8192)
def _time(written: str, style: str, today: dt.date, _language: str | None) -> SafeString:
    if "T" in written:
        local = dt.datetime.fromisoformat(written)
        full, shown = date_format(local, FULL), _in_words(local, style, today)
    else:
        on = dt.date.fromisoformat(written)
        full, shown = date_format(on, "j F Y"), _day(on, today)
    return format_html('<time datetime="{}" title="{}">{}</time>', written, full, shown)


def _in_words(local: dt.datetime, style: str, today: dt.date) -> str:
    if local.date() == today:
        clock = date_format(local, "H:i")
        return clock if style == "row" else gettext("Today %(time)s") % {"time": clock}
    if style == "row" and local.year != today.year:
        return date_format(local, "M Y")
    if style == "clock":
        clock = date_format(local, "H:i")
        return gettext("%(day)s %(time)s") % {"day": _day(local, today), "time": clock}
    return _day(local, today)


def clock(value: dt.datetime) -> str:
    """Return the hour of a moment in the viewer's zone, such as 14:30."""
    return date_format(timezone.localtime(value), "H:i")


def late(value: dt.date) -> str:
    """Return how late something is that was due at `value`, such as "2 days late"."""
    local = _local(value)
    due = local.date() if isinstance(local, dt.datetime) else local
    days = (timezone.localdate() - due).days
    if days < 1:
        return gettext("Late today")
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def overdue(value: dt.date | None) -> bool:
    """Return whether the moment, or the whole day, is over."""
    if value is None:
        return False
    if isinstance(value, dt.datetime):
        return value < timezone.now()
    return value < timezone.localdate()


def _local(value: dt.date) -> dt.date:
    return timezone.localtime(value) if isinstance(value, dt.datetime) else value


def number(value: int | float) -> str:
    """Return the number grouped as the viewer's language does: 4,218 or 4.218."""
    return number_format(value, force_grouping=True)


def amount(value: Decimal | None, currency: str) -> str:
    """Return an amount with its sign, as the viewer's language writes it; nothing for None."""
    return "" if value is None else format_amount(value, currency, get_language() or "en")


def file_size(size: int) -> str:
    """Return a size in the largest unit that keeps it above one: 38 KB, 2.4 MB."""
    if size < 1000:
        return gettext("%(size)s bytes") % {"size": size}
    if size < 1_000_000:
        return gettext("%(size)s KB") % {"size": number_format(size / 1000, decimal_pos=0)}
    return gettext("%(size)s MB") % {"size": number_format(size / 1_000_000, decimal_pos=1)}


def initials(name: str, kind: str = "person") -> str:
    """Return the two letters of an avatar, upper-cased as the viewer's language does.

    A person's come from the first and the last word, an organization's from the first two.
    """
    words = re.findall(r"[^\W_]\w*", name) or ["?"]
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1 if kind == "person" else 1]]
    letters = "".join(word[0] for word in chosen)
    if (get_language() or "").startswith("tr"):
        letters = letters.replace("i", "İ")
    return letters.upper()


def tone(name: str) -> str:
    """Return the class of the hue that always goes with `name`."""
    return f"tone tone--{TONES[zlib.crc32(name.encode()) % len(TONES)]}"
