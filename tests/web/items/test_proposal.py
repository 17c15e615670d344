"""What the add dialogs propose while somebody types."""

from __future__ import annotations

from typing import Any

from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of

URL = "/items/deal/proposal/"


def proposed(browser: Any, **typed: Any) -> str:
    return text_of(browser.get(URL, typed, headers=HTMX))


def test_the_title_follows_the_contact_until_somebody_types_one(elifs_browser: Any) -> None:
    first = proposed(elifs_browser, person="Nilgün Işı", title="", proposed="")
    second = proposed(
        elifs_browser, person="Nilgün Işık", title="Nilgün Işı deal", proposed="Nilgün Işı deal"
    )
    own = proposed(elifs_browser, person="Nilgün Işık", title="Mine", proposed="Nilgün Işı deal")

    assert 'value="Nilgün Işı deal"' in first
    assert 'value="Nilgün Işık deal"' in second
    assert "title_field" not in own


def test_the_title_is_called_after_the_organization_without_a_person(elifs_browser: Any) -> None:
    assert 'value="İpek Tekstil deal"' in proposed(elifs_browser, organization="İpek Tekstil")


def test_each_kind_has_its_own_word(elifs_browser: Any) -> None:
    lead = elifs_browser.get("/items/lead/proposal/", {"person": "Nilgün"}, headers=HTMX)
    project = elifs_browser.get("/items/project/proposal/", {"person": "Nilgün"}, headers=HTMX)

    assert "Nilgün lead" in text_of(lead)
    assert "Nilgün project" in text_of(project)
    assert elifs_browser.get("/items/person/proposal/").status_code == 404


def test_a_chosen_person_brings_their_organization_once(elifs_browser: Any, zeynep: Any) -> None:
    first = proposed(elifs_browser, person="Zeynep Karaca", person_id=zeynep.pk)
    emptied = proposed(
        elifs_browser, person="Zeynep Karaca", person_id=zeynep.pk, followed=zeynep.pk
    )
    typed = proposed(
        elifs_browser, person="Zeynep Karaca", person_id=zeynep.pk, organization="Other"
    )

    assert 'value="Marmara Otelcilik A.Ş."' in first
    assert "organization_field" not in emptied
    assert "organization_field" not in typed


def test_who_has_the_address_already_is_offered_in_place(elifs_browser: Any, zeynep: Any) -> None:
    shown = proposed(elifs_browser, person="Z", person_address="Z.Karaca@marmaraotel.example")

    assert "Already here?" in shown
    assert "Zeynep Karaca · Marmara Otelcilik A.Ş." in shown
    assert f"use={zeynep.pk}" in shown


def test_using_who_is_offered_fills_the_dialog(elifs_browser: Any, zeynep: Any) -> None:
    shown = proposed(elifs_browser, use=zeynep.pk, person="Z", title="Z deal", proposed="Z deal")

    assert 'value="Zeynep Karaca"' in shown
    assert f'value="{zeynep.pk}" data-chosen' in shown
    assert 'value="Zeynep Karaca deal"' in shown
    assert 'value="Marmara Otelcilik A.Ş."' in shown
    assert "Already here?" not in shown


def test_of_somebody_hidden_only_that_they_exist_is_told(robins_browser: Any, zeynep: Any) -> None:
    zeynep.visibility = Visibility.GROUP
    zeynep.save()

    shown = proposed(robins_browser, person="Z", person_address="z.karaca@marmaraotel.example")

    assert "One exists that you may not see." in shown
    assert "Zeynep" not in shown
    assert robins_browser.get(URL, {"use": zeynep.pk}).status_code == 404
    assert robins_browser.get(URL, {"person_id": zeynep.pk}).status_code == 404


def test_the_picker_of_deals_finds_by_title_and_contact(
    elifs_browser: Any, robins_browser: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    elifs_browser.post(f"/deals/{lobby_deal.pk}/facts/title/", {"value": "Lobby lighting"})

    found = text_of(elifs_browser.get("/items/deal/options/?deal=lobby", headers=HTMX))
    by_contact = text_of(elifs_browser.get("/items/deal/options/?deal=karaca", headers=HTMX))
    lobby_deal.refresh_from_db()
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()
    hidden = text_of(robins_browser.get("/items/deal/options/?deal=lobby", headers=HTMX))

    assert "Lobby lighting" in found
    assert "Lobby lighting" in by_contact
    assert "Lobby lighting" not in hidden
    assert elifs_browser.get("/items/person/options/?q=x").status_code == 404


def test_a_similar_organization_is_offered_and_taken(elifs_browser: Any, marmara: Any) -> None:
    similar = proposed(elifs_browser, organization="Marmara Otelcilik")
    taken = proposed(elifs_browser, organization="Marmara", use_organization=str(marmara.pk))

    assert 'aria-label="Use Marmara Otelcilik A.Ş."' in similar
    assert f'name="organization_id" value="{marmara.pk}"' in taken
