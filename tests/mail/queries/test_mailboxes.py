"""Reading mailboxes: each user's own."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.mail.models import Mailbox, MailboxAddress
from kartotek.mail.queries.mailboxes import (
    MailboxRow,
    connected_ids,
    mailbox_of,
    mailbox_row,
    mailbox_with_id,
    mailboxes_of,
    own_keys,
)
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def of(user: Any, address: str, at: datetime, **more: Any) -> Mailbox:
    return Mailbox.objects.create(
        company=user.company, user=user, address=address, key=address, created_at=at, **more
    )


@pytest.fixture
def mailbox(elif_: Any, now: datetime) -> Mailbox:
    return of(elif_, "elif@kuzeyisik.example", now, secret="sealed", is_default=True)


def test_a_user_sees_own_mailboxes_the_default_one_first(
    elif_: Any, mailbox: Mailbox, by_elif: Viewer, now: datetime
) -> None:
    of(elif_, "a@kuzeyisik.example", now)

    rows = mailboxes_of(viewer=by_elif)

    assert [row.address for row in rows] == ["elif@kuzeyisik.example", "a@kuzeyisik.example"]


def test_a_row_holds_no_password() -> None:
    assert "secret" not in {field.name for field in fields(MailboxRow)}


@pytest.mark.parametrize("name", ["by_mert", "by_deniz", "by_robin", "by_outsider"])
def test_nobody_else_sees_a_mailbox(
    mailbox: Mailbox, name: str, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue(name)

    assert mailboxes_of(viewer=other) == []
    with pytest.raises(NotFound):
        mailbox_of(mailbox.pk, viewer=other)
    with pytest.raises(NotFound):
        mailbox_row(mailbox.pk, viewer=other)


def test_mailboxes_are_listed_in_two_queries(
    elif_: Any, mailbox: Mailbox, by_elif: Viewer, now: datetime, django_assert_num_queries: Any
) -> None:
    of(elif_, "a@kuzeyisik.example", now)

    with django_assert_num_queries(2):
        mailboxes_of(viewer=by_elif)


@pytest.mark.parametrize(
    ("arrived", "expected", "percent"), [(0, 0, 0), (62, 100, 62), (1, 3, 33), (9, 9, 100)]
)
def test_progress_is_a_share_of_what_is_expected(
    mailbox: Mailbox, by_elif: Viewer, arrived: int, expected: int, percent: int
) -> None:
    Mailbox.objects.update(arrived_count=arrived, expected_count=expected)

    assert mailbox_row(mailbox.pk, viewer=by_elif).percent == percent


def test_mailboxes_aliases_and_logins_are_ours(mailbox: Mailbox, mert: Any, company: Any) -> None:
    MailboxAddress.objects.create(
        company=company, mailbox=mailbox, address="satis@x.example", key="satis@x.example"
    )

    assert own_keys(company.pk) == {
        "elif@kuzeyisik.example",
        "satis@x.example",
        "mert@kuzeyisik.example",
    }


def test_addresses_of_another_company_are_not_ours(outsider: Any, company: Any) -> None:
    assert own_keys(company.pk) == frozenset()


def test_only_mailboxes_with_a_server_to_ask_are_synced(
    elif_: Any, mailbox: Mailbox, now: datetime
) -> None:
    of(elif_, "a@x.example", now, status="disconnected")
    of(elif_, "b@x.example", now, status="offline")

    assert connected_ids() == [mailbox.pk]


def test_the_mailbox_of_who_left_is_not_synced(elif_: Any, mailbox: Mailbox) -> None:
    elif_.is_active = False
    elif_.save(update_fields=["is_active"])

    assert connected_ids() == []


def test_the_operator_finds_a_mailbox_by_its_id(mailbox: Mailbox) -> None:
    assert mailbox_with_id(mailbox.pk) == mailbox


def test_an_unknown_mailbox_is_not_found(mailbox: Mailbox) -> None:
    with pytest.raises(NotFound):
        mailbox_with_id(mailbox.pk + 1)
