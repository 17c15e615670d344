"""What people type about companies and users, checked one value at a time."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any

from babel import Locale
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.lib.money import is_currency
from kartotek.users.models import Language, User

THEMES = ("light", "dark", "system")
ENGLISH = Locale("en")


def name(value: str) -> str:
    """Return a name without surrounding space.

    Raises:
        ValueError: it is empty or too long.
    """
    tidy = " ".join(value.split())
    if not tidy:
        raise ValueError(_("Enter a name."))
    if len(tidy) > 255:
        raise ValueError(_("Use at most 255 characters."))
    return tidy


def email(value: str) -> str:
    """Return an address as it signs in: lower-case, without surrounding space.

    Raises:
        ValueError: it is no address.
    """
    tidy = value.strip().lower()
    try:
        validate_email(tidy)
    except ValidationError:
        raise ValueError(_("Enter an email address such as name@firm.example.")) from None
    if len(tidy) > 254:
        raise ValueError(_("Use at most 254 characters."))
    return tidy


def language(value: str) -> str:
    """Return the code of a language of the screens.

    Raises:
        ValueError: the screens do not speak it.
    """
    if value not in Language.values:
        raise ValueError(_("Choose one of the languages."))
    return value


def time_zone(value: str) -> str:
    """Return the name of a time zone, such as Europe/Istanbul.

    Raises:
        ValueError: there is none of this name.
    """
    if value not in zoneinfo.available_timezones():
        raise ValueError(_("Choose one of the time zones."))
    return value


def currency(value: str) -> str:
    """Return a currency's code (ISO 4217).

    Raises:
        ValueError: there is no such currency.
    """
    code = value.strip().upper()
    if not is_currency(code):
        raise ValueError(_("Choose one of the currencies."))
    return code


def region(value: str) -> str:
    """Return a country's code (ISO 3166-1 alpha-2).

    Raises:
        ValueError: there is no such country.
    """
    code = value.strip().upper()
    if len(code) != 2 or code not in ENGLISH.territories:
        raise ValueError(_("Choose one of the countries."))
    return code


def theme(value: str) -> str:
    """Return how the screens are lit.

    Raises:
        ValueError: there is no such theme.
    """
    if value not in THEMES:
        raise ValueError(_("Choose one of the themes."))
    return value


CHECKS: Mapping[str, Callable[[str], str]] = {
    "name": name,
    "email": email,
    "language": language,
    "time_zone": time_zone,
    "currency": currency,
    "region": region,
    "theme": theme,
}


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values tidied; those without a check of their name as they are.

    Raises:
        Invalid: some cannot be used; all of them are named.
    """
    tidy: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field, value in values.items():
        check = CHECKS.get(field)
        try:
            tidy[field] = check(str(value)) if check else value
        except ValueError as reason:
            wrong[field] = str(reason)
    if wrong:
        raise Invalid(" ".join(wrong.values()), wrong)
    return tidy


def password(value: str, user: User, field: str = "password") -> str:
    """Return a password that is long and unusual enough for `user`.

    Raises:
        Invalid: it is too easy to guess; the reasons are under `field`.
    """
    try:
        validate_password(value, user)
    except ValidationError as weak:
        reasons = " ".join(weak.messages)
        raise Invalid(reasons, {field: reasons}) from None
    return value
