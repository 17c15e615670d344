"""People, organizations and how they are reached."""

from kartotek.contacts.models.address import PersonAddress, PersonPhone
from kartotek.contacts.models.duplicates import (
    DuplicateJob,
    DuplicateRule,
    LikelyPair,
    MatchKey,
)
from kartotek.contacts.models.merge import Merge
from kartotek.contacts.models.organization import Organization
from kartotek.contacts.models.person import Person
from kartotek.contacts.models.relation import OrganizationRelation, PersonRole, Relation

__all__ = [
    "DuplicateJob",
    "DuplicateRule",
    "LikelyPair",
    "MatchKey",
    "Merge",
    "Organization",
    "OrganizationRelation",
    "Person",
    "PersonAddress",
    "PersonPhone",
    "PersonRole",
    "Relation",
]
