"""Linking by hand in a browser, with scripts and without."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.flows.indexing import reindex
from kartotek.flows.models import Announcement
from kartotek.linking.models import ConversationLink
from tests.conftest import NOW
from tests.letters import UNKNOWN, deliver, letter, message

HTMX = {"HX-Request": "true"}


@pytest.fixture
def open_question(elifs_mailbox: Any, lobby_deal: Any, bodrum_project: Any) -> int:
    """A conversation that could be about a deal or about a project."""
    deliver(elifs_mailbox, letter("which@x"))
    return int(message("which@x").conversation_id or 0)


def _from(page: str) -> dict[str, str]:
    return {**HTMX, "HX-Current-URL": f"http://testserver{page}"}


def test_the_popover_offers_the_contacts_items_with_their_ground(
    elifs: Client, open_question: int
) -> None:
    drawn = elifs.get(f"/inbox/{open_question}/link/", headers=HTMX).content.decode()

    assert "Suggested for Zeynep Karaca" in drawn
    assert "Zeynep Karaca is its contact; last active" in drawn
    assert "Bodrum outdoor, phase 1" in drawn
    assert "<html" not in drawn


def test_searching_answers_the_options_alone(
    elifs: Client, open_question: int, lobby_deal: Any, company: Any
) -> None:
    reindex("deal", [lobby_deal.pk], company_id=company.pk, at=NOW)

    drawn = elifs.get(f"/inbox/{open_question}/link/?q=LOBBY", headers=HTMX).content.decode()

    assert f'data-value="deal-{lobby_deal.pk}"' in drawn
    assert "Bodrum" not in drawn
    assert "link-popover__search" not in drawn


def test_closed_items_stand_behind_the_switch(
    elifs: Client, open_question: int, lobby_deal: Any, company: Any
) -> None:
    lobby_deal.status = "lost"
    lobby_deal.save()
    reindex("deal", [lobby_deal.pk], company_id=company.pk, at=NOW)
    address = f"/inbox/{open_question}/link/?q=lobby"

    assert "data-value" not in elifs.get(address, headers=HTMX).content.decode()
    assert "data-value" in elifs.get(f"{address}&closed=on", headers=HTMX).content.decode()


def test_choosing_links_and_redraws_the_row_alone(
    elifs: Client, open_question: int, lobby_deal: Any
) -> None:
    response = elifs.post(
        f"/inbox/{open_question}/link/",
        {"item": f"deal-{lobby_deal.pk}"},
        headers=_from("/inbox/"),
    )
    drawn = response.content.decode()

    assert ConversationLink.objects.get().deal_id == lobby_deal.pk
    assert f'hx-target="#conversation-{open_question}"' in drawn
    assert "Linked to Lobby lighting, Pera" in drawn
    assert f"/inbox/{open_question}/undo/" in drawn
    assert "overlay:close" in response["HX-Trigger"]


def test_undo_brings_the_question_back(elifs: Client, open_question: int, lobby_deal: Any) -> None:
    elifs.post(f"/inbox/{open_question}/link/", {"item": f"deal-{lobby_deal.pk}"})
    decision = ConversationLink.objects.get().decision_id

    elifs.post(f"/inbox/{open_question}/undo/{decision}/", headers=_from("/inbox/"))

    link = ConversationLink.objects.get()
    assert (link.deal_id, link.awaits_choice) == (None, True)


def test_undoing_what_somebody_changed_since_is_refused(
    elifs: Client, open_question: int, lobby_deal: Any, bodrum_project: Any
) -> None:
    elifs.post(f"/inbox/{open_question}/link/", {"item": f"deal-{lobby_deal.pk}"})
    decision = ConversationLink.objects.get().decision_id
    elifs.post(f"/inbox/{open_question}/link/", {"item": f"project-{bodrum_project.pk}"})

    response = elifs.post(f"/inbox/{open_question}/undo/{decision}/")

    assert response.status_code == 404
    assert ConversationLink.objects.get().project_id == bodrum_project.pk


def test_on_its_own_page_the_bar_and_the_panel_are_redrawn(
    elifs: Client, open_question: int, lobby_deal: Any
) -> None:
    drawn = elifs.post(
        f"/inbox/{open_question}/link/",
        {"item": f"deal-{lobby_deal.pk}"},
        headers=_from(f"/inbox/{open_question}/"),
    ).content.decode()

    assert 'hx-target="#link_bar"' in drawn
    assert 'hx-target="#conversation_panel"' in drawn


def test_on_a_records_page_its_history_is_redrawn(
    elifs: Client, open_question: int, lobby_deal: Any
) -> None:
    drawn = elifs.post(
        f"/inbox/{open_question}/link/",
        {"item": f"deal-{lobby_deal.pk}"},
        headers=_from(f"/deals/{lobby_deal.pk}/"),
    ).content.decode()

    assert 'hx-target="#history"' in drawn


def test_unlinking_leaves_who_did_it_on_the_row(elifs: Client, linked: int) -> None:
    drawn = elifs.post(f"/inbox/{linked}/unlink/", headers=_from("/inbox/")).content.decode()

    assert "Unlinked by Elif Aydın" in drawn
    assert "Undo" in drawn


def test_without_scripts_the_page_links_by_buttons(
    elifs: Client, open_question: int, lobby_deal: Any
) -> None:
    drawn = elifs.get(f"/inbox/{open_question}/link/").content.decode()
    assert f'name="item" value="deal-{lobby_deal.pk}"' in drawn

    response = elifs.post(f"/inbox/{open_question}/link/", {"item": f"deal-{lobby_deal.pk}"})

    assert response["Location"] == f"/inbox/{open_question}/"
    assert ConversationLink.objects.get().deal_id == lobby_deal.pk


@pytest.mark.parametrize("item", ["", "deal-", "person-1", "deal-1 or 1", "deal--1"])
def test_what_is_no_item_is_refused(elifs: Client, open_question: int, item: str) -> None:
    response = elifs.post(f"/inbox/{open_question}/link/", {"item": item})

    assert response.status_code == 422


def test_the_owners_open_screens_hear_of_it(
    elifs: Client,
    open_question: int,
    lobby_deal: Any,
    elif_: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        elifs.post(f"/inbox/{open_question}/link/", {"item": f"deal-{lobby_deal.pk}"})

    newest = Announcement.objects.order_by("-pk")[0]
    assert (newest.event, newest.user_id) == ("inbox:changed", elif_.pk)


def test_why_tells_the_sentence_and_the_candidates(elifs: Client, open_question: int) -> None:
    drawn = elifs.get(f"/inbox/{open_question}/why/", headers=HTMX).content.decode()

    assert "This contact has several open items" in drawn
    assert "Lobby lighting, Pera" in drawn
    assert "Bodrum outdoor, phase 1" in drawn


def test_nothing_to_suggest_says_how_to_go_on(elifs: Client, elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("odd@x", sender=UNKNOWN))
    address = f"/inbox/{message('odd@x').conversation_id}/link/"

    assert "Nothing to suggest." in elifs.get(address, headers=HTMX).content.decode()


def test_what_one_merely_worked_on_is_nobodys_suggestion_and_not_chosen(
    elifs: Client, elifs_mailbox: Any, lobby_deal: Any
) -> None:
    deliver(elifs_mailbox, letter("new@x", sender=UNKNOWN))
    conversation_id = message("new@x").conversation_id

    drawn = elifs.get(f"/inbox/{conversation_id}/link/", headers=HTMX).content.decode()

    assert "You worked on lately" in drawn
    assert "Suggested for" not in drawn
    assert "data-waits" in drawn


def test_a_contacts_item_is_chosen_beforehand(elifs: Client, open_question: int) -> None:
    drawn = elifs.get(f"/inbox/{open_question}/link/", headers=HTMX).content.decode()

    assert "data-waits" not in drawn


def test_a_duplicate_goes_to_another_item_with_undo(
    elifs: Client, linked: int, bodrum_project: Any
) -> None:
    offered = elifs.get(f"/inbox/{linked}/duplicate/", headers=HTMX).content.decode()
    assert f'data-link-url="/inbox/{linked}/duplicate/"' in offered

    answered = elifs.post(f"/inbox/{linked}/duplicate/", {"item": f"project-{bodrum_project.pk}"})

    made = ConversationLink.objects.get(project_id=bodrum_project.pk).conversation_id
    assert answered["Location"] == f"/inbox/{made}/"
    assert "Duplicated" in elifs.get(f"/inbox/{made}/").content.decode()
    elifs.post(f"/inbox/{made}/duplicate/undo/")
    assert not ConversationLink.objects.filter(project_id=bodrum_project.pk).exists()


@pytest.mark.parametrize(("who", "status"), [("mert", 403), ("outsider", 404)])
def test_others_duplicate_nothing(
    who: str, status: int, request: Any, sign_in: Any, linked: int, lobby_deal: Any
) -> None:
    client = sign_in(request.getfixturevalue(who))

    answered = client.post(f"/inbox/{linked}/duplicate/", {"item": f"deal-{lobby_deal.pk}"})

    assert answered.status_code == status


def test_two_who_link_at_once_end_with_the_last_and_the_history_has_both(
    elifs: Client,
    sign_in: Any,
    deniz: Any,
    linked: int,
    lobby_deal: Any,
    bodrum_project: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(deniz).post(f"/inbox/{linked}/link/", {"item": f"project-{bodrum_project.pk}"})
        elifs.post(f"/inbox/{linked}/link/", {"item": f"deal-{lobby_deal.pk}"})

    assert ConversationLink.objects.get().deal_id == lobby_deal.pk
    page = elifs.get(f"/inbox/{linked}/").content.decode()
    assert "Elif Aydın moved it to Lobby lighting, Pera" in page
    assert "Deniz Acar moved it to Bodrum outdoor, phase 1" in page
    told = Announcement.objects.filter(event="inbox:changed").values_list("user_id", flat=True)
    assert deniz.pk in set(list(told)[-2:])


@pytest.mark.parametrize("state", ["deleted", "other company", "lost"])
def test_linking_to_an_item_in_any_state_is_answered(
    elifs: Client, open_question: int, lobby_deal: Any, other_company: Any, state: str
) -> None:
    number = lobby_deal.pk
    if state == "deleted":
        lobby_deal.deleted_at = NOW
    elif state == "lost":
        lobby_deal.status = "lost"
    else:
        number = 999_999
    lobby_deal.save()

    answered = elifs.post(f"/inbox/{open_question}/link/", {"item": f"deal-{number}"})

    assert answered.status_code == (303 if state == "lost" else 404)
