"""Custom fields, options and labels that were deleted go, with all that records said there."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from kartotek.fields.models import CustomField, FieldOption, Label, LabelUse
from kartotek.fields.operations import purge_fields
from kartotek.flows.purge.step import Purge


def _count(before: datetime) -> int:
    return sum(model.objects.filter(deleted_at__lt=before).count() for model in _MODELS)


def _remove(before: datetime, _at: datetime, _limit: int) -> int:
    """Remove what is due, company by company; there are never so many fields as records."""
    count = _count(before)
    companies = chain.from_iterable(
        model.objects.filter(deleted_at__lt=before).values_list("company_id", flat=True)
        for model in _MODELS
    )
    for company_id in set(companies):
        purge_fields(before=before, company_id=company_id)
    return count


def _count_labels(before: datetime) -> int:
    return Label.objects.filter(deleted_at__lt=before).count()


def _remove_labels(before: datetime, _at: datetime, limit: int) -> int:
    """Remove labels that are due, and take them off the records they would have come back on."""
    due = Label.objects.filter(deleted_at__lt=before).order_by("pk")
    found = list(due.values_list("pk", "company_id")[:limit])
    for label_id, company_id in found:
        LabelUse.objects.filter(company_id=company_id, label_id=label_id).delete()
        Label.objects.filter(company_id=company_id, pk=label_id).delete()
    return len(found)


_MODELS: tuple[type[CustomField] | type[FieldOption], ...] = (CustomField, FieldOption)

PURGES: tuple[Purge, ...] = (
    Purge("custom fields and options", _count, _remove),
    Purge("labels", _count_labels, _remove_labels),
)
