"""Deleted custom fields go for good when they can no longer be restored."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kartotek.fields import operations
from kartotek.fields.models import CustomField, Label, LabelUse
from kartotek.flows.purge import due, purge


def test_a_deleted_field_goes_after_thirty_days_and_a_living_one_stays(
    by_deniz: Any, now: datetime
) -> None:
    gone, stays = (
        operations.create_field(on="person", name=name, field_type="text", by=by_deniz, at=now)
        for name in ("Shoe size", "Tier")
    )
    operations.delete_field(field_id=gone.pk, by=by_deniz, at=now)

    assert due(at=now + timedelta(days=29))["custom fields and options"] == 0
    assert due(at=now + timedelta(days=31))["custom fields and options"] == 1
    purge(at=now + timedelta(days=31))

    assert list(CustomField.objects.values_list("pk", flat=True)) == [stays.pk]


def test_purging_fields_twice_is_purging_them_once(by_deniz: Any, now: datetime) -> None:
    gone = operations.create_field(on="deal", name="Tier", field_type="text", by=by_deniz, at=now)
    operations.delete_field(field_id=gone.pk, by=by_deniz, at=now)

    assert purge(at=now + timedelta(days=31))["custom fields and options"] == 1
    assert purge(at=now + timedelta(days=31))["custom fields and options"] == 0


def test_a_deleted_label_goes_after_thirty_days_with_its_place_on_records(
    zeynep: Any, by_deniz: Any, now: datetime
) -> None:
    gone, stays = (
        operations.add_new_label(subject=zeynep, name=name, by=by_deniz, at=now)
        for name in ("Fair 2025", "Customer")
    )
    operations.delete_label(label_id=gone.pk, by=by_deniz, at=now)

    assert purge(at=now + timedelta(days=29))["labels"] == 0
    assert purge(at=now + timedelta(days=31))["labels"] == 1

    assert list(Label.objects.values_list("pk", flat=True)) == [stays.pk]
    assert list(LabelUse.objects.values_list("label_id", flat=True)) == [stays.pk]
