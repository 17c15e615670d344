"""What a merged organization was to others, drawn anew for the survivor."""

from __future__ import annotations

from django.db.models import Q

from kartotek.contacts.models import OrganizationRelation
from kartotek.flows.merge_contacts.journal import Journal


def move_relations(loser_id: int, survivor_id: int, journal: Journal) -> int:
    """Let the loser's relations be the survivor's, and return how many became so.

    Dropped are the relation between the two, those the survivor has already in its own way, and
    any by which an organization would be above itself.
    """
    rows = OrganizationRelation.objects.filter(company_id=journal.company_id)
    moved = 0
    for row in rows.filter(Q(first_id=loser_id) | Q(second_id=loser_id)).order_by("pk"):
        other_id = row.second_id if row.first_id == loser_id else row.first_id
        is_above = row.is_parent and row.first_id == loser_id
        pair = Q(first_id=survivor_id, second_id=other_id)
        pair |= Q(first_id=other_id, second_id=survivor_id)
        if other_id == survivor_id or rows.filter(pair).exists():
            journal.drop(row)
            continue
        if is_above or not row.is_parent:
            above, below = survivor_id, other_id
        else:
            above, below = other_id, survivor_id
        if row.is_parent and _is_above(below, above, leaving_out=row.pk, journal=journal):
            journal.drop(row)
            continue
        if not row.is_parent and above > below:
            above, below = below, above
        journal.change(row, {"first_id": above, "second_id": below})
        moved += 1
    return moved


def _is_above(top_id: int, below_id: int, *, leaving_out: int, journal: Journal) -> bool:
    """Return whether `top_id` is above `below_id` already, at whatever distance."""
    rows = OrganizationRelation.objects.filter(company_id=journal.company_id, is_parent=True)
    reached, edge = {below_id}, {below_id}
    while edge:
        parents = rows.filter(second_id__in=edge).exclude(pk=leaving_out)
        edge = set(parents.values_list("first_id", flat=True)) - reached
        reached |= edge
        if top_id in reached:
            return True
    return False
