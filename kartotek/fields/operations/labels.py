"""Writing labels: making them, putting them on records and taking them off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.fields.models import Label, LabelUse, Tone
from kartotek.history.operations import record, subject_type
from kartotek.lib.text import fold
from kartotek.users.permissions import Permission, refuse_unless, refuse_unless_editable
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord


@transaction.atomic
def create_label(*, on: str, name: str, tone: str = "", by: Viewer, at: datetime) -> Label:
    """Make a label for records of the kind `on`, or return the one that has this name.

    Two names are one where they differ in case and marks alone.

    Args:
        on: the kind of record, such as `person`.
        name: one to 64 characters; spaces around it do not count.
        tone: one of the eight hues; empty takes the next unused one.
        by: who makes it.
        at: when.

    Raises:
        Invalid: the name is empty or too long, or there is no such tone.
        NotPermitted: there is none yet, and `by` may not change labels.
    """
    name = " ".join(name.split())
    refuse_unusable(name, tone)
    label, is_new = Label.objects.get_or_create(
        company_id=by.company_id,
        on=on,
        folded=fold(name),
        deleted_at=None,
        defaults={"name": name, "tone": tone or _next_tone(on, company_id=by.company_id)},
    )
    if is_new:
        refuse_unless(by, Permission.MANAGE_LABELS)
        record("label.created", subject=label, by=by, at=at, name=name, on=on, tone=label.tone)
    return label


@transaction.atomic
def put_on(*, label_id: int, subject: OwnedRecord, by: Viewer, at: datetime) -> Label:
    """Put a label on a record, which the caller has checked is visible; twice is once.

    Raises:
        NotFound: records of this kind have no such label.
        OwnedByAnother: the record is a colleague's, and `by` may only change their own.
    """
    refuse_unless_editable(by, subject.owner_id)
    label = _label_for(label_id, subject)
    _use, is_new = LabelUse.objects.get_or_create(
        company_id=by.company_id, label=label, subject_id=subject.pk
    )
    if is_new:
        kind = f"{subject_type(subject)}.label-added"
        record(kind, subject=subject, by=by, at=at, label=label.name, label_id=label.pk)
    return label


@transaction.atomic
def add_new_label(
    *, subject: OwnedRecord, name: str, tone: str = "", by: Viewer, at: datetime
) -> Label:
    """Make a label for records of the subject's kind and put it on the subject.

    Raises:
        Invalid: the name is empty or too long, or there is no such tone.
    """
    label = create_label(on=subject_type(subject), name=name, tone=tone, by=by, at=at)
    return put_on(label_id=label.pk, subject=subject, by=by, at=at)


@transaction.atomic
def take_off(*, label_id: int, subject: OwnedRecord, by: Viewer, at: datetime) -> Label:
    """Take a label off a record, which the caller has checked is visible.

    Raises:
        NotFound: records of this kind have no such label.
        OwnedByAnother: the record is a colleague's, and `by` may only change their own.
    """
    refuse_unless_editable(by, subject.owner_id)
    label = _label_for(label_id, subject)
    gone, _by_model = LabelUse.objects.filter(
        company_id=by.company_id, label=label, subject_id=subject.pk
    ).delete()
    if gone:
        kind = f"{subject_type(subject)}.label-removed"
        record(kind, subject=subject, by=by, at=at, label=label.name, label_id=label.pk)
    return label


@transaction.atomic
def set_labels(
    *, label_ids: Collection[int], subject: OwnedRecord, by: Viewer, at: datetime
) -> None:
    """Put exactly these labels on a record, which the caller has checked is visible.

    Raises:
        Invalid: records of this kind have no such label.
    """
    of = {"company_id": by.company_id, "on": subject_type(subject), "deleted_at": None}
    known = set(Label.objects.filter(pk__in=label_ids, **of).values_list("pk", flat=True))
    if known != set(label_ids):
        message = _("This label is gone.")
        raise Invalid(message, {"label_ids": message})
    uses = LabelUse.objects.filter(
        subject_id=subject.pk, **{f"label__{name}": value for name, value in of.items()}
    )
    before = set(uses.values_list("label_id", flat=True))
    for label_id in sorted(before - set(label_ids)):
        take_off(label_id=label_id, subject=subject, by=by, at=at)
    for label_id in sorted(set(label_ids) - before):
        put_on(label_id=label_id, subject=subject, by=by, at=at)


@transaction.atomic
def carry_labels(*, old: tuple[str, int], subject: OwnedRecord, by: Viewer, at: datetime) -> None:
    """Let what a record became have its labels, by their names, and no others.

    A label that records of the new kind do not have yet is made, if `by` may make labels. One
    that the old kind does not have stays: nobody can have taken it off.

    Args:
        old: kind and id of the record that was, such as `("lead", 4)`.
        subject: what it became, which the caller has checked is theirs to change.
        by: who did it.
        at: when.
    """
    on, old_id = old
    _take_off_others(old=old, subject=subject, by=by, at=at)
    there = LabelUse.objects.filter(company_id=by.company_id, subject_id=old_id, label__on=on)
    for use in there.filter(label__deleted_at=None).select_related("label").order_by("pk"):
        known = Label.objects.filter(
            company_id=by.company_id,
            on=subject_type(subject),
            folded=use.label.folded,
            deleted_at=None,
        )
        if by.may(Permission.MANAGE_LABELS) or known.exists():
            add_new_label(subject=subject, name=use.label.name, tone=use.label.tone, by=by, at=at)


def _take_off_others(
    *, old: tuple[str, int], subject: OwnedRecord, by: Viewer, at: datetime
) -> None:
    """Take the labels off that the record before could have, and has not."""
    on, old_id = old
    known = Label.objects.filter(company_id=by.company_id, on=on, deleted_at=None)
    kept = set(known.filter(uses__subject_id=old_id).values_list("folded", flat=True))
    uses = LabelUse.objects.filter(
        company_id=by.company_id,
        subject_id=subject.pk,
        label__on=subject_type(subject),
        label__deleted_at=None,
        label__folded__in=set(known.values_list("folded", flat=True)) - kept,
    )
    for label_id in uses.order_by("pk").values_list("label_id", flat=True):
        take_off(label_id=label_id, subject=subject, by=by, at=at)


def refuse_unusable(name: str, tone: str) -> None:
    """Do nothing if a label can be called so and look so; an empty tone is any.

    Raises:
        Invalid: the name is empty or too long, or there is no such tone.
    """
    if not name:
        raise Invalid(_("A label needs a name."), {"name": _("Give the label a name.")})
    if len(name) > 64:
        message = _("A label's name has at most 64 characters.")
        raise Invalid(message, {"name": message})
    if tone and tone not in Tone.values:
        raise Invalid(_("There is no such colour."), {"tone": _("Choose one of the colours.")})


def _label_for(label_id: int, subject: OwnedRecord) -> Label:
    label = Label.objects.filter(
        pk=label_id, company_id=subject.company_id, on=subject_type(subject), deleted_at=None
    ).first()
    if label is None:
        raise NotFound(_("This label is gone."))
    return label


def _next_tone(on: str, *, company_id: int) -> str:
    """Return the first tone no label of the kind has, so that new labels look different."""
    labels = Label.objects.filter(company_id=company_id, on=on, deleted_at=None)
    used = list(labels.values_list("tone", flat=True))
    return min(Tone.values, key=used.count)
