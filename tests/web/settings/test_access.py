"""The user's own password, sessions and API tokens."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kartotek.users.models import ApiToken, User

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_new_token_is_shown_once(as_elif: Client, headers: dict[str, str]) -> None:
    assert as_elif.get("/settings/access/tokens/add/", headers=headers).status_code == 200
    made = as_elif.post("/settings/access/tokens/add/", {"name": "Website"}, headers=headers)
    found = re.search(r'value="([0-9a-f]{40})"', made.content.decode())

    assert found is not None
    page = as_elif.get("/settings/access/").content.decode()
    assert "Website" in page
    assert found[1][-4:] in page
    assert found[1] not in page


def test_a_token_needs_a_name(as_elif: Client) -> None:
    answer = as_elif.post("/settings/access/tokens/add/", {"name": " "}, headers=HTMX)

    assert answer.status_code == 422


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_token_is_revoked(as_elif: Client, headers: dict[str, str]) -> None:
    as_elif.post("/settings/access/tokens/add/", {"name": "Website"})
    address = f"/settings/access/tokens/{ApiToken.objects.get().pk}/revoked/"

    as_elif.post(address, headers=headers)

    assert not ApiToken.objects.exists()


def test_signing_out_elsewhere_leaves_this_session_alone(as_elif: Client, elif_: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(elif_)

    as_elif.post("/settings/access/sessions/")

    assert as_elif.get("/settings/access/").status_code == 200
    assert elsewhere.get("/settings/access/").status_code == 302
