"""People and organizations are merged, and made two again (spec/contacts.md 26).

preview.py   what would become of them
merging.py   the loser becomes part of the survivor
registry.py  everything that points at a record and moves with it
journal.py   what was changed, row by row
undoing.py   everything goes back, within 30 days
"""

from kartotek.flows.merge_contacts.merging import MergedAlready, merge, merge_all
from kartotek.flows.merge_contacts.preview import Preview, preview
from kartotek.flows.merge_contacts.undoing import (
    MergeStays,
    Undone,
    forget_old_merges,
    undo_act,
    undo_merge,
    undo_one,
)

__all__ = [
    "MergeStays",
    "MergedAlready",
    "Preview",
    "Undone",
    "forget_old_merges",
    "merge",
    "merge_all",
    "preview",
    "undo_act",
    "undo_merge",
    "undo_one",
]
