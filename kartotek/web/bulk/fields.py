"""The fields that can be written on many records at once, and how their value is asked for."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from kartotek.fields.rules.types import FieldType
from kartotek.fields.rules.values import Typed
from kartotek.search.lists.columns import Column, columns_of
from kartotek.users.viewer import Viewer
from kartotek.web.organizations import facts as organization_facts
from kartotek.web.people import facts as person_facts
from kartotek.web.records.custom_fields import FieldInput
from kartotek.web.records.facts import Fact, visibility_options
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest

# What is each record's own is not written on many.
NEVER = frozenset({"name", "first_name", "last_name", "email", "phone", "labels", "organization"})
FIRST = ("owner", "visibility")


def writable(kind: str, *, viewer: Viewer) -> list[Column]:
    """Return the columns whose field can be written on many records, the owner first."""
    known = columns_of(kind, viewer=viewer)
    first = [known[name] for name in FIRST]
    rest = [one for one in known.values() if one.edit and one.edit not in NEVER]
    return [*first, *(one for one in rest if one.name not in FIRST)]


def fact_to_write(kind: str, column: Column, *, viewer: Viewer) -> Fact:
    """Return the empty fact that asks what a field is to say."""
    if column.edit == "owner_id":
        return Fact("owner_id", column.label, input="select", options=owners(viewer))
    if column.edit == "visibility":
        return Fact("visibility", column.label, input="select", options=visibility_options())
    facts = person_facts if kind == "person" else organization_facts
    longest = facts.LONGEST.get(column.edit, 255)
    return Fact(
        column.edit, column.label, input=facts.INPUTS.get(column.edit, "text"), longest=longest
    )


def input_to_write(request: KartotekRequest, column: Column) -> FieldInput:
    """Return the empty inputs of a custom field."""
    assert column.custom is not None
    field = column.custom
    typed = Typed(currency=field.currency) if field.type is FieldType.MONEY else Typed()
    search = reverse("records:field_options", args=(field.id,))
    options = [(str(one.id), one.name) for one in field.options]
    empty = FieldInput(field, typed, "", options, search, "")
    if field.type is not FieldType.MONEY:
        return empty
    currency = field.currency or "EUR"
    return replace(empty, options=[(currency, currency)])
