"""A lead as lists and sidebars show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.shown import Ref, ref_to, shows
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead in a line; `person` and `organization` are None where there is none to show."""

    id: int
    title: str
    amount: Decimal | None
    currency: str
    source_name: str
    state: str
    is_converted: bool
    person: Ref | None
    organization: Ref | None
    owner: Ref
    expected_close_on: date | None
    next_activity_on: date | None
    created_at: datetime
    archived_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it is neither archived nor deleted."""
        return self.state == "open"

    @property
    def contact(self) -> str:
        """The names of person and organization, with a dot between."""
        return " · ".join(one.name for one in (self.person, self.organization) if one)


def visible_leads(viewer: Viewer) -> QuerySet[Lead]:
    """Return the living leads the viewer sees, ready to be made rows."""
    return ready(Lead.objects.alive().visible_to(viewer), viewer)


def ready(leads: QuerySet[Lead], viewer: Viewer) -> QuerySet[Lead]:
    """Return leads with all that a row needs."""
    return leads.select_related("owner", "person", "organization").annotate(
        shows_person=shows("person", viewer), shows_organization=shows("organization", viewer)
    )


def row_of(lead: Lead) -> LeadRow:
    """Return a lead, from `ready`, as a row."""
    return LeadRow(
        id=lead.pk,
        title=lead.title,
        amount=lead.amount,
        currency=lead.currency,
        source_name=lead.source_name,
        state=lead.state,
        is_converted=lead.is_converted,
        person=ref_to(lead.person, is_shown=getattr(lead, "shows_person", False)),
        organization=ref_to(lead.organization, is_shown=getattr(lead, "shows_organization", False)),
        owner=Ref(lead.owner_id, lead.owner.name),
        expected_close_on=lead.expected_close_on,
        next_activity_on=lead.next_activity_on,
        created_at=lead.created_at,
        archived_at=lead.archived_at,
    )
