"""The story of the demo company: everything that happens to it, in the order of time.

    acts of people + letters due at mailboxes -> sorted by moment -> done one after the other

So a deal is open when the letter arrives that is linked to it, and closed when the later one is
not: no state is made up, each came about as it would in any company.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from kartotek.flows.demo import contacts, days, discussion, hands, own_fields, pipeline, ties
from kartotek.flows.demo.acts import Act
from kartotek.flows.demo.cast import COLLEAGUES
from kartotek.flows.demo.mail import TALKS
from kartotek.flows.demo.moments import moment
from kartotek.flows.demo.post import Post
from kartotek.flows.demo.world import World
from kartotek.flows.demo.writing import Sent, sent

TOGETHER = timedelta(hours=4)
"""Letters that arrive so close to each other go through the stages as one batch."""

Due = tuple[datetime, str, Sent]
"""A letter, when it arrives and at which of our addresses."""


def tell(world: World) -> None:
    """Let everything happen, from the first organization to the last letter."""
    acts = sorted(_acts(world.at), key=lambda one: one.at)
    letters = sorted(_due(world.at), key=lambda one: one[0])
    post = Post()
    for one in acts:
        _deliver(post, world, letters, until=one.at)
        one.run(world, one.at)
    _deliver(post, world, letters, until=world.at)


def _acts(at: datetime) -> Iterator[Act]:
    tellers = (contacts, pipeline, days, discussion, hands, ties, own_fields)
    return chain.from_iterable(teller.acts(at) for teller in tellers)


def _due(at: datetime) -> Iterator[Due]:
    """Yield each letter for each of our mailboxes it lies in, when it arrives there.

    Letters from before a mailbox was connected arrive with its first sync.
    """
    since = {one.address: moment(one.mailbox_since, at) for one in COLLEAGUES if one.mailbox_since}
    for talk in TALKS:
        for letter in sent(talk, at):
            for address in sorted(since.keys() & {letter.sender, *letter.recipients}):
                yield max(letter.arrives_at, since[address]), address, letter


def _deliver(post: Post, world: World, letters: list[Due], *, until: datetime) -> None:
    """Deliver, in batches, what arrives before the next thing happens."""
    batch: list[Due] = []
    while letters and letters[0][0] < until:
        if batch and letters[0][0] - batch[0][0] > TOGETHER:
            post.deliver(batch, world)
            batch = []
        batch.append(letters.pop(0))
    if batch:
        post.deliver(batch, world)
