"""The postal address of an organization, in its parts and on one line."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.rules.postal import PARTS
from tests.web.visitors import HTMX, text_of


def _typed(**parts: str) -> dict[str, str]:
    return {"line": "", **dict.fromkeys(PARTS, ""), **parts}


def test_parts_make_the_line_and_its_map(elifs_browser: Any, marmara: Any) -> None:
    url = f"/organizations/{marmara.pk}/address/"
    form = text_of(elifs_browser.get(url, headers=HTMX))
    typed = _typed(street="Şehbender Sok.", house_number="14", city="İstanbul")

    shown = text_of(elifs_browser.post(url, typed, headers=HTMX))

    assert form.count("address-form__part") == 11
    marmara.refresh_from_db()
    assert marmara.address == "Şehbender Sok. 14, İstanbul"
    assert 'href="https://www.openstreetmap.org/search?query=%C5%9Eehbender' in shown
    assert 'rel="noopener noreferrer"' in shown


def test_a_line_of_ones_own_stands(elifs_browser: Any, marmara: Any) -> None:
    url = f"/organizations/{marmara.pk}/address/"

    elifs_browser.post(url, _typed(city="Bodrum", line="The yellow house"))

    marmara.refresh_from_db()
    assert (marmara.address, marmara.city) == ("The yellow house", "Bodrum")
    assert 'name="line" value="The yellow house"' in text_of(elifs_browser.get(url, headers=HTMX))


def test_a_part_that_does_not_fit_is_drawn_again(elifs_browser: Any, marmara: Any) -> None:
    url = f"/organizations/{marmara.pk}/address/"

    response = elifs_browser.post(url, _typed(house_number="1" * 65), headers=HTMX)

    assert response.status_code == 422
    assert response["HX-Retarget"] == "#address_edit"


def test_an_emptied_address_is_empty(elifs_browser: Any, marmara: Any) -> None:
    url = f"/organizations/{marmara.pk}/address/"
    elifs_browser.post(url, _typed(city="Bodrum", line="The yellow house"))

    elifs_browser.post(url, _typed())

    marmara.refresh_from_db()
    assert marmara.address == ""
