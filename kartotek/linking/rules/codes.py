"""Every code a decision can have, with its sentence and its short form (section 3).

A code is stored and shown in the API, so it never changes its meaning. What follows from a
code alone is kept here: the sentence of the Why panel, the chip of the inbox row, and whether
the conversation waits in "To link".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kartotek.linking.rules.words import N_

RULE_VERSION: Final = 1
"""Goes up when the same facts would be decided differently; stored with each decision."""


class Code(StrEnum):
    """The stable identifiers of section 3."""

    AUTO_OFF = "AUTO_OFF"
    ONE_OPEN_ITEM = "ONE_OPEN_ITEM"
    AMBIGUOUS = "AMBIGUOUS"
    NO_OPEN_ITEM = "NO_OPEN_ITEM"
    ITEM_CLOSED = "ITEM_CLOSED"
    ONE_OPEN_ITEM_IN_GROUP = "ONE_OPEN_ITEM_IN_GROUP"
    AMBIGUOUS_GROUP = "AMBIGUOUS_GROUP"
    OLDER_THAN_ITEM = "OLDER_THAN_ITEM"
    CONVERSATION_OLDER_THAN_ITEM = "CONVERSATION_OLDER_THAN_ITEM"
    CONTACT_CREATED_LATER = "CONTACT_CREATED_LATER"
    UNKNOWN_ADDRESS = "UNKNOWN_ADDRESS"
    CONTACT_CREATED_BY_BCC = "CONTACT_CREATED_BY_BCC"
    ORG_VIA_PERSON = "ORG_VIA_PERSON"
    NO_ORG = "NO_ORG"
    PARTICIPANT_ONLY = "PARTICIPANT_ONLY"
    BCC_ADDRESS = "BCC_ADDRESS"
    BCC_ITEM_MISSING = "BCC_ITEM_MISSING"
    SENT_FROM_ITEM = "SENT_FROM_ITEM"
    INHERITED = "INHERITED"
    USER_UNLINKED = "USER_UNLINKED"
    MANUAL = "MANUAL"
    INTERNAL = "INTERNAL"
    BLOCKED = "BLOCKED"
    AUTOMATED = "AUTOMATED"
    CONVERTED = "CONVERTED"
    MERGED = "MERGED"
    ITEM_DELETED = "ITEM_DELETED"
    STRANGER = "STRANGER"
    UNVERIFIED = "UNVERIFIED"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a code means to people.

    Args:
        rows: the numbers of the situations of section 3, as they are written there.
        sentence: for the Why panel and the API; a whole sentence without placeholders.
        chip: for the inbox row, to be translated by the screen; empty where the linked item
            itself is shown. `chips.chip` chooses the wording where it depends on the items.
        awaits_choice: the conversation is listed in "To link".
    """

    rows: str
    sentence: str
    chip: str = ""
    awaits_choice: bool = False


_REASONS: Final[dict[Code, Reason]] = {
    Code.AUTO_OFF: Reason(
        "1",
        N_("Automatic linking is off for the account that brought this message."),
        N_("Linking is off"),
    ),
    Code.ONE_OPEN_ITEM: Reason(
        "2-4, 11, 13, 16, 26",
        N_("There was exactly one open item of the people on this conversation."),
    ),
    Code.AMBIGUOUS: Reason(
        "5, 6, 17",
        N_("This contact has several open items, so the right one is not certain."),
        N_("Not linked: %(count)s open items"),
        awaits_choice=True,
    ),
    Code.NO_OPEN_ITEM: Reason(
        "7, 18, 35",
        N_("Nobody on this conversation has an open deal, lead or project."),
        N_("No open items"),
    ),
    Code.ITEM_CLOSED: Reason(
        "8-10, 12, 14, 15, 18, 42",
        N_("The items of the people on this conversation are closed; only open ones are linked."),
        N_("Only closed items"),
    ),
    Code.ONE_OPEN_ITEM_IN_GROUP: Reason(
        "19, 20, 23, 26",
        N_("All the people on this conversation together had exactly one open item."),
    ),
    Code.AMBIGUOUS_GROUP: Reason(
        "21, 22",
        N_("The people on this conversation have several open items, so none is certain."),
        N_("Not linked: %(count)s open items"),
        awaits_choice=True,
    ),
    Code.OLDER_THAN_ITEM: Reason(
        "25, 28",
        N_("This message was written before the only open item was added."),
        N_("Older than the item"),
    ),
    Code.CONVERSATION_OLDER_THAN_ITEM: Reason(
        "26",
        N_("This conversation began before the only open item, and your company excludes such."),
        N_("Began before the item"),
    ),
    Code.CONTACT_CREATED_LATER: Reason(
        "29-30",
        N_("The contact, or the address, was added after this mail had been looked at."),
        N_("Contact added later"),
    ),
    Code.UNKNOWN_ADDRESS: Reason(
        "31",
        N_("None of the addresses on this conversation belongs to a contact."),
        N_("Unknown address"),
    ),
    Code.CONTACT_CREATED_BY_BCC: Reason(
        "32",
        N_("Smart Bcc added the contact with this mail; a new contact has no item yet."),
        N_("New contact"),
    ),
    Code.ORG_VIA_PERSON: Reason(
        "33",
        N_("The conversation belongs to the organization because a person on it does."),
    ),
    Code.NO_ORG: Reason(
        "34",
        N_("No organization is entered for this person, and an address alone never links one."),
        N_("No organization"),
    ),
    Code.PARTICIPANT_ONLY: Reason(
        "36",
        N_("Somebody here takes part in an open item, but is not its main contact."),
        N_("Participant only"),
    ),
    Code.BCC_ADDRESS: Reason(
        "37, 52",
        N_("The Smart Bcc address of this item was among the recipients."),
    ),
    Code.BCC_ITEM_MISSING: Reason(
        "38",
        N_("The Smart Bcc address named an item that is gone or not yours to see."),
        N_("Named item is missing"),
    ),
    Code.SENT_FROM_ITEM: Reason(
        "39",
        N_("It was sent from this item, or the item was chosen while writing."),
    ),
    Code.INHERITED: Reason(
        "40, 41",
        N_("The conversation was linked already, and a link covers every message of it."),
    ),
    Code.USER_UNLINKED: Reason(
        "43",
        N_("A user unlinked this conversation, so no rule links it again."),
        N_("Unlinked by %(name)s"),
    ),
    Code.MANUAL: Reason(
        "44",
        N_("A user linked this conversation by hand, and it stays where it was put."),
    ),
    Code.INTERNAL: Reason(
        "45",
        N_("Only colleagues are on this conversation."),
        N_("Only colleagues"),
    ),
    Code.BLOCKED: Reason(
        "46",
        N_("Every outside address on this mail is blocked, so it was not kept."),
        N_("Blocked"),
    ),
    Code.AUTOMATED: Reason(
        "51",
        N_("This message was sent by a machine or to a list, and such mail starts no link."),
        N_("Automatic mail"),
    ),
    Code.CONVERTED: Reason(
        "53-54",
        N_("The item was converted, and its conversations moved along."),
    ),
    Code.MERGED: Reason(
        "55-56",
        N_("The record was merged into another, and its conversations moved along."),
    ),
    Code.ITEM_DELETED: Reason(
        "57",
        N_("The linked item was deleted; the link comes back if the item is restored."),
        N_("Item deleted"),
    ),
    Code.STRANGER: Reason(
        "58",
        N_("Somebody unknown wrote into this conversation, and that starts no link."),
        N_("Sender to accept"),
    ),
    Code.UNVERIFIED: Reason(
        "59",
        N_("Nothing proves who sent this mail, so it waits until you accept it."),
        N_("Not verified"),
    ),
}

REASONS: Final[Mapping[Code, Reason]] = MappingProxyType(_REASONS)
"""Each code with what it means to people."""
