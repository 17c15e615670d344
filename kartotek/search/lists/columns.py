"""The columns a list can have: what each is called, shows, is sorted by and compared as."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kartotek.fields.queries import CustomFieldRow, custom_fields, id_in
from kartotek.fields.rules.types import FieldType
from kartotek.search.lists.rules import ColumnType, Comparison, Condition, Filter
from kartotek.users.viewer import Viewer

C = ColumnType
Words = str | Promise


@dataclass(frozen=True)
class Column:
    """One column, by the name it has in addresses and saved views.

    `field` is the record's own field behind it, empty where it has none. `sort` is the field that
    lists are sorted by, empty where they cannot be; `is_sparse` where most records have nothing
    there. `edit` is the fact that is edited in the cell. `of` names the linked record a column is
    about: an organization, or the open deals. `custom` is the custom field behind it. A column
    with `is_asked_only` is for filters alone. `width` is in pixels.
    """

    name: str
    label: Words
    type: ColumnType
    group: Words
    field: str = ""
    sort: str = ""
    is_sparse: bool = False
    edit: str = ""
    of: str = ""
    custom: CustomFieldRow | None = None
    is_asked_only: bool = False
    width: int = 140

    @property
    def is_number(self) -> bool:
        """Whether its values stand at the end of the cell and can be added up."""
        return self.type in {C.COUNT, C.NUMBER, C.MONEY}

    @property
    def can_be_summed(self) -> bool:
        """Whether a total can be asked for."""
        return self.is_number and bool(self.field) and not self.of


PERSON: Final = _("Person")
ORGANIZATION: Final = _("Organization")
NUMBERS: Final = _("Deals, activities and mail")
DEALS: Final = _("Open deals")
DEAL: Final = _("Deal")
LEAD: Final = _("Lead")
PROJECT: Final = _("Project")

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


def _kept(group: Words) -> tuple[Column, ...]:
    return (
        Column("owner", _("Owner"), C.USER, group, "owner_id", "owner", edit="owner_id", width=96),
        Column("visibility", _("Visible to"), C.CHOICE, group, "visibility", edit="visibility"),
        Column("created", _("Added"), C.MOMENT, group, "created_at", "created_at"),
        Column("updated", _("Last changed"), C.MOMENT, group, "updated_at", "updated_at"),
    )


def _text(name: str, label: Words, group: Words, *, is_sorted: bool = False) -> Column:
    sort = name if is_sorted else ""
    return Column(
        name.replace("_", "-"),
        label,
        C.TEXT,
        group,
        name,
        sort,
        is_sparse=True,
        edit=name,
        width=240 if name == "address" else 140,
    )


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
    *_kept(PERSON)[:1],
    _text("first_name", _("First name"), PERSON),
    _text("last_name", _("Last name"), PERSON),
    _text("job_title", _("Job title"), PERSON, is_sorted=True),
    Column(
        "birthday", _("Birthday"), C.DATE, PERSON, "birthday", "birthday", is_sparse=True,
        edit="birthday",
    ),
    _text("postal_address", _("Postal address"), PERSON),
    _text("messenger", _("Messenger"), PERSON),
    _text("notes", _("Notes"), PERSON),
    *_kept(PERSON)[1:],
    *_counters()[2:8],
    *_counters()[9:],
)  # fmt: skip
ORGANIZATIONS: Final = (
    Column("name", _("Name"), C.NAME, ORGANIZATION, "folded", "sort_key", edit="name", width=250),
    _text("address", _("Address"), ORGANIZATION, is_sorted=True),
    Column("label", _("Labels"), C.LABELS, ORGANIZATION, edit="labels", width=170),
    Column(
        "people", _("People"), C.COUNT, ORGANIZATION, "people_count", "people_count",
        is_sparse=True, width=90,
    ),
    *_counters()[:2],
    *_kept(ORGANIZATION)[:1],
    Column(
        "website", _("Website"), C.LINK, ORGANIZATION, "website", "website", is_sparse=True,
        edit="website",
    ),
    Column("linkedin", _("LinkedIn"), C.LINK, ORGANIZATION, "linkedin", edit="linkedin"),
    _text("industry", _("Industry"), ORGANIZATION, is_sorted=True),
    Column(
        "annual-revenue", _("Annual revenue"), C.MONEY, ORGANIZATION, "annual_revenue",
        "annual_revenue", is_sparse=True, edit="annual_revenue",
    ),
    Column(
        "employees", _("Employees"), C.NUMBER, ORGANIZATION, "employee_count", "employee_count",
        is_sparse=True, edit="employee_count",
    ),
    _text("suite", _("Suite"), ORGANIZATION),
    _text("house_number", _("House number"), ORGANIZATION),
    _text("street", _("Street"), ORGANIZATION),
    _text("district", _("District"), ORGANIZATION),
    _text("city", _("City"), ORGANIZATION, is_sorted=True),
    _text("state", _("State or county"), ORGANIZATION),
    _text("region", _("Region"), ORGANIZATION),
    _text("postcode", _("Postcode"), ORGANIZATION),
    _text("country", _("Country"), ORGANIZATION, is_sorted=True),
    *_kept(ORGANIZATION)[1:],
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
DEAL_COLUMNS: Final = (
    Column("name", _("Title"), C.NAME, DEAL, "folded", "sort_key", edit="title", width=220),
    Column(
        "amount", _("Value"), C.MONEY, DEAL, "amount", "amount", is_sparse=True, edit="amount",
        width=124,
    ),
    Column("organization", _("Organization"), C.ORGANIZATION, DEAL, "organization_id", width=160),
    Column("person", _("Person"), C.PERSON, DEAL, "person_id", width=150),
    Column("stage", _("Stage"), C.CHOICE, DEAL, "stage_id", "stage__position", width=130),
    Column("label", _("Labels"), C.LABELS, DEAL, edit="labels", width=116),
    Column(
        "expected-close", _("Expected close"), C.DATE, DEAL, "expected_close_on",
        "expected_close_on", is_sparse=True, edit="expected_close_on", width=124,
    ),
    Column(
        "next-activity", _("Next activity"), C.DUE, DEAL, "next_activity_on", "next_activity_on",
        is_sparse=True, width=112,
    ),
    *_kept(DEAL)[:1],
    Column("state", _("State"), C.CHOICE, DEAL, "state", width=96),
    Column("pipeline", _("Pipeline"), C.CHOICE, DEAL, "stage__pipeline_id"),
    Column("currency", _("Currency"), C.TEXT, DEAL, "currency", edit="currency", width=90),
    Column("stage-since", _("In its stage since"), C.MOMENT, DEAL, "stage_since", "stage_since"),
    Column("closed", _("Won or lost on"), C.MOMENT, DEAL, "closed_at", "closed_at", is_sparse=True),
    Column("lost-reason", _("Lost reason"), C.TEXT, DEAL, "lost_reason"),
    *_kept(DEAL)[1:],
    Column("to-do", _("Activities to do"), C.COUNT, NUMBERS, "to_do_count", "to_do_count",
           is_sparse=True, width=100),
    Column("done", _("Done activities"), C.COUNT, NUMBERS, "done_count", "done_count",
           is_sparse=True, width=100),
    Column("last-activity", _("Last activity"), C.MOMENT, NUMBERS, "last_activity_at",
           "last_activity_at", is_sparse=True, width=112),
)  # fmt: skip
LEAD_COLUMNS: Final = (
    Column("name", _("Title"), C.NAME, LEAD, "folded", "sort_key", edit="title", width=220),
    Column(
        "next-activity", _("Next activity"), C.DUE, LEAD, "next_activity_on", "next_activity_on",
        is_sparse=True, width=112,
    ),
    Column("person", _("Person"), C.PERSON, LEAD, "person_id", width=150),
    Column("organization", _("Organization"), C.ORGANIZATION, LEAD, "organization_id", width=160),
    Column("label", _("Labels"), C.LABELS, LEAD, edit="labels", width=116),
    Column("source", _("Source"), C.TEXT, LEAD, "source_name", edit="source_name", width=120),
    Column(
        "amount", _("Value"), C.MONEY, LEAD, "amount", "amount", is_sparse=True, edit="amount",
        width=124,
    ),
    *_kept(LEAD)[:1],
    *_kept(LEAD)[2:3],
    Column("state", _("State"), C.CHOICE, LEAD, "state", width=96),
    Column("currency", _("Currency"), C.TEXT, LEAD, "currency", edit="currency", width=90),
    Column(
        "expected-close", _("Expected close"), C.DATE, LEAD, "expected_close_on",
        "expected_close_on", is_sparse=True, edit="expected_close_on", width=124,
    ),
    _kept(LEAD)[1],
    _kept(LEAD)[3],
    *(one for one in DEAL_COLUMNS if one.name in {"to-do", "done", "last-activity"}),
)  # fmt: skip
PROJECT_COLUMNS: Final = (
    Column("name", _("Title"), C.NAME, PROJECT, "folded", "sort_key", edit="title", width=220),
    Column("phase", _("Phase"), C.CHOICE, PROJECT, "phase_id", "phase__position", width=120),
    Column("person", _("Person"), C.PERSON, PROJECT, "person_id", width=150),
    Column(
        "organization", _("Organization"), C.ORGANIZATION, PROJECT, "organization_id", width=160
    ),
    Column("label", _("Labels"), C.LABELS, PROJECT, edit="labels", width=116),
    Column(
        "start", _("Start"), C.DATE, PROJECT, "start_on", "start_on", is_sparse=True,
        edit="start_on", width=100,
    ),
    Column(
        "end", _("End"), C.DUE, PROJECT, "end_on", "end_on", is_sparse=True, edit="end_on",
        width=100,
    ),
    Column(
        "next-activity", _("Next activity"), C.DUE, PROJECT, "next_activity_on",
        "next_activity_on", is_sparse=True, width=112,
    ),
    *_kept(PROJECT)[:1],
    Column("state", _("State"), C.CHOICE, PROJECT, "state", width=96),
    Column("board", _("Board"), C.CHOICE, PROJECT, "phase__board_id"),
    Column("closed", _("Completed or cancelled on"), C.MOMENT, PROJECT, "closed_at", "closed_at",
           is_sparse=True),
    *_kept(PROJECT)[1:],
    *(one for one in DEAL_COLUMNS if one.name in {"to-do", "done", "last-activity"}),
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
