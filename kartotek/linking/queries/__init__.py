"""Conversations with what they are linked to: the inbox, a record's emails, the Why panel."""

from kartotek.linking.access import readable
from kartotek.linking.queries.briefs import Brief, briefs
from kartotek.linking.queries.conversation import (
    ConversationView,
    File,
    MessageView,
    conversation,
)
from kartotek.linking.queries.files import MailCounts, MailFile, files_of_record, mail_counts
from kartotek.linking.queries.folders import (
    FILTERS,
    MOST_COUNTED,
    Cursor,
    Folder,
    FolderCounts,
    Page,
    counts,
    ids_of,
    inbox,
    neighbours,
    page_before,
    total,
    waits,
)
from kartotek.linking.queries.letters import delivered_letter, letter, own_conversation
from kartotek.linking.queries.many import Moving, Preview, preview
from kartotek.linking.queries.newcomers import Newcomer, newcomer
from kartotek.linking.queries.of_record import of_record
from kartotek.linking.queries.pairs import Half, Pair, joinable, pairs_of
from kartotek.linking.queries.parties import Contact, Party, Unknown
from kartotek.linking.queries.past import Past, past_conversations
from kartotek.linking.queries.rows import (
    ConversationRow,
    ItemChip,
    ReasonChip,
    Sender,
    row,
    rows_by_ids,
)
from kartotek.linking.queries.suggestions import Offer, suggestions, suggestions_for_many
from kartotek.linking.queries.why import LinkChange, Why, WhyCandidate, why

__all__ = [
    "FILTERS",
    "MOST_COUNTED",
    "Brief",
    "Contact",
    "ConversationRow",
    "ConversationView",
    "Cursor",
    "File",
    "Folder",
    "FolderCounts",
    "Half",
    "ItemChip",
    "LinkChange",
    "MailCounts",
    "MailFile",
    "MessageView",
    "Moving",
    "Newcomer",
    "Offer",
    "Page",
    "Pair",
    "Party",
    "Past",
    "Preview",
    "ReasonChip",
    "Sender",
    "Unknown",
    "Why",
    "WhyCandidate",
    "briefs",
    "conversation",
    "counts",
    "delivered_letter",
    "files_of_record",
    "ids_of",
    "inbox",
    "joinable",
    "letter",
    "mail_counts",
    "neighbours",
    "newcomer",
    "of_record",
    "own_conversation",
    "page_before",
    "pairs_of",
    "past_conversations",
    "preview",
    "readable",
    "row",
    "rows_by_ids",
    "suggestions",
    "suggestions_for_many",
    "total",
    "waits",
    "why",
]
