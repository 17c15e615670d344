"""Everything that changes deals and pipelines."""

from kartotek.pipeline.deals.operations.archive import archive, unarchive
from kartotek.pipeline.deals.operations.create import create
from kartotek.pipeline.deals.operations.delete import delete, restore
from kartotek.pipeline.deals.operations.edit import edit
from kartotek.pipeline.deals.operations.find import DealArchived, DealClosed, DealDeleted
from kartotek.pipeline.deals.operations.outcome import set_outcome
from kartotek.pipeline.deals.operations.participants import add_participant, remove_participant
from kartotek.pipeline.deals.operations.stage import move_to_stage
from kartotek.pipeline.deals.operations.values import DealEdit, DealValues, NewDeal

__all__ = [
    "DealArchived",
    "DealClosed",
    "DealDeleted",
    "DealEdit",
    "DealValues",
    "NewDeal",
    "add_participant",
    "archive",
    "create",
    "delete",
    "edit",
    "move_to_stage",
    "remove_participant",
    "restore",
    "set_outcome",
    "unarchive",
]
