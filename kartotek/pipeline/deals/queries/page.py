"""What the page of one deal shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, WasDeleted
from kartotek.fields.queries import LabelRow, labels_of
from kartotek.pipeline.deals.models import Deal, DealParticipant, Outcome
from kartotek.pipeline.deals.queries.closing import closing_of
from kartotek.pipeline.deals.queries.pipelines import StageRow, stages_of
from kartotek.pipeline.deals.queries.rows import ready
from kartotek.pipeline.shown import Ref, person_seen, ref_to
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class ParticipantLine:
    """A further person on a deal."""

    person: Ref
    role: str


@dataclass(frozen=True)
class DealPage:
    """Everything kept of one deal; contacts only where the viewer sees them."""

    id: int
    title: str
    amount: Decimal | None
    currency: str
    stage: Ref
    stages: list[StageRow]
    stage_since: datetime
    status: str
    state: str
    lost_reason: str
    closed_at: datetime | None
    archived_at: datetime | None
    deleted_at: datetime | None
    expected_close_on: date | None
    person: Ref | None
    organization: Ref | None
    participants: list[ParticipantLine]
    labels: list[LabelRow]
    owner: Ref
    visibility: int
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str:
        """What it is called, as of any record."""
        return self.title

    @property
    def stage_number(self) -> int:
        """Which stage it stands in, counted from 1."""
        return next((n for n, one in enumerate(self.stages, 1) if one.id == self.stage.id), 0)

    @property
    def person_ids(self) -> list[int]:
        """The people on it that are shown, the primary one first."""
        people = [self.person, *(line.person for line in self.participants)]
        return [person.id for person in people if person]


SAME_FIELDS = (
    "id",
    "title",
    "amount",
    "currency",
    "stage_since",
    "status",
    "state",
    "lost_reason",
    "closed_at",
    "archived_at",
    "deleted_at",
    "expected_close_on",
    "visibility",
    "created_at",
    "updated_at",
)


def deal(deal_id: int, *, viewer: Viewer, with_deleted: bool = False) -> DealPage:
    """Return what is kept of a deal.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see, or it is deleted (unless
            `with_deleted`).
    """
    found = deal_record(deal_id, viewer=viewer, with_deleted=with_deleted)
    pipeline_id = found.stage.pipeline_id
    return DealPage(
        **{name: getattr(found, name) for name in SAME_FIELDS},
        stage=Ref(found.stage_id, found.stage.name),
        stages=stages_of([pipeline_id], viewer=viewer)[pipeline_id],
        person=ref_to(found.person, is_shown=getattr(found, "shows_person", False)),
        organization=ref_to(
            found.organization, is_shown=getattr(found, "shows_organization", False)
        ),
        participants=_participants(found, viewer=viewer),
        labels=labels_of("deal", [found.pk], viewer=viewer).get(found.pk, []),
        owner=Ref(found.owner_id, found.owner.name),
    )


def deal_record(deal_id: int, *, viewer: Viewer, with_deleted: bool = False) -> Deal:
    """Return the deal itself, for what needs more than its page.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see, or it is deleted (unless
            `with_deleted`).
    """
    found = ready(Deal.objects.visible_to(viewer), viewer).filter(pk=deal_id).first()
    if found is None:
        raise NotFound(_("This deal is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This deal was deleted."), "deal", deal_id)
    return found


def lost_reasons(*, viewer: Viewer, limit: int = 10) -> list[str]:
    """Return the reasons the company offers, else those given before, the one used last first."""
    offered = closing_of(viewer=viewer).reasons
    if offered:
        return list(offered)
    lost = Deal.objects.alive().visible_to(viewer).filter(status=Outcome.LOST)
    given = lost.exclude(lost_reason="").values("lost_reason").annotate(last=Max("closed_at"))
    return [one["lost_reason"] for one in given.order_by("-last")[:limit]]


def _participants(found: Deal, *, viewer: Viewer) -> list[ParticipantLine]:
    lines = DealParticipant.objects.filter(company_id=viewer.company_id, deal=found)
    seen = lines.filter(person_seen(viewer)).select_related("person").order_by("pk")
    return [ParticipantLine(Ref(one.person_id, one.person.name), one.role) for one in seen]


def standing(deal_id: int, *, viewer: Viewer) -> tuple[str, int]:
    """Return the title of a living deal and the stage it stands in.

    Raises:
        NotFound: there is no such deal, it was deleted, or it is not theirs to see.
    """
    found = _standing(deal_id=deal_id, viewer=viewer)
    if not found:
        # What is said of a deleted deal is said in one place.
        gone = deal_record(deal_id, viewer=viewer)
        return gone.title, gone.stage_id
    return found[0]


@prepared
def _standing(*, deal_id: int, viewer: Viewer) -> QuerySet[Any, tuple[str, int]]:
    seen = Deal.objects.alive().visible_to(viewer).filter(pk=deal_id)
    return seen.values_list("title", "stage_id")


def deal_names(ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    """Return the titles of those of the deals that the viewer sees, deleted or not."""
    seen = Deal.objects.visible_to(viewer).filter(pk__in=list(ids))
    return dict(seen.values_list("pk", "title"))
