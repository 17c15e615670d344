"""Deleted records go for good, with everything that hangs on them alone.

What hangs on others too, and conversations, stay and lose the link. The record's own history goes
with it; the company's history says that there was one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction

from kartotek.activities.models import Activity, File, Note
from kartotek.contacts.models import Organization, Person
from kartotek.flows.counters import recount_about
from kartotek.flows.indexing import reindex
from kartotek.flows.purge.hanging import (
    drop_contents,
    drop_pictures,
    forget,
    hand_on,
    let_go,
    named_by,
    people_of,
    pictures_of,
    take_along,
)
from kartotek.flows.purge.step import Purge
from kartotek.history.operations import Event, record_all
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

# What hangs on records goes before them, items before the contacts they are of.
MODELS: Mapping[str, type[OwnedRecord]] = {
    "file": File,
    "note": Note,
    "activity": Activity,
    "lead": Lead,
    "deal": Deal,
    "project": Project,
    "person": Person,
    "organization": Organization,
}


def _due(model: type[OwnedRecord], before: datetime) -> Any:
    return model._default_manager.filter(deleted_at__isnull=False, deleted_at__lt=before)


def _count(kind: str, before: datetime) -> int:
    return int(_due(MODELS[kind], before).count())


def _run(kind: str, before: datetime, at: datetime, limit: int) -> int:
    """Remove a batch of one kind; each company's share is a transaction of its own."""
    rows = _due(MODELS[kind], before).order_by("pk").values_list("company_id", "pk")[:limit]
    shares: dict[int, list[int]] = defaultdict(list)
    for company_id, pk in rows:
        shares[company_id].append(pk)
    # The rows that refer to these are removed by name; the database would read whole tables.
    with connection.constraint_checks_disabled():
        for company_id, ids in shares.items():
            _remove(kind, ids, before, at, company_id=company_id)
    return sum(map(len, shares.values()))


@transaction.atomic
def _remove(
    kind: str, asked: list[int], before: datetime, at: datetime, *, company_id: int
) -> None:
    model = MODELS[kind]
    # Whoever was restored since is no longer due.
    rows = _due(model, before).filter(company_id=company_id, pk__in=asked)
    due = list(rows.select_for_update())
    ids = [one.pk for one in due]
    gone = {one.sha256 for one in due if isinstance(one, File)}
    pictures = pictures_of(model, ids, company_id=company_id)
    named = named_by(kind, ids, company_id=company_id)
    handed = hand_on(ids, company_id=company_id) if kind == "person" else []
    if kind not in {"file", "note", "activity"}:
        gone |= take_along(kind, ids, company_id=company_id, at=at)
    let_go(model, ids, company_id=company_id)
    forget(kind, ids, company_id=company_id)
    model._default_manager.filter(pk__in=ids)._raw_delete(connection.alias)
    for other, others in named.items():
        reindex(other, others, company_id=company_id, at=at)
    recount_about(*handed, person_ids=people_of(handed, company_id=company_id))
    told = [Event(f"{kind}.purged", "company", company_id, {"id": pk}) for pk in ids]
    record_all(told, by=Viewer.engine(company_id), at=at)
    transaction.on_commit(partial(drop_contents, gone, company_id=company_id))
    transaction.on_commit(partial(drop_pictures, pictures, company_id=company_id))


PURGES: tuple[Purge, ...] = tuple(
    Purge(kind, partial(_count, kind), partial(_run, kind)) for kind in MODELS
)
