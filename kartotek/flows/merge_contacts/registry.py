"""Everything that points at a person or organization, and what becomes of it in a merge.

A table that is in none of the lists fails tests/conventions/test_merging.py: nothing is left
behind because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Move:
    """Rows that follow a record into the survivor.

    Args:
        model: the table, as `app.Model`.
        column: the one that names the record.
        only: which rows of a table that is about records of many kinds.
        within: the columns within which a record stands once; where the survivor stands there
            already, its row stays and the loser's is dropped.
        fills: columns that are taken over from a dropped row where the survivor's has nothing.
        lowest: a column of which the survivor's row takes the lower of both.
        counted_as: the word under which a preview counts the rows; empty does not count them.
    """

    model: str
    column: str
    only: Mapping[str, Any] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    lowest: str = ""
    counted_as: str = ""


def on_every_kind(on: str) -> tuple[Move, ...]:
    """Return the tables that are about records of every kind."""
    subject = {"on": on}
    return (
        Move(
            "fields.LabelUse",
            "subject_id",
            {"label__on": on},
            within=("label_id",),
            counted_as="label",
        ),
        Move("fields.FieldValue", "subject_id", subject, within=("field_id",)),
        Move("fields.FieldChoice", "subject_id", subject, within=("field_id",)),
        Move("fields.FieldValue", "ref_id", {"field__type": on}),
        Move(
            "history.Follow",
            "subject_id",
            {"subject_type": on},
            within=("user_id",),
            counted_as="follower",
        ),
        Move(
            "notifications.Notification",
            "subject_id",
            {"subject_type": on},
            within=("user_id", "event"),
        ),
    )


MOVES: Mapping[str, tuple[Move, ...]] = {
    "person": (
        Move("deals.Deal", "person_id", counted_as="deal"),
        Move("deals.DealParticipant", "person_id", within=("deal_id",), fills=("role",)),
        Move("leads.Lead", "person_id", counted_as="lead"),
        Move(
            "projects.ProjectPerson",
            "person_id",
            within=("project_id",),
            lowest="position",
            counted_as="project",
        ),
        Move("activities.Activity", "person_id", counted_as="activity"),
        Move("activities.ActivityPerson", "person_id", within=("activity_id",)),
        Move("activities.Note", "person_id", counted_as="note"),
        Move("activities.File", "person_id", counted_as="file"),
        Move(
            "linking.ParticipantMatch",
            "person_id",
            within=("conversation_id", "key"),
            counted_as="conversation",
        ),
        Move("contacts.PersonRole", "person_id", within=("organization_id",), fills=("role",)),
        *on_every_kind("person"),
    ),
    "organization": (
        Move("contacts.Person", "organization_id", counted_as="person"),
        Move("deals.Deal", "organization_id", counted_as="deal"),
        Move("leads.Lead", "organization_id", counted_as="lead"),
        Move(
            "projects.ProjectOrganization",
            "organization_id",
            within=("project_id",),
            lowest="position",
            counted_as="project",
        ),
        Move("activities.Activity", "organization_id", counted_as="activity"),
        Move("activities.Note", "organization_id", counted_as="note"),
        Move("activities.File", "organization_id", counted_as="file"),
        Move("contacts.PersonRole", "organization_id", within=("person_id",), fills=("role",)),
        *on_every_kind("organization"),
    ),
}

HANDLED: Mapping[tuple[str, str], str] = {
    ("contacts.PersonAddress", "person_id"): "united by contacts/rules/merge.py",
    ("contacts.PersonPhone", "person_id"): "united by contacts/rules/merge.py",
    ("contacts.OrganizationRelation", "first_id"): "drawn anew by relations.py",
    ("contacts.OrganizationRelation", "second_id"): "drawn anew by relations.py",
    ("contacts.LikelyPair", "first_id"): "found anew; what is kept apart stays apart",
    ("contacts.LikelyPair", "second_id"): "found anew; what is kept apart stays apart",
}
"""Columns with a way of their own."""

STAYS: Mapping[tuple[str, str], str] = {
    ("history.Entry", "subject_id"): "history is never changed; the survivor's page shows both",
    ("flows.BulkChange", "subject_id"): "what a bulk act did to a record is undone on that record",
    ("search.Document", "subject_id"): "indexed anew",
    ("contacts.MatchKey", "subject_id"): "made anew from what a record says",
    ("contacts.Merge", "survivor_id"): "says what became of the loser, link by link",
    ("contacts.Merge", "loser_id"): "says what became of the loser, link by link",
}
"""Columns that keep naming the loser, and why."""
