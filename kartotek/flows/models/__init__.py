"""News for open screens, who works on what, and acts on many records."""

from kartotek.flows.models.bulk import ActStatus, BulkAct, BulkChange
from kartotek.flows.models.news import Announcement, Lease

__all__ = ["ActStatus", "Announcement", "BulkAct", "BulkChange", "Lease"]
