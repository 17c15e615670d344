"""The open deals of an organization and of all below it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kartotek.contacts.operations import create_organization, relate
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.queries import FamilyRow, family_with_deals


@pytest.fixture
def pera(marmara: Any, by_elif: Any, now: Any) -> Any:
    made = create_organization(by=by_elif, at=now, name="Pera")
    relate(organization_id=marmara.pk, other_id=made.pk, relation="daughter", by=by_elif, at=now)
    return made


def _deal(organization: Any, amount: str, currency: str, by: Any, at: Any, **more: Any) -> Any:
    return deals.create(
        by=by,
        at=at,
        title="Lamps",
        organization_id=organization.pk,
        amount=Decimal(amount),
        currency=currency,
        **more,
    )


def _told(rows: list[FamilyRow]) -> list[tuple[str, int, int, list[str]]]:
    return [
        (
            row.name,
            row.depth,
            row.whole.count,
            [f"{m.amount:.0f} {m.currency}" for m in row.whole.sums],
        )
        for row in rows
    ]


def test_open_deals_add_up_in_each_currency(
    marmara: Any, pera: Any, stages: Any, by_elif: Any, now: Any
) -> None:
    _deal(marmara, "100", "TRY", by_elif, now)
    _deal(pera, "250", "TRY", by_elif, now)
    _deal(pera, "30", "EUR", by_elif, now)
    won = _deal(pera, "9", "EUR", by_elif, now)
    deals.set_outcome(deal_id=won.pk, outcome="won", by=by_elif, at=now)

    rows = family_with_deals(pera.pk, viewer=by_elif)

    assert _told(rows) == [
        ("Marmara Otelcilik A.Ş.", 0, 3, ["350 TRY", "30 EUR"]),
        ("Pera", 1, 2, ["250 TRY", "30 EUR"]),
    ]
    assert [row.own.count for row in rows] == [1, 2]
    assert [row.is_self for row in rows] == [False, True]


def test_deals_one_does_not_see_do_not_count(
    marmara: Any, pera: Any, stages: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    _deal(pera, "250", "TRY", by_elif, now, visibility=1)
    _deal(pera, "30", "TRY", by_elif, now)

    rows = family_with_deals(marmara.pk, viewer=by_robin)

    assert _told(rows)[0] == ("Marmara Otelcilik A.Ş.", 0, 1, ["30 TRY"])


def test_who_stands_below_two_counts_once(
    marmara: Any, brightwell: Any, pera: Any, stages: Any, by_elif: Any, now: Any
) -> None:
    for one, other in ((marmara, brightwell), (brightwell, pera)):
        relate(organization_id=one.pk, other_id=other.pk, relation="daughter", by=by_elif, at=now)
    _deal(pera, "250", "TRY", by_elif, now)

    rows = family_with_deals(marmara.pk, viewer=by_elif)

    assert _told(rows)[0] == ("Marmara Otelcilik A.Ş.", 0, 1, ["250 TRY"])
