"""Duplicates are looked for in a whole company, and certain ones merged, a part at a time.

    somebody asks -> a job waits -> a worker goes on with it -> the page shows how far it is

A job is safe to stop anywhere: each merge is a transaction of its own, and remembers its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from kartotek.contacts.models import DuplicateJob, LikelyPair, Merge
from kartotek.contacts.operations.duplicate_rules import set_rule
from kartotek.contacts.operations.keys import keep_all_keys
from kartotek.contacts.operations.pairs import Found, find_pairs
from kartotek.contacts.queries.pairs import pair_seen, pairs_seen
from kartotek.contacts.queries.sides import sides
from kartotek.errors import Refused
from kartotek.flows.lease import held
from kartotek.flows.merge_contacts import merge, undo_one
from kartotek.users.models import Company, User
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

KINDS = ("person", "organization")
AT_ONCE = 20


@dataclass(frozen=True)
class RuleAsked:
    """What a company wants of one row: whether it is asked, and what it measures by."""

    code: str
    is_on: bool
    measure: int | None = None


def find_all(*, company_id: int, at: datetime) -> dict[str, Found]:
    """Look through all people and organizations of a company, and return what was found."""
    keep_all_keys(company_id=company_id)
    return {on: find_pairs(on, company_id=company_id, at=at) for on in KINDS}


def companies_of(company_id: int | None) -> dict[int, str]:
    """Return the name of a company by its id, or those of all where none is asked for."""
    companies = Company.objects.order_by("pk")
    known = companies if company_id is None else companies.filter(pk=company_id)
    return dict(known.values_list("pk", "name"))


@transaction.atomic
def ask_to_find(*, by: Viewer, at: datetime) -> DuplicateJob:
    """Have a worker look through the company; while one waits already, that one is it.

    Raises:
        NotPermitted: they may not merge records.
    """
    refuse_unless(by, Permission.MERGE)
    return _ask_to_find(by=by, at=at)


def _ask_to_find(*, by: Viewer, at: datetime) -> DuplicateJob:
    waiting = DuplicateJob.objects.filter(
        company_id=by.company_id, what="find", finished_at=None
    ).first()
    return waiting or DuplicateJob.objects.create(
        company_id=by.company_id, what="find", on="person", user_id=by.user_id, asked_at=at
    )


@transaction.atomic
def change_rules(rules: Mapping[str, Iterable[RuleAsked]], *, by: Viewer, at: datetime) -> None:
    """Change how duplicates are found, by kind, and have a worker look through the company.

    Raises:
        NotFound: there is no such rule.
        Invalid: a measure is out of range.
        NotPermitted: they may not change how duplicates are found.
    """
    for on, asked in rules.items():
        for one in asked:
            set_rule(on=on, code=one.code, is_on=one.is_on, measure=one.measure, by=by, at=at)
    _ask_to_find(by=by, at=at)


@transaction.atomic
def ask_to_undo(*, job: DuplicateJob, by: Viewer, at: datetime) -> DuplicateJob:
    """Have a worker undo all merges of a job, the last one first.

    Raises:
        NotPermitted: they may not merge records.
    """
    refuse_unless(by, Permission.MERGE)
    made = Merge.objects.filter(company_id=by.company_id, act=job.act, undone_at=None)
    asked = {"what": "undo", "on": job.on, "act": job.act, "user_id": by.user_id}
    waiting = DuplicateJob.objects.filter(company_id=by.company_id, finished_at=None, **asked)
    return waiting.first() or DuplicateJob.objects.create(
        company_id=by.company_id, total=made.count(), asked_at=at, **asked
    )


@transaction.atomic
def ask_to_merge_certain(*, on: str, by: Viewer, at: datetime) -> DuplicateJob:
    """Have a worker merge every certain pair that somebody sees; return the job.

    While one of theirs waits already, that one is it. The older record of a pair stays, or the
    one that more hangs on.

    Raises:
        NotPermitted: they may not merge records.
    """
    refuse_unless(by, Permission.MERGE)
    jobs = DuplicateJob.objects.filter(company_id=by.company_id, what="merge", on=on)
    waiting = jobs.filter(user_id=by.own_id, finished_at=None).first()
    if waiting is not None:
        return waiting
    total = pairs_seen(on, viewer=by).filter(is_certain=True).count()
    return DuplicateJob.objects.create(
        company_id=by.company_id, what="merge", on=on, user_id=by.user_id, total=total, asked_at=at
    )


def go_on(*, clock: Callable[[], datetime]) -> int:
    """Go on with the jobs that wait, and return how many were finished."""
    waiting = DuplicateJob.objects.filter(finished_at=None).order_by("pk")
    if not waiting.exists():
        return 0
    finished = 0
    with held("duplicates", clock=clock) as is_ours:
        for job in list(waiting):
            while is_ours() and not _step(job, at=clock()):
                continue
            finished += job.finished_at is not None
    return finished


def _step(job: DuplicateJob, *, at: datetime) -> bool:
    """Do the next part of a job, and return whether it is finished."""
    user = User.objects.filter(pk=job.user_id or 0).first()
    if user is None or not user.is_active:
        return _finish(job, at)
    if job.what == "find":
        found = find_all(company_id=job.company_id, at=at)
        job.done = sum(one.certain + one.likely for one in found.values())
        return _finish(job, at)
    viewer = Viewer.of(user)
    if job.what == "undo":
        return _undo_some(job, by=viewer, at=at)
    pairs = pairs_seen(job.on, viewer=viewer).filter(is_certain=True, pk__gt=job.place)
    part = list(pairs.order_by("pk")[:AT_ONCE])
    with override(user.language):
        for pair in part:
            _merge(job, pair, by=viewer, at=at)
    return _finish(job, at) if len(part) < AT_ONCE else False


def _undo_some(job: DuplicateJob, *, by: Viewer, at: datetime) -> bool:
    """Undo some merges of a job, and return whether that was all."""
    made = Merge.objects.filter(company_id=job.company_id, act=job.act, undone_at=None)
    known = [skipped["merge"] for skipped in job.skipped]
    part = list(made.exclude(pk__in=known).order_by("-pk").defer("journal")[:AT_ONCE])
    for one in part:
        try:
            undo_one(merge_id=one.pk, by=by, at=at)
        except Refused as refusal:
            job.skipped = [*job.skipped, {"merge": one.pk, "reason": str(refusal)}]
        else:
            job.done += 1
        job.save(update_fields=["done", "skipped"])
    return _finish(job, at) if len(part) < AT_ONCE else False


def _merge(job: DuplicateJob, pair: LikelyPair, *, by: Viewer, at: datetime) -> None:
    """Merge one pair as part of a job; one that cannot be is named, and the job goes on."""
    job.place = pair.pk
    # An earlier merge of this job may have taken one of the two.
    if pair_seen(pair.pk, viewer=by) is not None:
        survivor_id, loser_id = primary_first(pair, viewer=by)
        try:
            merge(
                kind=job.on, survivor_id=survivor_id, loser_id=loser_id, by=by, at=at, act=job.act
            )
        except Refused as refusal:
            skipped = {"ids": [pair.first_id, pair.second_id], "reason": str(refusal)}
            job.skipped = [*job.skipped, skipped]
        else:
            job.done += 1
    job.save(update_fields=["place", "done", "skipped"])


def primary_first(pair: LikelyPair, *, viewer: Viewer) -> tuple[int, int]:
    """Return the ids of a pair, first of whom to keep: who more hangs on, else the older."""
    known = sides(pair.on, (pair.first_id, pair.second_id), viewer=viewer)

    def weight(record_id: int) -> tuple[int, int]:
        side = known[record_id]
        held_items = side.open_deal_count + side.closed_deal_count
        return held_items, side.conversation_count

    first, second = pair.first_id, pair.second_id
    return (second, first) if weight(second) > weight(first) else (first, second)


def _finish(job: DuplicateJob, at: datetime) -> bool:
    job.finished_at = at
    job.save(update_fields=["finished_at", "done"])
    return True
