"""Whoever watches over the installation asks one page."""

from __future__ import annotations

import pytest
from django.test import Client

from kartotek.users.models import Company

pytestmark = pytest.mark.django_db


def test_a_new_installation_is_well_and_empty(client: Client) -> None:
    assert client.get("/health/").json() == {"status": "ok", "is_empty": True}


def test_an_installation_with_a_company_is_not_empty(client: Client, company: Company) -> None:
    assert client.get("/health/").json()["is_empty"] is False
