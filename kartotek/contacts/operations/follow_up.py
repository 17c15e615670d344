"""Choosing how often a contact is to hear from us."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations.find import organization_to_change, person_to_change
from kartotek.contacts.rules.follow_up import LONGEST_DAYS, due_on
from kartotek.errors import Invalid
from kartotek.history.operations import record
from kartotek.users.viewer import Viewer


@transaction.atomic
def set_follow_up(
    *, kind: str, record_id: int, days: int | None, by: Viewer, at: datetime
) -> Person | Organization:
    """Choose the longest silence that is fine with a contact, and return the contact.

    Args:
        kind: person or organization.
        record_id: of the contact.
        days: one to LONGEST_DAYS; None for no reminder.
        by: who chooses it.
        at: when.

    Raises:
        NotFound: there is no such contact, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        Invalid: there are not so many days.
    """
    if days is not None and not 0 < days <= LONGEST_DAYS:
        wrong = _("Choose from 1 to %(most)s days.") % {"most": LONGEST_DAYS}
        raise Invalid(wrong, {"days": wrong})
    one: Person | Organization
    if kind == "person":
        one = person_to_change(record_id, by=by)
    else:
        one = organization_to_change(record_id, by=by)
    before = one.follow_up_days
    if before == days:
        return one
    contacts = (one.last_activity_at, one.last_incoming_at, one.last_outgoing_at)
    due = due_on(days, known_since=one.created_at, contacts=contacts)
    one.save(update_fields=one.touch(at, follow_up_days=days, follow_up_on=due))
    changed = {"follow_up_days": [before, days]}
    record(f"{one.subject_type}.edited", subject=one, by=by, at=at, changes=changed)
    return one
