"""All mailboxes are watched: one task each, waiting for news of its inbox.

due? -> connect -> sync -> wait for news (IDLE) -> new mail -> wait ... -> every few minutes
the other folders -> trouble? -> wait, longer each time -> connect
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.db.models import Q

from kartotek.errors import Corrupt, RemoteError
from kartotek.flows import inbound_mail, sync_mail
from kartotek.flows.sync_mail import Round, Wake
from kartotek.mail.imap.session import Session
from kartotek.mail.inbound import fetch
from kartotek.mail.inbound.fetch import Clock, in_thread
from kartotek.mail.models import Mailbox
from kartotek.mail.models.mailbox import MailboxStatus
from kartotek.mail.queries.mailboxes import mailbox_with_id

logger = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
ROUND_EVERY = timedelta(minutes=5)
ASLEEP = (MailboxStatus.DISCONNECTED, MailboxStatus.OFFLINE, MailboxStatus.NEEDS_YOU)


@dataclass
class Watcher:
    """The tasks of this process, by mailbox."""

    clock: Clock
    wake: Wake
    tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    async def look(self) -> None:
        """Start what is due, wake what was asked for, and end what was disconnected."""
        await in_thread(close_old_connections)
        due, awake, asked = await in_thread(_who, self.clock())
        for mailbox_id in list(self.tasks):
            is_over = self.tasks[mailbox_id].done()
            if mailbox_id not in awake or (mailbox_id in asked and not is_over):
                await _end(self.tasks.pop(mailbox_id))
            elif is_over:
                del self.tasks[mailbox_id]
        for mailbox_id in due - set(self.tasks):
            self.tasks[mailbox_id] = asyncio.create_task(self._watch(mailbox_id))

    async def stop(self) -> None:
        """End every task."""
        for task in self.tasks.values():
            await _end(task)
        self.tasks.clear()

    async def _watch(self, mailbox_id: int) -> None:
        """Keep one mailbox in line until something is wrong with it."""
        round_ = Round(await in_thread(mailbox_with_id, mailbox_id), self.clock, self.wake)
        await in_thread(_taken, mailbox_id)
        try:
            async with await sync_mail.connect(round_.mailbox) as session:
                while True:
                    await sync_mail.sync(session, round_)
                    await self._wait(session, round_)
                    round_.arrived_count = round_.expected_count = 0
        except (RemoteError, Corrupt) as trouble:
            await in_thread(sync_mail.note_trouble, round_, trouble)
        except asyncio.CancelledError:
            raise
        except Exception as surprise:
            # The outermost loop of a mailbox: one that fails in a new way must not end others.
            logger.exception("Watching mailbox %s failed.", mailbox_id)
            unforeseen = RemoteError(f"An unforeseen failure: {type(surprise).__name__}.")
            await in_thread(sync_mail.note_trouble, round_, unforeseen)

    async def _wait(self, session: Session, round_: Round) -> None:
        """Wait for news of the inbox and fetch it, until the other folders are due."""
        inbox = next((one for one in round_.folders if one.special_use == "inbox"), None)
        if inbox is None:
            await asyncio.sleep(ROUND_EVERY.total_seconds())
            return
        fetching = sync_mail.fetching_of(session, round_)
        await fetch.open_folder(fetching, inbox)
        until = self.clock() + ROUND_EVERY
        while (left := (until - self.clock()).total_seconds()) > 0:
            # What came between the last look and now is not announced any more.
            await sync_mail.new_mail(session, round_, inbox)
            await in_thread(sync_mail.settled, round_)
            await session.first_news(left)


def _who(now: datetime) -> tuple[set[int], set[int], set[int]]:
    """Return the mailboxes to start now, all that are awake, and those asked for just now."""
    awake = Mailbox.objects.exclude(status__in=ASLEEP).exclude(imap_host="")
    due = awake.filter(Q(next_try_at=None) | Q(next_try_at__lte=now))
    asked = awake.filter(status=MailboxStatus.WATCHING, next_try_at__lte=now)
    return (
        set(due.values_list("pk", flat=True)),
        set(awake.values_list("pk", flat=True)),
        set(asked.values_list("pk", flat=True)),
    )


def _taken(mailbox_id: int) -> None:
    """Note that a mailbox is being seen to, so that it is not asked for again."""
    Mailbox.objects.filter(pk=mailbox_id).update(next_try_at=None)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def watch(stop: asyncio.Event, *, clock: Clock, wake: Wake | None = None) -> None:
    """Watch every mailbox of the installation until `stop` is set.

    Args:
        stop: set to end.
        clock: what tells the time.
        wake: called with a company after new mail was stored; without it the mail is taken
            through its stages here.
    """

    async def process(company_id: int) -> None:
        await in_thread(inbound_mail.process, company_id, at=clock(), clock=clock)

    watcher = Watcher(clock, wake or process)
    while not stop.is_set():
        await watcher.look()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
    await watcher.stop()
