"""Every write on activities, notes and files."""

from kartotek.activities.operations.activities import (
    create_activity,
    delete_activity,
    edit_activity,
    log_activity,
    restore_activity,
    set_done,
)
from kartotek.activities.operations.comments import (
    create_comment,
    delete_comment,
    edit_comment,
    restore_comment,
)
from kartotek.activities.operations.files import (
    Upload,
    create_file,
    create_files,
    delete_file,
    rename_file,
    restore_file,
)
from kartotek.activities.operations.moving import move_to
from kartotek.activities.operations.notes import (
    create_note,
    delete_note,
    edit_note,
    pin_note,
    restore_note,
)
from kartotek.activities.operations.types import (
    LastType,
    create_type,
    edit_type,
    move_type,
    set_type_active,
)
from kartotek.activities.operations.values import (
    ActivityEdit,
    ActivityFields,
    NoteFields,
    OnFields,
)

__all__ = [
    "ActivityEdit",
    "ActivityFields",
    "LastType",
    "NoteFields",
    "OnFields",
    "Upload",
    "create_activity",
    "create_comment",
    "create_file",
    "create_files",
    "create_note",
    "create_type",
    "delete_activity",
    "delete_comment",
    "delete_file",
    "delete_note",
    "edit_activity",
    "edit_comment",
    "edit_note",
    "edit_type",
    "log_activity",
    "move_to",
    "move_type",
    "pin_note",
    "rename_file",
    "restore_activity",
    "restore_comment",
    "restore_file",
    "restore_note",
    "set_done",
    "set_type_active",
]
