"""Carrying out an act on many records, batch by batch; whoever is cut off goes on where it was."""

from __future__ import annotations

import zoneinfo
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from kartotek.errors import NotFound, Refused
from kartotek.flows.announce import announce
from kartotek.flows.bulk.verbs import VERBS, Doing, Record, refuse_changed_since
from kartotek.flows.models import ActStatus, BulkAct, BulkChange
from kartotek.search.lists.asking import Asking
from kartotek.search.lists.conditions import ConditionGone
from kartotek.search.lists.queries import MODELS, Listing, Wanted
from kartotek.search.lists.rules import as_json, from_json
from kartotek.users.models import User
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by

AT_ONCE: Final = 200
BATCH: Final = 50
MOST_NAMED: Final = 100
UNDO_DAYS: Final = 30
RUNNING: Final = (ActStatus.RUNNING, ActStatus.UNDOING)
ENDS: Final = {ActStatus.RUNNING: ActStatus.DONE, ActStatus.UNDOING: ActStatus.UNDONE}


class TooLate(Refused):
    """An act can be undone for 30 days only."""


def start(
    *, verb: str, wanted: Wanted, what: Mapping[str, Any], by: Viewer, at: datetime
) -> BulkAct:
    """Do something to every selected record: at once to a few, in the background to many.

    Records that are not the user's to change are left out, and named in the act.

    Raises:
        NotPermitted: the user may not change many records at once, or delete any.
        NotFound: there is no such verb, or nothing is selected.
        ConditionGone: a condition of the list is gone; without it more would be selected.
    """
    refuse_unless(by, Permission.BULK_EDIT)
    if verb == "delete":
        refuse_unless(by, Permission.DELETE)
    if verb not in VERBS:
        raise NotFound(_("There is no such act."))
    listing = Listing(wanted, Asking.now(by, at))
    total = listing.ids().count()
    if listing.gone:
        raise ConditionGone(listing.gone[0].sentence)
    if not total:
        raise NotFound(_("Nothing is selected."))
    act = BulkAct.objects.create(
        company_id=by.company_id,
        user_id=by.own_id,
        kind=wanted.kind,
        verb=verb,
        selection=_kept(wanted),
        what=dict(what),
        total_count=total,
        created_at=at,
    )
    return _run(act, by=by, at=at) if total <= AT_ONCE else act


def undo(*, act_id: int, by: Viewer, at: datetime) -> BulkAct:
    """Let every record be as it was before an act; those changed since are left and named.

    Raises:
        NotFound: there is no such act of the user's, or it is undone already.
        TooLate: it was done more than 30 days ago.
    """
    acts = BulkAct.objects.filter(company_id=by.company_id, user_id=by.own_id)
    with transaction.atomic():
        act = acts.select_for_update().filter(pk=act_id, status=ActStatus.DONE).first()
        if act is None:
            raise NotFound(_("There is nothing to undo."))
        if at - act.created_at > timedelta(days=UNDO_DAYS):
            raise TooLate(_("An act on many records can be undone for 30 days."))
        act.status, act.cursor_id, act.finished_at = ActStatus.UNDOING, 0, None
        act.total_count, act.done_count, act.skipped_count = act.done_count, 0, 0
        act.skipped = []
        act.save()
    return _run(act, by=by, at=at) if act.total_count <= AT_ONCE else act


def go_on(*, at: datetime, batches: int = 20) -> int:
    """Take acts that wait in the background on by some batches; return how many were done."""
    done = 0
    for act in BulkAct.objects.filter(status__in=RUNNING).select_related("user").order_by("pk"):
        if not act.user.is_active:
            # Whoever was shut out changes nothing more.
            BulkAct.objects.filter(pk=act.pk).update(status=ENDS[ActStatus(act.status)])
            continue
        with override(act.user.language):
            by = Viewer.of(act.user)
            while done < batches and act.status in RUNNING:
                _batch(act, by=by, at=at)
                done += 1
    return done


def _run(act: BulkAct, *, by: Viewer, at: datetime) -> BulkAct:
    while act.status in RUNNING:
        _batch(act, by=by, at=at)
    return act


@transaction.atomic
def _batch(act: BulkAct, *, by: Viewer, at: datetime) -> None:
    """Take the next records; the batch is written as a whole, or not at all."""
    # A request and the background may be at one act: each goes on where the other one was.
    act.refresh_from_db(from_queryset=BulkAct.objects.select_for_update())
    if act.status not in RUNNING:
        return
    is_undoing = act.status == ActStatus.UNDOING
    ids = _changed_ids(act) if is_undoing else _selected_ids(act, by)
    records = _records(act.kind, ids, by)
    # What is gone, or no longer theirs to see, is counted and never named.
    act.skipped_count += len(ids) - len(records)
    for record in records:
        try:
            with transaction.atomic():
                (_undo_one if is_undoing else _do_one)(act, record, by=by, at=at)
        except Refused as refusal:
            _skip(act, record, str(refusal))
        else:
            act.done_count += 1
    if ids:
        act.cursor_id = max(ids)
    if len(ids) < BATCH:
        act.status, act.finished_at = ENDS[ActStatus(act.status)], at
    act.save()
    announce(
        "bulk:changed",
        company_id=act.company_id,
        at=at,
        user_ids=[act.user_id],
        data={"act": act.pk},
    )


def _do_one(act: BulkAct, record: Record, *, by: Viewer, at: datetime) -> None:
    verb, doing = VERBS[act.verb], Doing(act.kind, act.what, by, at)
    before = verb.state(record, doing)
    verb.do(record, doing)
    after = verb.state(_again(record), doing)
    BulkChange.objects.update_or_create(
        company_id=act.company_id,
        act=act,
        subject_id=record.pk,
        defaults={"before": before, "after": after},
    )


def _undo_one(act: BulkAct, record: Record, *, by: Viewer, at: datetime) -> None:
    verb, doing = VERBS[act.verb], Doing(act.kind, act.what, by, at)
    change = BulkChange.objects.get(company_id=act.company_id, act=act, subject_id=record.pk)
    refuse_changed_since(verb.state(record, doing), change.after)
    if change.before != change.after:
        verb.undo(record, change.before, doing)


def _skip(act: BulkAct, record: Record, reason: str) -> None:
    act.skipped_count += 1
    if len(act.skipped) < MOST_NAMED:
        act.skipped = [*act.skipped, [record.pk, str(record), reason]]


def _selected_ids(act: BulkAct, by: Viewer) -> list[int]:
    """Return the next ids of the selection; relative dates are as they were in the beginning."""
    user = User.objects.get(pk=act.user_id)
    zone = zoneinfo.ZoneInfo(user.time_zone) if user.time_zone else zoneinfo.ZoneInfo("UTC")
    listing = Listing(_wanted(act), Asking(by, act.created_at, zone))
    ids = list(listing.ids().filter(pk__gt=act.cursor_id)[:BATCH])
    if not listing.gone:
        return ids
    # Without one of its conditions more would be selected than somebody saw.
    act.skipped_count = act.total_count - act.done_count
    act.skipped = [*act.skipped, [0, "", listing.gone[0].sentence]]
    return []


def _changed_ids(act: BulkAct) -> list[int]:
    changes = BulkChange.objects.filter(act=act, subject_id__gt=act.cursor_id)
    return list(changes.order_by("subject_id").values_list("subject_id", flat=True)[:BATCH])


def _records(kind: str, ids: Collection[int], by: Viewer) -> list[Record]:
    found = MODELS[kind]._default_manager.filter(seen_by(by), pk__in=ids)
    return list(found.order_by("pk"))


def _again(record: Record) -> Record:
    return type(record)._default_manager.get(pk=record.pk)


def _kept(wanted: Wanted) -> dict[str, Any]:
    if wanted.ids is not None:
        return {"ids": list(wanted.ids)}
    return {"filter": as_json(wanted.filter), "text": wanted.text}


def _wanted(act: BulkAct) -> Wanted:
    kept = act.selection
    empty = Wanted(act.kind)
    if "ids" in kept:
        return replace(empty, ids=tuple(kept["ids"]))
    return replace(empty, filter=from_json(kept["filter"]), text=kept["text"])
