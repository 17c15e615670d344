"""Linking the ticked conversations in a browser: choose, confirm, one result, one Undo."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from kartotek.linking.models import ConversationLink
from tests.letters import TOMAS, deliver, letter, message

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/inbox/"}


def home(message_id: str) -> int:
    return int(message(message_id).conversation_id or 0)


@pytest.fixture
def two(elifs_mailbox: Any, lobby_deal: Any) -> list[int]:
    """One conversation that a rule linked to the lobby deal, and one without item."""
    deliver(elifs_mailbox, letter("a@x", subject="Lamps"), letter("b@x", sender=TOMAS))
    return [home("a@x"), home("b@x")]


def given(two: list[int], project: Any, **more: str) -> dict[str, Any]:
    return {"chosen": ",".join(map(str, two)), "item": f"project-{project.pk}", **more}


def test_the_popover_says_how_many_and_carries_them_along(elifs: Client, two: list[int]) -> None:
    drawn = elifs.post("/inbox/link/", {"ids": two}, headers=HTMX).content.decode()

    assert "Link 2 conversations" in drawn
    assert f'name="chosen" value="{two[0]},{two[1]}"' in drawn
    assert "<html" not in drawn


def test_choosing_asks_first_and_says_what_moves(
    elifs: Client, two: list[int], bodrum_project: Any
) -> None:
    drawn = elifs.post("/inbox/link/", given(two, bodrum_project), headers=HTMX).content.decode()

    assert "1 moves from “Lobby lighting, Pera”." in drawn
    assert 'name="confirmed"' in drawn
    assert not ConversationLink.objects.filter(project_id=bodrum_project.pk).exists()


def test_confirming_links_all_and_one_undo_restores_them(
    elifs: Client, two: list[int], bodrum_project: Any
) -> None:
    before = list(ConversationLink.objects.order_by("pk").values())

    answered = elifs.post("/inbox/link/", given(two, bodrum_project, confirmed="1"), headers=HTMX)
    drawn = answered.content.decode()

    assert "2 of 2 linked to Bodrum outdoor, phase 1" in drawn
    assert answered["HX-Trigger"] == "selection:clear, inbox:changed, overlay:close"
    assert ConversationLink.objects.filter(project_id=bodrum_project.pk).count() == 2
    undo = re.search(r"/inbox/links/\d+-\d+/undo/", drawn)
    assert undo is not None
    assert "Undone" in elifs.post(undo[0], headers=HTMX).content.decode()
    assert list(ConversationLink.objects.order_by("pk").values()) == before


def test_all_of_the_list_may_be_meant(elifs: Client, two: list[int], bodrum_project: Any) -> None:
    one = given(two[:1], bodrum_project, confirmed="1", is_all="on")

    elifs.post("/inbox/link/", one, headers=HTMX)

    assert ConversationLink.objects.filter(project_id=bodrum_project.pk).count() == 2


def test_without_scripts_each_step_is_a_page(
    elifs: Client, two: list[int], bodrum_project: Any
) -> None:
    offered = elifs.post("/inbox/link/", {"ids": two}).content.decode()
    asked = elifs.post("/inbox/link/", given(two, bodrum_project)).content.decode()
    elifs.post("/inbox/link/", given(two, bodrum_project, confirmed="1"))

    assert f'value="project-{bodrum_project.pk}"' in offered
    assert 'name="confirmed"' in asked
    assert "2 of 2 linked" in elifs.get("/inbox/").content.decode()


def test_unlinking_says_how_many_had_an_item(elifs: Client, two: list[int]) -> None:
    drawn = elifs.post("/inbox/unlink/", {"ids": two}, headers=HTMX).content.decode()

    assert "1 unlinked; no rule links it again" in drawn


def test_nothing_ticked_is_told(elifs: Client, two: list[int]) -> None:
    answered = elifs.post("/inbox/link/", {}, headers=HTMX)

    assert answered.status_code == 422
    assert "Tick the conversations first." in answered.content.decode()


@pytest.mark.parametrize(("who", "linked"), [("mert", 0), ("robin", 0), ("deniz", 1)])
def test_only_what_is_theirs_to_link_is_linked(
    who: str, linked: int, request: Any, sign_in: Any, two: list[int], bodrum_project: Any
) -> None:
    client = sign_in(request.getfixturevalue(who))

    client.post("/inbox/link/", given(two, bodrum_project, confirmed="1"), headers=HTMX)

    assert ConversationLink.objects.filter(project_id=bodrum_project.pk).count() == linked


def test_another_company_finds_no_such_item(
    sign_in: Any, outsider: Any, two: list[int], bodrum_project: Any
) -> None:
    client = sign_in(outsider)

    answered = client.post("/inbox/link/", given(two, bodrum_project, confirmed="1"), headers=HTMX)

    assert answered.status_code == 404
