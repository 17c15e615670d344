"""Nothing that points at a person or organization is forgotten when two become one."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.models.counted import COUNTS, DAYS
from kartotek.contacts.rules.merge import DERIVED, FILLED, KEPT, NAMES, TOGETHER
from kartotek.flows.merge_contacts.registry import HANDLED, MOVES, STAYS

CONTACTS = (Person, Organization)

LOOSE = {"subject_id", "ref_id", "record_id", "survivor_id", "loser_id", "first_id", "second_id"}
"""Columns without a foreign key that name records of several kinds."""

COUNTERS = {*COUNTS, *DAYS, "people_count"}
"""Columns that flows/counters.py keeps."""


def pointing_columns(model: type[models.Model]) -> Iterator[str]:
    """Yield the columns of a table that may name a person or organization."""
    for one in model._meta.concrete_fields:
        if one.related_model in CONTACTS or (one.attname in LOOSE and not one.is_relation):
            yield one.attname


def known_columns() -> set[tuple[str, str]]:
    """Return every column that a merge knows."""
    moved = {(move.model, move.column) for moves in MOVES.values() for move in moves}
    return moved | set(HANDLED) | set(STAYS)


def all_columns() -> set[tuple[str, str]]:
    """Return every column of ours that may name a person or organization."""
    return {
        (model._meta.label, column)
        for model in apps.get_models()
        if model.__module__.startswith("kartotek.")
        for column in pointing_columns(model)
    }


def test_everything_that_names_a_contact_is_in_the_registry_of_merging() -> None:
    assert all_columns() - known_columns() == set()


def test_the_registry_of_merging_names_only_what_is_there() -> None:
    assert known_columns() - all_columns() == set()


def test_a_table_that_names_a_person_is_found() -> None:
    assert "person_id" in set(pointing_columns(apps.get_model("deals.Deal")))


def test_every_field_of_a_contact_has_its_rule_of_merging() -> None:
    for model in CONTACTS:
        on = str(model._meta.model_name)
        names = {one.attname for one in model._meta.concrete_fields}
        ruled = {*FILLED[on], *NAMES, *KEPT, *DERIVED, *COUNTERS}
        ruled |= {name for group in TOGETHER[on] for name in group}

        assert names - ruled == set(), on
