"""Linking by hand, and what follows when items and contacts change (spec/linking.md 3 and 4)."""

from kartotek.linking.operations.by_hand import link_by_hand, undo, unlink
from kartotek.linking.operations.items import (
    convert_item,
    item_deleted,
    item_restored,
    merge_items,
)
from kartotek.linking.operations.joining import ask_again, join_by_hand, keep_apart
from kartotek.linking.operations.many import Done, TooMany, link_many, undo_many, unlink_many
from kartotek.linking.operations.people import merge_persons, rematch
from kartotek.linking.operations.strangers import accept_stranger

__all__ = [
    "Done",
    "TooMany",
    "accept_stranger",
    "ask_again",
    "convert_item",
    "item_deleted",
    "item_restored",
    "join_by_hand",
    "keep_apart",
    "link_by_hand",
    "link_many",
    "merge_items",
    "merge_persons",
    "rematch",
    "undo",
    "undo_many",
    "unlink",
    "unlink_many",
]
