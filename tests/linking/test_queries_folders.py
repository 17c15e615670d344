"""The lists of the Sales Inbox: what is in them, page by page, and what is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kartotek.linking import queries
from kartotek.linking.queries import Cursor, Folder, folders
from kartotek.mail.operations import conversations
from tests.letters import LATER, UNKNOWN, deliver, letter, message

MINUTE = timedelta(minutes=1)


def _fill(mailbox: Any, count: int) -> None:
    deliver(
        mailbox,
        *(
            letter(
                f"m{n}@x",
                subject=f"Subject {n}",
                sender=f"P{n} <p{n}@far.example>",
                body=f"Text number {n}, on its own.",
                at=LATER - n * MINUTE,
            )
            for n in range(count)
        ),
    )


def _subjects(page: queries.Page) -> list[str]:
    return [row.subject for row in page.rows]


def test_pages_follow_each_other_without_gap_or_repeat(elifs_mailbox: Any, by_elif: Any) -> None:
    _fill(elifs_mailbox, 7)
    read: list[str] = []
    after: Cursor | None = None
    for _page in range(3):
        page = queries.inbox(viewer=by_elif, after=after, limit=3)
        read += _subjects(page)
        after = page.next

    assert read == [f"Subject {n}" for n in range(7)]
    assert after is None


def test_the_page_before_begins_where_it_began(elifs_mailbox: Any, by_elif: Any) -> None:
    _fill(elifs_mailbox, 9)
    first = queries.inbox(viewer=by_elif, limit=3)
    second = queries.inbox(viewer=by_elif, after=first.next, limit=3)
    assert first.next
    assert second.next

    assert queries.page_before(second.next, viewer=by_elif, limit=3) == first.next
    assert queries.page_before(first.next, viewer=by_elif, limit=3) is None


def test_a_cursor_survives_the_address_bar(elifs_mailbox: Any, by_elif: Any) -> None:
    _fill(elifs_mailbox, 3)
    cursor = queries.inbox(viewer=by_elif, limit=1).next

    assert Cursor.read(str(cursor)) == cursor
    assert Cursor.read("yesterday~x") is None


def test_nobody_elses_mail_is_in_ones_inbox(
    elifs_mailbox: Any, robins_mailbox: Any, by_robin: Any, by_deniz: Any
) -> None:
    _fill(elifs_mailbox, 2)

    assert queries.inbox(viewer=by_robin).rows == ()
    assert queries.inbox(viewer=by_deniz).rows == ()
    assert queries.inbox(viewer=by_robin, mailbox_id=elifs_mailbox.pk).rows == ()


def test_a_conversation_in_two_of_ones_mailboxes_is_listed_once(
    elifs_mailbox: Any, by_elif: Any
) -> None:
    other = type(elifs_mailbox).objects.create(
        company=elifs_mailbox.company,
        user_id=elifs_mailbox.user_id,
        address="sales@kuzeyisik.example",
        key="sales@kuzeyisik.example",
        status="offline",
        created_at=LATER,
    )
    both = letter("both@x", cc="sales@kuzeyisik.example")
    deliver(elifs_mailbox, both)
    deliver(other, both)

    assert _subjects(queries.inbox(viewer=by_elif)) == ["Lobby chandelier: drawings"]
    assert queries.total(viewer=by_elif) == 1
    counts = queries.counts(viewer=by_elif)
    assert (counts.unread, counts.by_mailbox) == (1, {elifs_mailbox.pk: 1, other.pk: 1})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contacts", ["Lobby chandelier: drawings"]),
        ("not-linked", ["From nobody"]),
        ("open-deal", ["Lobby chandelier: drawings"]),
        ("files", []),
    ],
)
def test_a_filter_keeps_what_it_names(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any, name: str, expected: list[str]
) -> None:
    deliver(
        elifs_mailbox,
        letter("known@x"),
        letter("unknown@x", sender=UNKNOWN, subject="From nobody", body="Another text."),
    )

    assert _subjects(queries.inbox(viewer=by_elif, filters=[name])) == expected


def test_what_was_read_is_not_among_the_unread(elifs_mailbox: Any, by_elif: Any) -> None:
    _fill(elifs_mailbox, 2)
    conversations.mark_read(conversation_ids=[message("m0@x").conversation_id or 0], by=by_elif)

    assert _subjects(queries.inbox(viewer=by_elif, filters=["unread"])) == ["Subject 1"]
    assert queries.counts(viewer=by_elif).unread == 1


def test_to_link_holds_what_waits_for_a_choice(
    elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("known@x"))
    deliver(elifs_mailbox, letter("unknown@x", sender=UNKNOWN, subject="Else", body="Other."))

    page = queries.inbox(viewer=by_elif, folder=Folder.TO_LINK)

    assert _subjects(page) == ["Lobby chandelier: drawings"]
    assert queries.counts(viewer=by_elif).to_link == 1
    assert page.rows[0].reason is not None
    assert page.rows[0].reason.text == "Not linked: 1 deal, 1 project"


def test_neighbours_are_the_rows_above_and_below(elifs_mailbox: Any, by_elif: Any) -> None:
    _fill(elifs_mailbox, 3)
    ids = [message(f"m{n}@x").conversation_id or 0 for n in range(3)]

    assert queries.neighbours(ids[1], viewer=by_elif, folder=Folder.INBOX) == (ids[0], ids[2])
    assert queries.neighbours(ids[0], viewer=by_elif, folder=Folder.INBOX) == (None, ids[1])


def test_a_page_asks_as_often_for_many_rows_as_for_few(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any
) -> None:
    _fill(elifs_mailbox, 2)
    with CaptureQueriesContext(connection) as few:
        queries.inbox(viewer=by_elif)
    known = [
        letter(f"k{n}@x", subject=f"Known {n}", body=f"Word {n}.", at=LATER - n * MINUTE)
        for n in range(20)
    ]
    deliver(elifs_mailbox, *known)
    with CaptureQueriesContext(connection) as many:
        queries.inbox(viewer=by_elif)

    assert len(many) <= len(few) + 1
    assert len(many) <= 6


def test_a_long_list_is_counted_only_so_far(
    elifs_mailbox: Any, by_elif: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST_COUNTED", 2)
    deliver(elifs_mailbox, *(letter(f"{n}@x", subject=f"Matter {n}") for n in range(5)))

    assert queries.total(viewer=by_elif) == 3
