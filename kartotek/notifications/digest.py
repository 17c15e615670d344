"""The email that tells what happened since the last one: as text, and the same as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kartotek.notifications.queries import NotificationRow


@dataclass(frozen=True)
class Letter:
    """An email ready to be sent."""

    subject: str
    text: str
    html: str


def letter_of(rows: Sequence[NotificationRow], *, name: str, site: str, settings: str) -> Letter:
    """Return the email that tells a user what happened, in the language that is active.

    Args:
        rows: what happened, the newest first.
        name: whom it is for.
        site: the address of this installation; without one the email has no links.
        settings: the path of the page on which emails are switched off.
    """
    subject = ngettext(
        "%(count)s notification in Kartotek", "%(count)s notifications in Kartotek", len(rows)
    ) % {"count": len(rows)}
    greeting = _("Hello %(name)s, this happened since the last email:") % {"name": name}
    leave = _("You get this email because you chose so. Change it in Kartotek under Notifications.")
    return Letter(
        subject,
        _text(rows, greeting, leave, site, settings),
        _html(rows, greeting, leave, site, settings),
    )


def _text(
    rows: Sequence[NotificationRow], greeting: str, leave: str, site: str, settings: str
) -> str:
    parts = [greeting, ""]
    for row in rows:
        parts.append(f"- {row.text} ({_when(row)})")
        parts += [f"  {row.snippet}"] if row.snippet else []
        parts += [f"  {_address(site, row)}"] if site else []
    parts += ["", leave, *([f"{site}{settings}"] if site else [])]
    return "\n".join(parts) + "\n"


def _html(
    rows: Sequence[NotificationRow], greeting: str, leave: str, site: str, settings: str
) -> str:
    entries = "".join(_entry(row, site) for row in rows)
    way = f' <a href="{escape(site + settings)}">{escape(site + settings)}</a>' if site else ""
    return (
        '<!doctype html><html><body style="font-family: sans-serif">'
        f"<p>{escape(greeting)}</p><ul>{entries}</ul>"
        f'<p style="color: #666">{escape(leave)}{way}</p></body></html>'
    )


def _entry(row: NotificationRow, site: str) -> str:
    loud = {name: f"<b>{escape(value)}</b>" for name, value in row.values.items()}
    told = escape(row.sentence) % loud
    said = f'<a href="{escape(_address(site, row))}">{told}</a>' if site else told
    more = f"<br>{escape(row.snippet)}" if row.snippet else ""
    return f'<li>{said} <span style="color: #666">{escape(_when(row))}</span>{more}</li>'


def _address(site: str, row: NotificationRow) -> str:
    return f"{site}/notifications/{row.id}/"


def _when(row: NotificationRow) -> str:
    return date_format(localtime(row.at), "j F H:i")
