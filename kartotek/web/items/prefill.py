"""What an add dialog starts with, from where it was opened."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from kartotek.contacts import queries as contacts
from kartotek.linking import queries as linking
from kartotek.pipeline.deals import queries as deals
from kartotek.users.viewer import Viewer
from kartotek.web.numbers import record_number
from kartotek.web.render import Typed

TITLES = {
    "deal": lambda name: _("%(contact)s deal") % {"contact": name},
    "lead": lambda name: _("%(contact)s lead") % {"contact": name},
    "project": lambda name: _("%(contact)s project") % {"contact": name},
}


@dataclass(frozen=True)
class Prefill:
    """The first values of the dialog."""

    person: str = ""
    person_id: int | None = None
    person_address: str = ""
    organization: str = ""
    organization_id: int | None = None
    conversation_id: int | None = None
    also: str = ""
    deal_id: int | None = None
    title: str = ""

    @property
    def values(self) -> Typed:
        """Return them as the dialog takes them; the title is a proposal until it is changed."""
        return Typed({**asdict(self), "proposed": self.title})


def prefill_of(asked: QueryDict, kind: str, *, viewer: Viewer) -> Prefill:
    """Return what the dialog starts with.

    Args:
        asked: `person`, `organization`, `conversation` or `deal`, each an id; the first three
            are also known with `_id` behind.
        kind: deal, lead or project.
        viewer: who adds.

    Raises:
        NotFound: one of them is gone, or not theirs to see.
    """
    conversation_id = _id(asked, "conversation")
    deal_id = _id(asked, "deal")
    if conversation_id is not None and not _id(asked, "person"):
        found = _of_conversation(conversation_id, viewer=viewer)
        return replace(found, also=asked.get("also", ""))
    if deal_id is not None:
        return _of_deal(deal_id, viewer=viewer)
    found = _of_contacts(_id(asked, "person"), _id(asked, "organization"), viewer=viewer)
    name = found.person or found.organization
    title = TITLES[kind](name) if name else ""
    return replace(found, title=title, conversation_id=conversation_id)


def _of_contacts(person_id: int | None, organization_id: int | None, *, viewer: Viewer) -> Prefill:
    person = contacts.person(person_id, viewer=viewer) if person_id else None
    there = person.organization if person else None
    if organization_id:
        firm = contacts.organization(organization_id, viewer=viewer)
        organization, organization_id = firm.name, firm.id
    else:
        organization, organization_id = (there.name, there.id) if there else ("", None)
    return Prefill(
        person=person.name if person else "",
        person_id=person.id if person else None,
        organization=organization,
        organization_id=organization_id,
    )


def _of_conversation(conversation_id: int, *, viewer: Viewer) -> Prefill:
    """Return the first person of a conversation, known or not, with its subject as the title."""
    found = linking.conversation(conversation_id, viewer=viewer)
    start = Prefill()
    if found.people:
        start = _of_contacts(found.people[0].id, None, viewer=viewer)
    elif found.unknown:
        one = found.unknown[0]
        start = Prefill(person=one.name or one.address, person_address=one.address)
    return replace(start, conversation_id=found.id, title=found.subject)


def _of_deal(deal_id: int, *, viewer: Viewer) -> Prefill:
    found = deals.deal(deal_id, viewer=viewer)
    return Prefill(
        person=found.person.name if found.person else "",
        person_id=found.person.id if found.person else None,
        organization=found.organization.name if found.organization else "",
        organization_id=found.organization.id if found.organization else None,
        deal_id=found.id,
        title=found.title,
    )


def _id(asked: QueryDict, name: str) -> int | None:
    text = asked.get(name, "") or asked.get(f"{name}_id", "")
    return record_number(text)
