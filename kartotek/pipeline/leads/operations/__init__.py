"""Everything that changes leads."""

from kartotek.pipeline.leads.operations.archive import archive, unarchive
from kartotek.pipeline.leads.operations.convert import Conversion, become_deal, become_lead
from kartotek.pipeline.leads.operations.create import create
from kartotek.pipeline.leads.operations.delete import delete, restore
from kartotek.pipeline.leads.operations.edit import edit
from kartotek.pipeline.leads.operations.find import LeadConverted, LeadDeleted
from kartotek.pipeline.leads.operations.sources import (
    LastSource,
    add_source,
    delete_source,
    move_source,
    rename_source,
)
from kartotek.pipeline.leads.operations.values import LeadEdit, LeadValues

__all__ = [
    "Conversion",
    "LastSource",
    "LeadConverted",
    "LeadDeleted",
    "LeadEdit",
    "LeadValues",
    "add_source",
    "archive",
    "become_deal",
    "become_lead",
    "create",
    "delete",
    "delete_source",
    "edit",
    "move_source",
    "rename_source",
    "restore",
    "unarchive",
]
