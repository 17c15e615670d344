"""Everything others read of projects and boards."""

from kartotek.pipeline.projects.queries.board import BoardPage, Column, board, column
from kartotek.pipeline.projects.queries.boards import (
    BoardRow,
    PhaseRow,
    boards,
    phases,
    project_counts,
)
from kartotek.pipeline.projects.queries.contacts import (
    counts_by_organization,
    counts_by_person,
    items_of_deal,
    items_of_organization,
    items_of_person,
)
from kartotek.pipeline.projects.queries.linkable import (
    linkable_by_ids,
    linkable_of_organizations,
    linkable_of_persons,
    recently_touched,
)
from kartotek.pipeline.projects.queries.page import ProjectPage, project, project_record
from kartotek.pipeline.projects.queries.rows import ProjectRow

__all__ = [
    "BoardPage",
    "BoardRow",
    "Column",
    "PhaseRow",
    "ProjectPage",
    "ProjectRow",
    "board",
    "boards",
    "column",
    "counts_by_organization",
    "counts_by_person",
    "items_of_deal",
    "items_of_organization",
    "items_of_person",
    "linkable_by_ids",
    "linkable_of_organizations",
    "linkable_of_persons",
    "phases",
    "project",
    "project_counts",
    "project_record",
    "recently_touched",
]
