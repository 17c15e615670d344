"""Telephone numbers: one spelling to compare by, another to read."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat


@lru_cache(maxsize=20_000)
def e164(number: str, region: str) -> str | None:
    """Return a number as it is dialled from anywhere, or None when it is no number.

    Args:
        region: ISO 3166-1 code of the country that a number without prefix is dialled in.

    Source: ITU-T E.164.
    """
    parsed = _parsed(number, region)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) if parsed else None


@lru_cache(maxsize=20_000)
def displayed(number: str, region: str) -> str:
    """Return a number grouped for reading, as typed when it is no number.

    Args:
        region: ISO 3166-1 code of the reader's country; its own numbers go without prefix.
    """
    parsed = _parsed(number, region)
    if parsed is None:
        return number.strip()
    is_home = phonenumbers.region_code_for_number(parsed) == region.upper()
    style = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def _parsed(number: str, region: str) -> PhoneNumber | None:
    """Return the number understood, or None."""
    try:
        parsed = phonenumbers.parse(number, region.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None
