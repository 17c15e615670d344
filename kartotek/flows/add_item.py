"""A deal, a lead or a project is opened, with whoever is new brought in at the same time.

    organization -> person -> item -> conversation -> search

All in one transaction: either everything is saved, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.contacts.queries import organization_names, person_names, persons_by_keys
from kartotek.errors import Invalid
from kartotek.flows.contact_changes import add_organization, add_person
from kartotek.flows.indexing import reindex
from kartotek.lib.addresses import address_key, is_well_formed
from kartotek.lib.text import fold
from kartotek.linking.operations import link_by_hand
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects import operations as projects
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer


class Newcomers(TypedDict, total=False):
    """Who may not be here yet, and the conversation the item was opened from.

    A name counts only where no id is given; address and phone are the new person's.
    """

    person_name: str
    person_address: str
    person_phone: str
    organization_name: str
    conversation_id: int | None


class DealToAdd(deals.NewDeal, Newcomers, total=False):
    """A new deal and who is new with it."""


class LeadToAdd(leads.LeadValues, Newcomers, total=False):
    """A new lead and who is new with it."""


class ProjectToAdd(projects.NewProject, Newcomers, total=False):
    """A new project and who is new with it: they come first in its lists."""


@dataclass(frozen=True)
class _Contacts:
    """Whom the item is about, new or known, with the name to call an untitled item by."""

    person_id: int | None
    organization_id: int | None
    name: str


@transaction.atomic
def add_deal(*, by: Viewer, at: datetime, **given: Unpack[DealToAdd]) -> Deal:
    """Open a deal; a person or organization that is only named is added with it.

    A new person whose address somebody has already is that somebody: no twin is made. Without a
    title the deal is called after its contact.

    Raises:
        Invalid: a value cannot be used, or nobody is named.
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see the conversation but may not link it.
    """
    values, contacts, conversation_id = _split(given, by=by, at=at)
    values |= {"person_id": contacts.person_id, "organization_id": contacts.organization_id}
    if not values.get("title", "").strip() and contacts.name:
        values["title"] = _("%(contact)s deal") % {"contact": contacts.name}
    deal = deals.create(by=by, at=at, **cast("deals.NewDeal", values))
    _follow(ItemRef(ItemKind.DEAL, deal.pk), conversation_id, by=by, at=at)
    return deal


@transaction.atomic
def add_lead(*, by: Viewer, at: datetime, **given: Unpack[LeadToAdd]) -> Lead:
    """Open a lead; a person or organization that is only named is added with it.

    Raises:
        Invalid: a value cannot be used, or nobody is named.
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see the conversation but may not link it.
    """
    values, contacts, conversation_id = _split(given, by=by, at=at)
    values |= {"person_id": contacts.person_id, "organization_id": contacts.organization_id}
    if not values.get("title", "").strip() and contacts.name:
        values["title"] = _("%(contact)s lead") % {"contact": contacts.name}
    lead = leads.create(by=by, at=at, **cast("leads.LeadValues", values))
    _follow(ItemRef(ItemKind.LEAD, lead.pk), conversation_id, by=by, at=at)
    return lead


@transaction.atomic
def add_project(*, by: Viewer, at: datetime, **given: Unpack[ProjectToAdd]) -> Project:
    """Open a project; a person or organization that is only named is added with it.

    Raises:
        Invalid: a value cannot be used.
        NotFound: the conversation is gone or not theirs to see.
        Forbidden: they see the conversation but may not link it.
    """
    values, contacts, conversation_id = _split(given, by=by, at=at)
    for name, newcomer in (
        ("person_ids", contacts.person_id),
        ("organization_ids", contacts.organization_id),
    ):
        known = values.get(name, ())
        values[name] = list(known) if newcomer is None else [newcomer, *known]
    if not values.get("title", "").strip() and contacts.name:
        values["title"] = _("%(contact)s project") % {"contact": contacts.name}
    project = projects.create(by=by, at=at, **cast("projects.NewProject", values))
    _follow(ItemRef(ItemKind.PROJECT, project.pk), conversation_id, by=by, at=at)
    return project


def _split(
    given: Mapping[str, Any], *, by: Viewer, at: datetime
) -> tuple[dict[str, Any], _Contacts, int | None]:
    """Return the item's own values, its contacts, and the conversation it comes from."""
    newcomers = set(Newcomers.__annotations__) | {"person_id", "organization_id"}
    own = {name: value for name, value in given.items() if name not in newcomers}
    return own, _contacts(given, by=by, at=at), given.get("conversation_id")


def _contacts(given: Mapping[str, Any], *, by: Viewer, at: datetime) -> _Contacts:
    """Return the contacts, adding those that are only named."""
    organization_id = given.get("organization_id")
    if organization_id is None and given.get("organization_name", "").strip():
        organization_id = _organization_named(given["organization_name"], by=by, at=at)
    person_id = given.get("person_id")
    if person_id is None and _has_person(given):
        person_id = _person_named(given, organization_id, by=by, at=at)
    return _Contacts(person_id, organization_id, _name_of(person_id, organization_id, by=by))


def _has_person(given: Mapping[str, Any]) -> bool:
    return any(given.get(name, "").strip() for name in ("person_name", "person_address"))


def _organization_named(name: str, *, by: Viewer, at: datetime) -> int:
    """Return the organization of exactly this name that the viewer sees, or a new one."""
    bare = " ".join(name.split())
    known = Organization.objects.alive().visible_to(by).filter(folded=fold(bare))
    found = known.order_by("pk").first()
    if found is not None:
        return found.pk
    with _refused_as({"name": "organization_name"}):
        return add_organization(by=by, at=at, name=bare).pk


def _person_named(
    given: Mapping[str, Any], organization_id: int | None, *, by: Viewer, at: datetime
) -> int:
    """Return the person who has this address already, if the viewer sees them, or a new one."""
    address = given.get("person_address", "").strip()
    phone = given.get("person_phone", "").strip()
    known = _person_at(address, by=by)
    if known is not None:
        return known
    names = {"name": "person_name", "addresses": "person_address", "phones": "person_phone"}
    with _refused_as(names):
        person = add_person(
            by=by,
            at=at,
            name=given.get("person_name", "").strip() or address,
            addresses=[AddressIn(address)] if address else [],
            phones=[PhoneIn(phone)] if phone else [],
            organization_id=organization_id,
        )
    return person.pk


def _person_at(address: str, *, by: Viewer) -> int | None:
    if not is_well_formed(address):
        return None
    key = address_key(address)
    ids = persons_by_keys([key], company_id=by.company_id).get(key, [])
    seen = Person.objects.alive().visible_to(by).filter(pk__in=ids).order_by("pk")
    return seen.values_list("pk", flat=True).first()


def _name_of(person_id: int | None, organization_id: int | None, *, by: Viewer) -> str:
    """Return the name of the person, else of the organization, else nothing."""
    people = person_names([person_id], viewer=by) if person_id else {}
    firms = organization_names([organization_id], viewer=by) if organization_id else {}
    return next(iter([*people.values(), *firms.values()]), "")


@contextmanager
def _refused_as(names: Mapping[str, str]) -> Iterator[None]:
    """Let a refusal of a contact's field name the field of this form."""
    try:
        yield
    except Invalid as refusal:
        fields = {names.get(name, name): text for name, text in refusal.fields.items()}
        raise Invalid(str(refusal), fields) from refusal


def _follow(item: ItemRef, conversation_id: int | None, *, by: Viewer, at: datetime) -> None:
    if conversation_id is not None:
        link_by_hand(conversation_id=conversation_id, item=item, by=by, at=at)
    reindex(item.kind, [item.id], company_id=by.company_id, at=at)
