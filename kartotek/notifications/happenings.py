"""Which lines of history concern users, and whom: mentioned, given, written to, following.

a line -> what happened, to what, and to whom it may matter
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kartotek.history.reading import Told
from kartotek.notifications.queries.sight import RECORDS, Ref
from kartotek.notifications.rules import Happening

WRITTEN = ("note.created", "note.edited", "note.comment-edited")
COMMENTED = "note.commented"
GIVEN = tuple(f"{kind}.edited" for kind in (*RECORDS, "activity"))
CREATED = tuple(f"{kind}.created" for kind in (*RECORDS, "activity"))
OUTCOMES = {
    "deal.won": "deal.won",
    "deal.lost": "deal.lost",
    "deal.lost-because": "deal.lost",
    "deal.reopened": "deal.reopened",
    "project.completed": "project.completed",
    "project.cancelled": "project.cancelled",
    "project.reopened": "project.reopened",
}
KINDS = frozenset({*WRITTEN, COMMENTED, *GIVEN, *CREATED, *OUTCOMES})
OUT_AND_BACK = frozenset(
    f"{one}-{what}" if one == "note.comment" else f"{one}.{what}"
    for one in (*RECORDS, "activity", "note", "note.comment")
    for what in ("deleted", "restored")
)
"""What takes something that users were told of out of sight, or brings it back."""


@dataclass(frozen=True)
class Occasion:
    """Something that happened to one subject and may matter to somebody.

    `mentioned` and the owners are users it matters to by itself; others are found by what they
    own, follow or wrote. `mention_event` is told to who is mentioned, `given_event` to who got it,
    `event` to all others.
    """

    line: Told
    happening: Happening
    subject: Ref
    event: str = ""
    mention_event: str = ""
    given_event: str = ""
    mentioned: frozenset[int] = frozenset()
    new_owner_id: int | None = None
    old_owner_id: int | None = None
    is_new: bool = False
    data: dict[str, Any] = field(default_factory=dict)


def changes_sight(line: Told) -> bool:
    """Return whether users may see less or more of what they were told since a line."""
    changed: dict[str, Any] = line.data.get("changes") or {}
    return line.kind in OUT_AND_BACK or not {"visibility", "owner_id"}.isdisjoint(changed)


def occasions(lines: Iterable[Told]) -> list[Occasion]:
    """Return what of some lines may matter to users."""
    found = (_occasion(line) for line in lines)
    return [one for one in found if one is not None]


def _occasion(line: Told) -> Occasion | None:
    if line.kind in WRITTEN or line.kind == COMMENTED:
        return _written(line)
    if line.kind in GIVEN:
        return _given(line)
    if line.kind in OUT_AND_BACK:
        return None
    if line.kind in CREATED:
        subject = (line.subject_type, line.subject_id)
        event = f"{line.subject_type}.assigned"
        return Occasion(line, Happening.CHANGED, subject, given_event=event, is_new=True)
    subject = (line.subject_type, line.subject_id)
    return Occasion(line, Happening.CHANGED, subject, event=OUTCOMES[line.kind])


def _written(line: Told) -> Occasion | None:
    mentioned = frozenset(int(one) for one in line.data.get("mentioned", ()))
    is_comment = line.kind == COMMENTED
    if not mentioned and not is_comment:
        return None
    comment = line.data.get("comment")
    return Occasion(
        line,
        Happening.COMMENTED if is_comment else Happening.WRITTEN,
        (line.subject_type, line.subject_id),
        mention_event="comment.mentioned" if comment else "note.mentioned",
        mentioned=mentioned,
        data={"comment": comment} if comment else {},
    )


def _given(line: Told) -> Occasion | None:
    owners = line.data.get("changes", {}).get("owner_id")
    if not owners:
        return None
    is_record = line.subject_type in RECORDS
    return Occasion(
        line,
        Happening.CHANGED,
        (line.subject_type, line.subject_id),
        event="record.handed-over" if is_record else "",
        given_event=f"{line.subject_type}.assigned",
        new_owner_id=int(owners[1]) if owners[1] else None,
        old_owner_id=int(owners[0]) if owners[0] and is_record else None,
    )
