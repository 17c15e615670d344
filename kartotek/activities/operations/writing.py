"""What somebody wrote in a note or comment, as it is kept: plain, in its form, and who it names."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.lib.rich_text import LONGEST_HTML, RichText, from_plain, mentioned_in, tidy
from kartotek.lib.text import many_lines
from kartotek.users.models import User
from kartotek.users.viewer import Viewer


def written(text: str, html: str, *, by: Viewer) -> RichText:
    """Return what was written in its normal form; without HTML the text counts.

    Raises:
        Invalid: nothing was written, or far too much.
    """
    if len(html) > LONGEST_HTML or len(text) > LONGEST_HTML:
        raise _invalid(_("This is too long. Put it into a file instead."))
    found = _tidied(html, by=by) if html.strip() else _read(many_lines(text), by=by)
    if not found.text:
        raise _invalid(_("Write something first."))
    return found


def newly_mentioned(now: RichText, before: str, *, by: Viewer) -> list[int]:
    """Return who is mentioned now and was not in the HTML before; nobody mentions themselves."""
    known = {*mentioned_in(before), by.user_id}
    return [one for one in now.mentioned if one not in known]


def _tidied(html: str, *, by: Viewer) -> RichText:
    named: Collection[int] = mentioned_in(html)
    users = _users(by).filter(pk__in=named) if named else User.objects.none()
    return tidy(html, {user.pk: user.name for user in users})


def _read(text: str, *, by: Viewer) -> RichText:
    """Return plain text; `@` and a colleague's name mention them."""
    users = _users(by) if "@" in text else User.objects.none()
    return from_plain(text, {user.name: user.pk for user in users})


def _users(by: Viewer) -> QuerySet[User]:
    return User.objects.filter(company_id=by.company_id, is_active=True)


def _invalid(message: str) -> Invalid:
    return Invalid(message, {"text": message})
