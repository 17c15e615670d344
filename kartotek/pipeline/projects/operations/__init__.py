"""Everything that changes projects."""

from kartotek.pipeline.projects.operations.archive import archive, unarchive
from kartotek.pipeline.projects.operations.boards import (
    LastBoard,
    add_board,
    delete_board,
    move_board,
    rename_board,
)
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
from kartotek.pipeline.projects.operations.phases import (
    LastPhase,
    add_phase,
    delete_phase,
    move_phase,
    rename_phase,
)
from kartotek.pipeline.projects.operations.status import set_status
from kartotek.pipeline.projects.operations.values import NewProject, ProjectEdit, ProjectValues

__all__ = [
    "LastBoard",
    "LastPhase",
    "NewProject",
    "ProjectArchived",
    "ProjectClosed",
    "ProjectDeleted",
    "ProjectEdit",
    "ProjectValues",
    "add_board",
    "add_member",
    "add_phase",
    "archive",
    "create",
    "delete",
    "delete_board",
    "delete_phase",
    "edit",
    "move_board",
    "move_phase",
    "move_to_phase",
    "remove_member",
    "rename_board",
    "rename_phase",
    "restore",
    "set_status",
    "unarchive",
]
