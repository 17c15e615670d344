"""Putting files on records, calling them differently, and taking them back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, Unpack

from django.conf import settings
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kartotek.activities.models import File
from kartotek.activities.operations.values import OnFields, checked
from kartotek.activities.queries.scopes import visible
from kartotek.errors import Invalid, NotFound, WasDeleted
from kartotek.history.operations import record
from kartotek.lib.text import one_line
from kartotek.store import contents
from kartotek.users.permissions import Permission, refuse_unless, refuse_unless_editable
from kartotek.users.viewer import Viewer

LONGEST_NAME = 255
ANYTHING = "application/octet-stream"

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*", re.ASCII)


class Upload(Protocol):
    """A file as it arrives: named, measured, and read when it is wanted."""

    @property
    def name(self) -> str | None:
        """What it is called where it comes from."""

    @property
    def content_type(self) -> str | None:
        """What kind of file it is said to be."""

    @property
    def size(self) -> int | None:
        """How many bytes it has."""

    def read(self) -> bytes:
        """Return all of it."""


class FileTooLarge(Invalid):
    """The file is larger than this installation takes."""


@transaction.atomic
def create_file(*, file: Upload, by: Viewer, at: datetime, **on: Unpack[OnFields]) -> File:
    """Put a file on records and return it.

    Args:
        file: as it arrived.
        by: who puts it there; its owner unless `owner_id` is given.
        at: when.
        **on: the records; one of them at least.

    Raises:
        FileTooLarge: it is larger than allowed.
        Invalid: a record is not theirs to see, or none is given.
        StoreFull: there is no room for it.
        StoreUnwell: the store did not take it.
    """
    kept = {"owner_id": by.user_id} | checked(on, by=by)
    name = checked_name(file.name or "", or_else=_("File"))
    _refuse_large(name, file.size or 0)
    raw = file.read()
    media_type = _media_type(file.content_type or "")
    sha256 = contents.keep(by.company_id, raw, media_type=media_type)
    made = File.objects.create(
        company_id=by.company_id,
        created_at=at,
        updated_at=at,
        name=name,
        media_type=media_type,
        size_bytes=len(raw),
        sha256=sha256,
        **kept,
    )
    # A purge of the same content that began before may end after: what was put in is put back.
    transaction.on_commit(lambda: contents.keep(by.company_id, raw, media_type=media_type))
    record("file.created", subject=made, by=by, at=at, name=made.name)
    return made


@transaction.atomic
def create_files(
    *, files: Sequence[Upload], by: Viewer, at: datetime, **on: Unpack[OnFields]
) -> list[File]:
    """Put several files on records, all or none, and return them.

    Raises:
        Invalid: there are none, one is too large, or a record is not theirs to see.
        StoreFull: there is no room for them.
        StoreUnwell: the store did not take them.
    """
    if not files:
        message = _("Choose a file first.")
        raise Invalid(message, {"files": message})
    for file in files:
        _refuse_large(file.name or "", file.size or 0)
    return [create_file(file=file, by=by, at=at, **on) for file in files]


@transaction.atomic
def rename_file(*, file_id: int, name: str, by: Viewer, at: datetime) -> File:
    """Call a file differently.

    Raises:
        NotFound: there is no such file, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
        WasDeleted: it was deleted.
        Invalid: the name is empty.
    """
    file = _to_change(file_id, by=by)
    new = checked_name(name)
    if new != file.name:
        told = {"name": [file.name, new]}
        file.save(update_fields=file.touch(at, name=new))
        record("file.edited", subject=file, by=by, at=at, changes=told)
    return file


@transaction.atomic
def delete_file(*, file_id: int, by: Viewer, at: datetime) -> File:
    """Delete a file; it can be restored. Twice is once.

    Raises:
        NotFound: there is no such file, or it is not theirs to see.
        NotPermitted: `by` may not delete, not even their own.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    file = _to_change(file_id, by=by, with_deleted=True)
    refuse_unless(by, Permission.DELETE)
    if not file.is_deleted:
        file.save(update_fields=file.touch(at, deleted_at=at))
        record("file.deleted", subject=file, by=by, at=at, name=file.name)
    return file


@transaction.atomic
def restore_file(*, file_id: int, by: Viewer, at: datetime) -> File:
    """Bring a deleted file back; twice is once.

    Raises:
        NotFound: there is no such file, or it is not theirs to see.
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    file = _to_change(file_id, by=by, with_deleted=True)
    if file.is_deleted:
        file.save(update_fields=file.touch(at, deleted_at=None))
        record("file.restored", subject=file, by=by, at=at, name=file.name)
    return file


def checked_name(typed: str, *, or_else: str = "") -> str:
    """Return the name of a file as it is kept: on one line, its ending kept where it is cut.

    Raises:
        Invalid: nothing is left of it.
    """
    name = one_line(typed) or or_else
    if not name:
        message = _("A file needs a name.")
        raise Invalid(message, {"name": message})
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 20:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _refuse_large(name: str, size: int) -> None:
    if size > settings.FILE_BYTES:
        message = _("“%(name)s” has %(size)s MB. A file may have up to %(limit)s MB.") % {
            "name": name,
            "size": number_format(size / 1_000_000, decimal_pos=1),
            "limit": number_format(settings.FILE_BYTES // 1_000_000),
        }
        raise FileTooLarge(message, {"files": message})


def _media_type(told: str) -> str:
    plain = told.partition(";")[0].strip().lower()
    return plain if _MEDIA_TYPE.fullmatch(plain) and len(plain) <= 100 else ANYTHING


def _to_change(file_id: int, *, by: Viewer, with_deleted: bool = False) -> File:
    seen = visible(File.objects.all(), by).select_for_update(of=("self",))
    found = seen.filter(pk=file_id).first()
    if found is None:
        raise NotFound(_("This file is gone."))
    if found.is_deleted and not with_deleted:
        raise WasDeleted(_("This file was deleted."), "file", file_id)
    refuse_unless_editable(by, found.owner_id)
    return found
