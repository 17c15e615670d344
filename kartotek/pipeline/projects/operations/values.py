"""What may be written on a project, and the form it is kept in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, cast

from django.utils.translation import gettext as _

from kartotek.history.meanwhile import Was
from kartotek.pipeline import checks
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.projects.models import (
    Project,
    ProjectDeal,
    ProjectOrganization,
    ProjectPerson,
)
from kartotek.users.viewer import Viewer


class ProjectValues(TypedDict, total=False):
    """What a person can write on a project; what is left out stays as it is.

    No owner or visibility means the same as leaving it out.

    The first of `person_ids` and of `organization_ids` is the primary one.
    """

    title: str
    description: str
    owner_id: int | None
    visibility: int | None
    start_on: date | None
    end_on: date | None
    person_ids: Sequence[int]
    organization_ids: Sequence[int]
    deal_ids: Sequence[int]


class ProjectEdit(ProjectValues, total=False):
    """What is written anew; `was` marks what the editor saw (kartotek.history.meanwhile)."""

    was: Was


class NewProject(ProjectValues, total=False):
    """The values of a new project; without a phase it stands in the first one."""

    phase_id: int | None


LISTS = ("person_ids", "organization_ids", "deal_ids")

_CHECKS: Mapping[str, Callable[[Any, Viewer], Any]] = {
    "title": lambda value, _by: checks.checked_title(value),
    "description": lambda value, _by: checks.checked_text(value, "description"),
    "owner_id": lambda value, by: checks.checked_owner(value, by=by),
    "visibility": lambda value, _by: checks.checked_visibility(value),
    "start_on": lambda value, _by: checks.checked_day(value, "start_on"),
    "end_on": lambda value, _by: checks.checked_day(value, "end_on"),
    "person_ids": lambda value, by: checks.checked_persons(value, by=by),
    "organization_ids": lambda value, by: checks.checked_organizations(value, by=by),
    "deal_ids": lambda value, by: _checked_deals(value, by=by),
}


def checked(
    values: ProjectValues, *, by: Viewer, had: Mapping[str, Sequence[int]] | None = None
) -> dict[str, Any]:
    """Return the values as they are kept.

    Args:
        values: what was written.
        by: who wrote it.
        had: what is on the project already: it may stay, seen by the writer or not.

    Raises:
        Invalid: one of them cannot be used.
    """
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if checks.is_left_open(name, value):
            continue
        if name in LISTS:
            ids = list(dict.fromkeys(cast("Sequence[int]", value)))
            known = (had or {}).get(name, ())
            _CHECKS[name]([one for one in ids if one not in known], by)
            kept[name] = ids
        else:
            kept[name] = _CHECKS[name](value, by)
    return kept


def refuse_backwards(start_on: date | None, end_on: date | None) -> None:
    """Let a project pass that ends after it starts.

    Raises:
        Invalid: it ends before.
    """
    if start_on and end_on and end_on < start_on:
        raise checks.invalid("end_on", _("A project cannot end before it starts."))


def lists_of(project: Project) -> dict[str, list[int]]:
    """Return the ids of a project's people, organizations and deals, the primary ones first."""
    mine = {"company_id": project.company_id, "project": project}
    people = ProjectPerson.objects.filter(**mine).order_by("position", "pk")
    firms = ProjectOrganization.objects.filter(**mine).order_by("position", "pk")
    deals = ProjectDeal.objects.filter(**mine).order_by("pk")
    return {
        "person_ids": list(people.values_list("person_id", flat=True)),
        "organization_ids": list(firms.values_list("organization_id", flat=True)),
        "deal_ids": list(deals.values_list("deal_id", flat=True)),
    }


def write_lists(project: Project, lists: Mapping[str, Sequence[int]]) -> None:
    """Put the given people, organizations and deals on a project in place of those it had."""
    mine = {"company_id": project.company_id, "project": project}
    if "person_ids" in lists:
        ProjectPerson.objects.filter(**mine).delete()
        ProjectPerson.objects.bulk_create(
            ProjectPerson(**mine, person_id=one, position=n)
            for n, one in enumerate(lists["person_ids"])
        )
    if "organization_ids" in lists:
        ProjectOrganization.objects.filter(**mine).delete()
        ProjectOrganization.objects.bulk_create(
            ProjectOrganization(**mine, organization_id=one, position=n)
            for n, one in enumerate(lists["organization_ids"])
        )
    if "deal_ids" in lists:
        ProjectDeal.objects.filter(**mine).delete()
        ProjectDeal.objects.bulk_create(ProjectDeal(**mine, deal_id=n) for n in lists["deal_ids"])


def _checked_deals(ids: Iterable[int], *, by: Viewer) -> list[int]:
    wanted = list(dict.fromkeys(ids))
    seen = Deal.objects.alive().visible_to(by).filter(pk__in=wanted)
    if wanted and len(wanted) != seen.count():
        raise checks.invalid("deal_ids", _("This deal is gone."))
    return wanted
