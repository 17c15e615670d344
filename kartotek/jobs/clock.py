"""A clock that does the chores of a table when they are due."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import close_old_connections

from kartotek.jobs.schedule import Chore

logger = logging.getLogger(__name__)

TICK_SECONDS = 0.5


class Clock:
    """Does chores in a thread of its own until it is stopped.

    Args:
        chores: what is done, and how often.
        now: what tells the time.
    """

    def __init__(self, chores: Sequence[Chore], now: Callable[[], datetime]) -> None:
        """Have every chore due at once."""
        self.now = now
        self.due = {chore: now() for chore in chores}
        self._broken: set[Chore] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, within_seconds: float) -> None:
        """End after the chore at hand, waiting for it no longer than that."""
        self._stop.set()
        self._thread.join(within_seconds)

    def tick(self) -> None:
        """Do what is due now; a chore that fails is done again when it is due the next time."""
        for chore, due in self.due.items():
            at = self.now()
            if at < due or self._stop.is_set():
                continue
            self._do(chore, at)
            self.due[chore] = self.now() + chore.every

    def _do(self, chore: Chore, at: datetime) -> None:
        """Do one chore; of a row of failures the first is told in full, and their end."""
        try:
            chore.run(at)
        except Exception:
            # The outermost loop of a worker: one chore must not end the others.
            if chore not in self._broken:
                logger.exception("The chore %r failed; it is tried again.", chore.name)
            self._broken.add(chore)
        else:
            if chore in self._broken:
                logger.warning("The chore %r works again.", chore.name)
            self._broken.discard(chore)

    def _run(self) -> None:
        while not self._stop.wait(TICK_SECONDS):
            close_old_connections()
            self.tick()
