"""A user chooses what to hear of, all kinds at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kartotek.notifications.models import Period
from kartotek.notifications.operations import set_preference
from kartotek.users.viewer import Viewer


@transaction.atomic
def keep(chosen: Mapping[str, tuple[bool, str]], *, by: Viewer, at: datetime) -> None:
    """Keep whether the user hears of each kind in the bell, and how often by email.

    Args:
        chosen: by kind; a period that is left empty is Never.
        by: whose choice it is.
        at: when.

    Raises:
        Invalid: there is no such kind or period.
    """
    for kind, (is_in_app, email) in chosen.items():
        set_preference(kind=kind, is_in_app=is_in_app, email=email or Period.OFF, by=by, at=at)
