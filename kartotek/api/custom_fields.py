"""Values of custom fields as JSON, and back (spec/api/contract.md 1.9).

records -> {record: {key: JSON}}        what was sent -> {field: value}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from kartotek.api.field_types import ADDRESS_PARTS
from kartotek.api.formats import number
from kartotek.api.values import LARGEST_ID
from kartotek.errors import Invalid
from kartotek.fields import queries
from kartotek.fields.operations import Said
from kartotek.fields.queries import CustomFieldRow, ValueShown
from kartotek.fields.rules.reading import LARGEST, PLACES
from kartotek.fields.rules.types import LONGEST, REFERENCES, WORDS, FieldType
from kartotek.fields.rules.values import Typed, Value
from kartotek.lib.money import is_currency
from kartotek.users.viewer import Viewer

KEY: Final = re.compile(r"[0-9a-f]{40}")
MOST_KEYS: Final = 15
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class FieldsRefused(Invalid):
    """Custom fields cannot be written so; the message names each by its code."""


def shown(
    kind: str,
    ids: Iterable[int],
    *,
    viewer: Viewer,
    keys: str = "",
    with_labels: bool = False,
) -> dict[int, dict[str, Any]]:
    """Return the custom fields of records by key; every field is there, unset ones as None.

    Args:
        kind: person, organization, deal, lead or project.
        ids: of records the viewer sees.
        viewer: who asks.
        keys: only these, separated by commas, 15 at most; empty for all.
        with_labels: whether options come with their names.
    """
    wanted = {key.strip() for key in keys.split(",") if key.strip()}
    if len(wanted) > MOST_KEYS:
        raise FieldsRefused(_("At most 15 custom fields can be asked for."))
    known = queries.custom_fields(kind, viewer=viewer)
    fields = [one for one in known if not wanted or one.key in wanted]
    found = list(ids)
    values = queries.values_of(kind, found, viewer=viewer, fields=fields)
    return {
        pk: {
            one.key: as_json(one, values.get(pk, {}).get(one.id), with_labels=with_labels)
            for one in fields
        }
        for pk in found
    }


def said(kind: str, sent: Mapping[str, Any], *, viewer: Viewer) -> dict[int, Said]:
    """Return what was sent of custom fields, by field, to be written.

    Raises:
        FieldsRefused: a key is unknown or a value does not fit; all of them at once.
    """
    known = {one.key: one for one in queries.custom_fields(kind, viewer=viewer)}
    values: dict[int, Said] = {}
    wrong: list[str] = []
    for key, given in sent.items():
        field = known.get(key)
        if field is None:
            wrong.append(f"{key}: there is no such custom field")
            continue
        try:
            values[field.id] = None if given is None else _READERS[field.type](field, given)
        except ValueError as error:
            wrong.append(f"{key}: {error}")
    if wrong:
        raise FieldsRefused("; ".join(f"custom_fields.{one}" for one in wrong))
    return values


def reasons(refusal: Invalid, *, viewer: Viewer) -> str:
    """Return why something was refused, with custom fields named by their code."""
    ids = {pk: text for word, text in refusal.fields.items() if (pk := queries.id_in(word))}
    if not ids:
        return str(refusal)
    known = queries.custom_fields_by_id(ids, viewer=viewer)
    codes = {pk: known[pk].key if pk in known else str(pk) for pk in ids}
    return "; ".join(f"custom_fields.{codes[pk]}: {text}" for pk, text in ids.items())


def as_json(field: CustomFieldRow, found: ValueShown | None, *, with_labels: bool = False) -> Any:
    """Return a value as version 2 writes it; None for none, and for who may not be seen."""
    if found is None or not found.is_known:
        return None
    value = found.value
    if field.type is FieldType.NUMBER:
        return number(value.number or Decimal(0))
    if field.type is FieldType.MONEY:
        return {"value": number(value.number or Decimal(0)), "currency": value.currency}
    if field.type in {FieldType.OPTION, FieldType.OPTIONS}:
        names = field.option_names
        options = [{"id": pk, "label": names[pk]} if with_labels else pk for pk in value.option_ids]
        return options if field.type is FieldType.OPTIONS else options[0]
    if field.type in REFERENCES:
        return value.ref_id
    if field.type is FieldType.ADDRESS:
        parts = {name: value.parts.get(name) for name in sorted(ADDRESS_PARTS)}
        return {"value": value.text, **parts, "formatted_address": value.text}
    return value.text if field.type in WORDS else _ends(field.type, value)


def _ends(field_type: FieldType, value: Value) -> Any:
    """Return a date or a time, or both ends of a range."""
    if field_type is FieldType.DATE:
        return str(value.from_on)
    if field_type is FieldType.DATE_RANGE:
        return {"value": str(value.from_on), "until": str(value.until_on)}
    zone = {"timezone_id": None, "timezone_name": None}
    first = value.from_time.isoformat("seconds") if value.from_time else None
    if field_type is FieldType.TIME:
        return {"value": first, **zone}
    last = value.until_time.isoformat("seconds") if value.until_time else None
    return {"value": first, "until": last, **zone}


def _text(field: CustomFieldRow, given: Any) -> Said:
    if not isinstance(given, str):
        raise ValueError("expected text")  # noqa: TRY004  Pydantic's way, as in `values`.
    if len(given) > LONGEST[field.type]:
        raise ValueError(f"expected at most {LONGEST[field.type]} characters")
    return Typed(value=given)


def _address(field: CustomFieldRow, given: Any) -> Said:
    if isinstance(given, str):
        return _text(field, given)
    parts = {
        name: part
        for name, part in _object(given).items()
        if name in ADDRESS_PARTS and isinstance(part, str)
    }
    line = given.get("value") or given.get("formatted_address") or ", ".join(parts.values())
    _text(field, line)
    text = " ".join(line.split())
    return Value(text=text, parts=parts) if text else None


def _amount(given: Any) -> Decimal:
    if type(given) not in {int, float, Decimal}:
        raise ValueError("expected a number")
    amount = Decimal(str(given))
    if not amount.is_finite() or abs(amount) >= LARGEST:
        raise ValueError("expected a number of at most 15 digits")
    return round(amount, PLACES)


def _number(_field: CustomFieldRow, given: Any) -> Said:
    return Value(number=_amount(given))


def _money(field: CustomFieldRow, given: Any) -> Said:
    sent = _object(given)
    currency = sent.get("currency") or field.currency
    if currency and not (isinstance(currency, str) and is_currency(currency)):
        raise ValueError("expected the code of a currency, as EUR")
    amount = _amount(sent.get("value"))
    return Value(number=amount, currency=currency) if currency else Typed(value=f"{amount:f}")


def _id(given: Any) -> int:
    if type(given) is not int or not 0 < given <= LARGEST_ID:
        raise ValueError("expected an id")
    return given


def _reference(_field: CustomFieldRow, given: Any) -> Said:
    return Value(ref_id=_id(given))


def _option(field: CustomFieldRow, given: Any) -> Said:
    return Value(option_ids=_options_of(field, [given]))


def _options(field: CustomFieldRow, given: Any) -> Said:
    if not isinstance(given, list) or not given:
        raise ValueError("expected a list of ids; null clears the field")
    return Value(option_ids=_options_of(field, given))


def _options_of(field: CustomFieldRow, given: list[Any]) -> tuple[int, ...]:
    ids = {_id(one) for one in given}
    if not ids <= field.option_names.keys():
        raise ValueError("there is no such option")
    return tuple(pk for pk in field.option_names if pk in ids)


def _date(_field: CustomFieldRow, given: Any) -> Said:
    return Value(from_on=_day(given))


def _date_range(_field: CustomFieldRow, given: Any) -> Said:
    sent = _object(given)
    first, last = _day(sent.get("value")), _day(sent.get("until"))
    if last < first:
        raise ValueError("it ends before it starts")
    return Value(from_on=first, until_on=last)


def _time(_field: CustomFieldRow, given: Any) -> Said:
    return Value(from_time=_clock(given if isinstance(given, str) else _object(given).get("value")))


def _time_range(_field: CustomFieldRow, given: Any) -> Said:
    sent = _object(given)
    return Value(from_time=_clock(sent.get("value")), until_time=_clock(sent.get("until")))


def _object(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise ValueError("expected an object")  # noqa: TRY004
    return given


def _day(given: Any) -> date:
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        raise ValueError("expected a date, as 2026-03-04")
    return date.fromisoformat(given)


def _clock(given: Any) -> time:
    if not isinstance(given, str):
        raise ValueError("expected a time of day, as 09:30:00")  # noqa: TRY004
    found = time.fromisoformat(given)
    if found.tzinfo is not None:
        raise ValueError("expected a time of day without a zone")
    return found.replace(microsecond=0)


_READERS: Final[Mapping[FieldType, Callable[[CustomFieldRow, Any], Said]]] = {
    FieldType.TEXT: _text,
    FieldType.LARGE_TEXT: _text,
    FieldType.AUTOCOMPLETE: _text,
    FieldType.PHONE: _text,
    FieldType.ADDRESS: _address,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.OPTION: _option,
    FieldType.OPTIONS: _options,
    FieldType.USER: _reference,
    FieldType.PERSON: _reference,
    FieldType.ORGANIZATION: _reference,
    FieldType.DATE: _date,
    FieldType.DATE_RANGE: _date_range,
    FieldType.TIME: _time,
    FieldType.TIME_RANGE: _time_range,
}
