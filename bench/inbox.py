"""CPU time of a first and of a deep page of a large inbox: the query alone, and the whole screen.

bin/bench inbox
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from bench import installation
from bench.many_conversations import Inbox

CONVERSATIONS = 100_000
PAGE, DEEP = 50, 1_000
REPEATS, WARMING = 40, 5
MARK = 1.5


def main() -> int:
    """Make the inbox, measure, and print what was found."""
    installation.make()
    begun = time.perf_counter()
    made = Inbox.make(CONVERSATIONS)
    took = time.perf_counter() - begun
    print(f"{CONVERSATIONS:,} conversations made in {took:.0f} s; CPU ms, median of {REPEATS}")
    print(f"{'':34}{'first':>8}{'deep':>8}{'ratio':>7}{'queries':>9}")
    _pages("page, one account", made.viewer, made)
    _pages("page, three accounts", made.viewer_of_three, made)
    for name in ("unread", "contacts", "not-linked", "open-deal", "files"):
        _pages(f"page, filter {name}", made.viewer, made, filters=(name,))
    _pages("page, folder to-link", made.viewer, made, folder="to-link")
    _numbers(made)
    installation.make_static_files()
    _screen("screen, one account", made.user, made)
    _screen("screen, three accounts", made.user_of_three, made)
    return 0


def _pages(label: str, viewer: Any, made: Inbox, **narrowed: Any) -> None:
    """Measure the query behind a page."""
    from kartotek.linking.queries import Cursor, Folder, inbox

    narrowed["folder"] = Folder(narrowed.get("folder", "inbox"))
    after = Cursor(*made.end_of_page(DEEP - 1, viewer))
    first = _cost(lambda: inbox(viewer=viewer, **narrowed))
    deep = _cost(lambda: inbox(viewer=viewer, after=after, **narrowed))
    count = _query_count(lambda: inbox(viewer=viewer, after=after, **narrowed))
    _line(label, first, deep, count)


def _numbers(made: Inbox) -> None:
    """Measure the counts beside the folders, and the number of all rows."""
    from kartotek.linking.queries import counts, total

    for label, viewer in (("one account", made.viewer), ("three accounts", made.viewer_of_three)):
        found: dict[str, Callable[..., object]] = {
            "counts of folders": counts,
            "number of all": total,
        }
        for name, count in found.items():
            cost = _cost(partial(count, viewer=viewer))
            print(f"{f'{name}, {label}':34}{cost:8.2f}")


def _screen(label: str, user: Any, made: Inbox) -> None:
    """Measure the whole answer, as a browser asks for it."""
    from django.test import Client
    from django.urls import reverse

    from kartotek.linking.queries import Cursor
    from kartotek.users.viewer import Viewer

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    url = reverse("inbox:inbox")
    cursor = Cursor(*made.end_of_page(DEEP - 1, Viewer.of(user)))
    place = {"after": str(cursor), "start": str((DEEP - 1) * PAGE + 1)}

    def get(**asked: str) -> None:
        answer = browser.get(url, asked)
        if answer.status_code != 200:
            raise SystemExit(f"The inbox answered {answer.status_code}.")

    _line(label, _cost(get), _cost(lambda: get(**place)), _query_count(lambda: get(**place)))


def _line(label: str, first: float, deep: float, queries: int) -> None:
    verdict = "" if deep <= first * MARK else f"  above {MARK}"
    print(f"{label:34}{first:8.2f}{deep:8.2f}{deep / first:7.2f}{queries:9}{verdict}")


def _cost(does: Callable[[], Any]) -> float:
    """Return milliseconds of CPU time, the median of many runs."""
    for _ in range(WARMING):
        does()
    found = []
    for _ in range(REPEATS):
        begun = time.process_time()
        does()
        found.append(time.process_time() - begun)
    return statistics.median(found) * 1000


def _query_count(does: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        does()
    return len(asked)


if __name__ == "__main__":
    sys.exit(main())
