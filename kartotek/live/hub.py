"""Who listens, and handing each their news: one query for all connections.

announcements -> every half second: what is new -> the queue of each listener it is for
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import DatabaseError, InterfaceError

from kartotek.flows.news import News
from kartotek.users.viewer import Viewer

logger = logging.getLogger(__name__)

EVERY_SECONDS = 0.5
# Two announcements may be committed in the other order than they were numbered.
LOOK_BACK = 50
LONGEST_QUEUE = 500
# So long a page may take from being drawn to listening.
RECALL_SECONDS = 5.0


@dataclass(eq=False)
class Listener:
    """One open screen; `is_full` when it takes its news too slowly and must come again."""

    viewer: Viewer
    queue: asyncio.Queue[News] = field(default_factory=lambda: asyncio.Queue(LONGEST_QUEUE))
    is_full: bool = False

    def tell(self, news: News) -> None:
        """Put the news into the listener's queue, if it is theirs."""
        if not news.is_for(self.viewer):
            return
        if self.queue.full():
            self.is_full = True
            return
        self.queue.put_nowait(news)


class Hub:
    """Reads announcements and tells the listeners.

    Args:
        since: returns the announcements after a number, oldest first.
        latest: returns the newest number.
    """

    def __init__(
        self,
        since: Callable[[int], Awaitable[list[News]]],
        latest: Callable[[], Awaitable[int]],
    ) -> None:
        """Begin without listeners."""
        self._since = since
        self._latest = latest
        self._seen: deque[int] = deque(maxlen=LOOK_BACK * 4)
        self._recent: deque[tuple[float, News]] = deque(maxlen=LONGEST_QUEUE)
        self.number = 0
        self.listeners: set[Listener] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Tell the listeners until `stop`; a database that is away is asked again."""
        is_away = False
        is_begun = False
        while not stop.is_set():
            try:
                await (self.look() if is_begun else self.begin())
            except (DatabaseError, InterfaceError) as reason:
                if not is_away:
                    logger.warning("The database does not answer (%s); trying again.", reason)
                is_away = True
            else:
                is_away, is_begun = False, True
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), EVERY_SECONDS)

    async def begin(self) -> None:
        """Take what there is as known: a screen that opens now was drawn with it."""
        self.number = await self._latest()
        self._seen.extend(news.id for news in await self._since(self.number - LOOK_BACK))

    async def look(self) -> None:
        """Read what is new and hand it out."""
        for news in await self._since(max(0, self.number - LOOK_BACK)):
            if news.id in self._seen:
                continue
            self._seen.append(news.id)
            self._recent.append((asyncio.get_running_loop().time(), news))
            self.number = max(self.number, news.id)
            for listener in self.listeners:
                listener.tell(news)

    def recall(self, listener: Listener) -> None:
        """Put what was told while a new listener's page was on its way into its queue."""
        now = asyncio.get_running_loop().time()
        for told_at, news in self._recent:
            if now - told_at < RECALL_SECONDS:
                listener.tell(news)

    async def missed(self, listener: Listener, number: int) -> None:
        """Put what a listener missed since `number` into its queue."""
        for news in await self._since(number):
            listener.tell(news)
