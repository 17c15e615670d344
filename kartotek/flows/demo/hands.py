"""What is done by hand in the Sales Inbox: links, unlinks, archive, and what is kept private."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from kartotek.flows import inbox_changes
from kartotek.flows.demo.acts import Act, act
from kartotek.flows.demo.moments import moment
from kartotek.flows.demo.world import World


class Move(NamedTuple):
    """Who did what with the conversation of a talk, and with which item."""

    when: str
    who: str
    does: str
    talk: str
    item: str = ""


MOVES = (
    Move("-3 10:05", "elif", "links", "bodrum-plan", "bodrum"),
    Move("-9 10:20", "elif", "unlinks", "golf"),
    Move("-10 09:15", "elif", "links", "guarantee", "head-office"),
    # Won and closed, which by hand does not matter.
    Move("-5 11:00", "elif", "links", "spa-dimmer", "spa"),
    Move("-19 21:30", "elif", "keeps private", "thank-you"),
    Move("-44 17:00", "elif", "archives", "harbour-first"),
    Move("-12 08:30", "elif", "archives", "gallery-card"),
    Move("-5 08:10", "elif", "archives", "bulletin"),
)  # fmt: skip


def acts(at: datetime) -> Iterator[Act]:
    """Yield what was done by hand; `at` is when the company is loaded."""
    for move in MOVES:
        yield act(moment(move.when, at), _DOES[move.does], move)


def _link(world: World, at: datetime, move: Move) -> None:
    inbox_changes.link_conversation(
        conversation_id=world.conversation(move.talk),
        item=world.items[move.item],
        by=world.owner(move.who),
        at=at,
    )


def _unlink(world: World, at: datetime, move: Move) -> None:
    inbox_changes.unlink_conversation(
        conversation_id=world.conversation(move.talk), by=world.owner(move.who), at=at
    )


def _archive(world: World, at: datetime, move: Move) -> None:
    inbox_changes.set_archived(
        conversation_ids=[world.conversation(move.talk)],
        is_archived=True,
        by=world.owner(move.who),
        at=at,
    )


def _keep_private(world: World, at: datetime, move: Move) -> None:
    inbox_changes.share(
        conversation_id=world.conversation(move.talk),
        is_shared=False,
        by=world.owner(move.who),
        at=at,
    )


_DOES: Mapping[str, Callable[[World, datetime, Move], None]] = {
    "links": _link,
    "unlinks": _unlink,
    "archives": _archive,
    "keeps private": _keep_private,
}
