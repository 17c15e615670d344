"""What the linking rules know about a message, its conversation and its parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kartotek.linking.rules.items import Candidate, ItemRef, Via


class ChosenBy(StrEnum):
    """How a person named an item together with a message."""

    ADDRESS = "address"
    COMPOSER = "composer"


@dataclass(frozen=True, slots=True)
class Choice:
    """The item named by a Smart Bcc address or chosen in the composer.

    Args:
        is_spent: the choice was carried out before, or a choice of a later message stands.
            Deciding the message again must not bring it back after somebody unlinked it.
    """

    item: ItemRef
    by: ChosenBy
    is_spent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """One message of a conversation, with everything a decision about it depends on.

    External parties and contacts are those of the conversation up to and including this
    message. Whoever gathers the facts leaves out what the owner may not see (row 49): to these
    rules a hidden item does not exist.

    Args:
        at: the date of the message.
        conversation_first_at: the date of the oldest message of the conversation.
        external_party_count: distinct addresses that are not own addresses.
        contact_count: persons behind those addresses who existed before this message.
        candidates: items of those persons in any state, items they are participants of, and
            open items of their organizations.
        linked_item: what the conversation is linked to.
        is_linked_item_deleted: it lies in the bin.
        is_linked_by_hand: a user linked or moved the conversation.
        is_vetoed: a user unlinked the conversation.
        choice: an item named with this message that exists and is the sender's to see.
        is_chosen_item_missing: an item was named that is gone or not the sender's to see.
        is_internal: all parties are own addresses.
        is_automated: written by a machine (`kartotek/mail/rules/automatic.py`).
        is_stranger: joined by a reference, without being known in any way.
        is_unverified: came by Smart Bcc and nothing proves the sender.
        is_automatic_linking_on: the switch of the mailbox that brought the message, or the one
            of Smart Bcc.
        creates_contacts: it came by Smart Bcc, so unknown parties become persons.
        only_younger_conversations: the company's setting of row 26.
    """

    at: datetime
    conversation_first_at: datetime
    external_party_count: int = 1
    contact_count: int = 0
    candidates: tuple[Candidate, ...] = ()
    linked_item: ItemRef | None = None
    is_linked_item_deleted: bool = False
    is_linked_by_hand: bool = False
    is_vetoed: bool = False
    choice: Choice | None = None
    is_chosen_item_missing: bool = False
    is_internal: bool = False
    is_automated: bool = False
    is_stranger: bool = False
    is_unverified: bool = False
    is_automatic_linking_on: bool = True
    creates_contacts: bool = False
    only_younger_conversations: bool = False

    @property
    def has_item(self) -> bool:
        """Whether the conversation is linked."""
        return self.linked_item is not None

    @property
    def is_group(self) -> bool:
        """Whether more than one external party takes part."""
        return self.external_party_count > 1

    @property
    def open_items(self) -> tuple[Candidate, ...]:
        """The open items of all contacts together, each once (section 1, "open item")."""
        once = {found.item: found for found in self.candidates if found.is_own and found.is_open}
        return tuple(once.values())

    @property
    def only_item(self) -> Candidate | None:
        """The single open item, if there is exactly one."""
        found = self.open_items
        return found[0] if len(found) == 1 else None

    @property
    def takes_part_in_open_item(self) -> bool:
        """Whether a party is on an open item without being its first person (row 36)."""
        return any(
            found.is_open and not found.is_own and found.via is not Via.ORGANIZATION
            for found in self.candidates
        )

    @property
    def has_closed_item(self) -> bool:
        """Whether the parties are on an item that is no longer open (rows 8-10, 12, 14, 15)."""
        return any(
            not found.is_open and found.via is not Via.ORGANIZATION for found in self.candidates
        )

    @property
    def is_older_than_item(self) -> bool:
        """Whether the message is dated before the single open item was created (row 25)."""
        return self.only_item is not None and self.at < self.only_item.created_at

    @property
    def is_conversation_older_than_item(self) -> bool:
        """Whether the conversation began before the single open item was created (row 26)."""
        return self.only_item is not None and self.conversation_first_at < self.only_item.created_at

    def chose(self, by: ChosenBy) -> bool:
        """Whether an item was named in that way, and the choice is still to be carried out."""
        return self.choice is not None and self.choice.by is by and not self.choice.is_spent
