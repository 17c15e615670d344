"""People and organizations as custom fields of any record refer to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kartotek.contacts.queries.pickers import organization_names, person_names
from kartotek.contacts.queries.scopes import visible_organizations, visible_people
from kartotek.fields.references import register
from kartotek.fields.rules.types import FieldType
from kartotek.lib.text import fold
from kartotek.users.viewer import Viewer


class People:
    """People, by the name a list shows."""

    def names(self, ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
        """Return the names of those the viewer sees, deleted or not."""
        return person_names(ids, viewer=viewer)

    def called(self, name: str, *, viewer: Viewer) -> Sequence[int]:
        """Return the ids of those of exactly this name that the viewer sees, two at most."""
        found = visible_people(viewer).filter(folded=fold(name))
        return list(found.order_by("id").values_list("pk", flat=True)[:2])


class Organizations:
    """Organizations, by their name."""

    def names(self, ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
        """Return the names of those the viewer sees, deleted or not."""
        return organization_names(ids, viewer=viewer)

    def called(self, name: str, *, viewer: Viewer) -> Sequence[int]:
        """Return the ids of those of exactly this name that the viewer sees, two at most."""
        found = visible_organizations(viewer).filter(folded=fold(name))
        return list(found.order_by("id").values_list("pk", flat=True)[:2])


def tell_fields() -> None:
    """Let custom fields refer to people and organizations."""
    register(FieldType.PERSON, People())
    register(FieldType.ORGANIZATION, Organizations())
