"""Who of a company sees a record."""

from __future__ import annotations

from dataclasses import dataclass

from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord, sees


@dataclass(frozen=True)
class Seeing:
    """A user, and whether they see the record that was asked for."""

    id: int
    name: str
    sees: bool


def seeing(record: OwnedRecord, *, viewer: Viewer) -> list[Seeing]:
    """Return everyone who works in the viewer's company now, by name, and if they see a record."""
    users = User.objects.filter(company_id=viewer.company_id, is_active=True)
    group_id = record.owner.group_id
    return [
        Seeing(
            user.pk,
            user.name,
            sees(
                Viewer.of(user),
                owner_id=record.owner_id,
                owner_group_id=group_id,
                visibility=record.visibility,
            ),
        )
        for user in users.select_related("group__parent__parent", "permission_set").order_by(
            "name", "pk"
        )
    ]
