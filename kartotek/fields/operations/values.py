"""Writing what records say in their custom fields.

read -> compare with what is kept -> write -> history
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.fields.messages import said
from kartotek.fields.models import FieldChoice, FieldValue
from kartotek.fields.queries.fields import (
    CustomFieldRow,
    custom_fields,
    custom_fields_by_id,
    kind_of,
    word_of,
)
from kartotek.fields.queries.filters import sort_text
from kartotek.fields.queries.values import kept_values
from kartotek.fields.references import ids_called, names_of
from kartotek.fields.rules.reading import one_line, read
from kartotek.fields.rules.showing import kept
from kartotek.fields.rules.types import CHOSEN, REFERENCES, WORDS
from kartotek.fields.rules.values import Reading, Reason, Typed, Unreadable, Value
from kartotek.history.meanwhile import Was, refuse_changed
from kartotek.history.operations import record, subject_type
from kartotek.lib.text import fold
from kartotek.users.models import Company
from kartotek.users.viewer import Source, Viewer
from kartotek.users.visibility import OwnedRecord

# What somebody says of one field: typed text, the inputs of a form, a value, or nothing.
Said = str | Typed | Value | None


@transaction.atomic
def set_value(
    *, subject: OwnedRecord, field_id: int, typed: Said, by: Viewer, at: datetime
) -> OwnedRecord:
    """Write what a record says in one field; see `set_values`.

    Raises:
        Invalid: what was typed does not fit the field, or a required field would be empty.
    """
    return set_values(subject=subject, values={field_id: typed}, by=by, at=at)


@transaction.atomic
def set_values(
    *,
    subject: OwnedRecord,
    values: Mapping[int, Said],
    by: Viewer,
    at: datetime,
    was: Was | None = None,
    is_new: bool = False,
) -> OwnedRecord:
    """Write what a record says in several fields: all of it, or nothing.

    Args:
        subject: a record the caller has checked is visible and may be changed.
        values: by the ids of the fields; fields that are not named stay as they are.
        by: who says so.
        at: when.
        was: what the editor saw, by `field-7` (`history.meanwhile`).
        is_new: the record is just being added: on a screen, required fields may not be missing.

    Raises:
        Invalid: what was typed does not fit, a field is gone, or a required one would be empty;
            every field that is wrong is named, as `field-7`.
        ChangedMeanwhile: somebody changed one of the fields first.
    """
    fields = custom_fields_by_id(values, viewer=by)
    wanted = _read_all(fields, values, subject=subject, by=by)
    if is_new and by.source is Source.SCREEN:
        _refuse_missing(subject, wanted, by=by)
    before = kept_values(
        subject_type(subject), [subject.pk], company_id=subject.company_id, fields=fields.values()
    ).get(subject.pk, {})
    if was:
        _refuse_changed(subject, was, fields, (before, wanted))
    changed = {pk: new for pk, new in wanted.items() if not _is_same(before.get(pk), new)}
    for field_id, value in changed.items():
        _write(fields[field_id], value, subject=subject, by=by)
    if changed:
        subject.save(update_fields=subject.touch(at))
        told = {word_of(pk): _told(fields[pk], before.get(pk), new) for pk, new in changed.items()}
        record(f"{subject_type(subject)}.edited", subject=subject, by=by, at=at, changes=told)
    return subject


@transaction.atomic
def carry_over(*, old: tuple[str, int], new: tuple[str, int], company_id: int) -> None:
    """Let a record say in its fields what another one says, and nothing else.

    For a lead that becomes a deal or a deal that becomes a lead, which have the same fields.
    The one that was there before says what it said then; what was written since counts.

    Args:
        old: kind and id of the record that is copied from.
        new: of the one that is copied to.
        company_id: whose they are.
    """
    forget(new[0], [new[1]], company_id=company_id)
    tables: tuple[type[Any], ...] = (FieldValue, FieldChoice)
    for table in tables:
        copies = list(table.objects.filter(company_id=company_id, on=old[0], subject_id=old[1]))
        for row in copies:
            row.pk, (row.on, row.subject_id) = None, new
        table.objects.bulk_create(copies)


def forget(on: str, ids: Collection[int], *, company_id: int) -> None:
    """Remove what records say in their fields; for records that are purged.

    Args:
        on: the kind of the records.
        ids: which.
        company_id: whose.
    """
    for table in (FieldValue, FieldChoice):
        table._default_manager.filter(company_id=company_id, on=on, subject_id__in=ids).delete()


def _read_all(
    fields: Mapping[int, CustomFieldRow],
    values: Mapping[int, Said],
    *,
    subject: OwnedRecord,
    by: Viewer,
) -> dict[int, Value | None]:
    """Return what is to be kept, by field.

    Raises:
        Invalid: some of it cannot be; all that is wrong at once.
    """
    on = kind_of(subject_type(subject))
    company = Company.objects.get(pk=by.company_id)
    wanted: dict[int, Value | None] = {}
    wrong: dict[str, str] = {}
    for field_id, typed in values.items():
        field = fields.get(field_id)
        if field is None or field.on != on or field.deleted_at is not None:
            wrong[word_of(field_id)] = _("This field was deleted.")
            continue
        try:
            wanted[field_id] = _read(field, typed, company=company, by=by)
        except Unreadable as error:
            wrong[word_of(field_id)] = said(error, by.language)
            continue
        if wanted[field_id] is None and field.is_required:
            wrong[word_of(field_id)] = _missing(field)
    _refuse(wrong, fields)
    return wanted


def _read(field: CustomFieldRow, typed: Said, *, company: Company, by: Viewer) -> Value | None:
    """Return what is to be kept in one field.

    Raises:
        Unreadable: it does not fit.
    """
    if isinstance(typed, Value | None):
        value = typed
    else:
        given = Typed(value=typed) if isinstance(typed, str) else typed
        reading = Reading(
            language=by.language,
            region=company.region,
            currency=field.currency or company.currency,
            options=field.options,
        )
        value = read(field.type, _with_id(field, given, by=by), reading)
    if value is not None:
        _refuse_unknown(field, value, by=by)
    return value


def _with_id(field: CustomFieldRow, typed: Typed, *, by: Viewer) -> Typed:
    """Return what was typed with the id of the one person, organization or user of that name."""
    name = one_line(typed.value)
    if field.type not in REFERENCES or not name or name.isdecimal():
        return typed
    found = ids_called(field.type, name, viewer=by)
    if len(found) != 1:
        raise Unreadable(Reason.NO_REFERENCE, field.type)
    return Typed(value=str(found[0]))


def _refuse_unknown(field: CustomFieldRow, value: Value, *, by: Viewer) -> None:
    """Refuse options the field does not have, and records the viewer does not see."""
    if not field.option_names.keys() >= set(value.option_ids):
        raise Unreadable(Reason.NO_OPTION, field.type)
    if value.ref_id is not None and not names_of(field.type, [value.ref_id], viewer=by):
        raise Unreadable(Reason.NO_REFERENCE, field.type)


def _refuse_missing(
    subject: OwnedRecord, wanted: Mapping[int, Value | None], *, by: Viewer
) -> None:
    """Refuse a new record that says nothing in a required field.

    Raises:
        Invalid: a required field is empty.
    """
    known = custom_fields(subject_type(subject), viewer=by)
    missing = [one for one in known if one.is_required and wanted.get(one.id) is None]
    _refuse({one.word: _missing(one) for one in missing}, {one.id: one for one in missing})


def _missing(field: CustomFieldRow) -> str:
    return _("%(field)s is required.") % {"field": field.name}


def _refuse(wrong: Mapping[str, str], fields: Mapping[int, CustomFieldRow]) -> None:
    if not wrong:
        return
    words = {field.word: field.name for field in fields.values()}
    word, message = next(iter(wrong.items()))
    name = words.get(word, "")
    text = message if not name or name in message else f"{name}: {message}"
    raise Invalid(text, wrong)


def _refuse_changed(
    subject: OwnedRecord,
    was: Was,
    fields: Mapping[int, CustomFieldRow],
    values: tuple[Mapping[int, Value | None], Mapping[int, Value | None]],
) -> None:
    """Refuse to overwrite what somebody wrote meanwhile; `values` are those kept and wanted.

    Raises:
        ChangedMeanwhile: somebody did.
    """
    now, new = (
        {one.word: kept(one.type, of.get(pk), one.option_names) for pk, one in fields.items()}
        for of in values
    )
    refuse_changed(subject, was, new, current=now)


def _write(field: CustomFieldRow, value: Value | None, *, subject: OwnedRecord, by: Viewer) -> None:
    place: dict[str, Any] = {
        "company_id": subject.company_id,
        "on": subject_type(subject),
        "subject_id": subject.pk,
        "field_id": field.id,
    }
    if field.type in CHOSEN:
        FieldChoice.objects.filter(**place).delete()
        chosen = value.option_ids if value else ()
        FieldChoice.objects.bulk_create([FieldChoice(option_id=one, **place) for one in chosen])
    elif value is None:
        FieldValue.objects.filter(**place).delete()
    else:
        columns = _columns(field, value, by=by)
        FieldValue.objects.update_or_create(defaults=columns, **place)


def _columns(field: CustomFieldRow, value: Value, *, by: Viewer) -> dict[str, Any]:
    """Return what the row of a value holds."""
    sorted_as = value.text if field.type in WORDS else ""
    if value.ref_id is not None:
        # The name as it is today: good enough to sort by, and no list waits for all the names.
        sorted_as = names_of(field.type, [value.ref_id], viewer=by).get(value.ref_id, "")
    return {
        "text": value.text,
        "folded": fold(one_line(value.text)),
        "sort_text": sort_text(sorted_as),
        "key": value.key,
        "number": value.number,
        "currency": value.currency,
        "from_on": value.from_on,
        "until_on": value.until_on,
        "from_time": value.from_time,
        "until_time": value.until_time,
        "ref_id": value.ref_id,
        "parts": dict(value.parts),
    }


def _is_same(old: Value | None, new: Value | None) -> bool:
    """Return whether nothing changes; an address that is typed again keeps its parts."""
    if old is None or new is None or new.parts:
        return old == new
    return replace(old, parts={}) == new


def _told(field: CustomFieldRow, old: Value | None, new: Value | None) -> list[Any]:
    return [kept(field.type, value, field.option_names) for value in (old, new)]
