"""Merging deals on the screen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Deal
from tests.web.visitors import HTMX, text_of


@pytest.fixture
def other_deal(by_elif: Any, lobby_deal: Any, daniel: Any, now: Any) -> Deal:
    return operations.create(
        by=by_elif, at=now, title="Lobby lamps", person_id=daniel.pk, amount=Decimal(7)
    )


def test_the_other_deal_is_picked_and_leads_to_the_preview(
    elifs_browser: Any, lobby_deal: Any, other_deal: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/other/"

    dialog = text_of(elifs_browser.get(url, headers=HTMX))
    answer = elifs_browser.post(url, {"other_id": other_deal.pk}, headers=HTMX)

    assert "Merge Lobby lighting, Pera with another" in dialog
    assert answer["HX-Redirect"] == f"/deals/merge/?ids={lobby_deal.pk},{other_deal.pk}"


@pytest.mark.parametrize(("typed", "sentence"), [("", "Choose a deal"), ("self", "with itself")])
def test_no_deal_or_itself_is_refused_in_the_dialog(
    elifs_browser: Any, lobby_deal: Any, typed: str, sentence: str
) -> None:
    other = lobby_deal.pk if typed else ""

    answer = elifs_browser.post(f"/deals/{lobby_deal.pk}/other/", {"other_id": other}, headers=HTMX)

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_the_preview_shows_both_and_what_stays(
    elifs_browser: Any, lobby_deal: Any, other_deal: Any
) -> None:
    url = f"/deals/merge/?ids={lobby_deal.pk},{other_deal.pk}"

    shown = text_of(elifs_browser.get(url))
    turned = text_of(elifs_browser.get(f"{url}&primary={other_deal.pk}"))

    assert "Merge into Lobby lighting, Pera" in shown
    assert "Merge into Lobby lamps" in turned
    assert "₺480,000" in shown
    assert Deal.objects.alive().count() == 2


def test_a_merge_and_its_undo(elifs_browser: Any, lobby_deal: Any, other_deal: Any) -> None:
    ids = f"{lobby_deal.pk},{other_deal.pk}"

    answer = elifs_browser.post("/deals/merge/", {"ids": ids, "primary": lobby_deal.pk})
    page = text_of(elifs_browser.get(answer["Location"]))
    undo = page.split("/deals/merge/")[1].split("/undo/")[0]
    redirected = elifs_browser.get(f"/deals/{other_deal.pk}/")
    back = elifs_browser.post(f"/deals/merge/{undo}/undo/")

    assert "2 deals are one now" in page
    assert redirected["Location"] == f"/deals/{lobby_deal.pk}/"
    assert back["Location"] == f"/deals/{other_deal.pk}/"
    assert Deal.objects.alive().count() == 2


def test_a_deal_one_may_not_see_is_not_merged(
    robins_browser: Any, lobby_deal: Any, other_deal: Any
) -> None:
    Deal.objects.filter(pk=other_deal.pk).update(visibility=1)
    ids = f"{lobby_deal.pk},{other_deal.pk}"

    assert robins_browser.get(f"/deals/merge/?ids={ids}").status_code == 404
    assert robins_browser.post("/deals/merge/", {"ids": ids}).status_code == 404
    assert Deal.objects.alive().count() == 2
