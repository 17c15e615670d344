"""A custom field changes, and with it what records are found by.

group -> field -> options -> index the records that say something in it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, Unpack

from django.db import transaction

from kartotek.fields import operations
from kartotek.fields.models import CustomField, FieldChoice, FieldValue
from kartotek.fields.operations import FieldSettings, OptionIn
from kartotek.fields.rules.types import CHOSEN, SEARCHED
from kartotek.flows.indexing import reindex
from kartotek.users.viewer import Viewer

# So many records are indexed while somebody waits; of a field on more of them, each record
# follows when it is next written.
MOST: Final = 5_000
AT_ONCE: Final = 500


@transaction.atomic
def add_field(
    *,
    on: str,
    field_type: str,
    by: Viewer,
    at: datetime,
    options: Sequence[str] = (),
    new_group: str = "",
    **given: Unpack[FieldSettings],
) -> CustomField:
    """Make a field, and the group it is to stand in where that is new.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such kind of records.
        Invalid: a value cannot be used.
    """
    settings = _with_group(given, on=on, new_group=new_group, by=by, at=at)
    return operations.create_field(
        on=on, field_type=field_type, by=by, at=at, options=options, **settings
    )


@transaction.atomic
def change_field(
    *,
    field_id: int,
    by: Viewer,
    at: datetime,
    options: Sequence[OptionIn] | None = None,
    new_group: str = "",
    **given: Unpack[FieldSettings],
) -> CustomField:
    """Set what is given of a field, and its options; records are found by their new names.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field.
        Invalid: a value cannot be used.
    """
    field = operations.edit_field(field_id=field_id, by=by, at=at)
    settings = _with_group(given, on=field.on, new_group=new_group, by=by, at=at)
    field = operations.edit_field(field_id=field_id, by=by, at=at, **settings)
    if options is not None and field.type in CHOSEN:
        operations.set_options(field_id=field_id, options=options, by=by, at=at)
        _index(field, at=at)
    return field


@transaction.atomic
def delete_field(*, field_id: int, by: Viewer, at: datetime) -> CustomField:
    """Delete a field; records are no longer found by what they say in it.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field.
    """
    field = operations.delete_field(field_id=field_id, by=by, at=at)
    _index(field, at=at)
    return field


@transaction.atomic
def restore_field(*, field_id: int, by: Viewer, at: datetime) -> CustomField:
    """Bring a deleted field back; records are found by what they say in it again.

    Raises:
        NotPermitted: they may not change fields.
        NotFound: there is no such field, or it was purged.
    """
    field = operations.restore_field(field_id=field_id, by=by, at=at)
    _index(field, at=at)
    return field


def _with_group(
    given: FieldSettings, *, on: str, new_group: str, by: Viewer, at: datetime
) -> FieldSettings:
    if not new_group.strip():
        return given
    group = operations.create_group(on=on, name=new_group, by=by, at=at)
    return {**given, "group_id": group.pk}


def _index(field: CustomField, *, at: datetime) -> None:
    if field.type not in SEARCHED:
        return
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for on, subject_id in _records(field):
        ids[on].append(subject_id)
    for on, found in ids.items():
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            reindex(on, some, company_id=field.company_id, at=at)


def _records(field: CustomField) -> Iterator[tuple[str, int]]:
    """Yield the records that say something in a field, none of them where they are too many."""
    table = FieldChoice if field.type in CHOSEN else FieldValue
    rows = table._default_manager.filter(company_id=field.company_id, field_id=field.pk)
    found = list(rows.values_list("on", "subject_id").distinct()[: MOST + 1])
    if len(found) <= MOST:
        yield from found
