"""A deal's page, and what can be done on it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.operations import create as create_project
from kartotek.users.visibility import Visibility
from tests.letters import deliver, letter
from tests.web.visitors import HTMX, text_of


def again(deal: Deal) -> Deal:
    return Deal.objects.get(pk=deal.pk)


def test_the_page_shows_a_deal_and_all_around_it(
    elifs_browser: Any,
    lobby_deal: Any,
    daniel: Any,
    phases: Any,
    by_elif: Any,
    now: Any,
) -> None:
    operations.add_participant(
        deal_id=lobby_deal.pk, person_id=daniel.pk, role="Architect", by=by_elif, at=now
    )
    create_project(by=by_elif, at=now, title="Pera, works", deal_ids=[lobby_deal.pk])

    shown = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/"))

    for text in (
        "Lobby lighting, Pera",
        "₺480,000",
        "Zeynep Karaca",
        "z.karaca@marmaraotel.example",
        "Marmara Otelcilik A.Ş.",
        "Daniel Okafor",
        "Architect",
        "Pera, works",
        "Negotiation",
        "Save note",
        "History",
    ):
        assert text in shown


def test_an_email_of_the_deal_stands_in_its_history_with_its_action(
    elifs_browser: Any, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, letter("offer@marmara", subject="Chandelier drawings"))

    shown = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/?show=emails"))

    assert "Chandelier drawings" in shown
    assert "/link/" in shown


def test_an_unlinked_email_of_the_deals_person_is_offered_there(
    elifs_browser: Any, elifs_mailbox: Any, lobby_deal: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    operations.create(by=by_elif, at=now, title="Another", person_id=zeynep.pk)
    deliver(elifs_mailbox, letter("offer@marmara", subject="Which one is meant"))

    shown = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/?show=emails"))

    assert "Which one is meant" in shown
    assert "Link item" in shown


@pytest.mark.parametrize("who", ["robins_browser", "outsiders_browser"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("get", "stage/"),
        ("post", "stage/?stage=1"),
        ("get", "outcome/"),
        ("post", "outcome/?outcome=won"),
        ("get", "facts/title/"),
        ("post", "facts/title/"),
        ("get", "contacts/"),
        ("post", "contacts/"),
        ("post", "archive/"),
        ("post", "deletion/"),
        ("post", "restoration/"),
        ("post", "conversion/"),
        ("get", "participants/"),
        ("post", "participants/1/removal/"),
    ],
)
def test_a_deal_that_is_not_theirs_to_see_is_not_there(
    request: Any, lobby_deal: Any, who: str, method: str, path: str
) -> None:
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()
    browser = request.getfixturevalue(who)

    for headers in ({}, HTMX):
        response = getattr(browser, method)(f"/deals/{lobby_deal.pk}/{path}", headers=headers)
        assert response.status_code == 404
    assert again(lobby_deal).is_open


def test_a_contact_one_may_not_see_is_not_on_the_page(
    robins_browser: Any, lobby_deal: Any, zeynep: Any
) -> None:
    zeynep.visibility = Visibility.GROUP
    zeynep.save()

    shown = text_of(robins_browser.get(f"/deals/{lobby_deal.pk}/"))

    assert "Lobby lighting, Pera" in shown
    assert "Zeynep" not in shown
    assert "Marmara Otelcilik A.Ş." in shown


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_deal_is_won_and_reopened(
    elifs_browser: Any, lobby_deal: Any, headers: dict[str, str]
) -> None:
    url = f"/deals/{lobby_deal.pk}/outcome/"

    won = elifs_browser.post(url, {"outcome": "won"}, headers=headers)
    assert again(lobby_deal).status == "won"
    reopened = elifs_browser.post(url, {"outcome": "open"}, headers=headers)

    assert again(lobby_deal).is_open
    assert won.status_code == reopened.status_code == (200 if headers else 303)


def test_the_parts_that_show_an_outcome_are_redrawn_with_undo(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/outcome/"

    shown = text_of(elifs_browser.post(url, {"outcome": "won"}, headers=HTMX))

    for part in ("record_head", "summary", "rest", "focus", "history"):
        assert f'hx-target="#{part}"' in shown
    assert "Lobby lighting, Pera is won" in shown
    assert "outcome=open" in shown
    assert "won <b>Lobby lighting, Pera</b>" in shown


def test_why_a_deal_was_lost_is_asked_and_offered_the_next_time(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/outcome/"
    dialog = text_of(elifs_browser.get(url, headers=HTMX))
    elifs_browser.post(url, {"outcome": "lost", "lost_reason": "Price"}, headers=HTMX)

    assert "<dialog" in dialog
    assert again(lobby_deal).lost_reason == "Price"
    assert '<option value="Price">' in text_of(elifs_browser.get(url))
    assert "Price" in text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/"))


def test_a_reason_that_is_too_long_brings_the_dialog_back(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    response = elifs_browser.post(
        f"/deals/{lobby_deal.pk}/outcome/",
        {"outcome": "lost", "lost_reason": "x" * 501},
        headers=HTMX,
    )

    assert response.status_code == 422
    assert "<dialog" in text_of(response)
    assert again(lobby_deal).is_open


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("title", "Lobby", "Lobby"),
        ("amount", "1,250.50", Decimal("1250.50")),
        ("amount", "", None),
        ("currency", "EUR", "EUR"),
        ("expected_close_on", "2026-12-01", date(2026, 12, 1)),
        ("visibility", "3", 3),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_fact_is_edited_where_it_stands(
    elifs_browser: Any, lobby_deal: Any, name: str, typed: str, kept: Any, headers: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/facts/{name}/"

    form = text_of(elifs_browser.get(url, headers=headers))
    response = elifs_browser.post(url, {"value": typed}, headers=headers)

    assert 'name="value"' in form
    assert response.status_code == (200 if headers else 303)
    assert getattr(again(lobby_deal), name) == kept


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("title", " ", "Give it a title."),
        ("amount", "-1", "An amount cannot be negative."),
        ("amount", "99999999999999", "at most"),
        ("amount", "abc", "Type an amount like"),
        ("expected_close_on", "soon", "valid date"),
    ],
)
def test_a_fact_that_cannot_be_used_says_why(
    elifs_browser: Any, lobby_deal: Any, name: str, typed: str, sentence: str
) -> None:
    response = elifs_browser.post(
        f"/deals/{lobby_deal.pk}/facts/{name}/", {"value": typed}, headers=HTMX
    )

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert getattr(again(lobby_deal), name) == getattr(lobby_deal, name)


def test_the_owner_is_changed_from_the_head(elifs_browser: Any, lobby_deal: Any, mert: Any) -> None:
    elifs_browser.post(f"/deals/{lobby_deal.pk}/facts/owner_id/", {"value": mert.pk}, headers=HTMX)

    assert again(lobby_deal).owner_id == mert.pk


def test_there_is_no_fact_of_any_name(elifs_browser: Any, lobby_deal: Any) -> None:
    assert elifs_browser.get(f"/deals/{lobby_deal.pk}/facts/status/").status_code == 404


def test_a_deal_is_put_into_other_hands_known_and_new(elifs_browser: Any, lobby_deal: Any) -> None:
    url = f"/deals/{lobby_deal.pk}/contacts/"
    dialog = text_of(elifs_browser.get(url, headers=HTMX))

    elifs_browser.post(
        url,
        {"person": "Orhan Tunç", "person_address": "orhan@firma.example", "organization": ""},
        headers=HTMX,
    )

    deal = again(lobby_deal)
    assert 'value="Zeynep Karaca"' in dialog
    assert deal.person is not None
    assert deal.person.name == "Orhan Tunç"
    assert deal.organization is None


def test_a_deal_is_never_left_without_anybody(elifs_browser: Any, lobby_deal: Any) -> None:
    response = elifs_browser.post(f"/deals/{lobby_deal.pk}/contacts/", {}, headers=HTMX)

    assert response.status_code == 422
    assert "A deal needs a person or an organization." in text_of(response)
    assert again(lobby_deal).person_id == lobby_deal.person_id


def test_a_participant_is_put_on_and_taken_off(
    elifs_browser: Any, lobby_deal: Any, daniel: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/participants/"

    added = elifs_browser.post(
        url, {"person": "Daniel", "person_id": daniel.pk, "role": "Architect"}, headers=HTMX
    )
    assert lobby_deal.participants.get().role == "Architect"
    removed = elifs_browser.post(f"{url}{daniel.pk}/removal/")

    assert "put <b>Daniel Okafor</b> on" in text_of(added)
    assert "overlay:close" in added["HX-Trigger"]
    assert removed.status_code == 303
    assert not lobby_deal.participants.exists()


def test_a_participant_who_is_new_is_added_first(elifs_browser: Any, lobby_deal: Any) -> None:
    elifs_browser.post(
        f"/deals/{lobby_deal.pk}/participants/", {"person": "Levent Bey"}, headers=HTMX
    )

    assert lobby_deal.participants.get().person == Person.objects.get(name="Levent Bey")


def test_a_participant_must_be_named(elifs_browser: Any, lobby_deal: Any) -> None:
    response = elifs_browser.post(f"/deals/{lobby_deal.pk}/participants/", {}, headers=HTMX)

    assert response.status_code == 422
    assert "Choose one from the list, or type a name." in text_of(response)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_deal_goes_into_the_archive_and_comes_out(
    elifs_browser: Any, lobby_deal: Any, headers: dict[str, str]
) -> None:
    url = f"/deals/{lobby_deal.pk}/archive/"

    elifs_browser.post(url, {"is_archived": "1"}, headers=headers)
    assert again(lobby_deal).state == "archived"
    page = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/"))
    elifs_browser.post(url, {"is_archived": ""}, headers=headers)

    assert "Take out of the archive" in page
    assert again(lobby_deal).is_open


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_deleted_deal_is_restored_by_undo_or_on_its_page(
    elifs_browser: Any, lobby_deal: Any, headers: dict[str, str]
) -> None:
    response = elifs_browser.post(f"/deals/{lobby_deal.pk}/deletion/", headers=headers)
    assert again(lobby_deal).is_deleted
    board = text_of(elifs_browser.get("/deals/"))
    page = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/"))
    elifs_browser.post(f"/deals/{lobby_deal.pk}/restoration/", headers=headers)

    assert response["HX-Redirect" if headers else "Location"] == "/deals/"
    assert "Lobby lighting, Pera deleted" in board
    assert "This deal was deleted" in page
    assert "Save note" not in page
    assert again(lobby_deal).is_open


@pytest.mark.parametrize(
    "path", ["stage/?stage=1", "facts/title/", "outcome/?outcome=won", "participants/"]
)
def test_a_deleted_deal_is_left_alone(
    elifs_browser: Any, lobby_deal: Any, by_elif: Any, now: Any, path: str
) -> None:
    operations.delete(deal_id=lobby_deal.pk, by=by_elif, at=now)

    response = elifs_browser.post(
        f"/deals/{lobby_deal.pk}/{path}", {"value": "Mine", "person": "X"}, headers=HTMX
    )

    assert response.status_code in {404, 409}
    assert again(lobby_deal).title == "Lobby lighting, Pera"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_deal_becomes_a_lead(
    elifs_browser: Any, lobby_deal: Any, headers: dict[str, str]
) -> None:
    response = elifs_browser.post(f"/deals/{lobby_deal.pk}/conversion/", headers=headers)

    lead = Lead.objects.get()
    assert response["HX-Redirect" if headers else "Location"] == f"/leads/{lead.pk}/"
    assert elifs_browser.post(f"/deals/{lobby_deal.pk}/conversion/").status_code == 409
    assert Lead.objects.count() == 1


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_costs_the_same_with_few_and_many_participants(
    elifs_browser: Any, lobby_deal: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        elifs_browser.post(f"/deals/{lobby_deal.pk}/participants/", {"person": f"Person {number}"})

    # Every tab of History is counted, and files, labels and custom fields are read once each.
    with django_assert_num_queries(46):
        elifs_browser.get(f"/deals/{lobby_deal.pk}/")


@pytest.mark.parametrize("path", ["contacts/", "participants/", "outcome/"])
def test_every_dialog_is_a_page_without_scripts(
    elifs_browser: Any, lobby_deal: Any, path: str
) -> None:
    shown = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/{path}"))

    assert "<html" in shown
    assert f'action="/deals/{lobby_deal.pk}/{path}"' in shown


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2026-11-11", "it cannot close before that"), ("2199-01-01", "on a day to come")],
)
def test_a_deal_is_not_won_before_it_was_opened_nor_in_days_to_come(
    elifs_browser: Any, lobby_deal: Any, day: str, sentence: str
) -> None:
    elifs_browser.post(f"/deals/{lobby_deal.pk}/outcome/", {"outcome": "won"}, headers=HTMX)
    url = f"/deals/{lobby_deal.pk}/facts/closed_on/"

    answer = elifs_browser.post(url, {"value": day}, headers=HTMX)

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_an_expected_close_before_the_opening_is_refused_where_it_is_typed(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/facts/expected_close_on/"

    answer = elifs_browser.post(url, {"value": "2026-11-01"}, headers=HTMX)

    assert answer.status_code == 422
    assert "It was opened on" in text_of(answer)
    assert Deal.objects.get().expected_close_on is None


def test_the_page_tells_how_long_the_deal_stood_in_each_stage(
    elifs_browser: Any, lobby_deal: Any, stages: Any, by_elif: Any, now: Any
) -> None:
    operations.move_to_stage(
        deal_id=lobby_deal.pk, stage_id=stages[1].pk, by=by_elif, at=now + timedelta(days=3)
    )

    shown = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/"))

    assert 'aria-label="Qualified, 3 days"' in shown
