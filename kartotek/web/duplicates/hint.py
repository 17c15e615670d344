"""The hint on a page that the record may be there twice."""

from __future__ import annotations

from dataclasses import dataclass

from kartotek.contacts import queries
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class DuplicateHint:
    """How many possible duplicates a record has, and the reasons, each once."""

    count: int
    sentences: list[str]


def hint_of(kind: str, record_id: int, *, viewer: Viewer) -> DuplicateHint:
    """Return the hint for the page of a person or organization."""
    pairs = queries.duplicates_of(kind, record_id, viewer=viewer)
    return DuplicateHint(len(pairs), list(dict.fromkeys(pair.sentence for pair in pairs)))
