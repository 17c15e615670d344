"""Further people on a deal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.history.operations import record
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Deal, DealParticipant
from kartotek.pipeline.deals.operations.find import found_alive
from kartotek.users.viewer import Viewer


@transaction.atomic
def add_participant(
    *, deal_id: int, person_id: int, by: Viewer, at: datetime, role: str = ""
) -> Deal:
    """Put a further person on a deal; adding them again only changes their role.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
        Invalid: there is no such person, it is the deal's own, or the role is too long.
    """
    deal = found_alive(deal_id, by=by)
    checks.checked_person(person_id, by=by)
    if person_id == deal.person_id:
        raise checks.invalid("person_id", _("This is the deal's main person already."))
    role = checks.checked_line(role, "role", 255)
    one, is_new = DealParticipant.objects.get_or_create(
        company_id=deal.company_id, deal=deal, person_id=person_id, defaults={"role": role}
    )
    if not is_new and one.role == role:
        return deal
    if not is_new:
        one.role = role
        one.save(update_fields=["role"])
    deal.save(update_fields=deal.touch(at))
    record("deal.participant-added", subject=deal, by=by, at=at, person_id=person_id, role=role)
    return deal


@transaction.atomic
def remove_participant(*, deal_id: int, person_id: int, by: Viewer, at: datetime) -> Deal:
    """Take a further person off a deal; who is not on it changes nothing.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        DealDeleted: it was deleted.
    """
    deal = found_alive(deal_id, by=by)
    gone, _by_model = DealParticipant.objects.filter(
        company_id=deal.company_id, deal=deal, person_id=person_id
    ).delete()
    if gone:
        deal.save(update_fields=deal.touch(at))
        record("deal.participant-removed", subject=deal, by=by, at=at, person_id=person_id)
    return deal
