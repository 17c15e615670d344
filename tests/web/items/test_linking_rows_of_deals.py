"""The rows of the linking table that deals drive, each through the screen (spec/linking.md 3)."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.deals.models import Deal
from tests.letters import DANIEL
from tests.web.items.mail import NOTHING, Desk, decided


@pytest.fixture
def desk(elifs_browser: Any, elifs_mailbox: Any, stages: Any, phases: Any) -> Desk:
    return Desk(elifs_browser, elifs_mailbox)


def test_row_02_one_open_deal(desk: Desk, zeynep: Any) -> None:
    deal = desk.adds("deal", zeynep)

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "deal", deal)


def test_row_05_two_open_deals(desk: Desk, zeynep: Any) -> None:
    desk.adds("deal", zeynep)
    desk.adds("deal", zeynep, title="Reception")

    assert decided(desk.gets_mail()) == ("AMBIGUOUS", *NOTHING)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("outcome", {"outcome": "won"}),
        ("outcome", {"outcome": "lost", "lost_reason": "Price"}),
        ("deletion", {}),
        ("archive", {"is_archived": "1"}),
    ],
)
def test_rows_08_to_10_and_15_only_a_deal_that_is_over(
    desk: Desk, zeynep: Any, path: str, typed: dict[str, str]
) -> None:
    deal = desk.adds("deal", zeynep)
    desk.does(f"/deals/{deal}/{path}/?on=board", **typed)

    assert decided(desk.gets_mail()) == ("ITEM_CLOSED", *NOTHING)


@pytest.mark.parametrize(
    ("over", "typed", "back", "again"),
    [
        ("outcome", {"outcome": "won"}, "outcome", {"outcome": "open"}),
        ("outcome", {"outcome": "lost"}, "outcome", {"outcome": "open"}),
        ("deletion", {}, "restoration", {}),
        ("archive", {"is_archived": "1"}, "archive", {"is_archived": ""}),
    ],
)
def test_a_deal_that_came_back_is_open_again(
    desk: Desk, zeynep: Any, over: str, typed: dict[str, str], back: str, again: dict[str, str]
) -> None:
    deal = desk.adds("deal", zeynep)
    desk.does(f"/deals/{deal}/{over}/", **typed)
    desk.does(f"/deals/{deal}/{back}/", **again)

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "deal", deal)


def test_row_11_one_open_deal_beside_closed_ones(desk: Desk, zeynep: Any) -> None:
    for outcome in ("won", "lost"):
        closed = desk.adds("deal", zeynep, title=outcome)
        desk.does(f"/deals/{closed}/outcome/", outcome=outcome)
    deal = desk.adds("deal", zeynep, title="Reception")

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "deal", deal)


def test_a_deal_that_moved_over_the_board_is_the_same_open_deal(
    desk: Desk, zeynep: Any, stages: Any
) -> None:
    deal = desk.adds("deal", zeynep)
    desk.does(f"/deals/{deal}/stage/?on=board", stage=stages[3].pk, was=stages[0].pk)

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "deal", deal)


def test_row_16_the_deal_is_won_and_its_project_is_open(desk: Desk, zeynep: Any) -> None:
    deal = desk.adds("deal", zeynep)
    desk.does(f"/deals/{deal}/outcome/", outcome="won")
    project = desk.adds("project", zeynep, deal_ids=[deal])

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "project", project)


def test_row_18_a_group_whose_deals_are_closed(desk: Desk, zeynep: Any, daniel: Any) -> None:
    deal = desk.adds("deal", zeynep)
    desk.does(f"/deals/{deal}/outcome/", outcome="lost")

    assert decided(desk.gets_mail(cc=DANIEL)) == ("ITEM_CLOSED", *NOTHING)


def test_row_36_a_participant_is_only_suggested(desk: Desk, zeynep: Any, daniel: Any) -> None:
    deal = desk.adds("deal", zeynep)
    desk.does(f"/deals/{deal}/participants/", person_id=daniel.pk, person="Daniel Okafor")

    assert decided(desk.gets_mail(DANIEL)) == ("PARTICIPANT_ONLY", *NOTHING)


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_rows_41_and_42_a_closed_deal_keeps_its_mail_and_gets_no_more(
    desk: Desk, zeynep: Any, outcome: str
) -> None:
    deal = desk.adds("deal", zeynep)
    first = desk.gets_mail()
    desk.does(f"/deals/{deal}/outcome/", outcome=outcome)

    reply = desk.gets_mail(replies_to=first)
    new = desk.gets_mail()

    assert decided(reply) == ("INHERITED", "deal", deal)
    assert decided(new) == ("ITEM_CLOSED", *NOTHING)


def test_rows_53_and_54_a_deal_and_the_lead_it_becomes_share_their_mail(
    desk: Desk, zeynep: Any
) -> None:
    deal = desk.adds("deal", zeynep)
    mail = desk.gets_mail()
    answer = desk.does(f"/deals/{deal}/conversion/")

    lead = int(answer["HX-Redirect"].rstrip("/").rsplit("/", 1)[-1])
    assert decided(mail) == ("CONVERTED", "lead", lead)


def test_row_55_the_mail_of_both_is_on_the_deal_that_stays(
    desk: Desk, zeynep: Any, daniel: Any
) -> None:
    first, second = desk.adds("deal", zeynep), desk.adds("deal", daniel, title="Reception")
    of_first, of_second = desk.gets_mail(), desk.gets_mail(DANIEL)

    desk.does("/deals/merge/", ids=f"{first},{second}", primary=second)

    assert decided(of_first) == ("MERGED", "deal", second)
    assert decided(of_second)[1:] == ("deal", second)
    assert decided(desk.gets_mail(replies_to=of_first)) == ("INHERITED", "deal", second)
    assert desk.browser.get(f"/deals/{first}/")["Location"] == f"/deals/{second}/"


def test_row_57_a_deleted_deal_keeps_its_slot_until_it_is_back(desk: Desk, zeynep: Any) -> None:
    deal = desk.adds("deal", zeynep)
    mail = desk.gets_mail()

    desk.does(f"/deals/{deal}/deletion/")
    while_gone = decided(mail)
    other = desk.adds("deal", zeynep, title="Reception")
    reply = decided(desk.gets_mail(replies_to=mail))
    desk.does(f"/deals/{deal}/restoration/")

    assert while_gone == ("ITEM_DELETED", "deal", deal)
    assert reply[2] == deal != other
    assert decided(mail)[1:] == ("deal", deal)
    assert Deal.objects.alive().count() == 2
