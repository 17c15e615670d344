"""Finding the conversation of a reply whose mail program left out every reference.

What it quotes is looked up among the lines people wrote here; what it is called, among the last
messages of that subject (engineering/MAIL.md section 2, step 3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from operator import attrgetter

from kartotek.mail.inbound.classify import kind_of
from kartotek.mail.inbound.parents import Parents
from kartotek.mail.models import Message
from kartotek.mail.rules.automatic import is_automated
from kartotek.mail.rules.threading import Ground, ReplyFacts, choose_parent


@dataclass(frozen=True, slots=True)
class Guess:
    """A reply, the conversation it continues, and on what ground."""

    message: Message
    conversation_id: int
    ground: str


def guess(reply_ids: Collection[int], *, company_id: int) -> Iterator[Guess]:
    """Yield, oldest first, the replies that continue a conversation.

    Args:
        reply_ids: of messages that look like replies and were placed by nothing so far.
        company_id: whose.
    """
    if not reply_ids:
        return
    replies = Message.objects.filter(company_id=company_id, pk__in=reply_ids)
    ordered = sorted(replies, key=attrgetter("sent_at", "pk"))
    known = Parents(ordered, company_id=company_id)
    for reply in ordered:
        found = _guess_one(reply, known)
        if found is not None:
            yield found
            # Whoever asked has joined the two.
            known.look_again()


def _guess_one(reply: Message, known: Parents) -> Guess | None:
    parents = known.of(reply)
    if not parents:
        return None
    decision = choose_parent(
        ReplyFacts(
            at=reply.sent_at,
            ground=Ground.NEW,
            conversation=known.homes[reply.pk],
            base_subject=reply.base_subject,
            parties=known.parties[reply.pk],
            quoted_lines=known.quoted[reply.pk],
            looks_like_reply=True,
            names_parents=bool(reply.references),
            is_automated=is_automated(kind_of(reply)),
        ),
        parents,
    )
    if decision.outcome is None:
        return None
    return Guess(reply, decision.outcome, decision.code)
