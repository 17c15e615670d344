"""Waiting for news of the selected folder.

    IDLE -> news, news, silence -> DONE -> NOOP -> IDLE ...

The renewal proves that the connection is alive: a dead one is silent too.

Source: RFC 2177; servers may hang up after 30 minutes, firewalls after 10.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator

from kartotek.mail.imap.answers import News
from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.errors import NoAnswer

LONGEST_IDLE_SECONDS = 540.0
POLL_SECONDS = 60.0


async def wait_for_news(
    connection: Connection, renew_seconds: float = LONGEST_IDLE_SECONDS
) -> AsyncGenerator[News, None]:
    """Yield what happens in the selected folder, without end, beginning with what is known.

    Where the server does not offer IDLE it is asked every POLL_SECONDS. Stop by leaving the
    loop; the connection can then be used again.

    Raises:
        NoAnswer: the connection is dead.
        ConnectionLost: the server went away.
        ServerSaidNo: the server declined.
    """
    seconds = min(renew_seconds, LONGEST_IDLE_SECONDS)
    while True:
        for news in _taken(connection):
            yield news
        if connection.offers("IDLE"):
            async for news in _one_idle(connection, seconds):
                yield news
        else:
            await asyncio.sleep(min(seconds, POLL_SECONDS))
        await connection.command("NOOP")


async def first_news(connection: Connection, seconds: float) -> list[News]:
    """Return the first news of the selected folder, or nothing after some time.

    Either way the connection was proved alive and can be used again. Where the server does not
    offer IDLE it is asked after POLL_SECONDS at the latest.

    Raises:
        NoAnswer: the connection is dead.
        ConnectionLost: the server went away.
        ServerSaidNo: the server declined.
    """
    if known := _taken(connection):
        return known
    if not connection.offers("IDLE"):
        await asyncio.sleep(min(seconds, POLL_SECONDS))
    else:
        async with contextlib.aclosing(
            _one_idle(connection, min(seconds, LONGEST_IDLE_SECONDS))
        ) as waiting:
            async for news in waiting:
                return [news]
    await connection.command("NOOP")
    return _taken(connection)


async def _one_idle(connection: Connection, seconds: float) -> AsyncGenerator[News, None]:
    clock = asyncio.get_running_loop().time
    until = clock() + seconds
    tag = await connection.begin("IDLE")
    connection.is_idling = True
    await connection.until_continuation(tag, ("IDLE",))
    while (left := until - clock()) > 0:
        for news in _taken(connection):
            yield news
        try:
            answer = await connection.read(left)
        except NoAnswer:
            break
        if answer.tag == tag:
            connection.is_idling = False
            return
    await connection.finish()


def _taken(connection: Connection) -> list[News]:
    news = list(connection.news)
    connection.news.clear()
    return news
