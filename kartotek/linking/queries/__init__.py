"""Conversations with what they are linked to: the inbox, a record's emails, the Why panel."""

from kartotek.linking.queries.rows import (
    ConversationRow,
    Cursor,
    Folder,
    ItemChip,
    Page,
    ReasonChip,
    Sender,
    counts,
    inbox,
    of_record,
    row,
)

__all__ = [
    "ConversationRow",
    "Cursor",
    "Folder",
    "ItemChip",
    "Page",
    "ReasonChip",
    "Sender",
    "counts",
    "inbox",
    "of_record",
    "row",
]
