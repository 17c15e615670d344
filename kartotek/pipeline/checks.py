"""What may be written on a deal, a lead or a project; anything else is refused by its field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.errors import Invalid
from kartotek.lib.money import is_currency
from kartotek.lib.text import many_lines, one_line
from kartotek.pipeline.rules import LARGEST_AMOUNT, Flaw, flaw_of
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility

TITLE_LENGTH = 500
TEXT_LENGTH = 20_000
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

_NEVER_EMPTY = frozenset({"owner_id", "visibility", "currency", "source_name"})


def invalid(field: str, sentence: str) -> Invalid:
    """Return the refusal of one field, with the same sentence for the page and the field."""
    return Invalid(sentence, {field: sentence})


def is_left_open(name: str, value: object) -> bool:
    """Return whether a value says nothing and leaves the field to its default, or as it is."""
    return name in _NEVER_EMPTY and value in (None, "")


def checked_title(text: str) -> str:
    """Return a title as it is kept.

    Raises:
        Invalid: it is empty or too long.
    """
    title = one_line(text)
    if not title:
        raise invalid("title", _("Give it a title."))
    if len(title) > TITLE_LENGTH:
        raise invalid("title", _("A title has at most 500 characters."))
    return title


def checked_line(text: str, field: str, limit: int) -> str:
    """Return a text on one line, which may be empty.

    Raises:
        Invalid: it has more characters than `limit`.
    """
    line = one_line(text)
    if len(line) > limit:
        raise invalid(field, _("At most %(count)s characters fit here.") % {"count": limit})
    return line


def checked_amount(amount: Decimal | None) -> Decimal | None:
    """Return an amount as it is kept, which may be none.

    Raises:
        Invalid: it is negative, too large, finer than cents, or no number.
    """
    flaw = None if amount is None else flaw_of(amount)
    if flaw is Flaw.NEGATIVE:
        raise invalid("amount", _("An amount cannot be negative."))
    if flaw is Flaw.TOO_LARGE:
        largest = number_format(LARGEST_AMOUNT, force_grouping=True)
        text = _("An amount can be %(largest)s at most.") % {"largest": largest}
        raise invalid("amount", text)
    if flaw is Flaw.TOO_FINE:
        # Where a point is the decimal mark, 12.345 was meant as thousands more often than not.
        text = _("An amount has two decimals at most. Thousands are written like %(example)s.")
        example = number_format(12_345, force_grouping=True)
        raise invalid("amount", text % {"example": example})
    if flaw is Flaw.NOT_A_NUMBER:
        raise invalid("amount", _("This is not a number."))
    return amount


def checked_currency(code: str) -> str:
    """Return a currency's code in capitals.

    Raises:
        Invalid: ISO 4217 knows no such currency.
    """
    # Codes are ASCII: `upper` is safe from the Turkish dotted I here.
    known = code.strip().upper()
    if not is_currency(known):
        text = _("There is no currency “%(code)s”.") % {"code": one_line(code)[:16]}
        raise invalid("currency", text)
    return known


def checked_owner(user_id: int, *, by: Viewer) -> int:
    """Return the id of somebody who works in the company.

    Raises:
        Invalid: nobody who works here has this id.
    """
    mine = User.objects.filter(pk=user_id, company_id=by.company_id, is_active=True)
    if not mine.exists():
        raise invalid("owner_id", _("This owner does not work here."))
    return user_id


def checked_visibility(visibility: int) -> int:
    """Return a visibility.

    Raises:
        Invalid: there is no such visibility.
    """
    if visibility not in Visibility.values:
        raise invalid("visibility", _("Choose who may see it."))
    return visibility


def checked_person(person_id: int | None, *, by: Viewer) -> int | None:
    """Return the id of a person `by` may see, or none.

    Raises:
        Invalid: there is no such person, or it is not theirs to see.
    """
    if person_id is not None:
        checked_persons([person_id], by=by, field="person_id")
    return person_id


def checked_organization(organization_id: int | None, *, by: Viewer) -> int | None:
    """Return the id of an organization `by` may see, or none.

    Raises:
        Invalid: there is no such organization, or it is not theirs to see.
    """
    if organization_id is not None:
        checked_organizations([organization_id], by=by, field="organization_id")
    return organization_id


def checked_persons(ids: Iterable[int], *, by: Viewer, field: str = "person_ids") -> list[int]:
    """Return the ids in their order, each once.

    Raises:
        Invalid: one of them is no person, or not theirs to see.
    """
    wanted = list(dict.fromkeys(ids))
    seen = Person.objects.alive().visible_to(by).filter(pk__in=wanted)
    if wanted and len(wanted) != seen.count():
        raise invalid(field, _("This person is gone."))
    return wanted


def checked_organizations(
    ids: Iterable[int], *, by: Viewer, field: str = "organization_ids"
) -> list[int]:
    """Return the ids in their order, each once.

    Raises:
        Invalid: one of them is no organization, or not theirs to see.
    """
    wanted = list(dict.fromkeys(ids))
    seen = Organization.objects.alive().visible_to(by).filter(pk__in=wanted)
    if wanted and len(wanted) != seen.count():
        raise invalid(field, _("This organization is gone."))
    return wanted


def checked_day(day: date | None, field: str) -> date | None:
    """Return a day as it is kept, which may be none.

    Raises:
        Invalid: no work is planned for such a year; somebody mistyped it.
    """
    if day is not None and not EARLIEST <= day <= LATEST:
        raise invalid(field, _("Choose a day between the years 1900 and 2199."))
    return day


def closed_before_opening(field: str, opened_on: date) -> Invalid:
    """Return the refusal of a closing day before the deal was opened."""
    text = _("It was opened on %(day)s: it cannot close before that.")
    return invalid(field, text % {"day": date_format(opened_on, "j M Y")})


def checked_text(text: str, field: str) -> str:
    """Return a text of several lines as it is kept.

    Raises:
        Invalid: it is longer than any page would show.
    """
    kept = many_lines(text)
    if len(kept) > TEXT_LENGTH:
        raise invalid(field, _("This text is too long: 20,000 characters at most."))
    return kept
