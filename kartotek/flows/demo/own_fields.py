"""The custom fields of the demo company, and what its records say in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from kartotek.fields.operations import Said
from kartotek.fields.rules.types import FieldType
from kartotek.fields.rules.values import Typed
from kartotek.flows import field_changes, field_values
from kartotek.flows.demo.acts import Act, act
from kartotek.flows.demo.moments import moment, on
from kartotek.flows.demo.world import World

MADE: Final = "-58 09:10"
SAID: Final = "-4 16:20"


class Own(NamedTuple):
    """A field: its key here, whose it is, its name, type, group and options."""

    key: str
    on: str
    name: str
    type: FieldType
    group: str = ""
    options: tuple[str, ...] = ()
    is_important: bool = False
    is_in_add_dialog: bool = False


FIELDS: Final = (
    Own("role", "person", "Role in buying", FieldType.OPTION, "Buying",
        ("Decides", "Advises", "Uses", "Signs"), is_important=True),
    Own("reach", "person", "Best reached", FieldType.TIME_RANGE, "Buying"),
    Own("interests", "person", "Interests", FieldType.OPTIONS, "Buying",
        ("Trade fairs", "Showroom visits", "Samples", "Newsletter")),
    Own("tier", "organization", "Tier", FieldType.OPTION, "",
        ("A", "B", "C"), is_important=True, is_in_add_dialog=True),
    Own("tax", "organization", "Tax number", FieldType.TEXT, "Billing"),
    Own("terms", "organization", "Payment terms in days", FieldType.NUMBER, "Billing"),
    Own("delivery", "organization", "Delivery address", FieldType.ADDRESS, "Delivery"),
    Own("products", "deal", "Products", FieldType.OPTIONS, "",
        ("Indoor", "Outdoor", "Emergency", "Controls"), is_in_add_dialog=True),
    Own("needed", "deal", "Installation", FieldType.DATE_RANGE, "Delivery"),
    Own("rival", "deal", "Also quoting", FieldType.AUTOCOMPLETE, "Competition"),
    Own("budget", "deal", "Their budget", FieldType.MONEY, "Competition", is_important=True),
    Own("site", "project", "Contact on site", FieldType.PERSON, "Site"),
    Own("hours", "project", "Working hours on site", FieldType.TIME_RANGE, "Site"),
)  # fmt: skip

# Who says what in which field; a person is named by the key of the cast.
PEOPLE: Final = (
    ("zeynep", "role", "Decides"), ("zeynep", "reach", "09:30-12:00"),
    ("zeynep", "interests", "Trade fairs, Samples"), ("orhan", "role", "Signs"),
    ("gulsah", "role", "Advises"), ("gulsah", "interests", "Showroom visits"),
    ("daniel", "role", "Decides"), ("daniel", "reach", "14:00-17:00"),
    ("priya", "role", "Decides"), ("sule", "role", "Advises"), ("oguzhan", "role", "Decides"),
)  # fmt: skip
FIRMS: Final = (
    ("marmara", "tier", "A"), ("marmara", "tax", "612 045 1187"), ("marmara", "terms", "45"),
    ("marmara", "delivery", "Ambarlı Depo 4, Avcılar, İstanbul"), ("brightwell", "tier", "A"),
    ("brightwell", "terms", "30"), ("egeliman", "tier", "A"), ("egeliman", "terms", "60"),
    ("ipek", "tier", "B"), ("teal", "tier", "B"), ("cinar", "tier", "C"), ("isil", "tier", "C"),
)  # fmt: skip
ITEMS: Final = (
    ("lobby", "products", "Indoor, Controls"), ("lobby", "rival", "Lumera Distribuzione"),
    ("lobby", "budget", "500000 TRY"), ("rooms", "products", "Indoor, Emergency"),
    ("rooms", "budget", "1200000 TRY"), ("bodrum", "products", "Outdoor"),
    ("quay", "products", "Outdoor, Controls"), ("quay", "rival", "Fjordlys AS"),
    ("terrace", "products", "Outdoor"), ("spa-works", "hours", "08:00-17:30"),
)  # fmt: skip


def acts(at: datetime) -> Iterator[Act]:
    """Yield how the fields were made and filled; `at` is when the company is loaded."""
    yield act(moment(MADE, at), _make)
    yield act(moment(SAID, at), _say)


def _make(world: World, at: datetime) -> None:
    for own in FIELDS:
        made = field_changes.add_field(
            on=own.on,
            field_type=own.type,
            name=own.name,
            new_group=own.group,
            options=own.options,
            is_important=own.is_important,
            is_in_add_dialog=own.is_in_add_dialog,
            by=world.owner("deniz"),
            at=at,
        )
        world.fields[own.key] = made.pk


def _say(world: World, at: datetime) -> None:
    start, end = (on(day, world.at).isoformat() for day in ("+24", "+38"))
    more: tuple[tuple[str, str, Said], ...] = (
        ("lobby", "needed", Typed(value=start, until=end)),
        ("spa-works", "site", str(world.people["gulsah"])),
    )
    for key, field, said in (*ITEMS, *more):
        ref = world.items[key]
        _write(world, at, (ref.kind, ref.id), {field: said})
    for key, field, said in PEOPLE:
        _write(world, at, ("person", world.people[key]), {field: said})
    for key, field, said in FIRMS:
        _write(world, at, ("organization", world.firms[key]), {field: said})


def _write(world: World, at: datetime, record: tuple[str, int], said: Mapping[str, Said]) -> None:
    kind, pk = record
    values = {world.fields[key]: value for key, value in said.items()}
    field_values.set_values(kind=kind, record_id=pk, values=values, by=world.owner("elif"), at=at)
