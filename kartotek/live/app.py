"""The stream of news, as an ASGI application: `GET /live/` answers server-sent events.

    cookie -> viewer -> what was missed -> news as they come, a comment in every silence

Source: HTML Living Standard, section 9.2 (server-sent events); ASGI 3.0.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from kartotek.flows.news import News
from kartotek.live.entry import House
from kartotek.live.hub import Hub, Listener
from kartotek.users.viewer import Viewer

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

HEARTBEAT_SECONDS = 15.0
RETRY_MILLISECONDS = 3000
# A session that ended elsewhere is noticed when the browser comes again.
LONGEST_SECONDS = 600.0
STREAM = "/live"
# The pages answer this too; here it is for a web server that passes on all of /live/.
VERSION = "/live/version"

EVENT_STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
]
NOT_STORED = (b"cache-control", b"no-store")


@dataclass(frozen=True)
class Questions:
    """What is asked of the database, without holding up the loop."""

    viewer_of: Callable[[str], Awaitable[Viewer | None]]
    version_of: Callable[[Viewer], Awaitable[int]]


class LiveApp:
    """Streams each listener's news; anything else is not here."""

    def __init__(self, hub: Hub, ask: Questions, house: House, stop: asyncio.Event) -> None:
        """Keep what tells the news, what to ask, where we are, and when to end."""
        self.hub = hub
        self.ask = ask
        self.house = house
        self.stop = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        status = self._status(scope, headers)
        if status != 200:
            await _answer(send, status, headers)
            return
        viewer = await self.ask.viewer_of(headers.get("cookie", ""))
        if viewer is None:
            await _answer(send, 401, headers)
        elif scope["path"].rstrip("/") == VERSION:
            await _answer(send, 200, headers, str(await self.ask.version_of(viewer)))
        else:
            await self._stream(viewer, headers, receive, send)

    def _status(self, scope: Scope, headers: dict[str, str]) -> int:
        host = headers.get("host", "")
        if scope["path"].rstrip("/") not in {STREAM, VERSION}:
            return 404
        if scope["method"] != "GET":
            return 405
        if not self.house.answers_to(host):
            return 400
        return 200 if self.house.trusts(headers.get("origin", ""), host) else 403

    async def _stream(
        self, viewer: Viewer, headers: dict[str, str], receive: Receive, send: Send
    ) -> None:
        await send(_start(200, [*EVENT_STREAM, NOT_STORED, *_sharing(headers)]))
        listener = Listener(viewer)
        self.hub.listeners.add(listener)
        try:
            await send(_more(f"retry: {RETRY_MILLISECONDS}\nid: {self.hub.number}\n\n"))
            last = headers.get("last-event-id", "")
            if last.isdecimal():
                await self.hub.missed(listener, int(last))
            else:
                self.hub.recall(listener)
            await self._tell(listener, receive, send)
        finally:
            self.hub.listeners.discard(listener)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _tell(self, listener: Listener, receive: Receive, send: Send) -> None:
        """Send news until the browser leaves, the process stops or it is time to come again."""
        gone = asyncio.create_task(_leaving(receive))
        stopped = asyncio.create_task(self.stop.wait())
        loop = asyncio.get_running_loop()
        # Not all at once: a restart would otherwise be followed by one every ten minutes.
        until = loop.time() + LONGEST_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311
        while not listener.is_full and loop.time() < until:
            news = asyncio.create_task(listener.queue.get())
            await asyncio.wait(
                {news, gone, stopped},
                timeout=HEARTBEAT_SECONDS,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if gone.done() or stopped.done():
                news.cancel()
                break
            await send(_more(_event(news.result()) if news.done() else ": still here\n\n"))
            news.cancel()
        gone.cancel()
        stopped.cancel()


async def _leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _event(news: News) -> str:
    data = json.dumps({**news.data, "event": news.event}, ensure_ascii=False)
    return f"id: {news.id}\ndata: {data}\n\n"


def _sharing(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Return what lets a page at another port of ours read the answer."""
    if "origin" not in headers:
        return []
    return [
        (b"access-control-allow-origin", headers["origin"].encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


def _start(status: int, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": headers}


def _more(text: str) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": True}


async def _answer(send: Send, status: int, headers: dict[str, str], text: str = "") -> None:
    length = (b"content-length", str(len(text)).encode())
    sharing = _sharing(headers) if status == 200 else []
    kind = (b"content-type", b"text/plain")
    await send(_start(status, [length, kind, NOT_STORED, *sharing]))
    await send({"type": "http.response.body", "body": text.encode()})
