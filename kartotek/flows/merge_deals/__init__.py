"""Deals are merged, and made two again (spec/contacts.md 26, for deals).

registry.py  everything that points at a deal and moves with it
preview.py   what would become of them
merging.py   the loser becomes part of the survivor
undoing.py   everything goes back, within 30 days
"""

from kartotek.flows.merge_deals.merging import merge, merge_all
from kartotek.flows.merge_deals.preview import Preview, preview
from kartotek.flows.merge_deals.undoing import undo_act

__all__ = ["Preview", "merge", "merge_all", "preview", "undo_act"]
