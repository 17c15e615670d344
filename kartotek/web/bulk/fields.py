"""The fields that can be written on many records at once, and how their value is asked for."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.fields.rules.types import FieldType
from kartotek.fields.rules.values import Typed
from kartotek.history.operations import plain
from kartotek.search.lists.column import Column
from kartotek.search.lists.columns import columns_of
from kartotek.users.viewer import Viewer
from kartotek.web.items.choices import currencies, sources
from kartotek.web.organizations import facts as organization_facts
from kartotek.web.people import facts as person_facts
from kartotek.web.records.custom_fields import FieldInput, said_in
from kartotek.web.records.facts import Fact, Options, fact_value, visibility_options
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest

# What is each record's own is not written on many.
NEVER = frozenset(
    {"name", "title", "first_name", "last_name", "email", "phone", "labels", "organization"}
)
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
        return Fact("owner_id", column.label, input="select", options=_unchosen(owners(viewer)))
    if column.edit == "visibility":
        options = _unchosen(visibility_options())
        return Fact("visibility", column.label, input="select", options=options)
    if kind in {"deal", "lead", "project"}:
        return deal_fact_to_write(column, viewer)
    facts = person_facts if kind == "person" else organization_facts
    longest = facts.LONGEST.get(column.edit, 255)
    return Fact(
        column.edit, column.label, input=facts.INPUTS.get(column.edit, "text"), longest=longest
    )


def deal_fact_to_write(column: Column, viewer: Viewer) -> Fact:
    """Return the empty fact that asks what a field of items is to say."""
    if column.edit == "source_name":
        options = _unchosen(sources(viewer))
        return Fact("source_name", column.label, input="select", options=options)
    if column.edit == "currency":
        options = _unchosen(currencies(viewer))
        return Fact("currency", column.label, input="select", options=options)
    inputs = {
        "amount": "money",
        "expected_close_on": "date",
        "start_on": "date",
        "end_on": "date",
    }
    return Fact(column.edit, column.label, input=inputs.get(column.edit, "text"))


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


def value_to_write(request: KartotekRequest, kind: str, column: Column) -> Any:
    """Return what is to be written, as the act keeps it.

    Raises:
        Invalid: it cannot be read, or nothing was said and the field is not to be emptied.
    """
    word = column.custom.word if column.custom else "value"
    clears = "clears" in request.POST
    if not clears and not any(one.strip() for one in request.POST.getlist(word)):
        text = _("Say the new value.")
        raise Invalid(text, {word: text})
    if column.custom is not None:
        said: Typed = said_in(request.POST, [column.custom])[column.custom.id]
        return asdict(Typed() if clears else said)
    fact = fact_to_write(kind, column, viewer=request.viewer)
    if clears and fact.input != "select":
        return "" if fact.input in {"text", "area"} else None
    return plain(fact_value(request, fact))


def _unchosen(options: Options) -> Options:
    return [("", _("Choose a value")), *options]
