"""Moving activities, notes and files from one item to what it became."""

from __future__ import annotations

from django.db import transaction

from kartotek.activities.models import Activity, File, Note


@transaction.atomic
def move_to(*, old: tuple[str, int], new: tuple[str, int], company_id: int) -> int:
    """Hang what hangs on one item on another, and return how much that was.

    What hangs on an item of the new kind already stays where it is: nothing hangs on two deals.

    Args:
        old: kind and id of the item that was, such as `("lead", 4)`.
        new: kind and id of what it became.
        company_id: whose.
    """
    (old_kind, old_id), (new_kind, new_id) = old, new
    held = {"company_id": company_id, f"{old_kind}_id": old_id, f"{new_kind}_id": None}
    place = {f"{old_kind}_id": None, f"{new_kind}_id": new_id}
    return sum(
        model._default_manager.filter(**held).update(**place) for model in (Activity, Note, File)
    )
