"""What the page of one lead shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from kartotek.errors import NotFound, WasDeleted
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.leads.queries.rows import ready
from kartotek.pipeline.shown import Ref, ref_to
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class LeadPage:
    """Everything kept of one lead; `deal` is what it became, if the viewer sees it."""

    id: int
    title: str
    amount: Decimal | None
    currency: str
    source_name: str
    state: str
    is_converted: bool
    archived_at: datetime | None
    deleted_at: datetime | None
    expected_close_on: date | None
    person: Ref | None
    organization: Ref | None
    deal: Ref | None
    labels: list[LabelRow]
    owner: Ref
    visibility: int
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str:
        """What it is called, as lists of records of every kind ask."""
        return self.title

    @property
    def person_ids(self) -> list[int]:
        """The person on it, if shown."""
        return [self.person.id] if self.person else []


SAME_FIELDS = (
    "id", "title", "amount", "currency", "source_name", "state", "is_converted", "archived_at",
    "deleted_at", "expected_close_on", "visibility", "created_at", "updated_at",
)  # fmt: skip


def lead(lead_id: int, *, viewer: Viewer, with_deleted: bool = False) -> LeadPage:
    """Return what is kept of a lead.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see, or it is deleted (unless
            `with_deleted`).
    """
    found = lead_record(lead_id, viewer=viewer, with_deleted=with_deleted)
    return LeadPage(
        **{name: getattr(found, name) for name in SAME_FIELDS},
        person=ref_to(found.person, is_shown=getattr(found, "shows_person", False)),
        organization=ref_to(
            found.organization, is_shown=getattr(found, "shows_organization", False)
        ),
        deal=_deal(found, viewer=viewer),
        labels=labels_of("lead", [found.pk], viewer=viewer).get(found.pk, []),
        owner=Ref(found.owner_id, found.owner.name),
    )


def lead_record(lead_id: int, *, viewer: Viewer, with_deleted: bool = False) -> Lead:
    """Return the lead itself, for what needs more than its page.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see, or it is deleted (unless
            `with_deleted`).
    """
    found = ready(Lead.objects.visible_to(viewer), viewer).filter(pk=lead_id).first()
    if found is None:
        raise NotFound(_("This lead is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This lead was deleted."), "lead", lead_id)
    return found


def _deal(found: Lead, *, viewer: Viewer) -> Ref | None:
    if found.deal_id is None:
        return None
    deal = Deal.objects.alive().visible_to(viewer).filter(pk=found.deal_id).first()
    return Ref(deal.pk, deal.title) if deal else None


def lead_names(ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    """Return the titles of those of the leads that the viewer sees, deleted or not."""
    seen = Lead.objects.visible_to(viewer).filter(pk__in=list(ids))
    return dict(seen.values_list("pk", "title"))
