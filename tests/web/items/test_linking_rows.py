"""The rows of the linking table that leads and projects drive, each through the screen.

Somebody acts in a browser, a letter comes, and the stored decision is what the table says
(spec/linking.md 3).
"""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.linking.queries import suggestions
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from tests.letters import DANIEL, ZEYNEP
from tests.web.items.mail import AFTERWARDS, NOTHING, Desk, conversation_of, decided
from tests.web.visitors import text_of


@pytest.fixture
def desk(elifs_browser: Any, elifs_mailbox: Any, stages: Any, phases: Any) -> Desk:
    return Desk(elifs_browser, elifs_mailbox)


@pytest.mark.parametrize("kind", ["lead", "project"])
def test_rows_03_and_04_one_open_item(desk: Desk, zeynep: Any, kind: str) -> None:
    added = desk.adds(kind, zeynep)

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", kind, added)


@pytest.mark.parametrize("kinds", [("lead", "lead"), ("lead", "project"), ("deal", "lead")])
def test_rows_05_and_06_two_open_items(desk: Desk, zeynep: Any, kinds: tuple[str, str]) -> None:
    for kind in kinds:
        desk.adds(kind, zeynep, title=f"A {kind}")

    assert decided(desk.gets_mail()) == ("AMBIGUOUS", *NOTHING)


def test_rows_08_to_10_only_items_that_are_gone(desk: Desk, zeynep: Any) -> None:
    lead, project = desk.adds("lead", zeynep), desk.adds("project", zeynep)
    desk.does(f"/leads/{lead}/deletion/")
    desk.does(f"/projects/{project}/deletion/")

    assert decided(desk.gets_mail()) == ("ITEM_CLOSED", *NOTHING)


def test_rows_11_and_13_one_open_beside_closed_ones(desk: Desk, zeynep: Any) -> None:
    old, done = desk.adds("lead", zeynep), desk.adds("project", zeynep)
    desk.does(f"/leads/{old}/archive/", is_archived="1")
    desk.does(f"/projects/{done}/status/", status="completed")
    added = desk.adds("lead", zeynep, title="Reception")

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "lead", added)


def test_row_12_only_an_archived_lead_until_it_is_taken_out(desk: Desk, zeynep: Any) -> None:
    lead = desk.adds("lead", zeynep)
    desk.does(f"/leads/{lead}/archive/", is_archived="1")
    while_archived = decided(desk.gets_mail())
    desk.does(f"/leads/{lead}/archive/", is_archived="")

    assert while_archived == ("ITEM_CLOSED", *NOTHING)
    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "lead", lead)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("status", {"status": "completed"}),
        ("status", {"status": "cancelled"}),
        ("archive", {"is_archived": "1"}),
    ],
)
def test_row_14_only_a_project_that_is_over(
    desk: Desk, zeynep: Any, path: str, typed: dict[str, str]
) -> None:
    project = desk.adds("project", zeynep)
    desk.does(f"/projects/{project}/{path}/", **typed)

    assert decided(desk.gets_mail()) == ("ITEM_CLOSED", *NOTHING)


def test_row_14_a_project_that_was_reopened_is_open(desk: Desk, zeynep: Any) -> None:
    project = desk.adds("project", zeynep)
    desk.does(f"/projects/{project}/status/", status="completed")
    desk.does(f"/projects/{project}/status/", status="open")

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "project", project)


def test_row_16_the_deal_is_won_and_its_project_is_open(desk: Desk, zeynep: Any) -> None:
    deal = desk.adds("deal", zeynep)
    desk.does(f"/deals/{deal}/outcome/", outcome="won")
    project = desk.adds("project", zeynep, deal_id=deal)

    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "project", project)


def test_row_17_the_deal_of_a_project_stays_open(desk: Desk, zeynep: Any, by_elif: Any) -> None:
    deal = desk.adds("deal", zeynep)
    project = desk.adds("project", zeynep, deal_id=deal)
    message = desk.gets_mail()

    offered = suggestions(conversation_of(message), viewer=by_elif, at=AFTERWARDS)
    assert decided(message) == ("AMBIGUOUS", *NOTHING)
    assert [(one.item.kind, one.item.id) for one in offered][:2] == [
        ("project", project),
        ("deal", deal),
    ]


def test_row_36_whoever_is_second_on_a_project(
    desk: Desk, zeynep: Any, daniel: Any, by_elif: Any
) -> None:
    project = desk.adds("project", zeynep)
    desk.does(f"/projects/{project}/members/person/", person_id=daniel.pk)

    message = desk.gets_mail(DANIEL)

    offered = suggestions(conversation_of(message), viewer=by_elif, at=AFTERWARDS)
    assert decided(message) == ("PARTICIPANT_ONLY", *NOTHING)
    assert [(one.item.kind, one.item.id) for one in offered][:1] == [("project", project)]


def test_row_36_the_first_person_of_a_project_who_left_it(
    desk: Desk, zeynep: Any, daniel: Any
) -> None:
    project = desk.adds("project", zeynep)
    desk.does(f"/projects/{project}/members/person/", person_id=daniel.pk)
    desk.does(f"/projects/{project}/members/person/{zeynep.pk}/removal/")

    assert decided(desk.gets_mail(DANIEL)) == ("ONE_OPEN_ITEM", "project", project)
    assert decided(desk.gets_mail(ZEYNEP)) == ("NO_OPEN_ITEM", *NOTHING)


@pytest.mark.parametrize(
    ("kind", "path", "typed"),
    [
        ("lead", "archive", {"is_archived": "1"}),
        ("project", "status", {"status": "completed"}),
        ("project", "status", {"status": "cancelled"}),
        ("project", "archive", {"is_archived": "1"}),
    ],
)
def test_rows_41_and_42_an_item_that_was_closed_keeps_its_mail_and_gets_no_more(
    desk: Desk, zeynep: Any, kind: str, path: str, typed: dict[str, str]
) -> None:
    item = desk.adds(kind, zeynep)
    first = desk.gets_mail()
    desk.does(f"/{kind}s/{item}/{path}/", **typed)

    reply, news = desk.gets_mail(replies_to=first), desk.gets_mail()

    assert decided(reply) == ("INHERITED", kind, item)
    assert decided(news) == ("ITEM_CLOSED", *NOTHING)


def test_rows_53_and_54_conversations_move_along_when_a_lead_becomes_a_deal_and_back(
    desk: Desk, zeynep: Any
) -> None:
    lead = desk.adds("lead", zeynep)
    first = desk.gets_mail()
    desk.does(f"/leads/{lead}/conversion/")
    deal = Deal.objects.get().pk
    converted = decided(first)
    reply = decided(desk.gets_mail(replies_to=first))
    desk.does(f"/deals/{deal}/conversion/")

    assert converted == ("CONVERTED", "deal", deal)
    assert reply[1:] == ("deal", deal)
    assert decided(first) == ("CONVERTED", "lead", lead)
    assert decided(desk.gets_mail()) == ("ONE_OPEN_ITEM", "lead", lead)


def test_rows_53_and_54_the_conversation_tells_what_became_of_its_item(
    desk: Desk, zeynep: Any
) -> None:
    lead = desk.adds("lead", zeynep, title="Ballroom enquiry")
    first = desk.gets_mail()
    desk.does(f"/leads/{lead}/conversion/")

    deal = Deal.objects.get()
    page = text_of(desk.browser.get(f"/deals/{deal.pk}/"))
    conversation_id = conversation_of(first)
    why = text_of(desk.browser.get(f"/inbox/{conversation_id}/why/"))
    assert f"/inbox/{conversation_id}/" in page
    assert "converted" in why.lower()


def test_rows_53_and_54_a_lead_is_converted_once_however_often_it_is_asked(
    desk: Desk, zeynep: Any
) -> None:
    lead = desk.adds("lead", zeynep)
    desk.does(f"/leads/{lead}/conversion/")
    second = desk.browser.post(f"/leads/{lead}/conversion/")

    assert second.status_code == 409
    assert "is a deal already" in text_of(second)
    assert Deal.objects.count() == 1


def test_rows_53_and_54_a_deleted_lead_becomes_nothing(desk: Desk, zeynep: Any) -> None:
    lead = desk.adds("lead", zeynep)
    desk.does(f"/leads/{lead}/deletion/")

    answer = desk.browser.post(f"/leads/{lead}/conversion/")

    assert answer.status_code in {404, 409, 410}
    assert "deleted" in text_of(answer)
    assert not Deal.objects.exists()
    assert Lead.objects.get().is_deleted


@pytest.mark.parametrize("kind", ["lead", "project"])
def test_row_57_the_slot_of_a_deleted_item_stays_taken_until_it_is_back(
    desk: Desk, zeynep: Any, kind: str
) -> None:
    item = desk.adds(kind, zeynep)
    first = desk.gets_mail()
    desk.does(f"/{kind}s/{item}/deletion/")
    gone = decided(first)
    desk.adds("deal", zeynep, title="Another")
    reply = decided(desk.gets_mail(replies_to=first))
    desk.does(f"/{kind}s/{item}/restoration/")

    assert gone == ("ITEM_DELETED", kind, item)
    assert reply[1:] == (kind, item)
    assert decided(first)[1:] == (kind, item)
    assert decided(first)[0] != "ITEM_DELETED"
