"""What a field may refer to: users are known here, people and organizations say so themselves.

Fields lie below contacts, which tell at start-up how their names are read and looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from kartotek.fields.rules.types import FieldType
from kartotek.lib.text import fold
from kartotek.users.queries import users_of
from kartotek.users.viewer import Viewer


class Referred(Protocol):
    """Records that fields refer to."""

    def names(self, ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
        """Return the names of those the viewer sees, by id."""

    def called(self, name: str, *, viewer: Viewer) -> Sequence[int]:
        """Return the ids of those of exactly this name that the viewer sees, two at most."""


class Users:
    """The users of the company."""

    def names(self, ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
        """Return the names of those of the company, by id."""
        wanted = set(ids)
        return {user.id: user.name for user in users_of(viewer=viewer) if user.id in wanted}

    def called(self, name: str, *, viewer: Viewer) -> Sequence[int]:
        """Return the ids of the users of exactly this name."""
        found = fold(name)
        return [user.id for user in users_of(viewer=viewer) if fold(user.name) == found][:2]


_REFERRED: Final[dict[FieldType, Referred]] = {FieldType.USER: Users()}


def register(field_type: FieldType, referred: Referred) -> None:
    """Let fields of a type refer to these records; called once, while Django starts."""
    _REFERRED[field_type] = referred


def names_of(field_type: FieldType, ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    """Return the names behind the ids of a field's values, where the viewer may know them."""
    return _REFERRED[field_type].names(ids, viewer=viewer)


def ids_called(field_type: FieldType, name: str, *, viewer: Viewer) -> Sequence[int]:
    """Return who is called exactly so, two at most, where the viewer sees them."""
    return _REFERRED[field_type].called(name, viewer=viewer)
