"""The list of deals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kartotek.pipeline.deals import operations
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def test_the_list_shows_deals_with_what_is_known_of_them(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    shown = text_of(elifs_browser.get("/deals/list/"))

    for text in (
        "Lobby lighting, Pera",
        "₺480,000",
        "Qualified",
        "Zeynep Karaca",
        "Marmara Otelcilik A.Ş.",
        "Elif Aydın",
        "1 deal",
    ):
        assert text in shown


def test_closed_deals_have_their_own_tabs(
    elifs_browser: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="lost", by=by_elif, at=now)

    assert "Lobby lighting" not in text_of(elifs_browser.get("/deals/list/"))
    assert "Lobby lighting" in text_of(elifs_browser.get("/deals/list/?state=lost"))
    assert "Lobby lighting" in text_of(elifs_browser.get("/deals/list/?state=all"))


def test_an_empty_list_says_what_belongs_there(elifs_browser: Any) -> None:
    assert "No deals yet" in text_of(elifs_browser.get("/deals/list/"))


def test_a_list_narrowed_to_nothing_can_be_cleared(elifs_browser: Any, lobby_deal: Any) -> None:
    assert "No deals match this" in text_of(elifs_browser.get("/deals/list/?state=won"))


def test_a_click_on_a_column_sorts_and_another_turns_it_round(
    elifs_browser: Any, lobby_deal: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    operations.create(
        by=by_elif, at=now, title="Cheap", organization_id=marmara.pk, amount=Decimal(5)
    )

    down = text_of(elifs_browser.get("/deals/list/?sort=amount"))
    up = text_of(elifs_browser.get("/deals/list/?sort=-amount"))

    assert down.index("Lobby lighting") < down.index("Cheap")
    assert up.index("Cheap") < up.index("Lobby lighting")
    assert 'aria-sort="descending"' in down
    assert 'aria-sort="ascending"' in up


@pytest.mark.parametrize(
    "asked", ["state=x", "sort=x", "owner=x", "pipeline=x", "pipeline=999", "owner=\u00b2"]
)
def test_nonsense_in_the_address_is_no_fault(
    elifs_browser: Any, lobby_deal: Any, asked: str
) -> None:
    assert elifs_browser.get(f"/deals/list/?{asked}").status_code == 200


def test_a_made_up_cursor_is_refused(elifs_browser: Any, lobby_deal: Any) -> None:
    assert elifs_browser.get("/deals/list/?after=x", headers=HTMX).status_code == 422


def test_the_list_goes_on_where_the_page_ended(
    elifs_browser: Any, stages: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    for number in range(55):
        operations.create(by=by_elif, at=now, title=f"Deal {number:02}", organization_id=marmara.pk)
    first = text_of(elifs_browser.get("/deals/list/"))
    after = first.split("after=")[1].split('"')[0]

    more = text_of(elifs_browser.get(f"/deals/list/?after={after}", headers=HTMX))

    assert "Deal 04" not in first
    assert "Deal 04" in more
    assert "<table" not in more


def test_robin_sees_no_hidden_row(robins_browser: Any, lobby_deal: Any) -> None:
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()

    assert "Lobby lighting" not in text_of(robins_browser.get("/deals/list/?state=all"))


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_costs_the_same_however_long(
    elifs_browser: Any,
    stages: Any,
    zeynep: Any,
    by_elif: Any,
    now: Any,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(count):
        operations.create(by=by_elif, at=now, title="Deal", person_id=zeynep.pk)

    with django_assert_num_queries(8):
        elifs_browser.get("/deals/list/")
