"""The list of deals: the lists' own way of columns, filters and acts on many, for deals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Deal
from kartotek.search.lists.columns import STANDARD
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of

LIST = "/deals/list/"


@pytest.fixture
def cheap_deal(by_elif: Any, stages: Any, marmara: Any, now: Any) -> Any:
    return operations.create(
        by=by_elif, at=now, title="Çay ocağı", organization_id=marmara.pk, amount=Decimal(5)
    )


def test_the_list_shows_deals_with_what_is_known_of_them(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    shown = text_of(elifs_browser.get(LIST))

    for text in (
        "Lobby lighting, Pera",
        "₺480,000",
        "Qualified",
        "Zeynep Karaca",
        "Marmara Otelcilik A.Ş.",
        "Elif Aydın",
    ):
        assert text in shown
    assert [f'data-column="{name}"' in shown for name in STANDARD["deal"]] == [True] * 9


def test_open_deals_are_listed_unless_another_state_is_asked_for(
    elifs_browser: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="lost", by=by_elif, at=now)

    assert "Lobby lighting" not in text_of(elifs_browser.get(LIST))
    assert "Lobby lighting" in text_of(elifs_browser.get(f"{LIST}?filter=state.any-of.lost"))
    assert "Lobby lighting" in text_of(elifs_browser.get(f"{LIST}?filter="))


def test_the_archive_is_a_list_of_its_own(
    elifs_browser: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    operations.archive(deal_id=lobby_deal.pk, by=by_elif, at=now)

    assert "Lobby lighting" not in text_of(elifs_browser.get(LIST))
    assert "Lobby lighting" in text_of(elifs_browser.get(f"{LIST}?filter=state.any-of.archived"))


def test_an_empty_list_says_what_belongs_there(elifs_browser: Any, company: Any) -> None:
    assert "No open deals" in text_of(elifs_browser.get(LIST))


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("amount.more-than.100", True),
        ("amount.less-than.100", False),
        ("organization.contains.marmara", True),
        ("person.contains.zeynep", True),
        ("person.is-empty", False),
        ("organization-city.is.İstanbul", True),
        ("name.contains.LOBBY", True),
        ("stage.any-of.{stage}", True),
        ("stage.none-of.{stage}", False),
        ("pipeline.any-of.{pipeline}", True),
        ("state.any-of.won~~amount.more-than.1", False),
        ("~~amount.less-than.1~owner.is.me", True),
    ],
)
def test_deals_are_asked_for_by_what_they_say_and_are_linked_to(
    elifs_browser: Any, lobby_deal: Any, stages: Any, asked: str, is_found: bool
) -> None:
    words = asked.format(stage=stages[0].pk, pipeline=stages[0].pipeline_id)

    shown = text_of(elifs_browser.get(LIST, {"filter": words}))

    assert (f'id="deal-{lobby_deal.pk}"' in shown) is is_found
    assert "filter-chip--gone" not in shown


def test_a_list_is_sorted_by_value_and_by_turkish_titles(
    elifs_browser: Any, lobby_deal: Any, cheap_deal: Any
) -> None:
    up = text_of(elifs_browser.get(f"{LIST}?sort=amount"))
    down = text_of(elifs_browser.get(f"{LIST}?sort=-amount"))
    titles = text_of(elifs_browser.get(f"{LIST}?sort=name"))

    assert up.index("Çay ocağı") < up.index("Lobby lighting")
    assert down.index("Lobby lighting") < down.index("Çay ocağı")
    assert titles.index("Çay ocağı") < titles.index("Lobby lighting")


def test_the_count_says_what_the_deals_are_worth_one_sum_a_currency(
    elifs_browser: Any, lobby_deal: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    operations.create(
        by=by_elif,
        at=now,
        title="Export",
        organization_id=marmara.pk,
        amount=Decimal(7),
        currency="EUR",
    )

    shown = text_of(elifs_browser.get("/lists/deal/count/", headers=HTMX))

    assert "2 deals · ₺480,000 + €7" in shown


def test_a_value_is_edited_in_its_cell(elifs_browser: Any, lobby_deal: Any) -> None:
    url = f"/cells/deal/{lobby_deal.pk}/amount/"

    form = text_of(elifs_browser.get(url, headers=HTMX))
    row = text_of(elifs_browser.post(url, {"value": "500,000"}, headers=HTMX))

    assert "480" in form
    assert "₺500,000" in row
    assert Deal.objects.get().amount == Decimal(500000)


def test_many_deals_get_another_owner_and_undo_gives_them_back(
    elifs_browser: Any, lobby_deal: Any, cheap_deal: Any, mert: Any
) -> None:
    ids = [lobby_deal.pk, cheap_deal.pk]

    elifs_browser.post(
        "/bulk/deal/edit/", {"ids": ids, "field": "owner", "value": mert.pk}, headers=HTMX
    )
    given = set(Deal.objects.values_list("owner_id", flat=True))
    elifs_browser.post("/bulk/acts/1/undo/", headers=HTMX)

    assert given == {mert.pk}
    assert set(Deal.objects.values_list("owner__name", flat=True)) == {"Elif Aydın"}


def test_many_deals_are_deleted_and_come_back(
    elifs_browser: Any, lobby_deal: Any, cheap_deal: Any
) -> None:
    elifs_browser.post(
        "/bulk/deal/deletion/", {"ids": [lobby_deal.pk, cheap_deal.pk]}, headers=HTMX
    )
    left = Deal.objects.alive().count()
    elifs_browser.post("/bulk/acts/1/undo/", headers=HTMX)

    assert (left, Deal.objects.alive().count()) == (0, 2)


def test_two_selected_deals_lead_to_the_preview_of_their_merge(
    elifs_browser: Any, lobby_deal: Any, cheap_deal: Any
) -> None:
    ids = [lobby_deal.pk, cheap_deal.pk]

    response = elifs_browser.get("/bulk/deal/merge/", {"ids": ids}, headers=HTMX)

    assert response["HX-Redirect"] == f"/deals/merge/?ids={ids[0]},{ids[1]}"


def test_the_list_is_exported_with_its_columns(elifs_browser: Any, lobby_deal: Any) -> None:
    response = elifs_browser.get("/lists/deal/export/")

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].endswith(
        "ID,Title,Value,Organization,Person,Stage,Labels,Expected close,Next activity,Owner"
    )
    assert "480000.00" in lines[1]


def test_a_view_of_deals_is_saved_and_narrows_the_board_too(
    elifs_browser: Any, lobby_deal: Any, cheap_deal: Any
) -> None:
    elifs_browser.post("/lists/deal/views/?filter=amount.more-than.100", {"name": "Large"})

    listed = text_of(elifs_browser.get(f"{LIST}?view=1"))
    board = text_of(elifs_browser.get("/deals/?view=1"))

    for shown in (listed, board):
        assert "Lobby lighting" in shown
        assert "Çay ocağı" not in shown
        assert "Large" in shown


@pytest.mark.parametrize("asked", ["sort=x", "filter=x", "filter=state.any-of.x", "columns=x"])
def test_nonsense_in_the_address_is_no_fault(
    elifs_browser: Any, lobby_deal: Any, asked: str
) -> None:
    assert elifs_browser.get(f"{LIST}?{asked}").status_code == 200


def test_a_preview_beside_the_list_shows_the_deal(elifs_browser: Any, lobby_deal: Any) -> None:
    shown = text_of(elifs_browser.get(f"/lists/deal/{lobby_deal.pk}/panel/", headers=HTMX))

    assert "Lobby lighting, Pera" in shown
    assert "₺480,000 · Qualified" in shown


def test_robin_sees_no_hidden_deal(robins_browser: Any, lobby_deal: Any) -> None:
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()

    assert "Lobby lighting" not in text_of(robins_browser.get(LIST))
