"""The list of where leads come from: furnished in the settings, and by whoever types a new one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kartotek.errors import NotFound, Refused
from kartotek.history.operations import record
from kartotek.lib.text import fold, one_line
from kartotek.pipeline import checks
from kartotek.pipeline.leads.models import Lead, LeadSource
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

LONGEST = 64


class LastSource(Refused):
    """A company keeps at least one source: the one of leads that say nothing."""


@transaction.atomic
def add_source(*, name: str, by: Viewer, at: datetime) -> LeadSource:
    """Add a source at the end of the list; one that is there already is returned as it is.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not sources either.
        Invalid: the name is empty or too long.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    return _added(_checked(name), by=by, at=at)


@transaction.atomic
def rename_source(*, source_id: int, name: str, by: Viewer, at: datetime) -> LeadSource:
    """Call a source otherwise, on every lead that comes from it.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not sources either.
        NotFound: there is no such source.
        Invalid: the name is empty or too long, or another source has it.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    source, new = _found(source_id, by=by), _checked(name)
    if source.name == new:
        return source
    others = LeadSource.objects.filter(company_id=by.company_id, folded=fold(new))
    if others.exclude(pk=source.pk).exists():
        raise checks.invalid("name", _("There is a source of this name already."))
    old = source.name
    source.name, source.folded = new, fold(new)
    source.save(update_fields=["name", "folded"])
    # Not an edit of each lead: what is known of it stays the same, only the word changes.
    Lead.objects.filter(company_id=by.company_id, source_name=old).update(source_name=new)
    record("lead-source.renamed", subject=source, by=by, at=at, was=old, name=new)
    return source


@transaction.atomic
def move_source(*, source_id: int, place: int, by: Viewer, at: datetime) -> LeadSource:
    """Put a source at another place of the list; the first one is that of leads without any.

    Args:
        source_id: which source.
        place: counted from 0; beyond the end is the end.
        by: who moves it.
        at: when.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not sources either.
        NotFound: there is no such source.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    source = _found(source_id, by=by)
    others = list(
        LeadSource.objects.filter(company_id=by.company_id)
        .exclude(pk=source.pk)
        .order_by("position", "pk")
    )
    others.insert(max(place, 0), source)
    for position, one in enumerate(others):
        one.position = position
    LeadSource.objects.bulk_update(others, ["position"])
    record("lead-source.moved", subject=source, by=by, at=at, name=source.name, place=place)
    return source


@transaction.atomic
def delete_source(*, source_id: int, by: Viewer, at: datetime) -> LeadSource:
    """Offer a source no longer; leads that came from it go on saying so.

    Raises:
        NotPermitted: `by` may not change pipelines, and so not sources either.
        NotFound: there is no such source.
        LastSource: it is the only one.
    """
    refuse_unless(by, Permission.MANAGE_PIPELINES)
    # All of them: two that are deleted at once count each other.
    mine = LeadSource.objects.select_for_update().filter(company_id=by.company_id)
    list(mine.order_by("pk"))
    source = _found(source_id, by=by)
    if LeadSource.objects.filter(company_id=by.company_id).count() == 1:
        raise LastSource(_("One source stays: that of leads nobody says more of."))
    record("lead-source.deleted", subject=source, by=by, at=at, name=source.name)
    source.delete()
    return source


def usual_source(*, company_id: int) -> str:
    """Return the source of a lead that says nothing of where it comes from."""
    names = LeadSource.objects.filter(company_id=company_id).order_by("position", "pk")
    return names.values_list("name", flat=True).first() or "Manually created"


def known_source(name: str, *, by: Viewer, at: datetime) -> str:
    """Return a source in the spelling of the list, which learns a new one; empty stays empty."""
    return _added(name, by=by, at=at).name if name else name


def _added(name: str, *, by: Viewer, at: datetime) -> LeadSource:
    mine = LeadSource.objects.filter(company_id=by.company_id)
    last = mine.aggregate(last=Max("position"))["last"]
    source, is_new = mine.get_or_create(
        company_id=by.company_id,
        folded=fold(name),
        defaults={"name": name, "position": 0 if last is None else last + 1},
    )
    if is_new:
        record("lead-source.created", subject=source, by=by, at=at, name=name)
    return source


def _checked(name: str) -> str:
    if not one_line(name):
        raise checks.invalid("name", _("Give the source a name."))
    return checks.checked_line(name, "name", LONGEST)


def _found(source_id: int, *, by: Viewer) -> LeadSource:
    source = (
        LeadSource.objects.select_for_update()
        .filter(company_id=by.company_id, pk=source_id)
        .first()
    )
    if source is None:
        raise NotFound(_("This source is gone."))
    return source
