"""What stayed out may be wanted by now, because somebody on it became a contact."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.mail.models import Folder, LeftOut, Mailbox
from kartotek.mail.rules.admission import Admission


@transaction.atomic
def look_again(*, company_id: int, at: datetime) -> int:
    """Let the next sync ask anew about what stayed out for having no contact on it.

    Nothing of such a message is here that says who is on it, so the headers of all of them are
    asked for again, within the range their user chose. Returns how many there are.

    Args:
        company_id: where an address became a contact's.
        at: now.
    """
    stayed_out = LeftOut.objects.filter(
        company_id=company_id,
        code=Admission.NO_CONTACT,
        folder__mailbox__contacts_only=True,
    )
    folder_ids = set(stayed_out.values_list("folder_id", flat=True))
    if not folder_ids:
        return 0
    folders = Folder.objects.filter(company_id=company_id, pk__in=folder_ids)
    # A walk through the past that is under way would not come by again: it starts over.
    walked = set(folders.filter(is_history_done=False).values_list("mailbox_id", flat=True))
    Mailbox.objects.filter(company_id=company_id, pk__in=walked, next_try_at=None).update(
        next_try_at=at
    )
    folders.update(is_history_done=False)
    count, _kinds = LeftOut.objects.filter(
        company_id=company_id, folder_id__in=folder_ids, code=Admission.NO_CONTACT
    ).delete()
    return count
