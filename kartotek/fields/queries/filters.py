"""Narrowing and sorting lists of records by what they say in a custom field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models import Value as Literal
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.fields.models import FieldChoice, FieldValue
from kartotek.fields.queries.fields import CustomFieldRow, custom_field
from kartotek.fields.rules.reading import LARGEST
from kartotek.fields.rules.types import (
    CHOSEN,
    DATES,
    NUMBERS,
    REFERENCES,
    TIMES,
    WORDS,
    Comparison,
    comparisons,
)
from kartotek.lib.text import fold, sort_key
from kartotek.users.viewer import Viewer

SORT_LENGTH: Final = 120

# Values beyond every other of their type: what is empty comes last, whichever way a list runs.
_ENDS: Final[Mapping[str, tuple[Any, Any]]] = {
    "sort_text": ("\U0010ffff", ""),
    "number": (LARGEST, -LARGEST),
    "from_on": (date.max, date.min),
    "from_time": (time.max, time.min),
}


class FieldGone(Invalid):
    """A filter or an order names a field that was deleted."""


def column_of(field: CustomFieldRow) -> str:
    """Return the column of the table of values in which a field's type is compared."""
    if field.type in NUMBERS:
        return "number"
    if field.type in DATES:
        return "from_on"
    if field.type in TIMES:
        return "from_time"
    return "ref_id" if field.type in REFERENCES else "folded"


def matching(
    field_id: int,
    comparison: str,
    value: object = "",
    *,
    viewer: Viewer,
    on: str = "",
    path: str = "pk",
) -> Q:
    """Return the condition under which a record's custom field compares so, to filter records by.

    What is empty is not the same as any value: it passes `is-not`, `contains-not`, `none-of`.

    Args:
        field_id: the field.
        comparison: one of those its type allows (`rules.types.comparisons`).
        value: text, or for `between`, `any-of`, `all-of`, `none-of` a list of texts. Numbers are
            plain (`12.5`), dates and times ISO, options and records ids.
        viewer: of which company.
        on: lead, for leads with a field of deals; else left out.
        path: the way from the filtered records to the id of those that have the field, such as
            `organization_id`.

    Raises:
        NotFound: there is no such field.
        FieldGone: it was deleted.
        Invalid: the comparison is not one of its type, or the value cannot be read.
    """
    field = custom_field(field_id, viewer=viewer)
    if field.deleted_at is not None:
        raise FieldGone(_("The field %(field)s was deleted.") % {"field": field.name})
    how = _comparison(comparison, field)
    rows = _rows(field, viewer, on or field.on)
    condition = _CONDITIONS[how](field, value)
    inside = Q(**{f"{path}__in": rows.filter(condition).values("subject_id")})
    if how is Comparison.ALL_OF:
        inside = Q()
        for one in _ids(value):
            with_it = rows.filter(option_id=one).values("subject_id")
            inside &= Q(**{f"{path}__in": with_it})
    return ~inside if how in _NEGATIVE else inside


def sorted_by(
    field_id: int, *, viewer: Viewer, on: str = "", is_descending: bool = False
) -> models.expressions.Combinable:
    """Return an expression to annotate records with and to order them by; it is never NULL.

    Records that say nothing come last, in either direction: the expression is to be made for the
    direction it is used in.

    Args:
        field_id: the field.
        viewer: of which company.
        on: lead, for leads with a field of deals; else left out.
        is_descending: which way the list runs.

    Raises:
        NotFound: there is no such field.
        FieldGone: it was deleted.
    """
    field = custom_field(field_id, viewer=viewer)
    if field.deleted_at is not None:
        raise FieldGone(_("The field %(field)s was deleted.") % {"field": field.name})
    rows = _rows(field, viewer, on or field.on).filter(subject_id=OuterRef("pk"))
    if field.type in CHOSEN:
        places = rows.order_by("option__position", "option_id").values("option__position")[:1]
        last = -1 if is_descending else 2**31 - 1
        return Coalesce(Subquery(places), Literal(last), output_field=models.IntegerField())
    column = column_of(field)
    column = "sort_text" if column in {"folded", "ref_id"} else column
    kind: models.Field[Any, Any] = FieldValue._meta.get_field(column)  # type: ignore[assignment]
    found = Subquery(rows.values(column)[:1])
    beyond = Literal(_ENDS[column][int(is_descending)], output_field=kind)
    return Coalesce(found, beyond, output_field=kind)


def sort_text(text: str) -> str:
    """Return what a text is sorted by; the alphabet is Turkish, which orders English alike."""
    return sort_key(text, "tr")[:SORT_LENGTH]


def _rows(field: CustomFieldRow, viewer: Viewer, on: str) -> QuerySet[Any]:
    of = {"company_id": viewer.company_id, "field_id": field.id, "on": on}
    if field.type in CHOSEN:
        return FieldChoice.objects.filter(option__deleted_at=None, **of)
    return FieldValue.objects.filter(**of)


def _comparison(word: str, field: CustomFieldRow) -> Comparison:
    if word not in comparisons(field.type):
        text = _("%(field)s cannot be compared in this way.") % {"field": field.name}
        raise Invalid(text, {field.word: text})
    return Comparison(word)


def _is(field: CustomFieldRow, value: object) -> Q:
    if field.type in CHOSEN:
        return Q(option_id__in=_ids(value))
    if field.type in WORDS:
        text = str(value)
        # The text itself has no index; what it is sorted by has.
        return Q(sort_text=sort_text(text), folded=fold(" ".join(text.split())))
    if field.type in REFERENCES:
        return Q(ref_id__in=_ids(value))
    return Q(**{column_of(field): _bound(field, value)})


def _text(lookup: str) -> Callable[[CustomFieldRow, object], Q]:
    return lambda _field, value: Q(**{f"folded__{lookup}": fold(" ".join(str(value).split()))})


def _order(lookup: str) -> Callable[[CustomFieldRow, object], Q]:
    return lambda field, value: Q(**{f"{column_of(field)}__{lookup}": _bound(field, value)})


def _between(field: CustomFieldRow, value: object) -> Q:
    ends = list(value) if isinstance(value, Collection) and not isinstance(value, str) else []
    if len(ends) != 2:
        text = _("Give both ends.")
        raise Invalid(text, {field.word: text})
    low, high = (_bound(field, end) for end in ends)
    column = column_of(field)
    return Q(**{f"{column}__gte": low, f"{column}__lte": high})


def _any(_field: CustomFieldRow, _value: object) -> Q:
    return Q()


_CONDITIONS: Final[Mapping[Comparison, Callable[[CustomFieldRow, object], Q]]] = {
    Comparison.IS: _is,
    Comparison.IS_NOT: _is,
    Comparison.CONTAINS: _text("contains"),
    Comparison.CONTAINS_NOT: _text("contains"),
    Comparison.STARTS_WITH: _text("startswith"),
    Comparison.MORE_THAN: _order("gt"),
    Comparison.LESS_THAN: _order("lt"),
    Comparison.AT_LEAST: _order("gte"),
    Comparison.AT_MOST: _order("lte"),
    Comparison.BETWEEN: _between,
    Comparison.ANY_OF: _is,
    Comparison.ALL_OF: _is,
    Comparison.NONE_OF: _is,
    Comparison.IS_EMPTY: _any,
    Comparison.IS_FILLED: _any,
}
_NEGATIVE: Final = frozenset(
    {Comparison.IS_NOT, Comparison.CONTAINS_NOT, Comparison.NONE_OF, Comparison.IS_EMPTY}
)


def _ids(value: object) -> list[int]:
    given = [value] if isinstance(value, str | int) else value
    if not isinstance(given, Collection):
        return []
    texts = [str(one).strip() for one in given]
    return [int(one) for one in texts if one.isascii() and one.isdecimal() and len(one) < 19]


def _bound(field: CustomFieldRow, value: object) -> Decimal | date | time:
    """Return a number, a date or a time of a filter.

    Raises:
        Invalid: the text is none.
    """
    text = str(value)
    try:
        if field.type in NUMBERS:
            return _finite(Decimal(text))
        return date.fromisoformat(text) if field.type in DATES else time.fromisoformat(text)
    except (ValueError, InvalidOperation) as error:
        message = _("%(field)s cannot be compared with this.") % {"field": field.name}
        raise Invalid(message, {field.word: message}) from error


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValueError("beyond all numbers that are kept")
    return number
