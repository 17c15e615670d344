"""How a user wants to be told, kind by kind."""

from __future__ import annotations

from dataclasses import dataclass

from kartotek.notifications.models import Kind, Period, Preference
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class PreferenceRow:
    """One kind, and how the user is told of it."""

    kind: str
    text: str
    is_in_app: bool
    email: str


def preferences_of(*, viewer: Viewer) -> list[PreferenceRow]:
    """Return how the viewer wants to be told of each kind."""
    chosen = Preference.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)
    held = {one.kind: (one.is_in_app, one.email) for one in chosen}
    return [
        PreferenceRow(kind.value, str(kind.label), *held.get(kind.value, (True, Period.OFF.value)))
        for kind in Kind
    ]
