"""Everything that changes leads."""

from kartotek.pipeline.leads.operations.archive import archive, unarchive
from kartotek.pipeline.leads.operations.convert import become_deal, become_lead
from kartotek.pipeline.leads.operations.create import create
from kartotek.pipeline.leads.operations.delete import delete, restore
from kartotek.pipeline.leads.operations.edit import edit
from kartotek.pipeline.leads.operations.find import LeadConverted, LeadDeleted
from kartotek.pipeline.leads.operations.values import LeadEdit, LeadValues

__all__ = [
    "LeadConverted",
    "LeadDeleted",
    "LeadEdit",
    "LeadValues",
    "archive",
    "become_deal",
    "become_lead",
    "create",
    "delete",
    "edit",
    "restore",
    "unarchive",
]
