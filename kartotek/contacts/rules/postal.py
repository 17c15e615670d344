"""The parts of a postal address, and the one line they make."""

from __future__ import annotations

from collections.abc import Mapping

PARTS = (
    "suite", "house_number", "street", "district", "city", "state", "region", "country",
    "postcode",
)  # fmt: skip
"""The nine parts (spec/contacts.md 4)."""

# What stands between two commas, from the door to the country.
_LINE = (
    ("street", "house_number"), ("suite",), ("district",), ("postcode", "city"), ("state",),
    ("region",), ("country",),
)  # fmt: skip


def postal_line(parts: Mapping[str, str]) -> str:
    """Return an address on one line; what is empty, or said just before, is left out."""
    told: list[str] = []
    for names in _LINE:
        text = " ".join(parts[name] for name in names if parts.get(name))
        if text and text not in told[-1:]:
            told.append(text)
    return ", ".join(told)


def followed_line(line: str, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Return the line of an address whose parts changed.

    It follows its parts until somebody writes it differently.
    """
    return postal_line(new) if line in {"", postal_line(old)} else line
