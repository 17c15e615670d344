"""Reading what the rules need to know about the new messages of a batch, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from kartotek.contacts.queries import organizations_of_persons, persons_by_keys
from kartotek.lib.addresses import domain_of
from kartotek.linking.access import ITEM_MODELS
from kartotek.linking.candidates import Candidates
from kartotek.linking.models import ConversationLink
from kartotek.linking.rules import ItemKind, ItemRef, MailFacts, decision_order
from kartotek.mail.models import FolderEntry, Message, Participant
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.mail.rules.automatic import Kind, is_automated
from kartotek.users.models import Company, User
from kartotek.users.viewer import Viewer


@dataclass(slots=True, eq=False)
class Letter:
    """One message of a conversation, as far as linking cares."""

    id: int
    conversation_id: int
    sent_at: datetime
    message_id: str
    sender_key: str
    kind: str
    is_accepted: bool
    from_keys: list[str] = field(default_factory=list)
    stand_in_keys: list[str] = field(default_factory=list)
    reply_keys: list[str] = field(default_factory=list)
    other_keys: list[str] = field(default_factory=list)

    def keys_of(self, role: str) -> list[str]:
        """Return the addresses in one role, to be added to; To, Cc and Bcc are the same."""
        of_role = {
            "from": self.from_keys,
            "stand_in": self.stand_in_keys,
            "reply_to": self.reply_keys,
        }
        return of_role.get(role, self.other_keys)

    @property
    def parties(self) -> list[str]:
        """Return who is on it; Reply-To stands in for a From nobody reads (linking.md 1)."""
        senders = self.stand_in_keys or self.from_keys
        return [key for key in (*senders, *self.other_keys) if key]


@dataclass(frozen=True, slots=True)
class Brought:
    """Which mailboxes brought a message, whose they are, and whether one of them links."""

    mailbox_ids: tuple[int, ...]
    owner_ids: tuple[int, ...]
    is_linking_on: bool


class Batch:
    """The conversations of a batch with everything their decisions depend on.

    Each property is one query, made when first asked for.
    """

    def __init__(self, conversation_ids: Collection[int], *, company_id: int) -> None:
        """Remember which conversations are meant."""
        self.conversation_ids = sorted(set(conversation_ids))
        self.company_id = company_id

    @cached_property
    def letters(self) -> dict[int, list[Letter]]:
        """Every message of the conversations, oldest first."""
        found: dict[int, Letter] = {}
        rows = Message.objects.filter(
            company_id=self.company_id, conversation_id__in=self.conversation_ids
        ).values_list(
            "id", "conversation_id", "sent_at", "message_id", "sender_key", "kind", "accepted_at"
        )
        for pk, conversation_id, sent_at, message_id, sender_key, kind, accepted_at in rows:
            found[pk] = Letter(
                pk, conversation_id, sent_at, message_id, sender_key, kind, bool(accepted_at)
            )
        self._read_parties(found)
        by_conversation: dict[int, list[Letter]] = defaultdict(list)
        for letter in sorted(found.values(), key=_order):
            by_conversation[letter.conversation_id].append(letter)
        return by_conversation

    def _read_parties(self, letters: Mapping[int, Letter]) -> None:
        rows = Participant.objects.filter(
            company_id=self.company_id, message__conversation_id__in=self.conversation_ids
        ).values_list("message_id", "role", "key")
        for pk, role, key in rows:
            letter = letters.get(pk)
            if letter is not None:
                letter.keys_of(role).append(key)

    @cached_property
    def own_keys(self) -> frozenset[str]:
        """The addresses of the company's users and mailboxes."""
        return own_keys(self.company_id)

    @cached_property
    def persons(self) -> dict[str, list[int]]:
        """Persons by address key, for everyone on the conversations."""
        keys = {
            key for letters in self.letters.values() for letter in letters for key in letter.parties
        }
        return persons_by_keys(keys - self.own_keys, company_id=self.company_id)

    @cached_property
    def candidates(self) -> Candidates:
        """Items of the persons on conversations without one, and of their organizations."""
        keys = {
            key
            for conversation_id, letters in self.letters.items()
            if item_of(self.links.get(conversation_id)) is None
            for letter in letters
            for key in letter.parties
        }
        person_ids = {pk for key in keys for pk in self.persons.get(key, ())}
        organizations = organizations_of_persons(person_ids, company_id=self.company_id)
        return Candidates.read(person_ids, organizations, company_id=self.company_id)

    @cached_property
    def links(self) -> dict[int, ConversationLink]:
        """The conversations' links, locked: what a user does meanwhile is not written over."""
        locked = ConversationLink.objects.select_for_update(of=("self",)).filter(
            company_id=self.company_id, conversation_id__in=self.conversation_ids
        )
        return {link.conversation_id: link for link in locked.order_by("pk")}

    @cached_property
    def deleted(self) -> frozenset[tuple[str, int]]:
        """Which of the linked items are deleted; what is linked from here on is not."""
        linked: dict[str, set[int]] = defaultdict(set)
        for link in self.links.values():
            if link.item_id is not None:
                linked[link.item_type].add(link.item_id)
        return frozenset(
            (kind, pk)
            for kind, ids in linked.items()
            for pk in ITEM_MODELS[kind]
            ._default_manager.filter(
                company_id=self.company_id, pk__in=ids, deleted_at__isnull=False
            )
            .values_list("pk", flat=True)
        )

    @cached_property
    def brought(self) -> dict[int, Brought]:
        """By message: the mailboxes that brought it."""
        found: dict[int, dict[int, tuple[int, bool]]] = defaultdict(dict)
        rows = FolderEntry.objects.filter(
            company_id=self.company_id, message__conversation_id__in=self.conversation_ids
        ).values_list("message_id", "mailbox_id", "mailbox__user_id", "mailbox__automatic_linking")
        for message_id, mailbox_id, user_id, is_on in rows:
            found[message_id][mailbox_id] = (user_id, is_on)
        return {
            message_id: Brought(
                mailbox_ids=tuple(sorted(boxes)),
                owner_ids=tuple(sorted({user_id for user_id, _ in boxes.values()})),
                is_linking_on=any(is_on for _, is_on in boxes.values()),
            )
            for message_id, boxes in found.items()
        }

    @cached_property
    def viewers(self) -> dict[int, Viewer]:
        """The owners of the mailboxes, as viewers."""
        ids = {pk for brought in self.brought.values() for pk in brought.owner_ids}
        users = User.objects.filter(company_id=self.company_id, pk__in=ids).select_related("group")
        return {user.pk: Viewer.of(user) for user in users}

    @cached_property
    def company(self) -> Company:
        """The company and its settings."""
        return Company.objects.get(pk=self.company_id)

    def owners_of(self, conversation_id: int) -> list[Viewer]:
        """Return who has a message of the conversation in a mailbox."""
        ids = {
            pk
            for letter in self.letters[conversation_id]
            if letter.id in self.brought
            for pk in self.brought[letter.id].owner_ids
        }
        return [self.viewers[pk] for pk in sorted(ids) if pk in self.viewers]

    def facts(self, letter: Letter) -> MailFacts:
        """Return the facts a decision about one message rests on.

        Parties count up to and including this message. An item counts when one of the owners
        of the conversation may see it.
        """
        letters = self.letters[letter.conversation_id]
        earlier = letters[: letters.index(letter)]
        external = self._external((*earlier, letter))
        person_ids = {pk for key in external for pk in self.persons.get(key, ())}
        link = self.links.get(letter.conversation_id)
        item = item_of(link)
        brought = self.brought.get(letter.id)
        return MailFacts(
            at=letter.sent_at,
            conversation_first_at=letters[0].sent_at,
            external_party_count=len(external),
            contact_count=len(person_ids),
            candidates=()
            if item
            else self.candidates.of(person_ids, self.owners_of(letter.conversation_id)),
            linked_item=item,
            is_linked_item_deleted=item is not None and (item.kind, item.id) in self.deleted,
            is_linked_by_hand=link is not None and link.how == "by hand",
            is_vetoed=link is not None and link.is_vetoed,
            # Without a sender nobody knows whether it came from inside.
            is_internal=not external and letter.sender_key in self.own_keys,
            is_automated=is_automated(Kind(letter.kind or Kind.PERSON)),
            is_stranger=self._is_stranger(letter, earlier),
            is_automatic_linking_on=brought is not None and brought.is_linking_on,
            only_younger_conversations=self.company.only_younger_conversations,
        )

    def _external(self, letters: Iterable[Letter]) -> set[str]:
        return {key for letter in letters for key in letter.parties} - self.own_keys

    def _is_stranger(self, letter: Letter, earlier: list[Letter]) -> bool:
        """Return whether nothing but a reference ties the sender to the conversation (row 58)."""
        sender = letter.sender_key
        if not earlier or letter.is_accepted or sender in self.own_keys or sender in self.persons:
            return False
        known = {key for one in earlier for key in (*one.parties, *one.reply_keys)}
        # Our own domain makes nobody known: it is the first that somebody would forge.
        domains = {domain_of(key) for key in known - self.own_keys}
        return sender not in known and domain_of(sender) not in domains


def item_of(link: ConversationLink | None) -> ItemRef | None:
    """Return the item of a link, if it has one."""
    if link is None or link.item_id is None:
        return None
    return ItemRef(ItemKind(link.item_type), link.item_id)


def _order(letter: Letter) -> tuple[datetime, str]:
    return decision_order(letter.sent_at, letter.message_id or str(letter.id))
