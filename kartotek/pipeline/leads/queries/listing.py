"""Leads as programs read them, known by their uuid: everything kept, in the asked order."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.history.queries import Opening, openings
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.shown import shows
from kartotek.users.listing import ANY, Wanted, narrowed
from kartotek.users.paging import Page
from kartotek.users.viewer import Viewer

SORTS: Final = {
    "id": "id",
    "title": "title",
    "owner_id": "owner_id",
    "was_seen": "is_seen",
    "expected_close_date": "expected_close_on",
    "add_time": "created_at",
    "update_time": "updated_at",
}
"""What a list of leads can be sorted by."""


@dataclass(frozen=True, slots=True)
class LeadEntry:
    """A lead with all that is kept; person and organization only where the viewer sees them."""

    record: Lead
    person_id: int | None
    organization_id: int | None
    labels: Sequence[LabelRow]
    opening: Opening | None


@dataclass(frozen=True)
class LeadsWanted:
    """Which leads, beside what is asked of any record, and from which row on.

    `sort` holds names of `SORTS`, with a leading minus to turn one round.
    """

    person_id: int | None = None
    organization_id: int | None = None
    is_archived: bool = False
    sort: Sequence[str] = ()
    start: int = 0
    limit: int = 100


EVERY_LEAD = LeadsWanted()


def lead_entries(
    *, viewer: Viewer, to: Wanted = ANY, which: LeadsWanted = EVERY_LEAD
) -> Page[LeadEntry]:
    """Return some living leads the viewer sees; `next` says whether more follow.

    A lead that became a deal is in neither list: it is found through its deal.
    """
    leads = narrowed(Lead.objects.alive().visible_to(viewer), to)
    leads = leads.filter(archived_at__isnull=not which.is_archived, deal=None)
    if which.person_id is not None:
        leads = leads.filter(shows("person", viewer), person_id=which.person_id)
    if which.organization_id is not None:
        shown = shows("organization", viewer)
        leads = leads.filter(shown, organization_id=which.organization_id)
    end = which.start + which.limit
    ordered = _ready(leads, viewer).order_by(*_order(which.sort))
    found = list(ordered[which.start : end + 1])
    more = str(end) if len(found) > which.limit else ""
    return Page(_entries(found[: which.limit], viewer), more)


def lead_entry(lead_uuid: uuid.UUID, *, viewer: Viewer) -> LeadEntry:
    """Return a lead the viewer sees, deleted or not.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
    """
    found = _entries(_ready(Lead.objects.visible_to(viewer), viewer).filter(uuid=lead_uuid), viewer)
    if not found:
        raise NotFound(_("This lead is gone."))
    return found[0]


def written_lead(lead: Lead, *, viewer: Viewer) -> LeadEntry:
    """Return a lead the viewer has just written, even where it is no longer theirs to see."""
    again = Lead.objects.filter(company_id=viewer.company_id, pk=lead.pk)
    return _entries(_ready(again, viewer), viewer)[0]


def lead_uuids(ids: Collection[int], *, viewer: Viewer) -> dict[int, uuid.UUID]:
    """Return how programs know the leads of these ids that the viewer sees, deleted or not."""
    if not ids:
        return {}
    return dict(Lead.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "uuid"))


def source_leads(deal_ids: Collection[int], *, viewer: Viewer) -> dict[int, uuid.UUID]:
    """Return the lead that each of the deals was made from, where the viewer sees it."""
    seen = Lead.objects.visible_to(viewer).filter(deal_id__in=deal_ids).order_by("pk")
    return {deal_id: known for deal_id, known in seen.values_list("deal_id", "uuid") if deal_id}


def _order(sort: Iterable[str]) -> list[str]:
    names = [
        f"{'-' if name.startswith('-') else ''}{SORTS[name.removeprefix('-')]}"
        for name in sort
        if name.removeprefix("-") in SORTS
    ]
    return [*names, "id"]


def _ready(leads: QuerySet[Lead], viewer: Viewer) -> QuerySet[Lead]:
    return leads.annotate(
        shows_person=shows("person", viewer), shows_organization=shows("organization", viewer)
    )


def _entries(leads: Iterable[Lead], viewer: Viewer) -> list[LeadEntry]:
    found = list(leads)
    ids = [one.pk for one in found]
    marks = labels_of("lead", ids, viewer=viewer)
    opened = openings("lead", ids, company_id=viewer.company_id)
    return [
        LeadEntry(
            record=one,
            person_id=one.person_id if getattr(one, "shows_person", False) else None,
            organization_id=one.organization_id
            if getattr(one, "shows_organization", False)
            else None,
            labels=marks.get(one.pk, ()),
            opening=opened.get(one.pk),
        )
        for one in found
    ]
