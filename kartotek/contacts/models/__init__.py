"""People, organizations and how they are reached."""

from kartotek.contacts.models.address import PersonAddress, PersonPhone
from kartotek.contacts.models.organization import Organization
from kartotek.contacts.models.person import Person

__all__ = ["Organization", "Person", "PersonAddress", "PersonPhone"]
