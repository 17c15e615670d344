"""A synthetic inbox: as many conversations as asked for, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import installation

PERSONS, ITEMS = 1_000, 300
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
REACH_SECONDS = 730 * 86_400
BATCH = 10_000


@dataclass
class Inbox:
    """A user with one account, and a colleague with the same conversations in three."""

    firm: Any
    user: Any
    user_of_three: Any

    @classmethod
    def make(cls, count: int) -> Inbox:
        """Make everything, in batches of plain rows."""
        from kartotek.lib.addresses import address_key
        from kartotek.mail.models import Mailbox
        from kartotek.users.models import User

        firm, user, box = installation.company("sales@bench.example")
        senders = [(f"Person {n}", f"person-{n}@firm-{n % 200}.example") for n in range(PERSONS)]
        installation.contacts(firm, user, senders, ITEMS)
        colleague = User.objects.create(
            company=firm, email="ada@bench.example", name="Ada", created_at=NEWEST
        )
        boxes = [
            Mailbox.objects.create(
                company=firm,
                user=colleague,
                address=address,
                key=address_key(address),
                status="offline",
                created_at=NEWEST,
            )
            for address in ("ada@bench.example", "info@bench.example", "shop@bench.example")
        ]
        _Maker(firm.pk, box.pk, [one.pk for one in boxes], senders).make(count)
        return cls(firm, user, colleague)

    @property
    def viewer(self) -> Any:
        """The user with one account."""
        return _viewer(self.user)

    @property
    def viewer_of_three(self) -> Any:
        """The colleague with three."""
        return _viewer(self.user_of_three)

    def end_of_page(self, page: int, viewer: Any) -> tuple[datetime, int]:
        """Return date and id of the last row of a page of the plain inbox."""
        from kartotek.linking.queries import Folder
        from kartotek.linking.queries.folders import numbered_places

        (last,) = numbered_places(viewer=viewer, folder=Folder.INBOX, start=page * 50 - 1, limit=1)
        return last.last_at, last.pk


def _viewer(user: Any) -> Any:
    from kartotek.users.models import User
    from kartotek.users.viewer import Viewer

    return Viewer.of(User.objects.select_related("group").get(pk=user.pk))


class _Maker:
    """Makes rows; what lies where is decided by one seeded source of chance."""

    def __init__(
        self, company_id: int, box_id: int, box_ids: list[int], senders: list[tuple[str, str]]
    ) -> None:
        """Remember where everything goes."""
        from kartotek.contacts.models import Person
        from kartotek.pipeline.deals.models import Deal

        self.company_id, self.box_id, self.box_ids = company_id, box_id, box_ids
        self.senders = senders
        self.persons = list(Person.objects.order_by("id").values_list("id", flat=True))
        self.deals = list(Deal.objects.order_by("id").values_list("id", flat=True))
        self.chance = random.Random(2026)

    def make(self, count: int) -> None:
        """Make conversations with places, decisions, links and matches."""
        from django.db import transaction

        for start in range(0, count, BATCH):
            with transaction.atomic():
                self._make_batch(min(BATCH, count - start))

    def _make_batch(self, count: int) -> None:
        from kartotek.linking.models import ConversationLink, Decision, ParticipantMatch
        from kartotek.mail.bulk import insert_each, new_ids
        from kartotek.mail.models import Conversation, MailboxConversation

        at = [
            NEWEST - timedelta(seconds=self.chance.randrange(REACH_SECONDS)) for _ in range(count)
        ]
        ids = new_ids(Conversation, count)
        who = [self.chance.randrange(PERSONS) for _ in range(count)]
        insert_each(Conversation, _CONVERSATION, self._conversations(ids, at))
        insert_each(MailboxConversation, _PLACE, self._places(ids, who, at))
        decision_ids = new_ids(Decision, count)
        items = [self._item(one) for one in who]
        insert_each(Decision, _DECISION, self._decisions(decision_ids, ids, items, at))
        insert_each(ConversationLink, _LINK, self._links(decision_ids, ids, items))
        insert_each(
            ParticipantMatch,
            ["company_id", "conversation_id", "person_id", "key", "at"],
            [
                (self.company_id, pk, self.persons[one], self.senders[one][1], moment)
                for pk, one, moment in zip(ids, who, at, strict=True)
                if one % 10 < 6
            ],
        )

    def _item(self, person: int) -> int | None:
        """Return the deal of a person who has one, in most cases."""
        has_deal = person < len(self.deals) and self.chance.random() < 0.8
        return self.deals[person] if has_deal else None

    def _conversations(
        self, ids: Sequence[int], at: Sequence[datetime]
    ) -> Iterator[tuple[object, ...]]:
        for pk, moment in zip(ids, at, strict=True):
            yield pk, self.company_id, f"Conversation {pk}", 3, moment, moment, "", moment

    def _places(
        self, ids: Sequence[int], who: Sequence[int], at: Sequence[datetime]
    ) -> Iterator[tuple[object, ...]]:
        for pk, one, moment in zip(ids, who, at, strict=True):
            unread = int(self.chance.random() < 0.05)
            shown = (
                f"Conversation {pk} about an order of lamps",
                "Thank you for the offer; we would like to see the samples before we decide.",
                [[*self.senders[one], False]],
                3,
                unread,
                self.chance.random() < 0.2,
                moment,
                moment,
                True,
                False,
                False,
                True,
            )
            yield self.company_id, pk, self.box_id, *shown
            # One conversation in ten lies in two accounts of the colleague's.
            for box_id in self.chance.sample(self.box_ids, 1 + (pk % 10 == 0)):
                yield self.company_id, pk, box_id, *shown

    def _decisions(
        self,
        decision_ids: Sequence[int],
        ids: Sequence[int],
        items: Sequence[int | None],
        at: Sequence[datetime],
    ) -> Iterator[tuple[object, ...]]:
        for pk, conversation, item, moment in zip(decision_ids, ids, items, at, strict=True):
            code = "ONE_OPEN_ITEM" if item else _unlinked(conversation)
            kind = "deal" if item else ""
            yield self.company_id, pk, conversation, code, kind, item, [], {}, 1, moment

    def _links(
        self, decision_ids: Sequence[int], ids: Sequence[int], items: Sequence[int | None]
    ) -> Iterator[tuple[object, ...]]:
        for pk, conversation, item in zip(decision_ids, ids, items, strict=True):
            awaits = not item and _unlinked(conversation) == "AMBIGUOUS"
            made_by = pk if item else None
            yield self.company_id, conversation, item, "rule", False, awaits, pk, made_by


def _unlinked(conversation: int) -> str:
    return "AMBIGUOUS" if conversation % 20 == 0 else "UNKNOWN_ADDRESS"


_CONVERSATION = [
    "id",
    "company_id",
    "subject",
    "message_count",
    "first_at",
    "last_at",
    "choice",
    "created_at",
]
_PLACE = [
    "company_id",
    "conversation_id",
    "mailbox_id",
    "subject",
    "snippet",
    "senders",
    "message_count",
    "unread_count",
    "has_attachments",
    "first_at",
    "last_at",
    "in_inbox",
    "in_sent",
    "in_archive",
    "is_shared",
]
_DECISION = [
    "company_id",
    "id",
    "conversation_id",
    "code",
    "item_type",
    "item_id",
    "candidates",
    "facts",
    "rule_version",
    "decided_at",
]
_LINK = [
    "company_id",
    "conversation_id",
    "deal_id",
    "how",
    "is_vetoed",
    "awaits_choice",
    "decision_id",
    "made_by_id",
]
