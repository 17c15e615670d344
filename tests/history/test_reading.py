"""Reading history on from where one was."""

from __future__ import annotations

from typing import Any

from kartotek.history.operations import record
from kartotek.history.reading import latest, lines_after


def test_only_what_came_since_and_is_of_a_kind_is_read(zeynep: Any, by_elif: Any, now: Any) -> None:
    before = latest()
    record("person.won", subject=zeynep, by=by_elif, at=now)
    wanted = record("person.noticed", subject=zeynep, by=by_elif, at=now, mark=7)

    read = lines_after(before, kinds={"person.noticed"}, at=now)

    assert [(one.id, one.who, one.data) for one in read.lines] == [
        (wanted.pk, "Elif Aydın", {"mark": 7})
    ]
    assert not lines_after(latest(), kinds={"person.noticed"}, at=now).lines
