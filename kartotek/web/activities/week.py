"""The week as people of the viewer's country have it."""

from __future__ import annotations

from kartotek.lib.weeks import first_weekday_of, week_of
from kartotek.users import queries as users
from kartotek.users.viewer import Viewer

__all__ = ["first_weekday", "week_of"]


def first_weekday(viewer: Viewer) -> int:
    """Return the first day of the week where the viewer's company is; 0 is Monday."""
    return first_weekday_of(users.company_of(viewer=viewer).region)
