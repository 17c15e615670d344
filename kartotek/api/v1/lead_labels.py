"""Labels of leads have a UUID in the API: their id in the clothes of one, told from it and back.

Source: RFC 9562 section 5.8 (version 8: a layout of one's own).
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kartotek.api.values import LARGEST_ID

_CLOTHES: Final = (8 << 76) | (0b10 << 62)
_ID: Final = (1 << 62) - 1


def label_uuid(label_id: int) -> UUID:
    """Return how the API knows a label of leads."""
    return UUID(int=_CLOTHES | label_id)


def label_id(given: object) -> object:
    """Return the id in such a UUID; a UUID that is none of ours leads to no label.

    Raises:
        ValueError: it is no UUID.
    """
    known = UUID(str(given)).int
    return known & _ID if known & ~_ID == _CLOTHES else LARGEST_ID
