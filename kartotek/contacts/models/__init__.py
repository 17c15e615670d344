"""People, organizations and how they are reached."""

from kartotek.contacts.models.address import PersonAddress, PersonPhone
from kartotek.contacts.models.organization import Organization
from kartotek.contacts.models.person import Person
from kartotek.contacts.models.relation import OrganizationRelation, PersonRole, Relation

__all__ = [
    "Organization",
    "OrganizationRelation",
    "Person",
    "PersonAddress",
    "PersonPhone",
    "PersonRole",
    "Relation",
]
