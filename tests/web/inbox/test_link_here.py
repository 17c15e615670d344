"""Linking from the page of a deal, a lead or a project: it stands first (spec/linking.md 4)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.users.visibility import Visibility
from tests.letters import UNKNOWN, deliver, letter, message
from tests.web.visitors import HTMX


def _popover(browser: Client, conversation_id: int, page: str) -> str:
    headers = {**HTMX, "HX-Current-URL": f"http://testserver{page}"}
    answer = browser.get(f"/inbox/{conversation_id}/link/", headers=headers)
    return answer.content.decode()


@pytest.fixture
def unknown(elifs_mailbox: Any) -> int:
    """A conversation of somebody who is no contact."""
    deliver(elifs_mailbox, letter("ask@ipek", sender=UNKNOWN))
    return int(message("ask@ipek").conversation_id or 0)


@pytest.mark.parametrize("kind", ["deal", "lead", "project"])
def test_the_item_whose_page_is_open_is_the_first_suggestion(
    elifs: Client, unknown: int, request: Any, kind: str
) -> None:
    fixture = {"deal": "lobby_deal", "lead": "clinic_lead", "project": "bodrum_project"}[kind]
    item = request.getfixturevalue(fixture)

    drawn = _popover(elifs, unknown, f"/{kind}s/{item.pk}/?show=emails")

    assert "On this page" in drawn
    assert drawn.index(f'data-value="{kind}-{item.pk}"') == drawn.index("data-value=")
    assert drawn.count(f'data-value="{kind}-{item.pk}"') == 1


def test_an_item_that_has_the_conversation_already_is_not_offered_again(
    elifs: Client, linked: int, lobby_deal: Any
) -> None:
    assert "On this page" not in _popover(elifs, linked, f"/deals/{lobby_deal.pk}/")


@pytest.mark.parametrize("page", ["/deals/", "/people/1/", "/inbox/"])
def test_no_other_page_is_an_item(elifs: Client, unknown: int, page: str) -> None:
    assert "On this page" not in _popover(elifs, unknown, page)


def test_a_made_up_page_reveals_no_item(
    elifs: Client, unknown: int, lobby_deal: Any, robin: Any
) -> None:
    lobby_deal.owner, lobby_deal.visibility = robin, Visibility.OWNER
    lobby_deal.save()

    assert "Lobby lighting" not in _popover(elifs, unknown, f"/deals/{lobby_deal.pk}/")
