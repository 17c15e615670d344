"""Mailboxes, folders, raw mail, messages and conversations."""

from kartotek.mail.models.apart import KeptApart
from kartotek.mail.models.blob import Blob, Place
from kartotek.mail.models.conversation import (
    Conversation,
    ConversationJoin,
    LineFingerprint,
    MailboxConversation,
    MessageRef,
    QuotedLine,
)
from kartotek.mail.models.folder import Folder, FolderEntry, LeftOut, SyncGap
from kartotek.mail.models.mailbox import Mailbox, MailboxAddress
from kartotek.mail.models.message import Attachment, Message, MessageText, Participant

__all__ = [
    "Attachment",
    "Blob",
    "Conversation",
    "ConversationJoin",
    "Folder",
    "FolderEntry",
    "KeptApart",
    "LeftOut",
    "LineFingerprint",
    "Mailbox",
    "MailboxAddress",
    "MailboxConversation",
    "Message",
    "MessageRef",
    "MessageText",
    "Participant",
    "Place",
    "QuotedLine",
    "SyncGap",
]
