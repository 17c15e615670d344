"""Whether a conversation belongs to an organization because of a person on it (rows 33, 34)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kartotek.linking.rules.codes import Code


class OrganizationLink(StrEnum):
    """What becomes of an organization."""

    LINKED = "linked"
    OFFERED = "offered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person on a conversation, as far as organizations are concerned.

    Args:
        knows_domain: an organization has the domain of the person's address.
        is_free_mail: anybody can have an address of that domain.
    """

    has_organization: bool
    knows_domain: bool = False
    is_free_mail: bool = False


def organization_of(facts: PersonFacts) -> tuple[OrganizationLink, Code]:
    """Return whether the conversation is linked to an organization through a person, and why.

    An organization that only shares the domain is offered and never linked, and not even
    offered when the domain is one of free mail.
    """
    if facts.has_organization:
        return OrganizationLink.LINKED, Code.ORG_VIA_PERSON
    if facts.knows_domain and not facts.is_free_mail:
        return OrganizationLink.OFFERED, Code.NO_ORG
    return OrganizationLink.NONE, Code.NO_ORG
