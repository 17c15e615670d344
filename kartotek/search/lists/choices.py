"""What a filter can be asked with: colleagues, labels, stages and options, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from kartotek.fields.queries import labels
from kartotek.fields.references import names_of
from kartotek.fields.rules.types import CHOSEN, FieldType
from kartotek.pipeline.deals.models import Outcome, Stage
from kartotek.pipeline.deals.queries import pipelines
from kartotek.pipeline.projects.models import ProjectStatus
from kartotek.pipeline.projects.queries import boards, phases
from kartotek.search.lists.column import Column, Words
from kartotek.search.lists.rules import ColumnType
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility

Choices = list[tuple[str, str]]

STATES_NAMED: Final = {**{one.value: one.label for one in Outcome}, "archived": _("Archived")}
"""How deals stand, in words."""

STATES_OF: Final[Mapping[str, Mapping[str, Words]]] = {
    "deal": STATES_NAMED,
    "lead": {"open": _("Open"), "archived": _("Archived")},
    "project": {
        **{one.value: one.label for one in ProjectStatus},
        "archived": _("Archived"),
    },
}
"""How items of a kind stand, in words."""


def choices_of(kind: str, column: Column, *, viewer: Viewer) -> Choices:
    """Return what a column of a list can be compared with, as pairs of value and name."""
    if column.custom is not None:
        return _custom_choices(column, viewer)
    if column.type is ColumnType.LABELS:
        on = column.of or kind
        return [(str(one.id), one.name) for one in labels(on, viewer=viewer)]
    if column.type is ColumnType.USER:
        return _users(viewer)
    if column.field == "state":
        return [(value, str(text)) for value, text in STATES_OF[kind].items()]
    read = _PLACES.get(column.field)
    return read(viewer) if read else []


def _visibilities(_viewer: Viewer) -> Choices:
    return [(str(one.value), str(one.label)) for one in Visibility]


def _pipelines(viewer: Viewer) -> Choices:
    return [(str(one.id), one.name) for one in pipelines(viewer=viewer)]


def _phases(viewer: Viewer) -> Choices:
    found = phases(viewer=viewer)
    is_one = len({one.board_id for one in found}) < 2
    return [(str(one.id), one.name if is_one else f"{one.board_name}: {one.name}") for one in found]


def _boards(viewer: Viewer) -> Choices:
    return [(str(one.id), one.name) for one in boards(viewer=viewer)]


def named(column: Column, values: tuple[str, ...], known: Choices, *, viewer: Viewer) -> list[str]:
    """Return the values of a condition in words."""
    names = dict(known)
    if column.custom is not None and column.custom.type in {
        FieldType.PERSON,
        FieldType.ORGANIZATION,
    }:
        ids = [int(one) for one in values if one.isdecimal()]
        found = names_of(column.custom.type, ids, viewer=viewer)
        names = {str(pk): name for pk, name in found.items()}
    return [names.get(one, one) for one in values]


def _custom_choices(column: Column, viewer: Viewer) -> Choices:
    assert column.custom is not None
    if column.custom.type in CHOSEN:
        return [(str(one.id), one.name) for one in column.custom.options]
    return _users(viewer) if column.custom.type is FieldType.USER else []


def _users(viewer: Viewer) -> Choices:
    users = User.objects.filter(company_id=viewer.company_id).order_by("name", "pk")
    return [(str(pk), name) for pk, name in users.values_list("pk", "name")]


def _stages(viewer: Viewer) -> Choices:
    stages = Stage.objects.filter(company_id=viewer.company_id).select_related("pipeline")
    ordered = list(stages.order_by("pipeline__position", "pipeline_id", "position"))
    is_one = len({one.pipeline_id for one in ordered}) < 2
    return [
        (str(one.pk), one.name if is_one else f"{one.pipeline.name}: {one.name}") for one in ordered
    ]


_PLACES: Final[Mapping[str, Callable[[Viewer], Choices]]] = {
    "visibility": _visibilities,
    "stage_id": _stages,
    "stage__pipeline_id": _pipelines,
    "phase_id": _phases,
    "phase__board_id": _boards,
}
"""What each field that names one of a few is chosen from."""
