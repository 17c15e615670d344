"""Custom fields in version 1, which has them beside a record's own values (contract.md 1.9).

{key: JSON of version 2} <-> key, key_currency, key_until, key_route, ...
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from kartotek.api.custom_fields import as_json, said
from kartotek.fields import queries
from kartotek.fields.operations import Said
from kartotek.fields.queries import CustomFieldRow, ValueShown
from kartotek.fields.rules.types import REFERENCES, FieldType
from kartotek.users.viewer import Viewer

_PART: Final = re.compile(r"(?P<key>[0-9a-f]{40})(?:_(?P<part>[a-z0-9_]+))?")
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_ID = re.compile(r"[0-9]{1,18}")


def beside(kind: str, ids: Iterable[int], *, viewer: Viewer) -> dict[int, dict[str, Any]]:
    """Return what stands beside each record's own values; unset fields are left out."""
    fields = queries.custom_fields(kind, viewer=viewer)
    known = {one.id: one for one in fields}
    found = queries.values_of(kind, ids, viewer=viewer, fields=fields)
    return {
        pk: {
            name: value
            for field_id, one in values.items()
            for name, value in _flat(known[field_id], one).items()
        }
        for pk, values in found.items()
    }


def said_beside(kind: str, sent: Mapping[str, Any], *, viewer: Viewer) -> dict[int, Said]:
    """Return what was sent of custom fields beside a record's own values.

    Raises:
        FieldsRefused: a key is unknown or a value does not fit; all of them at once.
    """
    types = {one.key: one.type for one in queries.custom_fields(kind, viewer=viewer)}
    parts: dict[str, dict[str, Any]] = {}
    for name, value in sent.items():
        if found := _PART.fullmatch(name):
            parts.setdefault(found["key"], {})[found["part"] or "value"] = value
    return said(
        kind, {key: _joined(types.get(key), held) for key, held in parts.items()}, viewer=viewer
    )


def _flat(field: CustomFieldRow, found: ValueShown) -> dict[str, Any]:
    value = as_json(field, found)
    if value is None:
        return {}
    if field.type in REFERENCES:
        return {field.key: {"id": value, "name": found.text, "value": value}}
    if field.type is FieldType.OPTION:
        return {field.key: str(value)}
    if field.type is FieldType.OPTIONS:
        return {field.key: ",".join(map(str, value))}
    if not isinstance(value, dict):
        return {field.key: value}
    return {
        field.key if part == "value" else f"{field.key}_{part}": one for part, one in value.items()
    }


def _joined(field_type: FieldType | None, held: Mapping[str, Any]) -> Any:
    """Return the value as version 2 has it; what does not fit is let through to be refused."""
    value = held.get("value")
    if value in ("", "null", None) or field_type is None:
        return None if field_type else value
    reader = _BENT.get(field_type)
    if reader is not None:
        return reader(value)
    if field_type is FieldType.MONEY:
        return {"value": _number(value), "currency": held.get("currency")}
    if field_type in {FieldType.DATE_RANGE, FieldType.TIME_RANGE}:
        return {"value": value, "until": held.get("until")}
    if field_type is FieldType.ADDRESS:
        return {**held, "value": str(value)}
    return value if isinstance(value, str) else str(value)


def _number(value: Any) -> Any:
    is_one = isinstance(value, str) and _NUMBER.fullmatch(value.strip())
    return Decimal(value) if is_one else value


def _id(value: Any) -> Any:
    held = value.get("value", value.get("id")) if isinstance(value, Mapping) else value
    return int(held) if isinstance(held, str) and _ID.fullmatch(held) else held


def _ids(value: Any) -> Any:
    listed = value if isinstance(value, list) else str(value).split(",")
    return [_id(one.strip() if isinstance(one, str) else one) for one in listed]


_BENT: Final[Mapping[FieldType, Callable[[Any], Any]]] = {
    FieldType.NUMBER: _number,
    FieldType.OPTION: _id,
    FieldType.OPTIONS: _ids,
    FieldType.USER: _id,
    FieldType.PERSON: _id,
    FieldType.ORGANIZATION: _id,
}
