"""The sixteen types of custom fields in words: what each is for, and what one looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kartotek.fields.rules.types import FieldType


@dataclass(frozen=True)
class TypeWords:
    """A type: its name, what it is for, an example, and its icon."""

    title: str | Promise
    text: str | Promise
    example: str | Promise
    icon: str


TYPES: Final[Mapping[FieldType, TypeWords]] = {
    FieldType.TEXT: TypeWords(_("Text"), _("A word or a line."), _("Order 2026-118"), "type"),
    FieldType.LARGE_TEXT: TypeWords(
        _("Large text"),
        _("Several lines."),
        _("How they decide, and who else is asked."),
        "file-text",
    ),
    FieldType.OPTION: TypeWords(
        _("Single option"), _("One of a list you make."), _("Gold"), "circle-dot"
    ),
    FieldType.OPTIONS: TypeWords(
        _("Multiple options"), _("Several of a list you make."), _("Indoor, Outdoor"), "list-checks"
    ),
    FieldType.AUTOCOMPLETE: TypeWords(
        _("Autocomplete"),
        _("Free text that offers what others have written."),
        _("Trade fair"),
        "text-cursor-input",
    ),
    FieldType.NUMBER: TypeWords(_("Number"), _("To be summed and compared."), _("120"), "hash"),
    FieldType.MONEY: TypeWords(
        _("Money"), _("An amount with its currency."), _("€4,800"), "banknote"
    ),
    FieldType.USER: TypeWords(
        _("User"), _("Somebody who works here."), _("Elif Aydın"), "user-round-check"
    ),
    FieldType.PERSON: TypeWords(
        _("Person"), _("Somebody among the people."), _("Zeynep Karaca"), "user-round"
    ),
    FieldType.ORGANIZATION: TypeWords(
        _("Organization"),
        _("One of the organizations."),
        _("Brightwell Clinics"),
        "building-2",
    ),
    FieldType.PHONE: TypeWords(
        _("Phone"), _("A number that can be called."), _("+90 212 555 01 42"), "phone"
    ),
    FieldType.TIME: TypeWords(_("Time"), _("A time of day."), _("09:30"), "clock"),
    FieldType.TIME_RANGE: TypeWords(
        _("Time range"), _("From one time of day to another."), _("09:00 – 17:30"), "timer"
    ),
    FieldType.DATE: TypeWords(_("Date"), _("A day."), _("31 Dec 2026"), "calendar"),
    FieldType.DATE_RANGE: TypeWords(
        _("Date range"), _("From one day to another."), _("1 Jun – 14 Jun 2026"), "calendar-range"
    ),
    FieldType.ADDRESS: TypeWords(
        _("Address"), _("A postal address, with a map."), _("Harbour Road 5, Bath"), "map-pin"
    ),
}
"""In the order in which they are offered."""
