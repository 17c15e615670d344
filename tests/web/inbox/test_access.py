"""Who gets in: not theirs to see is 404, theirs to see but not to do is 403."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.linking.models import ConversationLink
from kartotek.mail.models import MailboxConversation
from tests.letters import message

READ = ["/inbox/{id}/", "/inbox/{id}/link/", "/inbox/{id}/why/"]
OF_MESSAGE = ["", "body/", "raw/"]
LINKS = ["/inbox/{id}/link/", "/inbox/{id}/unlink/", "/inbox/{id}/undo/1/"]
OWNERS = [
    "/inbox/{id}/archive/",
    "/inbox/{id}/unread/",
    "/inbox/{id}/delete/",
    "/inbox/{id}/share/",
]


@pytest.mark.parametrize("address", READ)
def test_the_owner_and_a_colleague_read_what_is_shared(
    address: str, linked: int, elifs: Client, sign_in: Any, mert: Any
) -> None:
    for client in (elifs, sign_in(mert)):
        assert client.get(address.format(id=linked)).status_code == 200


@pytest.mark.parametrize("address", READ)
def test_what_is_private_is_not_there_even_for_an_admin(
    address: str, linked: int, sign_in: Any, mert: Any, deniz: Any
) -> None:
    MailboxConversation.objects.update(is_shared=False)

    for user in (mert, deniz):
        assert sign_in(user).get(address.format(id=linked)).status_code == 404


@pytest.mark.parametrize("address", READ)
def test_another_company_finds_nothing(
    address: str, linked: int, sign_in: Any, outsider: Any
) -> None:
    assert sign_in(outsider).get(address.format(id=linked)).status_code == 404


def test_another_team_finds_nothing_of_a_record_it_may_not_see(
    linked: int, lobby_deal: Any, sign_in: Any, robin: Any
) -> None:
    lobby_deal.visibility = 3
    lobby_deal.save()

    assert sign_in(robin).get(f"/inbox/{linked}/").status_code == 404


@pytest.mark.parametrize("end", OF_MESSAGE)
def test_a_message_is_as_hidden_as_its_conversation(
    end: str, linked: int, sign_in: Any, outsider: Any, deniz: Any
) -> None:
    MailboxConversation.objects.update(is_shared=False)
    address = f"/inbox/messages/{message('first@x').pk}/{end}"

    for user in (outsider, deniz):
        assert sign_in(user).get(address).status_code == 404


@pytest.mark.parametrize("address", [*LINKS, *OWNERS])
def test_a_colleague_who_only_reads_is_refused(
    address: str, linked: int, lobby_deal: Any, sign_in: Any, mert: Any
) -> None:
    response = sign_in(mert).post(address.format(id=linked), {"item": f"deal-{lobby_deal.pk}"})

    assert response.status_code == 403


def test_a_colleague_who_only_reads_sees_no_controls(linked: int, sign_in: Any, mert: Any) -> None:
    drawn = sign_in(mert).get(f"/inbox/{linked}/").content.decode()

    for text in ("Change item", "Unlink", "Archive</", "is_shared", "/unread/"):
        assert text not in drawn
    assert "Elif Aydın shares it" in drawn


@pytest.mark.parametrize("address", [*LINKS, *OWNERS])
def test_an_outsider_is_told_that_it_is_not_there(
    address: str, linked: int, lobby_deal: Any, sign_in: Any, outsider: Any
) -> None:
    response = sign_in(outsider).post(address.format(id=linked), {"item": f"deal-{lobby_deal.pk}"})

    assert response.status_code == 404


def test_an_admin_links_what_is_shared_with_him(
    linked: int, bodrum_project: Any, sign_in: Any, deniz: Any
) -> None:
    response = sign_in(deniz).post(
        f"/inbox/{linked}/link/", {"item": f"project-{bodrum_project.pk}"}
    )

    assert response.status_code == 303
    assert ConversationLink.objects.get().project_id == bodrum_project.pk


@pytest.mark.parametrize("address", OWNERS)
def test_an_admin_does_not_tidy_somebodys_inbox(
    address: str, linked: int, sign_in: Any, deniz: Any
) -> None:
    assert sign_in(deniz).post(address.format(id=linked)).status_code == 403


def test_an_item_one_may_not_see_is_not_there_to_link_to(
    linked: int, bodrum_project: Any, deniz: Any, elifs: Client
) -> None:
    bodrum_project.visibility, bodrum_project.owner = 1, deniz
    bodrum_project.save()

    response = elifs.post(f"/inbox/{linked}/link/", {"item": f"project-{bodrum_project.pk}"})

    assert response.status_code == 404
