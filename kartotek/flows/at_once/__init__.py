"""Several things about a record are set at once: all of them, or none.

    values -> where it stands -> its outcome -> its labels -> its archive

A person does these one after the other, each with its own Undo; a program says in one request
how the record is to be, and must not find it half so.
"""

from kartotek.flows.at_once.activities import open_activity, set_activity
from kartotek.flows.at_once.contacts import (
    open_organization,
    open_person,
    set_organization,
    set_person,
)
from kartotek.flows.at_once.conversations import ConversationTurn, set_conversation
from kartotek.flows.at_once.deals import DealTurn, open_deal, set_deal
from kartotek.flows.at_once.leads import LeadTurn, open_lead, set_lead
from kartotek.flows.at_once.projects import ProjectTurn, open_project, set_project

__all__ = [
    "ConversationTurn",
    "DealTurn",
    "LeadTurn",
    "ProjectTurn",
    "open_activity",
    "open_deal",
    "open_lead",
    "open_organization",
    "open_person",
    "open_project",
    "set_activity",
    "set_conversation",
    "set_deal",
    "set_lead",
    "set_organization",
    "set_person",
    "set_project",
]
