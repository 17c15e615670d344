"""Everything that points at a deal, and what becomes of it in a merge.

A column that is in none of the lists fails tests/flows/merge_deals/test_registry.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from kartotek.flows.merge_contacts.registry import Move, on_every_kind

MOVES: tuple[Move, ...] = (
    Move(
        "deals.DealParticipant",
        "deal_id",
        within=("person_id",),
        fills=("role",),
        counted_as="participant",
    ),
    Move("projects.ProjectDeal", "deal_id", within=("project_id",), counted_as="project"),
    Move("leads.Lead", "deal_id"),
    Move("leads.Lead", "source_deal_id"),
    Move("activities.Activity", "deal_id", counted_as="activity"),
    Move("activities.Note", "deal_id", counted_as="note"),
    Move("activities.File", "deal_id", counted_as="file"),
    *on_every_kind("deal"),
)

HANDLED: Mapping[tuple[str, str], str] = {
    ("linking.ConversationLink", "deal_id"): "moved by linking, with a decision (row 55)",
}
"""Columns with a way of their own."""

STAYS: Mapping[tuple[str, str], str] = {
    ("history.Entry", "subject_id"): "history is never changed; the survivor's page shows both",
    ("flows.BulkChange", "subject_id"): "what a bulk act did to a record is undone on that record",
    ("search.Document", "subject_id"): "indexed anew",
    ("contacts.MatchKey", "subject_id"): "of people and organizations alone",
    ("linking.Decision", "item_id"): "what was decided is never changed",
}
"""Columns that keep naming the loser, and why."""

FILLED: tuple[str, ...] = ("person_id", "organization_id", "expected_close_on")
"""Fields that are taken from the loser where the survivor says nothing."""

TOGETHER: tuple[str, ...] = ("amount", "currency")
"""A sum of money and its currency make one value."""

KEPT: frozenset[str] = frozenset(
    {
        "id", "company_id", "owner_id", "visibility", "created_at", "updated_at", "title",
        "stage_id", "stage_since", "status", "closed_at", "lost_reason", "archived_at",
    }
)  # fmt: skip
"""Fields of the survivor that no loser changes: how it stands and who sees it."""

DERIVED: frozenset[str] = frozenset(
    {
        "sort_key", "folded", "deleted_at", "to_do_count", "done_count", "next_activity_on",
        "next_activity_id", "last_activity_at",
    }
)  # fmt: skip
"""Fields that follow from others."""
