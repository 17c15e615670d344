"""The asyncio process: the stream of news, the hub behind it, and the watcher of mailboxes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import uvicorn
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from kartotek.flows import news
from kartotek.flows.watch_mail import watch
from kartotek.live.app import LiveApp, Questions
from kartotek.live.entry import house, viewer_of
from kartotek.live.hub import Hub

logger = logging.getLogger(__name__)

T = TypeVar("T")

# News are read by one thread, visitors are recognised by another: a crowd does not delay news.
READERS, PORTERS = 1, 1
CLOSING_SECONDS = 3
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0


class Server(uvicorn.Server):
    """A server that leaves signals to the process it is part of."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        """Change nothing."""
        yield


async def run() -> None:
    """Serve news and watch mailboxes until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    read, ask = _in_threads(READERS), _in_threads(PORTERS)
    hub = Hub(lambda number: read(lambda: news.since(number)), lambda: read(news.latest))
    questions = Questions(
        lambda cookies: ask(lambda: viewer_of(cookies)),
        lambda viewer: ask(lambda: news.version_of(viewer=viewer)),
    )
    app = LiveApp(hub, questions, house(), stop)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(hub.run(stop))
        tasks.create_task(_serve(app, stop))
        tasks.create_task(_keep_watching(stop))


async def _serve(app: LiveApp, stop: asyncio.Event) -> None:
    server = Server(
        uvicorn.Config(
            app,
            host=settings.HOST,
            port=settings.LIVE_PORT,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=CLOSING_SECONDS,
        )
    )
    serving = asyncio.create_task(server.serve())
    await asyncio.wait(
        {serving, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED
    )
    stop.set()
    server.should_exit = True
    await serving


async def _keep_watching(stop: asyncio.Event) -> None:
    """Watch, and watch again after a fault nobody foresaw: news must not stop with mail."""
    pause = FIRST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            await watch(stop, clock=timezone.now, wake=_leave_to_workers)
        except Exception:
            logger.exception("Watching mailboxes broke off; it starts again in %d s.", pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _leave_to_workers(_company_id: int) -> None:
    """Do nothing: the job workers look for stored mail every second, and parsing is their load."""


def _in_threads(count: int) -> Callable[[Callable[[], T]], Awaitable[T]]:
    """Return what runs a query outside the loop, on connections of its own threads."""
    pool = ThreadPoolExecutor(count, thread_name_prefix="live")

    def query(read: Callable[[], T]) -> T:
        # After the database was restarted, the old connection is replaced here.
        close_old_connections()
        return read()

    async def run_one(read: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, query, read)

    return run_one
