"""Reading labels: those of a kind of record, and those on records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from kartotek.fields.models import Label, LabelUse
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class LabelRow:
    """A label as a chip shows it."""

    id: int
    name: str
    tone: str


@dataclass(frozen=True)
class CountedLabel:
    """A label and on how many records it is."""

    id: int
    name: str
    tone: str
    count: int


def labels(on: str, *, viewer: Viewer) -> list[LabelRow]:
    """Return the labels that records of the kind `on` may have, by name."""
    return [LabelRow(*label) for label in _by_name(on=on, company_id=viewer.company_id)]


def counted_labels(on: str, *, viewer: Viewer) -> list[CountedLabel]:
    """Return the labels of a kind with the number of records each is on, by name."""
    rows = _alive(on, viewer.company_id).annotate(use_count=Count("uses")).order_by("folded", "id")
    return [CountedLabel(one.pk, one.name, one.tone, one.use_count) for one in rows]


def labels_of(on: str, ids: Iterable[int], *, viewer: Viewer) -> dict[int, list[LabelRow]]:
    """Return the labels on each of the records, which the caller has checked are visible."""
    found: defaultdict[int, list[LabelRow]] = defaultdict(list)
    for subject_id, pk, name, tone in _uses(on=on, ids=list(ids), company_id=viewer.company_id):
        found[subject_id].append(LabelRow(pk, name, tone))
    return dict(found)


@prepared
def _by_name(*, on: str, company_id: int) -> QuerySet[Label, tuple[int, str, str]]:
    known = _alive(on, company_id).order_by("folded", "id")
    return known.values_list("pk", "name", "tone")


@prepared
def _uses(
    *, on: str, ids: Collection[int], company_id: int
) -> QuerySet[LabelUse, tuple[int, int, str, str]]:
    uses = LabelUse.objects.filter(
        company_id=company_id, label__on=on, label__deleted_at=None, subject_id__in=ids
    ).order_by("label__folded", "label_id")
    return uses.values_list("subject_id", "label_id", "label__name", "label__tone")


def _alive(on: str, company_id: int) -> QuerySet[Label]:
    return Label.objects.filter(company_id=company_id, on=on, deleted_at=None)
