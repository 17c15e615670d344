"""Custom fields and options that were deleted go, with all that records said there."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from kartotek.fields.models import CustomField, FieldOption
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


_MODELS: tuple[type[CustomField] | type[FieldOption], ...] = (CustomField, FieldOption)

PURGES: tuple[Purge, ...] = (Purge("custom fields and options", _count, _remove),)
