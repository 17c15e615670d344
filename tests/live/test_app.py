"""The stream as a browser meets it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from kartotek.flows.news import News
from kartotek.live import app as live
from kartotek.live.app import LiveApp, Questions
from kartotek.live.entry import House
from kartotek.live.hub import Hub
from kartotek.users.viewer import Viewer
from tests.live.loops import in_loop
from tests.live.test_hub import ELIF, Table


class Browser:
    """One request, and what came back so far."""

    def __init__(self, app: LiveApp, path: str = "/live/", **headers: str) -> None:
        given = {"host": "localhost:8001", "cookie": "kartotek=elif", **headers}
        self.scope = {
            "type": "http",
            "method": given.pop("method", "GET"),
            "path": path,
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in given.items()
            ],
        }
        self.app = app
        self.left = asyncio.Event()
        self.status = 0
        self.headers: dict[str, str] = {}
        self.pieces: asyncio.Queue[str] = asyncio.Queue()
        self.task = asyncio.create_task(app(self.scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.pieces.put_nowait(message["body"].decode())

    async def piece(self) -> str:
        return await asyncio.wait_for(self.pieces.get(), 3)

    async def end(self) -> None:
        await asyncio.wait_for(self.task, 3)


async def viewer_of(cookies: str) -> Viewer | None:
    return ELIF if "elif" in cookies else None


async def version_of(_viewer: Viewer) -> int:
    return 412


async def opened(table: Table) -> tuple[LiveApp, Hub]:
    hub = Hub(table.since, table.latest)
    await hub.begin()
    house = House(("localhost",), 8000)
    return LiveApp(hub, Questions(viewer_of, version_of), house, asyncio.Event()), hub


@in_loop
async def test_a_listener_is_sent_news_as_they_come() -> None:
    table = Table()
    app, hub = await opened(table)
    browser = Browser(app)
    await browser.piece()
    table.rows.append(News(7, 1, 11, "inbox:changed", {"conversation": 412}))

    await hub.look()

    number, data, *_ = (await browser.piece()).splitlines()
    assert number == "id: 7"
    assert json.loads(data.removeprefix("data: ")) == {
        "event": "inbox:changed",
        "conversation": 412,
    }
    browser.left.set()
    await browser.end()


@in_loop
async def test_a_stream_says_at_once_where_it_stands() -> None:
    table = Table()
    table.add(9)
    app, _hub = await opened(table)
    browser = Browser(app)

    assert "id: 9" in await browser.piece()

    browser.left.set()
    await browser.end()


@in_loop
async def test_a_browser_that_comes_back_is_told_what_it_missed() -> None:
    table = Table()
    table.add(4)
    table.add(5)
    app, _hub = await opened(table)
    browser = Browser(app, last_event_id="4")
    await browser.piece()

    assert "id: 5" in await browser.piece()

    browser.left.set()
    await browser.end()


@in_loop
async def test_whoever_leaves_is_forgotten() -> None:
    app, hub = await opened(Table())
    browser = Browser(app)
    await browser.piece()

    browser.left.set()
    await browser.end()

    assert hub.listeners == set()


@in_loop
async def test_a_process_that_stops_ends_its_streams() -> None:
    app, _hub = await opened(Table())
    browser = Browser(app)
    await browser.piece()

    app.stop.set()

    await browser.end()


@in_loop
async def test_a_silent_stream_says_that_it_lives() -> None:
    app, _hub = await opened(Table())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(live, "HEARTBEAT_SECONDS", 0.05)
        browser = Browser(app)
        await browser.piece()

        assert (await browser.piece()).startswith(":")

    browser.left.set()
    await browser.end()


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/live/", {"cookie": "kartotek=nobody"}, 401),
        ("/live/", {"origin": "http://evil.example"}, 403),
        ("/live/", {"host": "evil.example"}, 400),
        ("/live/", {"method": "POST"}, 405),
        ("/inbox/", {}, 404),
    ],
)
@in_loop
async def test_what_is_no_listener_is_turned_away(
    path: str, headers: dict[str, str], status: int
) -> None:
    app, hub = await opened(Table())
    browser = Browser(app, path, **headers)

    await browser.end()

    assert (browser.status, hub.listeners) == (status, set())
    assert "access-control-allow-origin" not in browser.headers


@in_loop
async def test_a_page_at_the_web_port_may_read_the_stream() -> None:
    app, _hub = await opened(Table())
    browser = Browser(app, origin="http://localhost:8000")
    await browser.piece()

    assert browser.headers["access-control-allow-origin"] == "http://localhost:8000"
    assert browser.headers["access-control-allow-credentials"] == "true"

    browser.left.set()
    await browser.end()


@in_loop
async def test_a_browser_without_streams_asks_for_the_version() -> None:
    app, _hub = await opened(Table())
    browser = Browser(app, "/live/version/")

    await browser.end()

    assert (browser.status, await browser.piece()) == (200, "412")
