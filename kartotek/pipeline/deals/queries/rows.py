"""A deal as lists, cards and sidebars show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.rules import is_rotting
from kartotek.pipeline.shown import Ref, ref_to, shows
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a line; `person` and `organization` are None where there is none to show."""

    id: int
    title: str
    amount: Decimal | None
    currency: str
    stage: Ref
    stage_since: datetime
    rotting_days: int | None
    pipeline_id: int
    state: str
    person: Ref | None
    organization: Ref | None
    owner: Ref
    expected_close_on: date | None
    created_at: datetime
    closed_at: datetime | None
    next_activity_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed nor archived nor deleted."""
        return self.state == "open"

    def is_rotting(self, now: datetime) -> bool:
        """Return whether it has stood in its stage for longer than the stage allows."""
        return is_rotting(self.stage_since, self.rotting_days, now)

    @property
    def contact(self) -> str:
        """The names of person and organization, with a dot between."""
        return " · ".join(one.name for one in (self.person, self.organization) if one)


def visible_deals(viewer: Viewer) -> QuerySet[Deal]:
    """Return the living deals the viewer sees, ready to be made rows."""
    return ready(Deal.objects.alive().visible_to(viewer), viewer)


def ready(deals: QuerySet[Deal], viewer: Viewer) -> QuerySet[Deal]:
    """Return deals with all that a row needs."""
    return deals.select_related("owner", "stage", "person", "organization").annotate(
        shows_person=shows("person", viewer), shows_organization=shows("organization", viewer)
    )


def row_of(deal: Deal) -> DealRow:
    """Return a deal, from `ready`, as a row."""
    return DealRow(
        id=deal.pk,
        title=deal.title,
        amount=deal.amount,
        currency=deal.currency,
        stage=Ref(deal.stage_id, deal.stage.name),
        stage_since=deal.stage_since,
        rotting_days=deal.stage.rotting_days,
        pipeline_id=deal.stage.pipeline_id,
        state=deal.state,
        person=ref_to(deal.person, is_shown=getattr(deal, "shows_person", False)),
        organization=ref_to(deal.organization, is_shown=getattr(deal, "shows_organization", False)),
        owner=Ref(deal.owner_id, deal.owner.name),
        expected_close_on=deal.expected_close_on,
        created_at=deal.created_at,
        closed_at=deal.closed_at,
        next_activity_on=deal.next_activity_on,
    )
