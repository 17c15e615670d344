"""Everything that changes deals and pipelines."""

from kartotek.pipeline.deals.operations.archive import archive, unarchive
from kartotek.pipeline.deals.operations.closing import set_closing
from kartotek.pipeline.deals.operations.create import create
from kartotek.pipeline.deals.operations.delete import delete, restore
from kartotek.pipeline.deals.operations.edit import edit
from kartotek.pipeline.deals.operations.find import DealArchived, DealClosed, DealDeleted
from kartotek.pipeline.deals.operations.outcome import DealOpen, set_closed_on, set_outcome
from kartotek.pipeline.deals.operations.participants import add_participant, remove_participant
from kartotek.pipeline.deals.operations.pipelines import (
    LastStage,
    add_pipeline,
    add_stage,
    edit_pipeline,
    edit_stage,
    move_pipeline,
    move_stage,
)
from kartotek.pipeline.deals.operations.removal import (
    LastPipeline,
    RemovalStays,
    delete_pipeline,
    delete_stage,
    forget_old_removals,
    undo_removal,
)
from kartotek.pipeline.deals.operations.stage import DealMoved, move_to_stage
from kartotek.pipeline.deals.operations.values import DealEdit, DealValues, NewDeal

__all__ = [
    "DealArchived",
    "DealClosed",
    "DealDeleted",
    "DealEdit",
    "DealMoved",
    "DealOpen",
    "DealValues",
    "LastPipeline",
    "LastStage",
    "NewDeal",
    "RemovalStays",
    "add_participant",
    "add_pipeline",
    "add_stage",
    "archive",
    "create",
    "delete",
    "delete_pipeline",
    "delete_stage",
    "edit",
    "edit_pipeline",
    "edit_stage",
    "forget_old_removals",
    "move_pipeline",
    "move_stage",
    "move_to_stage",
    "remove_participant",
    "restore",
    "set_closed_on",
    "set_closing",
    "set_outcome",
    "unarchive",
    "undo_removal",
]
