"""Changes of custom fields in history, ready to be told in the reader's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartotek.fields.queries.fields import custom_fields_by_id, id_in, word_of
from kartotek.fields.queries.values import showing_names
from kartotek.fields.rules.showing import Showing, told
from kartotek.fields.rules.types import REFERENCES, FieldType
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class FieldTelling:
    """How one field is called now, and how what history kept of it is told."""

    name: str
    type: FieldType
    showing: Showing

    def text(self, kept: Any) -> str:
        """Return a kept value as somebody reads it; nothing for an empty one."""
        return told(self.type, kept, self.showing)


def tellings(
    changes: Iterable[Mapping[str, Sequence[Any]]], *, viewer: Viewer
) -> dict[str, FieldTelling]:
    """Return how the custom fields in these changes are told, by their words (`field-7`).

    Args:
        changes: `{field: [old, new]}` of entries of history; other fields do not count.
        viewer: who reads. Purged fields are not told.
    """
    found = [(pk, pair) for of in changes for word, pair in of.items() if (pk := id_in(word))]
    fields = custom_fields_by_id({pk for pk, _pair in found}, viewer=viewer) if found else {}
    referred: defaultdict[FieldType, set[int]] = defaultdict(set)
    for pk, pair in found:
        if pk in fields and fields[pk].type in REFERENCES:
            referred[fields[pk].type] |= {one for one in pair if isinstance(one, int)}
    showing = showing_names(referred, viewer=viewer)
    return {word_of(pk): FieldTelling(one.name, one.type, showing) for pk, one in fields.items()}
