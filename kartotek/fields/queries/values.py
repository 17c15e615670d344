"""What records say in their custom fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.fields.models import FieldChoice, FieldValue
from kartotek.fields.queries.fields import CustomFieldRow, custom_fields
from kartotek.fields.references import names_of
from kartotek.fields.rules import showing
from kartotek.fields.rules.showing import Showing
from kartotek.fields.rules.types import CHOSEN, REFERENCES, SEARCHED, FieldType
from kartotek.fields.rules.values import Typed, Value
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

# A record's values by the ids of its fields.
Values = dict[int, Value]


@dataclass(frozen=True)
class ValueShown:
    """A value as somebody reads it, as a form takes it, and as it is kept.

    `is_malformed` marks a phone number that cannot be dialled, which is kept as typed; `is_known`
    is false for a person or organization that the reader may not see.
    """

    text: str
    raw: Typed
    value: Value
    is_malformed: bool = False
    is_known: bool = True


def values_of(
    on: str,
    ids: Iterable[int],
    *,
    viewer: Viewer,
    fields: Collection[CustomFieldRow] | None = None,
) -> dict[int, dict[int, ValueShown]]:
    """Return what each of the records says in its fields, by record and by field.

    Args:
        on: person, organization, deal, lead or project.
        ids: of records the caller has checked are visible.
        viewer: who reads, and in which language.
        fields: only these; all of the kind where they are not given.
    """
    known = custom_fields(on, viewer=viewer) if fields is None else fields
    kept = kept_values(on, ids, company_id=viewer.company_id, fields=known)
    how = showing_for(known, kept.values(), viewer=viewer)
    types = {one.id: one.type for one in known}
    return {
        subject_id: {
            field_id: _shown(types[field_id], value, how) for field_id, value in values.items()
        }
        for subject_id, values in kept.items()
    }


def kept_values(
    on: str, ids: Iterable[int], *, company_id: int, fields: Collection[CustomFieldRow]
) -> dict[int, Values]:
    """Return the values of records in these fields as they are kept; options that are gone are not.

    Args:
        on: person, organization, deal, lead or project.
        ids: which records.
        company_id: whose.
        fields: which fields.
    """
    chosen = [one.id for one in fields if one.type in CHOSEN]
    others = [one.id for one in fields if one.type not in CHOSEN]
    wanted = {"company_id": company_id, "on": on, "subject_id__in": list(ids)}
    found: defaultdict[int, Values] = defaultdict(dict)
    if others and wanted["subject_id__in"]:
        for row in FieldValue.objects.filter(field_id__in=others, **wanted):
            found[row.subject_id][row.field_id] = value_in(row)
    if chosen and wanted["subject_id__in"]:
        rows = FieldChoice.objects.filter(
            field_id__in=chosen, option__deleted_at=None, **wanted
        ).order_by("option__position", "option_id")
        for subject_id, field_id, option_id in rows.values_list(
            "subject_id", "field_id", "option_id"
        ):
            before = found[subject_id].get(field_id, Value()).option_ids
            found[subject_id][field_id] = Value(option_ids=(*before, option_id))
    return dict(found)


def value_in(row: FieldValue) -> Value:
    """Return the value in a row of the table."""
    return Value(
        text=row.text,
        key=row.key,
        number=row.number,
        currency=row.currency,
        from_on=row.from_on,
        until_on=row.until_on,
        from_time=row.from_time,
        until_time=row.until_time,
        ref_id=row.ref_id,
        parts=row.parts,
    )


def showing_for(
    fields: Iterable[CustomFieldRow], values: Iterable[Values], *, viewer: Viewer
) -> Showing:
    """Return what must be known to show these values to the viewer, with all names read at once."""
    known = {one.id: one for one in fields}
    referred: defaultdict[FieldType, set[int]] = defaultdict(set)
    for of_record in values:
        for field_id, value in of_record.items():
            if value.ref_id is not None:
                referred[known[field_id].type].add(value.ref_id)
    return showing_names(
        referred,
        options={key: name for one in known.values() for key, name in one.option_names.items()},
        viewer=viewer,
    )


def showing_names(
    referred: Mapping[FieldType, Iterable[int]],
    *,
    viewer: Viewer,
    options: Mapping[int, str] | None = None,
) -> Showing:
    """Return what must be known to show values that refer to these records."""
    names = {
        (str(kind), pk): name
        for kind, ids in referred.items()
        if kind in REFERENCES
        for pk, name in names_of(kind, ids, viewer=viewer).items()
    }
    return Showing(
        language=viewer.language,
        options=options or {},
        names=names,
        unknown=_("something you may not see"),
    )


def empty_fields(
    on: str, subject_id: int, *, viewer: Viewer, fields: Collection[CustomFieldRow]
) -> list[CustomFieldRow]:
    """Return those of the fields in which a record says nothing, such as required ones."""
    kept = kept_values(on, [subject_id], company_id=viewer.company_id, fields=fields)
    filled = kept.get(subject_id, {})
    return [one for one in fields if one.id not in filled]


def searched_texts(on: str, ids: Collection[int], *, company_id: int) -> dict[int, list[str]]:
    """Return the words of records that the search box finds them by, whoever sees them."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for subject_id, text, key in _words(on=on, ids=ids, company_id=company_id):
        found[subject_id] += [text, key, "".join(filter(str.isdigit, text))] if key else [text]
    for subject_id, name in _chosen(on=on, ids=ids, company_id=company_id):
        found[subject_id].append(name)
    return dict(found)


@prepared
def _words(
    *, on: str, ids: Collection[int], company_id: int
) -> QuerySet[FieldValue, tuple[int, str, str]]:
    values = FieldValue.objects.filter(company_id=company_id, on=on, subject_id__in=ids)
    searched = values.filter(field__deleted_at=None, field__type__in=SEARCHED)
    return searched.values_list("subject_id", "text", "key")


@prepared
def _chosen(
    *, on: str, ids: Collection[int], company_id: int
) -> QuerySet[FieldChoice, tuple[int, str]]:
    choices = FieldChoice.objects.filter(company_id=company_id, on=on, subject_id__in=ids)
    alive = choices.filter(field__deleted_at=None, option__deleted_at=None)
    return alive.values_list("subject_id", "option__name")


def _shown(field_type: FieldType, value: Value, how: Showing) -> ValueShown:
    return ValueShown(
        text=showing.show(field_type, value, how),
        raw=showing.typed(field_type, value, how.language),
        value=value,
        is_malformed=field_type is FieldType.PHONE and not value.key,
        is_known=value.ref_id is None or (field_type, value.ref_id) in how.names,
    )
