"""Whose History a page shows: its record's, or that of the record's person or organization."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from kartotek.contacts import queries as contacts
from kartotek.pipeline.projects import queries as projects
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord

OWN = "record"

TEXTS = {
    "person": gettext_lazy("This person"),
    "organization": gettext_lazy("This organization"),
    "deal": gettext_lazy("This deal"),
    "lead": gettext_lazy("This lead"),
    "project": gettext_lazy("This project"),
}


@dataclass(frozen=True)
class Scope:
    """A record whose History can be shown; `word` is how the address names it."""

    word: str
    kind: str
    id: int
    title: str

    @property
    def text(self) -> str:
        """Return what the switch says."""
        return str(TEXTS[self.kind])


def scopes_of(kind: str, record: OwnedRecord, *, viewer: Viewer) -> list[Scope]:
    """Return whose History the page of a record can show, its own first.

    Records the viewer does not see are left out.
    """
    found = [Scope(OWN, kind, record.pk, str(record))]
    person_id, organization_id = _contacts_of(kind, record, viewer)
    if person_id is not None:
        names = contacts.person_names([person_id], viewer=viewer)
        found += [Scope("person", "person", pk, name) for pk, name in names.items()]
    if organization_id is not None:
        names = contacts.organization_names([organization_id], viewer=viewer)
        found += [Scope("organization", "organization", pk, name) for pk, name in names.items()]
    return found


def chosen(scopes: list[Scope], word: str) -> Scope:
    """Return the scope that the address names, the record's own where it names none."""
    return next((one for one in scopes if one.word == word), scopes[0])


def _contacts_of(kind: str, record: Any, viewer: Viewer) -> tuple[int | None, int | None]:
    """Return person and organization of a record; the first ones of a project."""
    if kind == "organization":
        return None, None
    if kind == "person":
        return None, record.organization_id
    if kind == "project":
        page = projects.project(record.pk, viewer=viewer, with_deleted=True)
        people, firms = page.people, page.organizations
        return (people[0].id if people else None), (firms[0].id if firms else None)
    return record.person_id, record.organization_id
