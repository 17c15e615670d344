"""Nothing that points at a deal is forgotten when two become one."""

from __future__ import annotations

from django.apps import apps

from kartotek.flows.merge_deals.registry import (
    DERIVED,
    FILLED,
    HANDLED,
    KEPT,
    MOVES,
    STAYS,
    TOGETHER,
)
from kartotek.pipeline.deals.models import Deal

LOOSE = {"subject_id", "item_id", "record_id"}
"""Columns without a foreign key that name records of several kinds."""


def all_columns() -> set[tuple[str, str]]:
    """Return every column of ours that may name a deal."""
    return {
        (model._meta.label, one.attname)
        for model in apps.get_models()
        if model.__module__.startswith("kartotek.")
        for one in model._meta.concrete_fields
        if one.related_model is Deal or (one.attname in LOOSE and not one.is_relation)
    }


def test_everything_that_names_a_deal_is_in_the_registry_of_merging() -> None:
    moved = {(move.model, move.column) for move in MOVES}

    assert all_columns() - moved - set(HANDLED) - set(STAYS) == set()


def test_every_field_of_a_deal_has_its_rule_of_merging() -> None:
    names = {one.attname for one in Deal._meta.concrete_fields}

    assert names - {*FILLED, *TOGETHER, *KEPT, *DERIVED} == set()
