"""What the newest decision says after something else than a message has happened.

The rows of section 3 that are events (29-30, 43, 44, 53-57) change the reason that is shown, not
who may change the link: a link by hand stays one after its lead was converted.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kartotek.linking.rules.codes import Code


class Event(StrEnum):
    """What happened to a conversation, its item or its people."""

    LINKED_BY_HAND = "linked by hand"
    UNLINKED_BY_HAND = "unlinked by hand"
    ITEM_CONVERTED = "item converted"
    ITEMS_MERGED = "items merged"
    ITEM_DELETED = "item deleted"
    ITEM_RESTORED = "item restored"
    CONTACT_APPEARED = "contact appeared"


_BY_HAND: Final = MappingProxyType(
    {Event.LINKED_BY_HAND: Code.MANUAL, Event.UNLINKED_BY_HAND: Code.USER_UNLINKED}
)
_OF_ITS_ITEM: Final = MappingProxyType(
    {
        Event.ITEM_CONVERTED: Code.CONVERTED,
        Event.ITEMS_MERGED: Code.MERGED,
        Event.ITEM_DELETED: Code.ITEM_DELETED,
    }
)
# Only these two say that somebody or something was missing, which a new contact makes untrue.
_SAYS_NOBODY: Final = frozenset({Code.UNKNOWN_ADDRESS, Code.NO_OPEN_ITEM})


def code_after(event: Event, *, code: Code, link_code: Code | None) -> Code:
    """Return the code a conversation shows after an event; the same code when nothing changes.

    Args:
        event: what happened.
        code: of the newest decision.
        link_code: of the decision that made the present link; None without a link.
    """
    if event in _BY_HAND:
        return _BY_HAND[event]
    if event is Event.CONTACT_APPEARED:
        return Code.CONTACT_CREATED_LATER if link_code is None and code in _SAYS_NOBODY else code
    if link_code is None:
        return code
    return _OF_ITS_ITEM.get(event, link_code)
