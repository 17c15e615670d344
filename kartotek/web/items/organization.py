"""The organization that is typed into a dialog: which it may be, and one taken in its place."""

from __future__ import annotations

from kartotek.contacts import queries as contacts
from kartotek.contacts.queries import Hint
from kartotek.users.viewer import Viewer
from kartotek.web.numbers import record_number
from kartotek.web.viewer import KartotekRequest


def similar_to(name: str, chosen_id: str, *, viewer: Viewer) -> Hint:
    """Return the organizations that a typed one may be; none where it is one that is here."""
    if chosen_id or not name.strip() or contacts.organization_called(name, viewer=viewer):
        return Hint()
    return contacts.likely_organizations(name, viewer=viewer)


def taken(request: KartotekRequest) -> dict[str, str]:
    """Return what the field holds once the organization of `use_organization` is taken.

    Raises:
        NotFound: there is no such organization, or the viewer does not see it.
    """
    asked = record_number(request.GET.get("use_organization", ""))
    if asked is None:
        return {}
    found = contacts.organization(asked, viewer=request.viewer)
    return {"organization": found.name, "organization_id": str(found.id)}
