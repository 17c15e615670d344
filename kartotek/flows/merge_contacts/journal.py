"""What a merge changed, row by row, so that it can be changed back exactly.

moved     rows of a table whose column named the loser and names the survivor now
changed   one row whose columns had other values
dropped   one row that is gone, whole
added     one row that was not there
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from kartotek.contacts.queries.identities import in_parts
from kartotek.history.operations import plain

Step = dict[str, Any]


@dataclass
class Journal:
    """Writes, and remembers what was before; steps are JSON."""

    company_id: int
    steps: list[Step] = field(default_factory=list)

    def move(self, rows: QuerySet[Any], name: str, *, was: int, now: int) -> int:
        """Let the column `name` of rows point at another record, and return how many did."""
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        for part in in_parts(ids):
            rows.model._default_manager.filter(pk__in=part).update(**{name: now})
        if ids:
            step = {"do": "moved", "model": label(rows.model), "name": name, "ids": ids}
            self.steps.append(step | {"was": was, "now": now})
        return len(ids)

    def change(self, row: models.Model, values: Mapping[str, Any]) -> None:
        """Write other values into one row."""
        was = {name: getattr(row, name) for name in values}
        differs = {name: value for name, value in values.items() if was[name] != value}
        if not differs:
            return
        for name, value in differs.items():
            setattr(row, name, value)
        row.save(update_fields=list(differs))
        step = {"do": "changed", "model": label(type(row)), "id": row.pk}
        before = {name: stored(was[name]) for name in differs}
        after = {name: stored(value) for name, value in differs.items()}
        self.steps.append(step | {"was": before, "now": after})

    def drop(self, row: models.Model) -> None:
        """Delete one row."""
        self.steps.append({"do": "dropped", "model": label(type(row)), "row": whole(row)})
        row.delete()

    def add(self, row: models.Model) -> None:
        """Write one new row."""
        row.save(force_insert=True)
        self.steps.append({"do": "added", "model": label(type(row)), "id": row.pk})


@dataclass(frozen=True)
class Left:
    """Rows that an undo left as they are, since somebody changed them after the merge."""

    model: str
    ids: tuple[int, ...]


def take_back(steps: Collection[Step], *, company_id: int) -> list[Left]:
    """Undo steps, the last one first, and return what was changed since and stays as it is."""
    ways = {"moved": _move_back, "changed": _change_back, "dropped": _bring_back, "added": _drop}
    left = [ways[step["do"]](step, company_id) for step in reversed(list(steps))]
    return [one for one in left if one is not None]


def label(model: type[models.Model]) -> str:
    """Return the name of a table as the registry writes it."""
    return model._meta.label


def whole(row: models.Model) -> dict[str, Any]:
    """Return every column of a row as JSON keeps it."""
    return {one.attname: stored(getattr(row, one.attname)) for one in row._meta.concrete_fields}


def stored(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    return str(value) if isinstance(value, UUID) else plain(value)


def _table(name: str, company_id: int) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model(name)._default_manager.filter(company_id=company_id)
    return rows


def _move_back(step: Step, company_id: int) -> Left | None:
    rows = _table(step["model"], company_id)
    done = 0
    for part in in_parts(list(step["ids"])):
        there = rows.filter(pk__in=part, **{step["name"]: step["now"]})
        done += there.update(**{step["name"]: step["was"]})
    if done == len(step["ids"]):
        return None
    missing: list[int] = []
    for part in in_parts(list(step["ids"])):
        back = set(
            rows.filter(pk__in=part, **{step["name"]: step["was"]}).values_list("pk", flat=True)
        )
        missing += [pk for pk in part if pk not in back]
    return Left(step["model"], tuple(missing))


def _change_back(step: Step, company_id: int) -> Left | None:
    row = _table(step["model"], company_id).filter(pk=step["id"]).first()
    if row is None:
        return Left(step["model"], (step["id"],))
    same = {
        name: value
        for name, value in step["was"].items()
        if getattr(row, name) == _read(type(row), name, step["now"][name])
    }
    for name, value in same.items():
        setattr(row, name, _read(type(row), name, value))
    if same:
        row.save(update_fields=list(same))
    return None if len(same) == len(step["was"]) else Left(step["model"], (step["id"],))


def _bring_back(step: Step, company_id: int) -> Left | None:
    model = apps.get_model(step["model"])
    row = model(**{name: _read(model, name, value) for name, value in step["row"].items()})
    if _table(step["model"], company_id).filter(pk=row.pk).exists() or not _has_parents(row):
        return Left(step["model"], (row.pk,))
    row.save(force_insert=True)
    return None


def _drop(step: Step, company_id: int) -> Left | None:
    _table(step["model"], company_id).filter(pk=step["id"]).delete()
    return None


def _has_parents(row: models.Model) -> bool:
    """Return whether everything a row names is still there: a label may have been purged."""
    named = [
        (one.related_model, getattr(row, one.attname))
        for one in row._meta.concrete_fields
        if isinstance(one.related_model, type)
    ]
    return all(
        value is None or model._default_manager.filter(pk=value).exists() for model, value in named
    )


def _read(model: type[models.Model], name: str, value: Any) -> Any:
    """Return a value as the column holds it."""
    column = next(one for one in model._meta.concrete_fields if one.attname == name)
    return value if value is None else column.to_python(value)
