"""Likely pairs as people decide about them: both records seen, living, and not kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from kartotek.contacts.models import DuplicateJob, LikelyPair, Organization, Person
from kartotek.contacts.queries.identities import strictness
from kartotek.contacts.queries.sides import Side, sides
from kartotek.contacts.rules.duplicates import STANDARD, TABLES, Likeness
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

# More are not counted: whoever has so many looks at them one by one anyway.
COUNTED = 1_000

SENTENCES = {on: {row.code: row.sentence for row in table} for on, table in TABLES.items()}


@dataclass(frozen=True)
class PairRow:
    """Two records that may be one, with the reason; `kept_apart_at` once somebody said no."""

    id: int
    on: str
    code: str
    sentence: str
    is_certain: bool
    first: Side
    second: Side
    kept_apart_at: datetime | None


@dataclass(frozen=True)
class PairPage:
    """Some pairs; `after` is where the next page starts, 0 at the end."""

    rows: list[PairRow]
    after: int


@dataclass(frozen=True)
class RuleRow:
    """A row of the table as its settings show it; `measure` is None where it has none."""

    code: str
    sentence: str
    is_certain: bool
    is_on: bool
    measure: int | None
    standard: int | None

    @property
    def counts(self) -> bool:
        """Whether the measure is a number of records, and not how alike names are."""
        return self.standard is not None and self.standard < 50


def pairs(
    on: str,
    *,
    viewer: Viewer,
    which: str = "all",
    about_id: int | None = None,
    after: int = 0,
    limit: int = 20,
) -> PairPage:
    """Return pairs of the kind `on` that the viewer sees both records of, certain ones first.

    Args:
        on: person or organization.
        viewer: who decides.
        which: all, certain, likely, or apart for those kept apart.
        about_id: of the one record whose pairs are wanted.
        after: the `after` of the page before.
        limit: how many at most.
    """
    query = _narrowed(pairs_seen(on, viewer=viewer, apart=which == "apart"), which)
    if about_id is not None:
        query = query.filter(Q(first_id=about_id) | Q(second_id=about_id))
    if after:
        last = LikelyPair.objects.filter(company_id=viewer.company_id, pk=after).first()
        query = query.filter(_following(last)) if last else query.filter(pk__lt=after)
    found = list(query.order_by("-is_certain", "-id")[: limit + 1])
    rows = found[:limit]
    return PairPage(_rows(rows, viewer), rows[-1].pk if len(found) > limit else 0)


def pair_seen(pair_id: int, *, viewer: Viewer) -> LikelyPair | None:
    """Return a pair if the viewer sees both of its records, and both are alive."""
    pair = LikelyPair.objects.filter(company_id=viewer.company_id, pk=pair_id).first()
    if pair is None:
        return None
    seen = pairs_seen(pair.on, viewer=viewer, apart=pair.kept_apart_at is not None)
    return seen.filter(pk=pair_id).first()


def pair_row(pair_id: int, *, viewer: Viewer) -> PairRow | None:
    """Return one pair as a page shows it, if the viewer sees both of its records."""
    pair = pair_seen(pair_id, viewer=viewer)
    rows = _rows([pair], viewer) if pair else []
    return rows[0] if rows else None


def count_pairs(on: str, *, viewer: Viewer, which: str = "all") -> int:
    """Return how many pairs of a kind wait for a decision; a thousand at most."""
    query = _narrowed(pairs_seen(on, viewer=viewer), which)
    return len(query.values_list("pk", flat=True)[:COUNTED])


def duplicates_of(on: str, record_id: int, *, viewer: Viewer, limit: int = 10) -> list[PairRow]:
    """Return the pairs that one record is in, certain ones first."""
    return _rows(_about(on, limit, record_id=record_id, viewer=viewer), viewer)


@prepared
def _about(on: str, limit: int, /, *, record_id: int, viewer: Viewer) -> QuerySet[LikelyPair]:
    either = Q(first_id=record_id) | Q(second_id=record_id)
    found = pairs_seen(on, viewer=viewer).filter(either)
    return found.order_by("-is_certain", "-id")[:limit]


def duplicate_count(on: str, record_id: int, *, viewer: Viewer) -> int:
    """Return how many possible duplicates of a record wait for a decision, 100 at most."""
    about = Q(first_id=record_id) | Q(second_id=record_id)
    return len(pairs_seen(on, viewer=viewer).filter(about).values_list("pk", flat=True)[:100])


def rule_rows(on: str, *, viewer: Viewer) -> list[RuleRow]:
    """Return the rows of the table of a kind as the company has them, `otherwise` left out."""
    rules = strictness(on, company_id=viewer.company_id)
    return [
        RuleRow(
            code=row.code,
            sentence=row.sentence,
            is_certain=row.outcome is Likeness.CERTAIN,
            is_on=row.code not in rules.off,
            measure=rules.of(row.code) if row.code in STANDARD else None,
            standard=STANDARD.get(row.code),
        )
        for row in TABLES[on][:-1]
    ]


def newest_job(on: str, what: str, *, viewer: Viewer) -> DuplicateJob | None:
    """Return the last search or merging that somebody of the company asked for."""
    jobs = DuplicateJob.objects.filter(company_id=viewer.company_id, on=on, what=what)
    return jobs.order_by("-id").first()


def job(job_id: int, *, viewer: Viewer) -> DuplicateJob | None:
    """Return a search or merging of the company."""
    return DuplicateJob.objects.filter(company_id=viewer.company_id, pk=job_id).first()


def pairs_seen(on: str, *, viewer: Viewer, apart: bool = False) -> QuerySet[LikelyPair]:
    """Return the pairs of which the viewer sees both records, both alive."""
    if on == "person":
        people = Person.objects.alive().visible_to(viewer)
        seen = [Exists(people.filter(pk=OuterRef(side))) for side in ("first_id", "second_id")]
    else:
        known = Organization.objects.alive().visible_to(viewer)
        seen = [Exists(known.filter(pk=OuterRef(side))) for side in ("first_id", "second_id")]
    rows = LikelyPair.objects.filter(company_id=viewer.company_id, on=on)
    return rows.filter(*seen, kept_apart_at__isnull=not apart)


def _narrowed(query: QuerySet[LikelyPair], which: str) -> QuerySet[LikelyPair]:
    if which in {"certain", "likely"}:
        return query.filter(is_certain=which == "certain")
    return query


def _following(last: LikelyPair) -> Q:
    later = Q(is_certain=last.is_certain, pk__lt=last.pk)
    return later | Q(is_certain=False) if last.is_certain else later


def _rows(found: Iterable[LikelyPair], viewer: Viewer) -> list[PairRow]:
    rows = list(found)
    if not rows:
        return []
    ids = {pk for row in rows for pk in (row.first_id, row.second_id)}
    by_id = sides(rows[0].on, ids, viewer=viewer)
    return [
        PairRow(
            row.pk,
            row.on,
            row.code,
            SENTENCES[row.on].get(row.code, ""),
            row.is_certain,
            by_id[row.first_id],
            by_id[row.second_id],
            row.kept_apart_at,
        )
        for row in rows
        if row.first_id in by_id and row.second_id in by_id
    ]
