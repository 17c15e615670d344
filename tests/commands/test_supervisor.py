"""What dies starts again, and what is told to stop leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kartotek.commands.supervisor import Part, Supervisor


def script(name: str, text: str) -> Part:
    return Part(name, (sys.executable, "-c", textwrap.dedent(text)))


def until(is_so: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def supervised(parts: list[Part], is_enough: Callable[[], bool], grace: float = 3) -> None:
    """Run the parts until it is enough, then stop them."""

    async def run() -> None:
        supervisor = Supervisor(parts, grace_seconds=grace)
        running = asyncio.create_task(supervisor.run())
        assert await asyncio.to_thread(until, is_enough)
        supervisor.stop.set()
        await asyncio.wait_for(running, 10)

    asyncio.run(run())


@pytest.fixture
def pids(tmp_path: Path) -> Callable[[], list[int]]:
    """What the parts write into `pids`."""

    def read() -> list[int]:
        file = tmp_path / "pids"
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    return read


def writes_pid(folder: Path) -> str:
    return f"import os; open({str(folder / 'pids')!r}, 'a').write(f'{{os.getpid()}}\\n')\n"


def test_a_part_that_dies_starts_again(tmp_path: Path, pids: Callable[[], list[int]]) -> None:
    short_lived = script("short", writes_pid(tmp_path))

    supervised([short_lived], lambda: len(pids()) >= 2)

    assert len(set(pids())) >= 2


def test_nothing_is_left_when_all_is_stopped(tmp_path: Path, pids: Callable[[], list[int]]) -> None:
    parts = [script(name, writes_pid(tmp_path) + "import time; time.sleep(60)") for name in "ab"]

    supervised(parts, lambda: len(pids()) == 2)

    assert [pid for pid in pids() if is_alive(pid)] == []


def test_a_part_that_does_not_listen_is_ended(
    tmp_path: Path, pids: Callable[[], list[int]]
) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"

    supervised(
        [script("deaf", deaf + writes_pid(tmp_path) + "time.sleep(60)")],
        lambda: len(pids()) == 1,
        grace=0.3,
    )

    assert not is_alive(pids()[0])


def test_the_children_of_a_part_end_with_it(tmp_path: Path, pids: Callable[[], list[int]]) -> None:
    child = writes_pid(tmp_path) + "import time; time.sleep(60)"
    parent = f"""
        import subprocess, sys
        subprocess.Popen([sys.executable, "-c", {child!r}]).wait()
    """

    supervised([script("parent", parent)], lambda: len(pids()) == 1)

    assert until(lambda: not is_alive(pids()[0]))
