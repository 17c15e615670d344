"""How far an act on many records is, and what it left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.flows.models import ActStatus, BulkAct
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Skipped:
    """A record that was left out, and why."""

    id: int
    name: str
    reason: str


@dataclass(frozen=True)
class ActPage:
    """An act as its progress shows it."""

    id: int
    kind: str
    verb: str
    status: str
    total_count: int
    done_count: int
    skipped_count: int
    skipped: list[Skipped]
    created_at: datetime

    @property
    def is_running(self) -> bool:
        """Whether it still goes on."""
        return self.status in {ActStatus.RUNNING, ActStatus.UNDOING}

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back, or is being."""
        return self.status in {ActStatus.UNDOING, ActStatus.UNDONE}

    @property
    def seen_count(self) -> int:
        """How many records were looked at."""
        return self.done_count + self.skipped_count


def act_page(act_id: int, *, viewer: Viewer) -> ActPage:
    """Return an act of the viewer's own.

    Raises:
        NotFound: there is none.
    """
    own = BulkAct.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)
    found = own.filter(pk=act_id).first()
    if found is None:
        raise NotFound(_("There is no such act."))
    return _page(found)


def latest_acts(*, viewer: Viewer, limit: int = 20) -> list[ActPage]:
    """Return the viewer's own acts, the latest first."""
    own = BulkAct.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)
    return [_page(one) for one in own.order_by("-pk")[:limit]]


def _page(act: BulkAct) -> ActPage:
    return ActPage(
        id=act.pk,
        kind=act.kind,
        verb=act.verb,
        status=act.status,
        total_count=act.total_count,
        done_count=act.done_count,
        skipped_count=act.skipped_count,
        skipped=[Skipped(*one) for one in act.skipped],
        created_at=act.created_at,
    )
