"""Following a record from its head."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.history.follow.queries import followers_of
from tests.web.visitors import HTMX, text_of


def _url(kind: str, record: Any) -> str:
    return f"/records/{kind}/{record.pk}/followers/"


def _names(record: Any) -> list[str]:
    return [one.name for one in followers_of(record)]


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_one_follows_with_one_press_and_leaves_again(
    elifs_browser: Any, zeynep: Any, headers: Any
) -> None:
    elifs_browser.post(_url("person", zeynep), {"is_on": "1"}, headers=headers)
    assert _names(zeynep) == ["Elif Aydın"]

    elifs_browser.post(_url("person", zeynep), {"is_on": ""}, headers=headers)
    assert _names(zeynep) == []


def test_the_button_says_whether_and_how_many(elifs_browser: Any, lobby_deal: Any) -> None:
    before = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/"))

    after = text_of(elifs_browser.post(_url("deal", lobby_deal), {"is_on": "1"}, headers=HTMX))

    assert ">Follow</span>" in before
    assert f'hx-target="#follow-deal-{lobby_deal.pk}"' in after
    assert "Following" in after


def test_an_owner_adds_somebody_else(elifs_browser: Any, zeynep: Any, mert: Any) -> None:
    listed = text_of(elifs_browser.get(_url("person", zeynep), headers=HTMX))

    said = {"is_on": "1", "user_id": mert.pk, "is_listed": "1"}
    shown = text_of(elifs_browser.post(_url("person", zeynep), said, headers=HTMX))

    assert "Mert Kaya" in listed
    assert _names(zeynep) == ["Mert Kaya"]
    assert 'hx-target="#followers_list"' in shown


def test_who_may_not_see_it_is_refused_in_the_list(
    elifs_browser: Any, zeynep: Any, robin: Any
) -> None:
    zeynep.visibility = 3
    zeynep.save()

    said = {"is_on": "1", "user_id": robin.pk, "is_listed": "1"}
    response = elifs_browser.post(_url("person", zeynep), said, headers=HTMX)

    assert response.status_code == 422
    assert "may not see this record" in text_of(response)


def test_others_are_not_chosen_by_who_does_not_own_it(
    robins_browser: Any, zeynep: Any, mert: Any
) -> None:
    response = robins_browser.post(_url("person", zeynep), {"is_on": "1", "user_id": mert.pk})

    assert response.status_code == 403
    assert _names(zeynep) == []


def test_what_one_does_not_see_one_does_not_follow(
    robins_browser: Any, outsiders_browser: Any, zeynep: Any
) -> None:
    zeynep.visibility = 3
    zeynep.save()

    for browser in (robins_browser, outsiders_browser):
        assert browser.get(_url("person", zeynep)).status_code == 404
        assert browser.post(_url("person", zeynep), {"is_on": "1"}).status_code == 404
