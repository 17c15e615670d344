"""Taking care of labels: made, renamed, recoloured, deleted and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.fields.models import Label, LabelUse
from kartotek.fields.operations.labels import create_label, refuse_unusable
from kartotek.history.operations import changes, record
from kartotek.lib.text import fold
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

# Kinds of records that can have labels.
LABELLED = ("person", "organization", "deal", "lead")


@dataclass(frozen=True)
class DeletedLabel:
    """A label that was deleted, and on how many records it was."""

    id: int
    on: str
    name: str
    count: int


@transaction.atomic
def add_label(*, on: str, name: str, tone: str = "", by: Viewer, at: datetime) -> Label:
    """Make a label that no record has yet.

    Raises:
        Forbidden: they may not take care of labels.
        NotFound: records of this kind have no labels.
        Invalid: the name or tone cannot be used, or there is a label of this name.
    """
    refuse_unless(by, Permission.MANAGE_LABELS)
    if on not in LABELLED:
        raise NotFound(_("There is nothing here."))
    _refuse_twin(on, " ".join(name.split()), company_id=by.company_id)
    return create_label(on=on, name=name, tone=tone, by=by, at=at)


@transaction.atomic
def edit_label(*, label_id: int, name: str, tone: str, by: Viewer, at: datetime) -> Label:
    """Rename or recolour a label, on every record it is on.

    Raises:
        Forbidden: they may not take care of labels.
        NotFound: there is no such label.
        Invalid: the name or tone cannot be used, or another label has this name.
    """
    refuse_unless(by, Permission.MANAGE_LABELS)
    label = _label(label_id, by=by)
    name = " ".join(name.split())
    refuse_unusable(name, tone)
    _refuse_twin(label.on, name, company_id=by.company_id, besides=label.pk)
    told = changes(label, {"name": name, "tone": tone or label.tone})
    if told:
        label.name, label.folded, label.tone = name, fold(name), tone or label.tone
        label.save(update_fields=["name", "folded", "tone"])
        record("label.edited", subject=label, by=by, at=at, changes=told)
    return label


@transaction.atomic
def delete_label(*, label_id: int, by: Viewer, at: datetime) -> DeletedLabel:
    """Delete a label; it leaves every record, and its return puts it back on them.

    Raises:
        Forbidden: they may not take care of labels.
        NotFound: there is no such label.
    """
    refuse_unless(by, Permission.MANAGE_LABELS)
    label = _label(label_id, by=by)
    count = LabelUse.objects.filter(company_id=by.company_id, label=label).count()
    label.deleted_at = at
    label.save(update_fields=["deleted_at"])
    record("label.deleted", subject=label, by=by, at=at, name=label.name, count=count)
    return DeletedLabel(label.pk, label.on, label.name, count)


@transaction.atomic
def restore_label(*, label_id: int, by: Viewer, at: datetime) -> Label:
    """Bring a deleted label back on the records it was on; twice is once.

    Raises:
        Forbidden: they may not take care of labels.
        NotFound: there never was such a label.
        Invalid: another label has its name by now.
    """
    refuse_unless(by, Permission.MANAGE_LABELS)
    label = Label.objects.select_for_update().filter(pk=label_id, company_id=by.company_id).first()
    if label is None:
        raise NotFound(_("This label is gone."))
    if label.deleted_at is not None:
        _refuse_twin(label.on, label.name, company_id=by.company_id)
        label.deleted_at = None
        label.save(update_fields=["deleted_at"])
        record("label.restored", subject=label, by=by, at=at, name=label.name)
    return label


def _label(label_id: int, *, by: Viewer) -> Label:
    label = (
        Label.objects.select_for_update()
        .filter(pk=label_id, company_id=by.company_id, deleted_at=None)
        .first()
    )
    if label is None:
        raise NotFound(_("This label is gone."))
    return label


def _refuse_twin(on: str, name: str, *, company_id: int, besides: int = 0) -> None:
    """Do nothing unless another label of the kind is called so, case and marks aside.

    Raises:
        Invalid: one is.
    """
    twins = Label.objects.filter(company_id=company_id, on=on, folded=fold(name), deleted_at=None)
    twin = twins.exclude(pk=besides).first()
    if twin is not None:
        message = _("There is a label called %(name)s already.") % {"name": twin.name}
        raise Invalid(message, {"name": message})
