"""Many rows at once are written as the ORM would write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from kartotek.mail.bulk import among, insert_each, new_ids, update_each
from kartotek.mail.models import Blob, Mailbox
from tests.conftest import NOW

COLUMNS = ["company_id", "sha256", "size_bytes", "created_at"]


def _blob(company: Any, name: str, **more: Any) -> Blob:
    return Blob.objects.create(
        company=company, sha256=name, **{"size_bytes": 1, "created_at": NOW, **more}
    )


def test_a_moment_compares_as_one_the_orm_wrote(company: Any) -> None:
    _blob(company, "by the ORM", created_at=NOW + timedelta(seconds=1))

    insert_each(Blob, COLUMNS, [(company.pk, "at once", 1, NOW.astimezone(UTC))])

    names = Blob.objects.order_by("created_at").values_list("sha256", flat=True)
    assert list(names) == ["at once", "by the ORM"]
    assert Blob.objects.get(created_at=NOW).sha256 == "at once"


def test_json_and_moments_are_updated_as_the_orm_does(elifs_mailbox: Any) -> None:
    when = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)

    update_each(Mailbox, ["error_facts", "next_try_at"], [({"host": "x"}, when, elifs_mailbox.pk)])

    found = Mailbox.objects.get(error_facts__host="x")
    assert found.next_try_at == when


def test_new_ids_lie_above_every_id_there_ever_was(company: Any) -> None:
    last = _blob(company, "gone")
    last_id = last.pk
    last.delete()

    with transaction.atomic():
        ids = list(new_ids(Blob, 3))
        insert_each(Blob, ["id", *COLUMNS], [(pk, company.pk, str(pk), 1, NOW) for pk in ids])

    assert ids[0] > last_id
    assert sorted(Blob.objects.values_list("id", flat=True)) == ids
    assert _blob(company, "next").pk > ids[-1]


@pytest.mark.django_db(transaction=True)
def test_ids_are_only_taken_within_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        new_ids(Blob, 1)


def test_a_row_that_is_known_can_be_left_out(company: Any) -> None:
    _blob(company, "known")

    insert_each(
        Blob,
        COLUMNS,
        [(company.pk, "known", 9, NOW), (company.pk, "new", 2, NOW)],
        skips_known=True,
    )

    assert dict(Blob.objects.values_list("sha256", "size_bytes")) == {"known": 1, "new": 2}


@pytest.mark.parametrize("gap", [False, True], ids=["side by side", "with a gap"])
def test_among_means_these_rows_and_no_others(company: Any, gap: bool) -> None:
    ids = [_blob(company, str(number)).pk for number in range(5)]
    wanted = {ids[1], ids[3]} if gap else {ids[1], ids[2], ids[3]}

    assert set(Blob.objects.filter(among("pk", wanted)).values_list("pk", flat=True)) == wanted


def test_among_none_means_no_row(company: Any) -> None:
    _blob(company, "one")

    assert not Blob.objects.filter(among("size_bytes", [])).exists()


def test_more_rows_than_one_statement_takes_are_all_inserted(company: Any) -> None:
    rows = [(company.pk, str(number), number, NOW) for number in range(1_003)]

    insert_each(Blob, COLUMNS, rows)

    kept = Blob.objects.order_by("size_bytes").values_list("sha256", "size_bytes")
    assert list(kept) == [(str(number), number) for number in range(1_003)]


def test_of_rows_that_are_the_same_in_one_statement_the_first_is_kept(company: Any) -> None:
    rows = [(company.pk, "twice", 1, NOW), (company.pk, "twice", 2, NOW)]

    insert_each(Blob, COLUMNS, rows, skips_known=True)

    assert Blob.objects.get().size_bytes == 1
