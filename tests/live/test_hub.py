"""Each listener is told what is theirs, once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from django.db import OperationalError

from kartotek.flows.news import News
from kartotek.live.hub import LONGEST_QUEUE, Hub, Listener
from kartotek.users.viewer import Viewer
from tests.live.loops import in_loop

ELIF = Viewer(company_id=1, user_id=11, name="Elif Aydın", is_admin=False)
MERT = Viewer(company_id=1, user_id=12, name="Mert Kaya", is_admin=False)
NORA = Viewer(company_id=2, user_id=21, name="Nora Kask", is_admin=True)


class Table:
    """Announcements as the database would give them."""

    def __init__(self, rows: Iterable[News] = ()) -> None:
        self.rows = list(rows)
        self.is_away = False

    def add(self, number: int, company_id: int = 1, user_id: int | None = None) -> None:
        self.rows.append(News(number, company_id, user_id, "inbox:changed", {}))

    async def since(self, number: int) -> list[News]:
        if self.is_away:
            raise OperationalError("away")
        return sorted((row for row in self.rows if row.id > number), key=lambda row: row.id)

    async def latest(self) -> int:
        return max((row.id for row in self.rows), default=0)


def told(listener: Listener) -> list[int]:
    return [listener.queue.get_nowait().id for _ in range(listener.queue.qsize())]


def listening(hub: Hub, *viewers: Viewer) -> list[Listener]:
    listeners = [Listener(viewer) for viewer in viewers]
    hub.listeners.update(listeners)
    return listeners


async def begun(table: Table) -> Hub:
    hub = Hub(table.since, table.latest)
    await hub.begin()
    return hub


@in_loop
async def test_news_reach_whom_they_are_for() -> None:
    table = Table()
    hub = await begun(table)
    elif_, mert, nora = listening(hub, ELIF, MERT, NORA)
    table.add(1, user_id=11)
    table.add(2)
    table.add(3, company_id=2)

    await hub.look()

    assert (told(elif_), told(mert), told(nora)) == ([1, 2], [2], [3])


@in_loop
async def test_news_are_told_once() -> None:
    table = Table()
    hub = await begun(table)
    (elif_,) = listening(hub, ELIF)
    table.add(1)

    await hub.look()
    await hub.look()

    assert told(elif_) == [1]


@in_loop
async def test_what_was_there_before_is_not_news() -> None:
    table = Table()
    table.add(1)
    hub = await begun(table)
    (elif_,) = listening(hub, ELIF)

    await hub.look()

    assert told(elif_) == []


@in_loop
async def test_news_committed_late_are_still_told() -> None:
    table = Table()
    hub = await begun(table)
    (elif_,) = listening(hub, ELIF)
    table.add(8)
    await hub.look()
    table.add(7)

    await hub.look()

    assert told(elif_) == [8, 7]


@in_loop
async def test_whoever_comes_back_hears_what_was_missed() -> None:
    table = Table()
    for number in (4, 5, 6):
        table.add(number)
    hub = await begun(table)
    (elif_,) = listening(hub, ELIF)

    await hub.missed(elif_, 4)

    assert told(elif_) == [5, 6]


@in_loop
async def test_whoever_comes_new_hears_what_was_told_while_the_page_was_on_its_way() -> None:
    table = Table()
    hub = await begun(table)
    table.add(1)
    await hub.look()
    (elif_,) = listening(hub, ELIF)

    hub.recall(elif_)

    assert told(elif_) == [1]


@in_loop
async def test_whoever_listens_too_slowly_must_come_again() -> None:
    table = Table()
    hub = await begun(table)
    (elif_,) = listening(hub, ELIF)
    for number in range(1, LONGEST_QUEUE + 2):
        table.add(number)

    await hub.look()

    assert elif_.is_full


@in_loop
async def test_news_go_on_after_the_database_was_away() -> None:
    table = Table()
    hub, stop = Hub(table.since, table.latest), asyncio.Event()
    (elif_,) = listening(hub, ELIF)
    running = asyncio.create_task(hub.run(stop))
    await asyncio.sleep(0.1)
    table.is_away = True
    await asyncio.sleep(0.6)
    table.add(1)
    table.is_away = False

    news = await asyncio.wait_for(elif_.queue.get(), 3)

    stop.set()
    await running
    assert news.id == 1
