"""The board of deals, and moving over it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kartotek.fields.operations import add_new_label
from kartotek.flows.plan_activity import plan_activity
from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Deal, Pipeline, Stage
from kartotek.pipeline.deals.queries import CARDS
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def stage_of(deal: Deal) -> str:
    return str(Deal.objects.get(pk=deal.pk).stage.name)


def test_a_card_shows_what_is_known_of_its_deal(
    elifs_browser: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    add_new_label(subject=lobby_deal, name="Key account", by=by_elif, at=now)

    shown = text_of(elifs_browser.get("/deals/"))

    assert "Lobby lighting, Pera" in shown
    assert "Zeynep Karaca · Marmara Otelcilik A.Ş." in shown
    assert "₺480,000 · 1 deal" in shown
    assert "1 open deal · ₺480,000" in shown
    assert "Key account" in shown
    assert "No activity" in shown


def test_a_card_says_when_the_next_activity_is_late(
    elifs_browser: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    due = now.date() - timedelta(days=4000)
    plan_activity(by=by_elif, at=now, title="Call", due_on=due, deal_id=lobby_deal.pk)

    shown = text_of(elifs_browser.get("/deals/"))

    assert "days late" in shown
    assert "No activity" not in shown


def test_a_deal_that_stands_too_long_is_marked(
    elifs_browser: Any, lobby_deal: Any, stages: Any
) -> None:
    before = text_of(elifs_browser.get("/deals/"))
    Stage.objects.filter(pk=stages[0].pk).update(rotting_days=30)
    Deal.objects.update(stage_since="2020-01-01T00:00:00Z")

    after = text_of(elifs_browser.get("/deals/"))

    assert "deal-card--idle" not in before
    assert "deal-card--idle" in after


def test_money_of_several_currencies_is_not_added_up(
    elifs_browser: Any, lobby_deal: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    operations.create(
        by=by_elif,
        at=now,
        title="Export",
        organization_id=marmara.pk,
        amount=Decimal(700),
        currency="EUR",
    )

    assert "₺480,000 + €700 · 2 deals" in text_of(elifs_browser.get("/deals/"))


def test_another_pipeline_is_chosen_by_its_name(
    elifs_browser: Any, lobby_deal: Any, company: Any
) -> None:
    other = Pipeline.objects.create(company=company, name="Service", position=1)
    Stage.objects.create(company=company, pipeline=other, name="Asked for help")

    shown = text_of(elifs_browser.get(f"/deals/?pipeline={other.pk}"))

    assert "title-switch" in shown
    assert "Asked for help" in shown
    assert "Lobby lighting, Pera" not in shown


def test_a_pipeline_that_is_gone_is_not_found(elifs_browser: Any, lobby_deal: Any) -> None:
    assert elifs_browser.get("/deals/?pipeline=999").status_code == 404


def test_the_board_is_narrowed_to_an_owner(
    elifs_browser: Any, lobby_deal: Any, by_mert: Any
) -> None:
    shown = text_of(elifs_browser.get(f"/deals/?owner={by_mert.user_id}"))

    assert "Lobby lighting, Pera" not in shown
    assert "<b>Mert Kaya</b>" in shown


def test_a_company_without_a_pipeline_gets_a_page(elifs_browser: Any) -> None:
    assert "No pipeline yet" in text_of(elifs_browser.get("/deals/"))


def test_a_long_column_loads_the_rest_as_it_is_reached(
    elifs_browser: Any, stages: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    count = 2 * CARDS + 3
    for number in range(count):
        operations.create(by=by_elif, at=now, title=f"Deal {number:02}", organization_id=marmara.pk)

    drawn = [text_of(elifs_browser.get("/deals/"))]
    while 'class="board__more"' in drawn[-1]:
        url = drawn[-1].split('class="board__more" hx-get="')[1].split('"')[0]
        drawn.append(text_of(elifs_browser.get(url.replace("&amp;", "&"), headers=HTMX)))

    shown = [{number for number in range(count) if f"Deal {number:02}<" in part} for part in drawn]
    assert f"{count} deals" in drawn[0]
    assert shown == [
        set(range(CARDS + 3, count)),
        set(range(3, CARDS + 3)),
        set(range(3)),
    ]
    assert "<html" not in drawn[1] + drawn[2]


def test_dropping_a_card_moves_its_deal_and_redraws_the_board(
    elifs_browser: Any, lobby_deal: Any, stages: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/stage/?on=board"

    response = elifs_browser.post(url, {"stage": stages[2].pk}, headers=HTMX)

    shown = text_of(response)
    assert stage_of(lobby_deal) == "Quote sent"
    assert f'hx-target="#deal-{lobby_deal.pk}" hx-swap="delete"' in shown
    assert f'hx-target="#cards-{stages[2].pk}" hx-swap="afterbegin"' in shown
    assert shown.count("₺480,000 · 1 deal") == 1
    assert 'hx-target="#page-count"' in shown
    assert "moved to Quote sent" in shown
    assert f"stage={stages[0].pk}" in shown


def test_undo_moves_the_card_back(elifs_browser: Any, lobby_deal: Any, stages: Any) -> None:
    elifs_browser.post(f"/deals/{lobby_deal.pk}/stage/", {"stage": stages[2].pk}, headers=HTMX)

    url = f"/deals/{lobby_deal.pk}/stage/?on=board&stage={stages[0].pk}"
    elifs_browser.post(url, headers=HTMX)

    assert stage_of(lobby_deal) == "Qualified"


def test_dropping_a_card_on_its_own_column_says_nothing(
    elifs_browser: Any, lobby_deal: Any, stages: Any
) -> None:
    url = f"/deals/{lobby_deal.pk}/stage/?on=board"

    shown = text_of(elifs_browser.post(url, {"stage": stages[0].pk}, headers=HTMX))

    assert "toast" not in shown


def test_a_card_moves_without_htmx(elifs_browser: Any, lobby_deal: Any, stages: Any) -> None:
    pipeline = stages[0].pipeline_id
    url = f"/deals/{lobby_deal.pk}/stage/?on=board&pipeline={pipeline}"

    response = elifs_browser.post(url, {"stage": stages[1].pk})

    assert (response.status_code, response["Location"]) == (303, f"/deals/?pipeline={pipeline}")
    assert stage_of(lobby_deal) == "Contact made"


def test_the_menu_offers_every_stage_and_both_outcomes(elifs_browser: Any, lobby_deal: Any) -> None:
    part = text_of(elifs_browser.get(f"/deals/{lobby_deal.pk}/stage/?on=board", headers=HTMX))
    page = elifs_browser.get(f"/deals/{lobby_deal.pk}/stage/")["Location"]
    whole = text_of(elifs_browser.get(page))

    for text in ("Qualified", "Contact made", "Quote sent", "Negotiation", "Order", "Won", "Lost"):
        assert text in part
        assert text in whole
    assert "<html" not in part
    assert "?on=board" in part


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_closed_deal_does_not_move_and_says_why(
    elifs_browser: Any, lobby_deal: Any, stages: Any, by_elif: Any, now: Any, headers: Any
) -> None:
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=now)

    response = elifs_browser.post(
        f"/deals/{lobby_deal.pk}/stage/?on=board", {"stage": stages[2].pk}, headers=headers
    )

    assert response.status_code == 409
    assert "is closed and cannot move" in text_of(response)
    assert stage_of(lobby_deal) == "Qualified"


@pytest.mark.parametrize(("typed", "status"), [("999", 404), ("", 422), ("x", 422)])
def test_a_stage_that_is_gone_or_none_moves_nothing(
    elifs_browser: Any, lobby_deal: Any, typed: str, status: int
) -> None:
    response = elifs_browser.post(
        f"/deals/{lobby_deal.pk}/stage/?on=board", {"stage": typed}, headers=HTMX
    )

    assert response.status_code == status
    assert stage_of(lobby_deal) == "Qualified"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_who_drags_a_card_sees_what_happened(
    elifs_browser: Any, lobby_deal: Any, stages: Any, by_mert: Any, now: Any, headers: Any
) -> None:
    operations.move_to_stage(deal_id=lobby_deal.pk, stage_id=stages[1].pk, by=by_mert, at=now)

    response = elifs_browser.post(
        f"/deals/{lobby_deal.pk}/stage/?on=board",
        {"stage": stages[2].pk, "was": stages[0].pk},
        headers=headers,
    )

    assert response.status_code == 409
    assert "Mert Kaya moved “Lobby lighting, Pera” to Contact made meanwhile" in text_of(response)
    assert stage_of(lobby_deal) == "Contact made"


def test_a_card_dropped_on_a_stage_deleted_meanwhile_stays_and_says_so(
    elifs_browser: Any, lobby_deal: Any, stages: Any, by_deniz: Any, now: Any
) -> None:
    operations.delete_stage(stage_id=stages[2].pk, to_stage_id=None, by=by_deniz, at=now)

    response = elifs_browser.post(
        f"/deals/{lobby_deal.pk}/stage/?on=board",
        {"stage": stages[2].pk, "was": stages[0].pk},
        headers=HTMX,
    )

    assert response.status_code == 404
    assert "This stage is gone. Nothing was moved." in text_of(response)
    assert stage_of(lobby_deal) == "Qualified"


def test_the_board_is_read_anew_as_a_part(elifs_browser: Any, lobby_deal: Any) -> None:
    part = text_of(elifs_browser.get("/deals/", headers=HTMX))

    assert "<html" not in part
    assert 'id="columns"' in part
    assert "Lobby lighting, Pera" in part


def test_won_from_the_board_the_card_goes_and_undo_brings_it_back(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    won = text_of(
        elifs_browser.post(f"/deals/{lobby_deal.pk}/outcome/?on=board&outcome=won", headers=HTMX)
    )
    undo = won.split('hx-post="')[-1].split('"')[0].replace("&amp;", "&")
    back = text_of(elifs_browser.post(undo, headers=HTMX))

    assert "0 open deals" in won
    assert "afterbegin" not in won
    assert "1 open deal" in back
    assert "Lobby lighting, Pera" in back


def test_deleted_from_the_board_the_card_goes_and_undo_brings_it_back(
    elifs_browser: Any, lobby_deal: Any
) -> None:
    gone = text_of(elifs_browser.post(f"/deals/{lobby_deal.pk}/deletion/?on=board", headers=HTMX))
    undo = gone.split('hx-post="')[-1].split('"')[0].replace("&amp;", "&")
    back = text_of(elifs_browser.post(undo, headers=HTMX))

    assert "Lobby lighting, Pera deleted" in gone
    assert "1 open deal" in back


def test_a_filter_of_the_lists_narrows_the_board(
    elifs_browser: Any, lobby_deal: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    operations.create(
        by=by_elif, at=now, title="Cheap", organization_id=marmara.pk, amount=Decimal(5)
    )

    shown = text_of(elifs_browser.get("/deals/?filter=amount.more-than.100"))

    assert "Lobby lighting, Pera" in shown
    assert ">Cheap<" not in shown
    assert "1 open deal" in shown
    assert "Value more than" in shown


def test_a_stage_with_a_probability_says_what_its_deals_are_likely_to_bring(
    elifs_browser: Any, lobby_deal: Any, stages: Any
) -> None:
    Pipeline.objects.update(uses_probability=True)
    Stage.objects.filter(pk=stages[0].pk).update(probability=25)

    shown = text_of(elifs_browser.get("/deals/"))

    assert '<span title="₺120,000 ">25%</span>' in shown


def test_robin_sees_no_hidden_card(robins_browser: Any, lobby_deal: Any) -> None:
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()

    shown = text_of(robins_browser.get("/deals/"))

    assert "Lobby lighting, Pera" not in shown
    assert "0 open deals" in shown


@pytest.mark.parametrize("count", [1, 10])
def test_the_board_costs_the_same_for_one_card_and_for_many(
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

    with django_assert_num_queries(11):
        elifs_browser.get("/deals/")
