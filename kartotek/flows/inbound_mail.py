"""An email arrives: what happens to it, in order.

    fetch -> store -> parse -> thread -> classify -> match -> link -> index -> note -> announce

`mail/inbound` fetches and stores; from there the table below goes on. A stage takes a batch of
stored entries, does one thing, may run twice, and commits once; its name is written to
`reached`. A crash goes on with the next stage. A batch that fails is halved down to the one
message at fault, which is held with its reason and tried again later; the others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import DatabaseError, DataError, IntegrityError, transaction

from kartotek.errors import RemoteError
from kartotek.flows import hold, lease
from kartotek.flows.noting import announce_arrivals, note
from kartotek.lib.memory import collecting_later
from kartotek.linking.link import link
from kartotek.linking.match import match
from kartotek.mail.bulk import among
from kartotek.mail.inbound.classify import classify
from kartotek.mail.inbound.parse import parse
from kartotek.mail.inbound.thread import thread
from kartotek.mail.inbound.under_way import UnderWay, is_any_under_way, under_way
from kartotek.mail.models import FolderEntry
from kartotek.search.index_mail import index

logger = logging.getLogger(__name__)

BATCH = 500


class Step(Protocol):
    """What every stage looks like."""

    def __call__(self, entries: Sequence[UnderWay], *, at: datetime) -> None:
        """Do one thing to a batch; doing it twice changes nothing."""


@dataclass(frozen=True)
class Stage:
    """A named stage: `name` is written to `reached` when it is done."""

    name: str
    does: str
    run: Step


STAGES: tuple[Stage, ...] = (
    Stage("parsed", "read headers, bodies and attachments", parse),
    Stage("threaded", "join or open a conversation", thread),
    Stage("classified", "tell people from machines", classify),
    Stage("matched", "recognise the participants", match),
    Stage("linked", "link the conversation to its item", link),
    Stage("indexed", "make its words searchable", index),
    Stage("noted", "write it into history", note),
)

# Entries, and the stage they wait for.
Batch = tuple[Stage, list[UnderWay]]

# What a stage starts from: the stage before it, the first from what is stored.
STARTS: dict[str, str] = dict(
    zip((stage.name for stage in STAGES), ("stored", *(s.name for s in STAGES)), strict=False)
)


@dataclass
class Progress:
    """What one run did: batches, entries that went all the way, entries held."""

    batch_count: int = 0
    done_count: int = 0
    held_count: int = 0


def process(
    company_id: int,
    *,
    at: datetime,
    clock: Callable[[], datetime] | None = None,
    batch_limit: int | None = None,
) -> Progress:
    """Take every waiting entry of a company as far as it goes, and say how many did.

    What is furthest on its way goes first, so that a message that was begun is finished before
    the next is. Only one process at a time works for a company; a second one does nothing.

    Args:
        company_id: whose mail.
        at: now.
        clock: what tells the time again between batches of a long run; `at` otherwise.
        batch_limit: how many batches at most; None for all.

    Raises:
        RemoteError: the mail store does not answer; everything stays where it is.
        DatabaseError: the database does not answer; likewise.
    """
    progress = Progress()
    tell = clock or (lambda: at)
    found: Batch | None = None
    with lease.held(f"inbound-mail:{company_id}", clock=tell) as is_ours:
        while is_ours() and (batch_limit is None or progress.batch_count < batch_limit):
            found = found or _furthest(company_id, tell())
            if found is None:
                break
            stage, entries = found
            with collecting_later():
                found = _next(stage, _run(stage, entries, tell(), progress))
            progress.batch_count += 1
    return progress


def _next(stage: Stage, entries: list[UnderWay]) -> Batch | None:
    """Return the stage after this one with what went on to it.

    As nothing was further on its way before, nothing is further now: it need not be looked for.
    """
    following = STAGES.index(stage) + 1
    return (STAGES[following], entries) if entries and following < len(STAGES) else None


def _furthest(company_id: int, at: datetime) -> Batch | None:
    begun = is_any_under_way(company_id, reached=[*STARTS.values()][1:], at=at)
    # Mostly nothing was left half way, and one question is answered sooner than one a stage.
    for stage in reversed(STAGES if begun else STAGES[:1]):
        entries = under_way(company_id, reached=STARTS[stage.name], at=at, limit=BATCH)
        if entries:
            return stage, entries
    return None


def _run(stage: Stage, entries: list[UnderWay], at: datetime, progress: Progress) -> list[UnderWay]:
    """Run a stage and return the entries that went on; the others are held."""
    try:
        with transaction.atomic():
            stage.run(entries, at=at)
            _mark(stage, entries, at)
    except Exception as failure:
        if _is_unwell(failure):
            raise
        if len(entries) > 1:
            middle = len(entries) // 2
            return [
                *_run(stage, entries[:middle], at, progress),
                *_run(stage, entries[middle:], at, progress),
            ]
        logger.exception("A message is held at the stage %s.", stage.name)
        entry = FolderEntry.objects.get(pk=entries[0].pk)
        hold.hold(entry, stage.name, failure, at=at)
        progress.held_count += 1
        return []
    if stage is STAGES[-1]:
        progress.done_count += len(entries)
    return entries


def _is_unwell(failure: Exception) -> bool:
    """Return whether the store or the database is unwell: then holding a message would be a lie.

    What the database will not keep, or has already, is the message's own trouble.
    """
    of_message = isinstance(failure, DataError | IntegrityError)
    return isinstance(failure, RemoteError | DatabaseError) and not of_message


def _mark(stage: Stage, entries: list[UnderWay], at: datetime) -> None:
    FolderEntry.objects.filter(among("pk", [entry.pk for entry in entries])).update(
        reached=stage.name,
        is_done=stage is STAGES[-1],
        held_stage="",
        held_reason="",
        held_at=None,
        next_try_at=None,
    )
    if stage is STAGES[-1]:
        announce_arrivals(entries, at=at)
