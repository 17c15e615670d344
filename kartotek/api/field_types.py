"""The types of custom fields, and the fields every record has, in the words of the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kartotek.fields.rules.types import FieldType

WORDS: Final[Mapping[FieldType, str]] = {
    FieldType.TEXT: "varchar",
    FieldType.LARGE_TEXT: "text",
    FieldType.OPTION: "enum",
    FieldType.OPTIONS: "set",
    FieldType.AUTOCOMPLETE: "varchar_auto",
    FieldType.NUMBER: "double",
    FieldType.MONEY: "monetary",
    FieldType.USER: "user",
    FieldType.PERSON: "people",
    FieldType.ORGANIZATION: "org",
    FieldType.PHONE: "phone",
    FieldType.TIME: "time",
    FieldType.TIME_RANGE: "timerange",
    FieldType.DATE: "date",
    FieldType.DATE_RANGE: "daterange",
    FieldType.ADDRESS: "address",
}
TYPES: Final[Mapping[str, FieldType]] = {word: one for one, word in WORDS.items()}

SUBFIELDS: Final[Mapping[FieldType, tuple[tuple[str, str], ...]]] = {
    FieldType.MONEY: (("currency", "varchar"),),
    FieldType.DATE_RANGE: (("until", "date"),),
    FieldType.TIME: (("timezone_id", "int"), ("timezone_name", "varchar")),
    FieldType.TIME_RANGE: (
        ("until", "time"),
        ("timezone_id", "int"),
        ("timezone_name", "varchar"),
    ),
    FieldType.ADDRESS: tuple(
        (name, "varchar")
        for name in (
            "country",
            "admin_area_level_1",
            "admin_area_level_2",
            "locality",
            "sublocality",
            "route",
            "street_number",
            "subpremise",
            "postal_code",
        )
    ),
}
ADDRESS_PARTS: Final = frozenset(name for name, _type in SUBFIELDS[FieldType.ADDRESS])


@dataclass(frozen=True)
class OwnField:
    """A field every record of a kind has: its code, its name in English, and its type."""

    code: str
    name: str
    type: str


def _own(*fields: tuple[str, str, str]) -> tuple[OwnField, ...]:
    return tuple(OwnField(*one) for one in fields)


_COMMON: Final = (
    ("id", "ID", "int"),
    ("owner_id", "Owner", "user"),
    ("label_ids", "Labels", "set"),
    ("visible_to", "Visible to", "visible_to"),
    ("add_time", "Added", "date"),
    ("update_time", "Changed", "date"),
)
_ITEM: Final = (
    ("title", "Title", "varchar"),
    ("value", "Value", "monetary"),
    ("currency", "Currency", "varchar"),
    ("person_id", "Person", "people"),
    ("org_id", "Organization", "org"),
    ("expected_close_date", "Expected close", "date"),
)

OWN_FIELDS: Final[Mapping[str, tuple[OwnField, ...]]] = {
    "person": _own(
        ("name", "Name", "varchar"),
        ("first_name", "First name", "varchar"),
        ("last_name", "Last name", "varchar"),
        ("emails", "Email", "varchar"),
        ("phones", "Phone", "phone"),
        ("org_id", "Organization", "org"),
        ("job_title", "Job title", "varchar"),
        ("birthday", "Birthday", "date"),
        ("postal_address", "Postal address", "address"),
        ("im", "Messenger", "varchar"),
        ("notes", "Notes", "text"),
        *_COMMON,
    ),
    "organization": _own(
        ("name", "Name", "varchar"),
        ("address", "Address", "address"),
        ("website", "Website", "varchar"),
        ("linkedin", "LinkedIn", "varchar"),
        ("industry", "Industry", "enum"),
        ("annual_revenue", "Annual revenue", "double"),
        ("employee_count", "Employees", "double"),
        *_COMMON,
    ),
    "deal": _own(
        *_ITEM,
        ("pipeline_id", "Pipeline", "int"),
        ("stage_id", "Stage", "stage"),
        ("status", "Status", "status"),
        ("lost_reason", "Lost reason", "varchar"),
        *_COMMON,
    ),
    "lead": _own(*_ITEM, ("source_name", "Source", "varchar"), *_COMMON),
    "project": _own(
        ("title", "Title", "varchar"),
        ("description", "Description", "text"),
        ("status", "Status", "status"),
        ("board_id", "Board", "projects_board"),
        ("phase_id", "Phase", "projects_phase"),
        ("start_date", "Start", "date"),
        ("end_date", "End", "date"),
        *_COMMON,
    ),
}
