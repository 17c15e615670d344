"""The columns of lists of deals, leads and projects."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kartotek.search.lists.column import DEAL, LEAD, NUMBERS, PROJECT, C, Column, kept

DEAL_COLUMNS: Final = (
    Column("name", _("Title"), C.NAME, DEAL, "folded", "sort_key", edit="title", width=220),
    Column(
        "amount", _("Value"), C.MONEY, DEAL, "amount", "amount", is_sparse=True, edit="amount",
        width=124,
    ),
    Column("organization", _("Organization"), C.ORGANIZATION, DEAL, "organization_id", width=160),
    Column("person", _("Person"), C.PERSON, DEAL, "person_id", width=150),
    Column("stage", _("Stage"), C.CHOICE, DEAL, "stage_id", "stage__position", width=130),
    Column("label", _("Labels"), C.LABELS, DEAL, edit="labels", width=116),
    Column(
        "expected-close", _("Expected close"), C.DATE, DEAL, "expected_close_on",
        "expected_close_on", is_sparse=True, edit="expected_close_on", width=124,
    ),
    Column(
        "next-activity", _("Next activity"), C.DUE, DEAL, "next_activity_on", "next_activity_on",
        is_sparse=True, width=112,
    ),
    *kept(DEAL)[:1],
    Column("state", _("State"), C.CHOICE, DEAL, "state", width=96),
    Column("pipeline", _("Pipeline"), C.CHOICE, DEAL, "stage__pipeline_id"),
    Column("currency", _("Currency"), C.TEXT, DEAL, "currency", edit="currency", width=90),
    Column("stage-since", _("In its stage since"), C.MOMENT, DEAL, "stage_since", "stage_since"),
    Column("closed", _("Won or lost on"), C.MOMENT, DEAL, "closed_at", "closed_at", is_sparse=True),
    Column("lost-reason", _("Lost reason"), C.TEXT, DEAL, "lost_reason"),
    *kept(DEAL)[1:],
    Column("to-do", _("Activities to do"), C.COUNT, NUMBERS, "to_do_count", "to_do_count",
           is_sparse=True, width=100),
    Column("done", _("Done activities"), C.COUNT, NUMBERS, "done_count", "done_count",
           is_sparse=True, width=100),
    Column("last-activity", _("Last activity"), C.MOMENT, NUMBERS, "last_activity_at",
           "last_activity_at", is_sparse=True, width=112),
)  # fmt: skip
LEAD_COLUMNS: Final = (
    Column("name", _("Title"), C.NAME, LEAD, "folded", "sort_key", edit="title", width=220),
    Column(
        "next-activity", _("Next activity"), C.DUE, LEAD, "next_activity_on", "next_activity_on",
        is_sparse=True, width=112,
    ),
    Column("person", _("Person"), C.PERSON, LEAD, "person_id", width=150),
    Column("organization", _("Organization"), C.ORGANIZATION, LEAD, "organization_id", width=160),
    Column("label", _("Labels"), C.LABELS, LEAD, edit="labels", width=116),
    Column("source", _("Source"), C.TEXT, LEAD, "source_name", edit="source_name", width=120),
    Column(
        "amount", _("Value"), C.MONEY, LEAD, "amount", "amount", is_sparse=True, edit="amount",
        width=124,
    ),
    *kept(LEAD)[:1],
    *kept(LEAD)[2:3],
    Column("state", _("State"), C.CHOICE, LEAD, "state", width=96),
    Column("currency", _("Currency"), C.TEXT, LEAD, "currency", edit="currency", width=90),
    Column(
        "expected-close", _("Expected close"), C.DATE, LEAD, "expected_close_on",
        "expected_close_on", is_sparse=True, edit="expected_close_on", width=124,
    ),
    kept(LEAD)[1],
    kept(LEAD)[3],
    *(one for one in DEAL_COLUMNS if one.name in {"to-do", "done", "last-activity"}),
)  # fmt: skip
PROJECT_COLUMNS: Final = (
    Column("name", _("Title"), C.NAME, PROJECT, "folded", "sort_key", edit="title", width=220),
    Column("phase", _("Phase"), C.CHOICE, PROJECT, "phase_id", "phase__position", width=120),
    Column("person", _("Person"), C.PERSON, PROJECT, "person_id", width=150),
    Column(
        "organization", _("Organization"), C.ORGANIZATION, PROJECT, "organization_id", width=160
    ),
    Column("label", _("Labels"), C.LABELS, PROJECT, edit="labels", width=116),
    Column(
        "start", _("Start"), C.DATE, PROJECT, "start_on", "start_on", is_sparse=True,
        edit="start_on", width=100,
    ),
    Column(
        "end", _("End"), C.DUE, PROJECT, "end_on", "end_on", is_sparse=True, edit="end_on",
        width=100,
    ),
    Column(
        "next-activity", _("Next activity"), C.DUE, PROJECT, "next_activity_on",
        "next_activity_on", is_sparse=True, width=112,
    ),
    *kept(PROJECT)[:1],
    Column("state", _("State"), C.CHOICE, PROJECT, "state", width=96),
    Column("board", _("Board"), C.CHOICE, PROJECT, "phase__board_id"),
    Column("closed", _("Completed or cancelled on"), C.MOMENT, PROJECT, "closed_at", "closed_at",
           is_sparse=True),
    *kept(PROJECT)[1:],
    *(one for one in DEAL_COLUMNS if one.name in {"to-do", "done", "last-activity"}),
)  # fmt: skip
