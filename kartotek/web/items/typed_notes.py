"""What is said of an email address or phone number while it is typed: it is kept in any form."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kartotek.lib.addresses import is_well_formed
from kartotek.lib.phones import e164
from kartotek.users.queries import company_of
from kartotek.users.viewer import Viewer


def typed_notes(address: str, phone: str, *, viewer: Viewer) -> list[str]:
    """Return a sentence for each of the two that is typed and cannot be used as it stands."""
    notes = []
    if address.strip() and not is_well_formed(address.strip()):
        notes.append(_("Kept as typed: this is no email address."))
    if phone.strip() and e164(phone, company_of(viewer=viewer).region) is None:
        notes.append(_("Kept as typed: this is no phone number."))
    return notes
