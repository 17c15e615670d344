"""Adding the organizations and people of the demo company, each when it became known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.fields.operations import add_new_label
from kartotek.flows.contact_changes import add_address, add_organization, add_person
from kartotek.flows.demo.acts import Act, act
from kartotek.flows.demo.cast import FIRMS, PEOPLE, Contact, Firm
from kartotek.flows.demo.moments import moment
from kartotek.flows.demo.world import World

# In the order of an address: at work, at home; of a phone: at work, mobile.
_LABELS = ("work", "home")
_PHONES = ("work", "mobile")


def acts(at: datetime) -> Iterator[Act]:
    """Yield how everybody came to be known; `at` is when the company is loaded."""
    for firm in FIRMS:
        yield act(moment(firm.since, at), _firm, firm)
    for contact in PEOPLE:
        yield act(moment(contact.since, at), _contact, contact)
        for when, address in contact.later:
            yield act(moment(when, at), _later, contact.key, address)


def _firm(world: World, at: datetime, firm: Firm) -> None:
    industry, city, country = firm.place
    by = world.owner(firm.owner)
    made = add_organization(
        by=by, at=at, name=firm.name, website=firm.domain, industry=industry,
        employee_count=firm.employees, street=firm.street, city=city, country=country,
    )  # fmt: skip
    for label in firm.labels:
        add_new_label(subject=made, name=label, by=by, at=at)
    world.firms[firm.key] = made.pk


def _contact(world: World, at: datetime, contact: Contact) -> None:
    by = world.owner(contact.owner)
    made = add_person(
        by=by, at=at, name=contact.name, job_title=contact.job_title,
        organization_id=world.firms.get(contact.firm), visibility=contact.visible_to,
        birthday=date.fromisoformat(contact.birthday) if contact.birthday else None,
        addresses=[
            AddressIn(one, label)
            for one, label in zip(contact.addresses, _LABELS, strict=False)
        ],
        phones=[
            PhoneIn(one, label) for one, label in zip(contact.phones, _PHONES, strict=False)
        ],
    )  # fmt: skip
    for label in contact.labels:
        add_new_label(subject=made, name=label, by=by, at=at)
    world.people[contact.key] = made.pk


def _later(world: World, at: datetime, key: str, address: str) -> None:
    add_address(
        person_id=world.people[key], address=AddressIn(address, "home"),
        by=world.owner("elif"), at=at,
    )  # fmt: skip
