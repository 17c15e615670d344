"""Reading labels: those of a kind of record, and those on records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from kartotek.fields.models import Label, LabelUse
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
    rows = _alive(on, viewer).order_by("folded", "id")
    return [_row(label) for label in rows]


def counted_labels(on: str, *, viewer: Viewer) -> list[CountedLabel]:
    """Return the labels of a kind with the number of records each is on, by name."""
    rows = _alive(on, viewer).annotate(use_count=Count("uses")).order_by("folded", "id")
    return [CountedLabel(one.pk, one.name, one.tone, one.use_count) for one in rows]


def labels_of(on: str, ids: Iterable[int], *, viewer: Viewer) -> dict[int, list[LabelRow]]:
    """Return the labels on each of the records, which the caller has checked are visible."""
    uses = (
        LabelUse.objects.filter(
            company_id=viewer.company_id,
            label__on=on,
            label__deleted_at=None,
            subject_id__in=list(ids),
        )
        .select_related("label")
        .order_by("label__folded", "label_id")
    )
    found: defaultdict[int, list[LabelRow]] = defaultdict(list)
    for use in uses:
        found[use.subject_id].append(_row(use.label))
    return dict(found)


def _alive(on: str, viewer: Viewer) -> QuerySet[Label]:
    return Label.objects.filter(company_id=viewer.company_id, on=on, deleted_at=None)


def _row(label: Label) -> LabelRow:
    return LabelRow(label.pk, label.name, label.tone)
