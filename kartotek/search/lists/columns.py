"""The columns a list can have: what each is called, shows, is sorted by and compared as."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kartotek.fields.queries import custom_fields, id_in
from kartotek.fields.rules.types import FieldType
from kartotek.search.lists.column import (
    DEALS,
    NUMBERS,
    ORGANIZATION,
    PERSON,
    C,
    Column,
    kept,
    text_column,
)
from kartotek.search.lists.item_columns import DEAL_COLUMNS, LEAD_COLUMNS, PROJECT_COLUMNS
from kartotek.search.lists.rules import ColumnType, Comparison, Condition, Filter
from kartotek.users.viewer import Viewer

COUNTERS: Final = (
    ("open-deals", _("Open deals"), "open_deal_count"),
    ("closed-deals", _("Closed deals"), "closed_deal_count"),
    ("won-deals", _("Won deals"), "won_deal_count"),
    ("lost-deals", _("Lost deals"), "lost_deal_count"),
    ("leads", _("Leads"), "lead_count"),
    ("to-do", _("Activities to do"), "to_do_count"),
    ("done", _("Done activities"), "done_count"),
    ("conversations", _("Email conversations"), "conversation_count"),
)
MOMENTS: Final = (
    ("next-activity", _("Next activity"), "next_activity_on", C.DUE),
    ("last-activity", _("Last activity"), "last_activity_at", C.MOMENT),
    ("last-incoming", _("Last email received"), "last_incoming_at", C.MOMENT),
    ("last-outgoing", _("Last email sent"), "last_outgoing_at", C.MOMENT),
)


def _counters() -> tuple[Column, ...]:
    counts = (
        Column(name, label, C.COUNT, NUMBERS, field, field, is_sparse=True, width=100)
        for name, label, field in COUNTERS
    )
    moments = (
        Column(name, label, kind, NUMBERS, field, field, is_sparse=True, width=112)
        for name, label, field, kind in MOMENTS
    )
    return (*counts, *moments)


PEOPLE: Final = (
    Column("name", _("Name"), C.NAME, PERSON, "folded", "sort_key", edit="name", width=168),
    Column(
        "organization",
        _("Organization"),
        C.ORGANIZATION,
        PERSON,
        "organization_id",
        "organization_key",
        is_sparse=True,
        edit="organization",
        width=146,
    ),
    Column(
        "email", _("Email"), C.ADDRESS, PERSON, "", "address_key", is_sparse=True,
        edit="email", width=156,
    ),
    Column(
        "phone", _("Phone"), C.PHONE, PERSON, "", "phone_key", is_sparse=True,
        edit="phone", width=142,
    ),
    Column("label", _("Labels"), C.LABELS, PERSON, edit="labels", width=106),
    *_counters()[:2],
    *_counters()[8:9],
    *kept(PERSON)[:1],
    text_column("first_name", _("First name"), PERSON),
    text_column("last_name", _("Last name"), PERSON),
    text_column("job_title", _("Job title"), PERSON, is_sorted=True),
    Column(
        "birthday", _("Birthday"), C.DATE, PERSON, "birthday", "birthday", is_sparse=True,
        edit="birthday",
    ),
    text_column("postal_address", _("Postal address"), PERSON),
    text_column("messenger", _("Messenger"), PERSON),
    text_column("notes", _("Notes"), PERSON),
    *kept(PERSON)[1:],
    *_counters()[2:8],
    *_counters()[9:],
)  # fmt: skip
ORGANIZATIONS: Final = (
    Column("name", _("Name"), C.NAME, ORGANIZATION, "folded", "sort_key", edit="name", width=250),
    text_column("address", _("Address"), ORGANIZATION, is_sorted=True),
    Column("label", _("Labels"), C.LABELS, ORGANIZATION, edit="labels", width=170),
    Column(
        "people", _("People"), C.COUNT, ORGANIZATION, "people_count", "people_count",
        is_sparse=True, width=90,
    ),
    *_counters()[:2],
    *kept(ORGANIZATION)[:1],
    Column(
        "website", _("Website"), C.LINK, ORGANIZATION, "website", "website", is_sparse=True,
        edit="website",
    ),
    Column("linkedin", _("LinkedIn"), C.LINK, ORGANIZATION, "linkedin", edit="linkedin"),
    text_column("industry", _("Industry"), ORGANIZATION, is_sorted=True),
    Column(
        "annual-revenue", _("Annual revenue"), C.MONEY, ORGANIZATION, "annual_revenue",
        "annual_revenue", is_sparse=True, edit="annual_revenue",
    ),
    Column(
        "employees", _("Employees"), C.NUMBER, ORGANIZATION, "employee_count", "employee_count",
        is_sparse=True, edit="employee_count",
    ),
    text_column("suite", _("Suite"), ORGANIZATION),
    text_column("house_number", _("House number"), ORGANIZATION),
    text_column("street", _("Street"), ORGANIZATION),
    text_column("district", _("District"), ORGANIZATION),
    text_column("city", _("City"), ORGANIZATION, is_sorted=True),
    text_column("state", _("State or county"), ORGANIZATION),
    text_column("region", _("Region"), ORGANIZATION),
    text_column("postcode", _("Postcode"), ORGANIZATION),
    text_column("country", _("Country"), ORGANIZATION, is_sorted=True),
    *kept(ORGANIZATION)[1:],
    *_counters()[8:9],
    *_counters()[2:8],
    *_counters()[9:],
)  # fmt: skip
OF_DEALS: Final = (
    Column("deal-stage", _("Open deal in stage"), C.CHOICE, DEALS, "stage_id", of="deal"),
    Column("deal-label", _("Open deal with label"), C.LABELS, DEALS, of="deal"),
    Column("deal-owner", _("Owner of an open deal"), C.USER, DEALS, "owner_id", of="deal"),
    Column("deal-title", _("Title of an open deal"), C.TEXT, DEALS, "title", of="deal"),
    Column("deal-amount", _("Value of an open deal"), C.MONEY, DEALS, "amount", of="deal"),
    Column(
        "deal-close", _("Expected close of an open deal"), C.DATE, DEALS, "expected_close_on",
        of="deal",
    ),
)  # fmt: skip
STANDARD: Final[Mapping[str, tuple[str, ...]]] = {
    "project": (
        "name",
        "phase",
        "person",
        "organization",
        "label",
        "start",
        "end",
        "next-activity",
        "owner",
    ),
    "lead": (
        "name",
        "next-activity",
        "person",
        "organization",
        "label",
        "source",
        "amount",
        "owner",
        "created",
    ),
    "person": (
        "name",
        "organization",
        "email",
        "phone",
        "label",
        "open-deals",
        "closed-deals",
        "next-activity",
        "owner",
    ),
    "organization": ("name", "address", "label", "people", "open-deals", "closed-deals", "owner"),
    "deal": (
        "name",
        "amount",
        "organization",
        "person",
        "stage",
        "label",
        "expected-close",
        "next-activity",
        "owner",
    ),
}
"""What lists show until somebody chooses (spec/contacts.md 18)."""

SORTED: Final[Mapping[str, str]] = {
    "person": "name",
    "organization": "name",
    "deal": "-created",
    "lead": "next-activity",
    "project": "-created",
}
"""How lists are sorted until somebody chooses."""

FILTERED: Final[Mapping[str, Filter]] = {
    "deal": Filter((Condition("state", Comparison.ANY_OF, ("open",)),)),
    "lead": Filter((Condition("state", Comparison.ANY_OF, ("open",)),)),
    "project": Filter((Condition("state", Comparison.ANY_OF, ("open",)),)),
}
"""How lists are narrowed until somebody chooses; other lists are not narrowed."""

_OWN: Final = {
    "person": PEOPLE,
    "organization": ORGANIZATIONS,
    "deal": DEAL_COLUMNS,
    "lead": LEAD_COLUMNS,
    "project": PROJECT_COLUMNS,
}

# How custom fields show and compare, where it differs from text.
CUSTOM_TYPES: Final[Mapping[FieldType, ColumnType]] = {
    FieldType.NUMBER: C.NUMBER,
    FieldType.MONEY: C.MONEY,
    FieldType.DATE: C.DATE,
    FieldType.DATE_RANGE: C.DATE,
    FieldType.TIME: C.TIME,
    FieldType.TIME_RANGE: C.TIME,
    FieldType.OPTION: C.CHOICE,
    FieldType.OPTIONS: C.CHOICE,
    FieldType.USER: C.CHOICE,
    FieldType.PERSON: C.CHOICE,
    FieldType.ORGANIZATION: C.CHOICE,
}


def columns_of(kind: str, *, viewer: Viewer) -> dict[str, Column]:
    """Return the columns of a list of records of a kind, as a chooser shows them.

    Those of linked records follow the record's own; those of deals can only be asked for.
    """
    found = [*_OWN[kind], *_custom(kind, viewer=viewer)]
    if kind not in {"organization", "project"}:
        found += _of_organizations(get_language())
        found += map(_of_organization, _custom("organization", viewer=viewer))
    if kind in {"person", "organization"}:
        found += (replace(one, is_asked_only=True) for one in OF_DEALS)
    return {one.name: one for one in found}


def _custom(kind: str, *, viewer: Viewer) -> list[Column]:
    return [
        Column(
            row.word,
            row.name,
            CUSTOM_TYPES.get(row.type, C.TEXT),
            row.group or _("Custom fields"),
            sort=row.word,
            edit=row.word,
            custom=row,
        )
        for row in custom_fields(kind, viewer=viewer)
    ]


@functools.cache
def _of_organizations(_language: str | None) -> list[Column]:
    """Return the columns of every organization; what they are called is a matter of language."""
    return [_of_organization(one) for one in ORGANIZATIONS[1:]]


def _of_organization(column: Column) -> Column:
    """Return a column of an organization as one of its people: shown and asked, never sorted."""
    return replace(
        column,
        name=f"organization-{column.name}",
        label=_("Organization: %(field)s") % {"field": column.label},
        group=ORGANIZATION,
        sort="",
        edit="",
        of="organization",
    )


def is_custom(name: str) -> bool:
    """Return whether a name is that of a custom field, also of one that is gone."""
    return id_in(name.removeprefix("organization-")) is not None
