"""Keeps the parts of an installation running, and ends them all together.

start every part -> one dies: wait a little, start it again -> told to stop: stop them all
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from kartotek.commands import parent

logger = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# A part that lived this long was well; its next end is a new trouble.
CALM_SECONDS = 60.0
GRACE_SECONDS = 8.0


@dataclass(frozen=True)
class Part:
    """A process to keep running: what it is called and its command line."""

    name: str
    line: tuple[str, ...]


def part(name: str, *words: str) -> Part:
    """Return the part that runs the command `kartotek` with these words."""
    return Part(name, (sys.executable, "-m", "kartotek.commands.main", *words))


class Supervisor:
    """Runs parts until it is told to stop."""

    def __init__(self, parts: Sequence[Part], grace_seconds: float = GRACE_SECONDS) -> None:
        """Keep what is to be run, and how long each may take to end."""
        self.parts = parts
        self.grace_seconds = grace_seconds
        self.stop = asyncio.Event()

    async def run(self) -> None:
        """Keep every part running until SIGTERM or SIGINT, then end them all."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self.stop.set)
        async with asyncio.TaskGroup() as tasks:
            for one in self.parts:
                tasks.create_task(self._keep(one))

    async def _keep(self, one: Part) -> None:
        loop = asyncio.get_running_loop()
        pause = FIRST_PAUSE_SECONDS
        while not self.stop.is_set():
            begun_at = loop.time()
            process = await _started(one)
            await self._until_end(process)
            if self.stop.is_set():
                return
            if loop.time() - begun_at > CALM_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            logger.error(
                "%s ended (%s); it starts again in %d s.", one.name, process.returncode, pause
            )
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _until_end(self, process: asyncio.subprocess.Process) -> None:
        """Wait until the process ended or is to end; nothing of it is left after that."""
        ended = asyncio.create_task(process.wait())
        told = asyncio.create_task(self.stop.wait())
        await asyncio.wait({ended, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if not ended.done():
            process.terminate()
            await asyncio.wait({ended}, timeout=self.grace_seconds)
        # Its own children are in its group: whoever did not end by now is ended here.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await ended


async def _started(one: Part) -> asyncio.subprocess.Process:
    # A group of its own: Ctrl+C in a terminal reaches the supervisor alone, which then ends all.
    return await asyncio.create_subprocess_exec(
        *one.line, env=parent.environment(), start_new_session=True
    )
