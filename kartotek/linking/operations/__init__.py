"""Linking by hand, and what follows when items and contacts change (spec/linking.md 3 and 4)."""

from kartotek.linking.operations.by_hand import link_by_hand, undo, unlink
from kartotek.linking.operations.duplicating import duplicate_to, undo_duplicate
from kartotek.linking.operations.items import (
    convert_item,
    item_deleted,
    item_restored,
    merge_items,
)
from kartotek.linking.operations.joining import ask_again, join_by_hand, join_with, keep_apart
from kartotek.linking.operations.many import Done, TooMany, link_many, undo_many, unlink_many
from kartotek.linking.operations.people import merge_persons, rematch
from kartotek.linking.operations.separating import FirstMessage, separate, undo_separation
from kartotek.linking.operations.strangers import accept_stranger

__all__ = [
    "Done",
    "FirstMessage",
    "TooMany",
    "accept_stranger",
    "ask_again",
    "convert_item",
    "duplicate_to",
    "item_deleted",
    "item_restored",
    "join_by_hand",
    "join_with",
    "keep_apart",
    "link_by_hand",
    "link_many",
    "merge_items",
    "merge_persons",
    "rematch",
    "separate",
    "undo",
    "undo_duplicate",
    "undo_many",
    "undo_separation",
    "unlink",
    "unlink_many",
]
