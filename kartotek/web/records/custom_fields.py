"""Custom fields on the pages of records and in the dialogs that add them.

what a company keeps of a kind -> facts by group, each edited where it stands
-> inputs of a form -> what was typed in them
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import quote

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kartotek.fields import queries
from kartotek.fields.queries import CustomFieldRow, ValueShown
from kartotek.fields.rules.showing import kept
from kartotek.fields.rules.types import CHOSEN, REFERENCES, FieldType
from kartotek.fields.rules.values import Typed
from kartotek.history.meanwhile import mark
from kartotek.lib.currencies import currency_names
from kartotek.users.queries import company_of
from kartotek.users.viewer import Viewer
from kartotek.web.jinja import record_url
from kartotek.web.records.facts import Fact
from kartotek.web.viewer import KartotekRequest

# Where a map is looked at; nothing is fetched from there unless somebody clicks.
MAP: Final = "https://www.openstreetmap.org/search?query="


@dataclass(frozen=True)
class FieldFact:
    """A custom field on a record's page; `nudge` says why an empty one deserves a look."""

    fact: Fact
    nudge: str


@dataclass(frozen=True)
class FactGroup:
    """Custom fields under one heading, which is empty for those in no group."""

    name: str
    facts: list[FieldFact]


@dataclass(frozen=True)
class FieldInput:
    """A custom field in a form: what its inputs start with.

    `text` is what stands in a picker, `options` are pairs of value and text. `mark` tells which
    value an edit began with.
    """

    field: CustomFieldRow
    typed: Typed
    text: str
    options: list[tuple[str, str]]
    search_url: str
    mark: str

    @property
    def word(self) -> str:
        """What the inputs are called."""
        return self.field.word


def facts_of(kind: str, record_id: int, *, viewer: Viewer) -> list[FactGroup]:
    """Return the custom fields of a record by group, with what it says in them."""
    fields = queries.custom_fields(kind, viewer=viewer)
    values = queries.values_of(kind, [record_id], viewer=viewer, fields=fields)
    said = values.get(record_id, {})
    return [
        FactGroup(name, [_fact(kind, record_id, one, said.get(one.id)) for one in of_group])
        for name, of_group in groupby(fields, key=lambda one: one.group)
    ]


def fact_of(kind: str, record_id: int, field_id: int, *, viewer: Viewer) -> FieldFact:
    """Return one custom field of a record."""
    field = queries.custom_field(field_id, viewer=viewer)
    values = queries.values_of(kind, [record_id], viewer=viewer, fields=[field])
    return _fact(kind, record_id, field, values.get(record_id, {}).get(field_id))


def input_of(request: KartotekRequest, kind: str, record_id: int, field_id: int) -> FieldInput:
    """Return a field in its own little form, with what was just typed or what the record says."""
    field = queries.custom_field(field_id, viewer=request.viewer)
    values = queries.values_of(kind, [record_id], viewer=request.viewer, fields=[field])
    found = values.get(record_id, {}).get(field_id)
    return _input(request, field, found)


def inputs_to_add(request: KartotekRequest, kind: str) -> list[FieldInput]:
    """Return the fields that the dialog which adds a record of a kind asks for.

    Those are the required ones and those that somebody put there.
    """
    return [_input(request, field, None) for field in _asked(kind, request.viewer)]


def required_inputs(request: KartotekRequest, kind: str) -> list[FieldInput]:
    """Return the required fields of a record that is added by its name in another dialog.

    What is typed stays, also where the dialog only asks for a proposal.
    """
    sent = request.POST if request.method == "POST" else request.GET
    return [_input(request, field, None, sent=sent) for field in _required(kind, request.viewer)]


def said_required(request: KartotekRequest, kind: str) -> dict[int, Typed]:
    """Return what was typed for a record that is added by its name in another dialog."""
    return said_in(request.POST, _required(kind, request.viewer))


def said_to_add(request: KartotekRequest, kind: str) -> dict[int, Typed]:
    """Return what was typed in the dialog that adds a record, by field."""
    return said_in(request.POST, _asked(kind, request.viewer))


def said_in(sent: QueryDict, fields: Iterable[CustomFieldRow]) -> dict[int, Typed]:
    """Return what a form says in each of the fields; one that is not in the form is empty."""
    return {field.id: _typed(sent, field) for field in fields}


def _asked(kind: str, viewer: Viewer) -> list[CustomFieldRow]:
    fields = queries.custom_fields(kind, viewer=viewer)
    return [one for one in fields if one.is_required or one.is_in_add_dialog]


def _required(kind: str, viewer: Viewer) -> list[CustomFieldRow]:
    return [one for one in queries.custom_fields(kind, viewer=viewer) if one.is_required]


def _typed(sent: QueryDict, field: CustomFieldRow) -> Typed:
    word = field.word
    if field.type in CHOSEN:
        return Typed(chosen=tuple(str(one) for one in sent.getlist(word)))
    value = str(sent.get(word, ""))
    if field.type in REFERENCES and value.strip():
        # A name that was typed and not chosen is looked up.
        value = str(sent.get(f"{word}_id") or value)
    return Typed(
        value=value,
        until=str(sent.get(f"{word}-until", "")),
        currency=str(sent.get(f"{word}-currency", "")),
    )


def _input(
    request: KartotekRequest,
    field: CustomFieldRow,
    found: ValueShown | None,
    *,
    sent: QueryDict | None = None,
) -> FieldInput:
    typed, text = (found.raw, found.text) if found else (Typed(), "")
    if sent is None and request.method == "POST":
        sent = request.POST
    if sent is not None:
        typed, text = _typed(sent, field), str(sent.get(field.word, ""))
    if field.type is FieldType.MONEY and not typed.currency:
        typed = Typed(typed.value, currency=field.currency or _currency(request.viewer))
    search = reverse("records:field_options", args=(field.id,))
    seen = mark(kept(field.type, found.value if found else None, field.option_names))
    return FieldInput(field, typed, text, _options(field), search, seen)


def _currency(viewer: Viewer) -> str:
    return company_of(viewer=viewer).currency


def _options(field: CustomFieldRow) -> list[tuple[str, str]]:
    if field.type is FieldType.MONEY:
        return list(currency_names(get_language() or "en"))
    return [(str(one.id), one.name) for one in field.options]


def _fact(kind: str, record_id: int, field: CustomFieldRow, found: ValueShown | None) -> FieldFact:
    note = _("cannot be read") if found and found.is_malformed else ""
    shown = Fact(
        field.word,
        field.name,
        found.text if found else "",
        reverse("records:field", args=(kind, record_id, field.id)),
        href=_address(field, found) if found else "",
        note=note,
    )
    return FieldFact(shown, _nudge(field) if found is None else "")


def _nudge(field: CustomFieldRow) -> str:
    if field.is_required:
        return _("Required, and still empty")
    return _("Important, and still empty") if field.is_important else ""


def _address(field: CustomFieldRow, found: ValueShown) -> str:
    """Return where a value leads, or nothing."""
    value = found.value
    if field.type is FieldType.PHONE:
        return f"tel:{value.key}" if value.key else ""
    if field.type is FieldType.ADDRESS:
        return MAP + quote(value.text)
    is_contact = field.type in {FieldType.PERSON, FieldType.ORGANIZATION}
    if is_contact and value.ref_id is not None and found.is_known:
        return record_url(field.type, value.ref_id)
    is_page = value.text.lower().startswith(("https://", "http://"))
    return value.text if is_page and " " not in value.text else ""
