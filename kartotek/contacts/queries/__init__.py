"""Every read of people and organizations; what the viewer may not see is not there."""

from kartotek.contacts.queries.counts import (
    Tally,
    count_organizations,
    count_people,
    labels_in_use,
    people_counts,
)
from kartotek.contacts.queries.duplicates import (
    Hint,
    Lookalike,
    TypedPerson,
    likely_organizations,
    likely_people,
)
from kartotek.contacts.queries.lists import (
    OrganizationRow,
    PersonRow,
    organizations,
    people,
)
from kartotek.contacts.queries.pages import (
    OrganizationPage,
    PersonPage,
    Reach,
    organization,
    organization_record,
    people_of,
    person,
    person_record,
)
from kartotek.contacts.queries.pickers import (
    OrganizationOption,
    PersonOption,
    find_organizations,
    find_people,
    organization_called,
    organization_names,
    organizations_of_persons,
    person_names,
    persons_by_keys,
)
from kartotek.contacts.queries.relations import (
    FamilyMember,
    RelatedOrganization,
    family_of,
    related_organizations,
)
from kartotek.contacts.queries.roles import (
    FurtherOrganization,
    FurtherPerson,
    further_organizations,
    further_people,
)
from kartotek.contacts.queries.scopes import Narrowing

__all__ = [
    "FamilyMember",
    "FurtherOrganization",
    "FurtherPerson",
    "Hint",
    "Lookalike",
    "Narrowing",
    "OrganizationOption",
    "OrganizationPage",
    "OrganizationRow",
    "PersonOption",
    "PersonPage",
    "PersonRow",
    "Reach",
    "RelatedOrganization",
    "Tally",
    "TypedPerson",
    "count_organizations",
    "count_people",
    "family_of",
    "find_organizations",
    "find_people",
    "further_organizations",
    "further_people",
    "labels_in_use",
    "likely_organizations",
    "likely_people",
    "organization",
    "organization_called",
    "organization_names",
    "organization_record",
    "organizations",
    "organizations_of_persons",
    "people",
    "people_counts",
    "people_of",
    "person",
    "person_names",
    "person_record",
    "persons_by_keys",
    "related_organizations",
]
