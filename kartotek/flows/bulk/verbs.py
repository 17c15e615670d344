"""What can be done to many records, one record at a time, and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.errors import Refused
from kartotek.fields import operations as fields
from kartotek.fields.models import LabelUse
from kartotek.fields.queries import custom_field, id_in, values_of
from kartotek.fields.rules.values import Typed
from kartotek.flows import contact_changes, field_values
from kartotek.flows.item_changes import (
    delete_item,
    edit_deal,
    edit_lead,
    edit_project,
    restore_item,
)
from kartotek.history.operations import plain
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.permissions import refuse_unless_editable
from kartotek.users.viewer import Viewer

Record = Person | Organization | Deal | Lead | Project
State = dict[str, Any]

ITEMS: Final = frozenset({"deal", "lead", "project"})


class ChangedSince(Refused):
    """The record was changed after the act, which is not undone over that change."""


@dataclass(frozen=True)
class Doing:
    """One act on one record: what is done, by whom, when."""

    kind: str
    what: Mapping[str, Any]
    by: Viewer
    at: datetime


class Verb(Protocol):
    """What every act looks like; the states are what undoing needs."""

    def state(self, record: Record, doing: Doing) -> State:
        """Return how the record is now, in what the act is about."""

    def do(self, record: Record, doing: Doing) -> None:
        """Do the act to the record."""

    def undo(self, record: Record, before: State, doing: Doing) -> None:
        """Let the record be as it was before."""


class Edit:
    """Write one field; `field` is its name, `value` what is written."""

    def state(self, record: Record, doing: Doing) -> State:
        """Return what the field says."""
        name = str(doing.what["field"])
        field_id = id_in(name)
        if field_id is None:
            return {"value": plain(getattr(record, name))}
        known = [custom_field(field_id, viewer=doing.by)]
        said = values_of(doing.kind, [record.pk], viewer=doing.by, fields=known)
        found = said.get(record.pk, {}).get(field_id)
        return {"value": plain(asdict(found.raw if found else Typed()))}

    def do(self, record: Record, doing: Doing) -> None:
        """Write the value."""
        refuse_unless_editable(doing.by, record.owner_id)
        _write(record, doing, doing.what["value"])

    def undo(self, record: Record, before: State, doing: Doing) -> None:
        """Write the value it had."""
        _write(record, doing, before["value"])


class Label:
    """Put labels on (`add`), and take others off (`remove`)."""

    def state(self, record: Record, doing: Doing) -> State:
        """Return which of the labels concerned the record has."""
        uses = LabelUse.objects.filter(
            company_id=record.company_id,
            subject_id=record.pk,
            label_id__in=[*doing.what.get("add", ()), *doing.what.get("remove", ())],
        )
        return {"labels": sorted(uses.values_list("label_id", flat=True))}

    def do(self, record: Record, doing: Doing) -> None:
        """Put on and take off."""
        refuse_unless_editable(doing.by, record.owner_id)
        for pk in doing.what.get("add", ()):
            fields.put_on(label_id=pk, subject=record, by=doing.by, at=doing.at)
        for pk in doing.what.get("remove", ()):
            fields.take_off(label_id=pk, subject=record, by=doing.by, at=doing.at)

    def undo(self, record: Record, before: State, doing: Doing) -> None:
        """Put on and take off what there was before."""
        for pk in (*doing.what.get("add", ()), *doing.what.get("remove", ())):
            act = fields.put_on if pk in before["labels"] else fields.take_off
            act(label_id=pk, subject=record, by=doing.by, at=doing.at)


class Delete:
    """Delete; undoing restores."""

    def state(self, record: Record, doing: Doing) -> State:
        """Return whether it is deleted."""
        return {"deleted": record.is_deleted}

    def do(self, record: Record, doing: Doing) -> None:
        """Delete the record."""
        if doing.kind in ITEMS:
            delete_item(kind=doing.kind, item_id=record.pk, by=doing.by, at=doing.at)
        elif doing.kind == "person":
            contact_changes.delete_person(person_id=record.pk, by=doing.by, at=doing.at)
        else:
            contact_changes.delete_organization(organization_id=record.pk, by=doing.by, at=doing.at)

    def undo(self, record: Record, before: State, doing: Doing) -> None:
        """Bring the record back."""
        if doing.kind in ITEMS:
            restore_item(kind=doing.kind, item_id=record.pk, by=doing.by, at=doing.at)
        elif doing.kind == "person":
            contact_changes.restore_person(person_id=record.pk, by=doing.by, at=doing.at)
        else:
            contact_changes.restore_organization(
                organization_id=record.pk, by=doing.by, at=doing.at
            )


VERBS: Final[Mapping[str, Verb]] = {"edit": Edit(), "label": Label(), "delete": Delete()}


def refuse_changed_since(now: State, after: State) -> None:
    """Let only what is as the act left it be undone.

    Raises:
        ChangedSince: somebody changed it since.
    """
    if now != after:
        raise ChangedSince(_("Changed since"))


def _write(record: Record, doing: Doing, value: Any) -> None:
    name = str(doing.what["field"])
    field_id = id_in(name)
    if field_id is not None:
        typed = Typed(**{**value, "chosen": tuple(value.get("chosen", ()))})
        field_values.set_values(
            kind=doing.kind,
            record_id=record.pk,
            values={field_id: typed},
            by=doing.by,
            at=doing.at,
        )
        return
    given: dict[str, Any] = {name: _as_kept(record, name, value)}
    if doing.kind == "deal":
        edit_deal(deal_id=record.pk, by=doing.by, at=doing.at, **given)
    elif doing.kind == "lead":
        edit_lead(lead_id=record.pk, by=doing.by, at=doing.at, **given)
    elif doing.kind == "project":
        edit_project(project_id=record.pk, by=doing.by, at=doing.at, **given)
    elif doing.kind == "person":
        contact_changes.edit_person(person_id=record.pk, by=doing.by, at=doing.at, **given)
    else:
        contact_changes.edit_organization(
            organization_id=record.pk, by=doing.by, at=doing.at, **given
        )


def _as_kept(record: Record, name: str, value: Any) -> Any:
    """Return a value of JSON as its field keeps it."""
    kind = record._meta.get_field(name).get_internal_type()
    if value is None or not isinstance(value, str):
        return value
    if kind == "DateField":
        return date.fromisoformat(value)
    return Decimal(value) if kind == "DecimalField" else value
