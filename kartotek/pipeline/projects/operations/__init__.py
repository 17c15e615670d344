"""Everything that changes projects."""

from kartotek.pipeline.projects.operations.archive import archive, unarchive
from kartotek.pipeline.projects.operations.create import create
from kartotek.pipeline.projects.operations.delete import delete, restore
from kartotek.pipeline.projects.operations.edit import edit
from kartotek.pipeline.projects.operations.find import (
    ProjectArchived,
    ProjectClosed,
    ProjectDeleted,
)
from kartotek.pipeline.projects.operations.members import add_member, remove_member
from kartotek.pipeline.projects.operations.phase import move_to_phase
from kartotek.pipeline.projects.operations.status import set_status
from kartotek.pipeline.projects.operations.values import NewProject, ProjectEdit, ProjectValues

__all__ = [
    "NewProject",
    "ProjectArchived",
    "ProjectClosed",
    "ProjectDeleted",
    "ProjectEdit",
    "ProjectValues",
    "add_member",
    "archive",
    "create",
    "delete",
    "edit",
    "move_to_phase",
    "remove_member",
    "restore",
    "set_status",
    "unarchive",
]
