"""The card beside a link."""

from __future__ import annotations

from typing import Any

from tests.web.visitors import HTMX, text_of


def test_a_card_tells_what_matters_of_each_kind(
    elifs_browser: Any, zeynep: Any, marmara: Any, lobby_deal: Any
) -> None:
    for kind, record, told in (
        ("person", zeynep, "Procurement manager · Marmara Otelcilik A.Ş."),
        ("organization", marmara, "Hotels · İstanbul"),
        ("deal", lobby_deal, "Lobby lighting, Pera"),
    ):
        url = f"/records/{kind}/{record.pk}/card/"
        assert told in text_of(elifs_browser.get(url, headers=HTMX))


def test_a_card_of_what_one_does_not_see_is_not_there(robins_browser: Any, zeynep: Any) -> None:
    zeynep.visibility = 1
    zeynep.save()

    assert robins_browser.get(f"/records/person/{zeynep.pk}/card/").status_code == 404
