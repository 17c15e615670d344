"""Who is asking: every query takes the viewer, every operation is done by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kartotek.users.permissions import ALL, REGULAR, Permission

if TYPE_CHECKING:
    from kartotek.users.models import User


class Source(StrEnum):
    """By which door an act came; kept in the history of the record."""

    SCREEN = "screen"
    API = "api"
    COMMAND = "command"
    SYNC = "sync"
    IMPORT = "import"
    RULE = "rule"


@dataclass(frozen=True)
class Viewer:
    """A user at a door, or the engine itself (`user_id` is None), within one company.

    `group_ids` are the user's group and the groups above it, nearest first.
    """

    company_id: int
    user_id: int | None
    name: str
    is_admin: bool
    group_ids: tuple[int, ...] = ()
    language: str = "en"
    source: Source = Source.SCREEN
    permissions: frozenset[Permission] = REGULAR

    @classmethod
    def of(cls, user: User, source: Source = Source.SCREEN) -> Viewer:
        """Return `user` as a viewer at the door `source`."""
        return cls(
            company_id=user.company_id,
            user_id=user.pk,
            name=user.name,
            is_admin=user.is_admin,
            group_ids=user.group_line(),
            language=user.language,
            source=source,
            permissions=user.allowed(),
        )

    @classmethod
    def engine(cls, company_id: int) -> Viewer:
        """Return the engine of a company: it acts by rules and sees every record."""
        return cls(company_id, None, "Kartotek", is_admin=True, source=Source.RULE, permissions=ALL)

    @property
    def own_id(self) -> int:
        """The user's id; 0, which is nobody's, for the engine."""
        return self.user_id or 0

    @property
    def is_engine(self) -> bool:
        """Whether no person is asking."""
        return self.user_id is None

    def may(self, permission: Permission) -> bool:
        """Return whether the viewer's permission set allows an act; admins may do all."""
        return self.is_admin or permission in self.permissions

    def at(self, source: Source) -> Viewer:
        """Return the same viewer at another door."""
        return replace(self, source=source)
