"""The deal an operation is about, locked until its transaction ends."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kartotek.errors import Deleted, NotFound, Refused, Stale
from kartotek.pipeline.deals.models import Deal
from kartotek.users.permissions import refuse_unless_editable
from kartotek.users.viewer import Viewer


class DealClosed(Refused):
    """The deal is won or lost; it can be reopened."""


class DealArchived(Refused):
    """The deal is archived; it can be taken back."""


class DealDeleted(Deleted, Stale):
    """The deal was deleted meanwhile; it can be restored."""


def found(deal_id: int, *, by: Viewer) -> Deal:
    """Return the deal, deleted or not, locked.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    deal = Deal.objects.select_for_update(of=("self",)).visible_to(by).filter(pk=deal_id).first()
    if deal is None:
        raise NotFound(_("This deal is gone."))
    refuse_unless_editable(by, deal.owner_id)
    return deal


def found_alive(deal_id: int, *, by: Viewer) -> Deal:
    """Return the deal, locked.

    Raises:
        NotFound: there is no such deal, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        DealDeleted: it was deleted.
    """
    deal = found(deal_id, by=by)
    if deal.is_deleted:
        text = _("“%(deal)s” was deleted meanwhile. Restore it to go on.")
        raise DealDeleted(text % {"deal": deal.title}, "deal", deal.pk)
    return deal


def refuse_archived(deal: Deal) -> None:
    """Let a deal pass that is not archived.

    Raises:
        DealArchived: it is.
    """
    if deal.archived_at:
        text = _("“%(deal)s” is archived. Take it out of the archive first.")
        raise DealArchived(text % {"deal": deal.title})
