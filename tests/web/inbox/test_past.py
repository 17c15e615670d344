"""Mail from before an item was added, found and linked from its page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kartotek.linking import operations, queries
from kartotek.linking.models import ConversationLink
from kartotek.linking.rules import ItemKind, ItemRef
from tests.conftest import NOW
from tests.letters import UNKNOWN, deliver, letter, message

BEFORE = NOW - timedelta(days=30)


def home(message_id: str) -> int:
    return int(message(message_id).conversation_id or 0)


def htmx(deal: Any) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Current-URL": f"http://testserver/deals/{deal.pk}/"}


@pytest.fixture
def old(elifs_mailbox: Any, lobby_deal: Any) -> int:
    """A conversation with the deal's contact from before the deal was there."""
    deliver(
        elifs_mailbox,
        letter("old@x", subject="First ideas", at=BEFORE),
        letter("other@x", sender=UNKNOWN, subject="Somebody else", at=BEFORE),
    )
    assert not ConversationLink.objects.filter(deal=lobby_deal).exists()
    return home("old@x")


def test_the_page_leads_to_it(elifs: Client, old: int, lobby_deal: Any) -> None:
    page = elifs.get(f"/deals/{lobby_deal.pk}/").content.decode()

    assert f"/inbox/past/deal/{lobby_deal.pk}/" in page


def test_what_fits_is_ticked(elifs: Client, old: int, lobby_deal: Any) -> None:
    drawn = elifs.get(f"/inbox/past/deal/{lobby_deal.pk}/", headers=htmx(lobby_deal))

    page = drawn.content.decode()
    assert re.search(rf'name="ids" value="{old}" checked', page)
    assert "Somebody else" not in page


def test_what_could_be_about_something_else_is_not_ticked(
    old: int, lobby_deal: Any, bodrum_project: Any, by_elif: Any
) -> None:
    [found] = queries.past_conversations(ItemRef(ItemKind.DEAL, lobby_deal.pk), viewer=by_elif)

    assert (found.row.id, found.fits) == (old, False)


def test_what_somebody_unlinked_is_not_offered(old: int, lobby_deal: Any, by_elif: Any) -> None:
    operations.unlink(conversation_id=old, by=by_elif, at=NOW)

    item = ItemRef(ItemKind.DEAL, lobby_deal.pk)
    assert queries.past_conversations(item, viewer=by_elif) == []


def test_the_ticked_ones_are_linked_by_hand_with_undo(
    elifs: Client, old: int, lobby_deal: Any
) -> None:
    answered = elifs.post(
        f"/inbox/past/deal/{lobby_deal.pk}/", {"ids": [old]}, headers=htmx(lobby_deal)
    )
    drawn = answered.content.decode()

    link = ConversationLink.objects.get(conversation_id=old)
    assert (link.deal_id, link.how) == (lobby_deal.pk, "by hand")
    assert "1 of 1 linked" in drawn
    assert 'hx-target="#history"' in drawn
    undo = re.search(r"/inbox/links/\d+-\d+/undo/", drawn)
    assert undo is not None
    elifs.post(undo[0], headers=htmx(lobby_deal))
    assert not ConversationLink.objects.filter(deal=lobby_deal).exists()


def test_nothing_ticked_is_told(elifs: Client, old: int, lobby_deal: Any) -> None:
    answered = elifs.post(f"/inbox/past/deal/{lobby_deal.pk}/", {}, headers=htmx(lobby_deal))

    assert answered.status_code == 422


@pytest.mark.parametrize(("who", "offered"), [("mert", 0), ("deniz", 1)])
def test_only_what_is_theirs_to_link_is_offered(
    who: str, offered: int, request: Any, old: int, lobby_deal: Any
) -> None:
    viewer = request.getfixturevalue(f"by_{who}")

    found = queries.past_conversations(ItemRef(ItemKind.DEAL, lobby_deal.pk), viewer=viewer)

    assert len(found) == offered


@pytest.mark.parametrize("address", ["/inbox/past/deal/999/", "/inbox/past/person/1/"])
def test_what_is_no_item_is_not_there(elifs: Client, old: int, address: str) -> None:
    assert elifs.get(address).status_code == 404


def test_another_company_finds_no_such_item(
    sign_in: Any, outsider: Any, old: int, lobby_deal: Any
) -> None:
    assert sign_in(outsider).get(f"/inbox/past/deal/{lobby_deal.pk}/").status_code == 404


def test_on_the_items_page_one_press_links_what_has_no_item(
    elifs: Client, old: int, lobby_deal: Any
) -> None:
    page = elifs.get(f"/deals/{lobby_deal.pk}/").content.decode()
    assert f'name="item" value="deal-{lobby_deal.pk}"' in page

    drawn = elifs.post(
        f"/inbox/{old}/link/", {"item": f"deal-{lobby_deal.pk}"}, headers=htmx(lobby_deal)
    ).content.decode()

    assert ConversationLink.objects.get(conversation_id=old).deal_id == lobby_deal.pk
    assert "Link here" not in drawn
