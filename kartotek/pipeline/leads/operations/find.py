"""The lead an operation is about, locked until its transaction ends."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kartotek.errors import Deleted, NotFound, Stale
from kartotek.pipeline.leads.models import Lead
from kartotek.users.permissions import refuse_unless_editable
from kartotek.users.viewer import Viewer


class LeadDeleted(Deleted, Stale):
    """The lead was deleted meanwhile; it can be restored."""


class LeadConverted(Stale):
    """The lead became a deal; the deal can become a lead again."""


def found(lead_id: int, *, by: Viewer) -> Lead:
    """Return the lead, deleted or not, locked.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    lead = Lead.objects.select_for_update(of=("self",)).visible_to(by).filter(pk=lead_id).first()
    if lead is None:
        raise NotFound(_("This lead is gone."))
    refuse_unless_editable(by, lead.owner_id)
    return lead


def found_alive(lead_id: int, *, by: Viewer) -> Lead:
    """Return the lead, locked.

    Raises:
        NotFound: there is no such lead, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        LeadDeleted: it was deleted.
    """
    lead = found(lead_id, by=by)
    if lead.is_deleted:
        text = _("“%(lead)s” was deleted meanwhile. Restore it to go on.")
        raise LeadDeleted(text % {"lead": lead.title}, "lead", lead.pk)
    return lead


def refuse_converted(lead: Lead) -> None:
    """Let a lead pass that is not a deal by now.

    Raises:
        LeadConverted: it is.
    """
    if lead.is_converted:
        raise LeadConverted(_("“%(lead)s” is a deal already.") % {"lead": lead.title})
