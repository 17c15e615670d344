"""What linking several conversations to one item would do, before it is done (linking.md 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from kartotek.linking.access import Access, access_to_many, homes_of, readable
from kartotek.linking.facts import item_of
from kartotek.linking.models import ConversationLink
from kartotek.linking.queries.briefs import Brief, briefs
from kartotek.linking.rules import ItemRef
from kartotek.mail.models import MailboxConversation
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Moving:
    """So many conversations would leave this item; None: one that the reader may not see."""

    item: Brief | None
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of the chosen conversations.

    `mine` are those the user may link; `standing` of them are linked so already. `moving` says
    from which other items the rest come. `not_mine` are the subjects of those the user only
    reads; what is not there for the user at all is merely counted, in `gone`.
    """

    asked: int
    mine: int
    standing: int
    moving: tuple[Moving, ...]
    not_mine: tuple[str, ...]
    gone: int

    @property
    def moving_count(self) -> int:
        """How many leave another item."""
        return sum(one.count for one in self.moving)


def preview(conversation_ids: Collection[int], item: ItemRef | None, *, viewer: Viewer) -> Preview:
    """Return what linking conversations to an item, or to none, would do."""
    homes = homes_of(conversation_ids, company_id=viewer.company_id)
    granted = access_to_many([one.pk for one in homes], viewer=viewer)
    mine = [one.pk for one in homes if granted.get(one.pk) is Access.LINK]
    read = [one.pk for one in homes if granted.get(one.pk) is Access.READ]
    links = ConversationLink.objects.filter(company_id=viewer.company_id, conversation_id__in=mine)
    linked = [ref for link in links if (ref := item_of(link)) is not None]
    leaving = Counter(ref for ref in linked if ref != item)
    seen = briefs(leaving, viewer=viewer)
    return Preview(
        asked=len(set(conversation_ids)),
        mine=len(mine),
        standing=sum(ref == item for ref in linked),
        moving=tuple(Moving(seen.get(ref), count) for ref, count in leaving.most_common()),
        not_mine=_subjects(read, viewer),
        gone=len(set(conversation_ids)) - len(readable(conversation_ids, viewer=viewer)),
    )


def _subjects(conversation_ids: Collection[int], viewer: Viewer) -> tuple[str, ...]:
    """Return the subjects of conversations that colleagues share, newest first."""
    shared = MailboxConversation.objects.filter(
        company_id=viewer.company_id, conversation_id__in=conversation_ids, is_shared=True
    ).order_by("-last_at")
    rows = shared.values_list("conversation_id", "subject")
    return tuple(dict(reversed(list(rows))).values())
