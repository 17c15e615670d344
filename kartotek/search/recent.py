"""What a viewer worked on last."""

from __future__ import annotations

from kartotek.history.queries import last_touched
from kartotek.search.queries import RECORDS, Hit
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by

EACH = 10


def recent(*, viewer: Viewer, limit: int = 10) -> list[Hit]:
    """Return the records the viewer did something to last, those still there and visible."""
    touched = {
        (kind, pk): at
        for kind in RECORDS
        for pk, at in last_touched(
            viewer.own_id, kind, company_id=viewer.company_id, limit=EACH
        ).items()
    }
    newest = sorted(touched, key=lambda one: touched[one], reverse=True)
    found: dict[tuple[str, int], Hit] = {}
    for kind in {kind for kind, _pk in newest}:
        ids = [pk for other, pk in newest if other == kind]
        model = RECORDS[kind]
        for one in model._default_manager.filter(seen_by(viewer), pk__in=ids, deleted_at=None):
            found[kind, one.pk] = Hit(kind, one.pk, str(one), getattr(one, "is_open", True))
    return [found[one] for one in newest if one in found][:limit]
