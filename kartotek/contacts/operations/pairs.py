"""Likely pairs: found through a whole company or around one record, and decided by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import LikelyPair
from kartotek.contacts.queries.candidates import candidates
from kartotek.contacts.queries.identities import identities, in_parts, strictness
from kartotek.contacts.queries.matches import Match, match_of, matches
from kartotek.contacts.queries.pairs import pair_seen
from kartotek.contacts.rules.duplicates import Pair
from kartotek.errors import NotFound
from kartotek.history.operations import Event, record_all
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

Ids = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """What a search through a company found."""

    compared: int
    certain: int
    likely: int
    new: int


@transaction.atomic
def refresh_pairs(on: str, ids: Iterable[int], *, company_id: int, at: datetime) -> None:
    """Bring the pairs of records in line with what the records, and their keys, say now.

    Args:
        on: person or organization.
        ids: of records that were written, deleted or restored.
        company_id: whose records.
        at: now.
    """
    changed = sorted(set(ids))
    alive = identities(on, changed, company_id=company_id)
    for pk in changed:
        found: dict[Ids, Match] = {}
        if pk in alive:
            near = matches(on, alive[pk], company_id=company_id, own_id=pk)
            found = {in_order(pk, one.id): one for one in near}
        known = _pairs_of(on=on, pk=pk, company_id=company_id)
        _bring_in_line(on, found, known, company_id=company_id, at=at)


@prepared
def _pairs_of(*, on: str, pk: int, company_id: int) -> QuerySet[LikelyPair]:
    pairs = LikelyPair.objects.filter(company_id=company_id, on=on)
    return pairs.filter(Q(first_id=pk) | Q(second_id=pk))


def find_pairs(on: str, *, company_id: int, at: datetime) -> Found:
    """Look through all records of a kind, and return what was found.

    Only records that share a key are compared, so that twice as many cost about twice as much.
    Pairs that somebody keeps apart stay so.
    """
    blocks = candidates(on, company_id=company_id)
    rules = strictness(on, company_id=company_id)
    known = identities(on, blocks.ids, company_id=company_id)
    found: dict[Ids, Match] = {}
    for first, second in blocks.pairs:
        here, there = known.get(first), known.get(second)
        if here is None or there is None:
            continue
        match = match_of(on, second, Pair(here, there, rules, blocks.holders))
        if match is not None:
            found[first, second] = match
    # Reading takes a while, in which others write: what they found since is left alone.
    with transaction.atomic():
        known_pairs = LikelyPair.objects.filter(company_id=company_id, on=on, found_at__lte=at)
        new = _bring_in_line(on, found, list(known_pairs), company_id=company_id, at=at)
    certain = sum(one.is_certain for one in found.values())
    return Found(len(blocks.pairs), certain, len(found) - certain, new)


@transaction.atomic
def keep_apart(*, pair_id: int, by: Viewer, at: datetime) -> LikelyPair:
    """Remember that two records are two; no search asks about them again.

    Raises:
        NotFound: there is no such pair, or one of the two is not theirs to see.
        NotPermitted: they may not merge records, and so not decide about it.
    """
    return _decide(pair_id, at, "kept-apart", by=by, at=at)


@transaction.atomic
def ask_again(*, pair_id: int, by: Viewer, at: datetime) -> LikelyPair:
    """Take back that two records are two.

    Raises:
        NotFound: there is no such pair, or one of the two is not theirs to see.
        NotPermitted: they may not merge records, and so not decide about it.
    """
    return _decide(pair_id, None, "asked-again", by=by, at=at)


def in_order(one: int, other: int) -> Ids:
    """Return two ids, the smaller first."""
    return (one, other) if one < other else (other, one)


def _decide(
    pair_id: int, kept_at: datetime | None, word: str, *, by: Viewer, at: datetime
) -> LikelyPair:
    refuse_unless(by, Permission.MERGE)
    pair = pair_seen(pair_id, viewer=by)
    if pair is None:
        raise NotFound(_("One of the two is gone."))
    if (pair.kept_apart_at is None) == (kept_at is None):
        return pair
    pair.kept_apart_at = kept_at
    pair.kept_apart_by_id = by.user_id if kept_at else None
    pair.save(update_fields=["kept_apart_at", "kept_apart_by"])
    both = [(pair.first_id, pair.second_id), (pair.second_id, pair.first_id)]
    kind = f"{pair.on}.{word}"
    record_all([Event(kind, pair.on, pk, {f"{pair.on}_id": two}) for pk, two in both], by=by, at=at)
    return pair


def _bring_in_line(
    on: str,
    found: Mapping[Ids, Match],
    known: list[LikelyPair],
    *,
    company_id: int,
    at: datetime,
) -> int:
    """Write what was found, drop what no longer holds, and return how many are new."""
    by_ids = {(pair.first_id, pair.second_id): pair for pair in known}
    gone = [pair.pk for ids, pair in by_ids.items() if ids not in found and not pair.kept_apart_at]
    for part in in_parts(gone):
        LikelyPair.objects.filter(company_id=company_id, pk__in=part).delete()
    changed = []
    for ids, pair in by_ids.items():
        match = found.get(ids)
        if match and (pair.code, pair.data) != (match.code, match.data):
            pair.code, pair.is_certain, pair.data = match.code, match.is_certain, dict(match.data)
            changed.append(pair)
    if changed:
        LikelyPair.objects.bulk_update(changed, ["code", "is_certain", "data"], batch_size=500)
    new = [
        LikelyPair(
            company_id=company_id,
            on=on,
            first_id=first,
            second_id=second,
            code=match.code,
            is_certain=match.is_certain,
            data=dict(match.data),
            found_at=at,
        )
        for (first, second), match in found.items()
        if (first, second) not in by_ids
    ]
    if new:
        LikelyPair.objects.bulk_create(new, batch_size=1_000, ignore_conflicts=True)
    return len(new)
