"""The days of the colleagues: what they plan, note, link by hand and set up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from kartotek.activities.operations import set_done
from kartotek.flows.activity_changes import create_activity
from kartotek.flows.demo.acts import Act, act
from kartotek.flows.demo.cast import COLLEAGUES, Colleague
from kartotek.flows.demo.moments import moment, on
from kartotek.flows.demo.work import MEMOS, PLANNED, Memo, Todo
from kartotek.flows.demo.world import World
from kartotek.flows.written_changes import create_note
from kartotek.mail.operations.account import Account
from kartotek.mail.operations.mailboxes import SyncChoices, add_mailbox
from kartotek.users.operations import change_company

PLANNED_BEFORE = timedelta(days=4)
LATEST_PLAN = timedelta(hours=2)


ONLY_YOUNGER = (("-26 09:00", True), ("-22 09:00", False))
"""For some days the company tried to leave conversations alone that began before an item."""


def acts(at: datetime) -> Iterator[Act]:
    """Yield what the colleagues do; `at` is when the company is loaded."""
    for colleague in COLLEAGUES:
        if colleague.mailbox_since:
            yield act(moment(colleague.mailbox_since, at), _connect, colleague)
    for when, is_on in ONLY_YOUNGER:
        yield act(moment(when, at), _set_only_younger, is_on)
    for memo in MEMOS:
        yield act(moment(memo.at, at), _note, memo)
    for todo in PLANNED:
        yield act(_planned(todo, at), _plan, todo)


def _connect(world: World, at: datetime, colleague: Colleague) -> None:
    world.mailboxes[colleague.address] = add_mailbox(
        by=world.owner(colleague.key),
        at=at,
        account=Account(colleague.address),
        password="",
        choices=SyncChoices(history="3m", automatic_linking=colleague.links),
    )


def _set_only_younger(world: World, _at: datetime, is_on: bool) -> None:  # noqa: FBT001
    company = world.company
    change_company(
        by=world.owner("deniz"),
        name=company.name,
        currency=company.currency,
        region=company.region,
        time_zone=company.time_zone,
        only_younger_conversations=is_on,
    )


def _note(world: World, at: datetime, memo: Memo) -> None:
    create_note(
        by=world.owner(memo.owner), at=at, text=memo.text, is_pinned=memo.is_pinned,
        **world.on(memo.item, memo.person),
    )  # fmt: skip


def _planned(todo: Todo, at: datetime) -> datetime:
    """Return when an activity was planned: some days before it is due, but in the past."""
    day = todo.due.partition(" ")[0]
    return min(moment(f"{day} 10:00", at) - PLANNED_BEFORE, at - LATEST_PLAN)


def _with(world: World, todo: Todo) -> dict[str, Any]:
    """Return the records an activity hangs on, with all the people."""
    found = world.on(todo.item, todo.person)
    if todo.others:
        found["people_ids"] = [world.people[key] for key in (todo.person, *todo.others)]
        del found["person_id"]
    return found


def _plan(world: World, at: datetime, todo: Todo) -> None:
    day, _, clock = todo.due.partition(" ")
    by = world.owner(todo.owner)
    made = create_activity(
        by=by, at=at, type=todo.type, title=todo.title, due_on=on(day, world.at),
        due_time=time.fromisoformat(clock) if clock else None,
        duration_minutes=todo.minutes, note=todo.note, location=todo.place,
        guests=todo.guests, **_with(world, todo),
    )  # fmt: skip
    if todo.done:
        done_at = moment(todo.done, world.at)
        set_done(activity_id=made.pk, is_done=True, by=by, at=done_at)
