"""The picture of a person or organization: put there, taken away, and put back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations.find import organization_to_change, person_to_change
from kartotek.errors import Invalid, NotFound
from kartotek.history.models import Entry
from kartotek.history.operations import record
from kartotek.lib.pictures import MEDIA_TYPE, NoPicture, square
from kartotek.store import contents
from kartotek.users.viewer import Viewer

MOST_BYTES = 5_000_000

_FOUND: Mapping[str, Callable[[int, Viewer], Person | Organization]] = {
    "person": lambda pk, by: person_to_change(pk, by=by),
    "organization": lambda pk, by: organization_to_change(pk, by=by),
}


@transaction.atomic
def set_picture(
    *, kind: str, record_id: int, raw: bytes, by: Viewer, at: datetime
) -> Person | Organization:
    """Give a person or organization a picture, drawn anew, and return it.

    Args:
        kind: person or organization.
        record_id: its id.
        raw: the picture as it was uploaded; one byte more than MOST_BYTES is enough to refuse it.
        by: who does.
        at: when.

    Raises:
        NotFound: there is no such record, or it has no picture by its kind.
        WasDeleted: it was deleted.
        Invalid: it is no picture, or too large.
        StoreFull: there is no room for it.
        StoreUnwell: the store did not take it.
    """
    subject = _to_change(kind, record_id, by=by)
    if len(raw) > MOST_BYTES:
        raise _wrong(_("A picture may have up to 5 MB."))
    try:
        drawn = square(raw)
    except NoPicture as reason:
        text = _("This is no picture that can be read. PNG, JPEG, GIF and WebP can be.")
        raise _wrong(text) from reason
    # A name of its own for each record: whoever goes takes no picture of another along.
    mark = f"{subject.subject_type}-{subject.pk}-{at.isoformat()}".encode()
    name = hashlib.sha256(mark + drawn).hexdigest()
    contents.keep(by.company_id, drawn, media_type=MEDIA_TYPE, name=name)
    return _write(subject, name, by=by, at=at)


@transaction.atomic
def remove_picture(*, kind: str, record_id: int, by: Viewer, at: datetime) -> Person | Organization:
    """Take the picture away; where there is none nothing changes.

    Raises:
        NotFound: there is no such record.
        WasDeleted: it was deleted.
    """
    return _write(_to_change(kind, record_id, by=by), "", by=by, at=at)


@transaction.atomic
def bring_picture_back(
    *, kind: str, record_id: int, name: str, by: Viewer, at: datetime
) -> Person | Organization:
    """Give a record a picture again that it had.

    Raises:
        NotFound: there is no such record, or it never had this picture.
        WasDeleted: it was deleted.
    """
    subject = _to_change(kind, record_id, by=by)
    had = Entry.objects.filter(
        company_id=by.company_id,
        subject_type=kind,
        subject_id=record_id,
        kind__startswith=f"{kind}.picture-",
    ).values_list("data", flat=True)
    if name not in {data.get("old") for data in had} - {"", None}:
        raise NotFound(_("This picture is gone."))
    return _write(subject, name, by=by, at=at)


def _write(
    subject: Person | Organization, name: str, *, by: Viewer, at: datetime
) -> Person | Organization:
    old = subject.picture
    if old != name:
        subject.save(update_fields=subject.touch(at, picture=name))
        word = "picture-changed" if name else "picture-removed"
        record(f"{subject.subject_type}.{word}", subject=subject, by=by, at=at, old=old, new=name)
    return subject


def _to_change(kind: str, record_id: int, *, by: Viewer) -> Person | Organization:
    if kind not in _FOUND:
        raise NotFound(_("There is nothing here."))
    return _FOUND[kind](record_id, by)


def _wrong(text: str) -> Invalid:
    return Invalid(text, {"picture": text})
