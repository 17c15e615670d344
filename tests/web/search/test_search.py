"""The search page: everything that holds the words, and nothing that is not one's own to see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.flows.indexing import reindex
from tests.conftest import NOW
from tests.letters import deliver, letter


@pytest.fixture
def elifs(elif_: Any) -> Client:
    client = Client()
    client.force_login(elif_)
    return client


@pytest.fixture
def indexed(company: Any, zeynep: Any, marmara: Any, lobby_deal: Any) -> None:
    for kind, record in (("person", zeynep), ("organization", marmara), ("deal", lobby_deal)):
        reindex(kind, [record.pk], company_id=company.pk, at=NOW)


def test_records_are_found_by_kind(elifs: Client, indexed: None) -> None:
    drawn = elifs.get("/search/?q=marmara").content.decode()

    assert "Marmara Otelcilik A.Ş." in drawn
    assert 'id="found-organization"' in drawn


def test_letters_count_without_their_marks(elifs: Client, indexed: None) -> None:
    assert "Lobby lighting, Pera" in elifs.get("/search/?q=LIGHTİNG").content.decode()


def test_ones_own_email_is_found_by_its_words(elifs: Client, elifs_mailbox: Any) -> None:
    deliver(elifs_mailbox, letter("one@x", body="The pendant swings."))

    drawn = elifs.get("/search/?q=pendant").content.decode()

    assert "Lobby chandelier: drawings" in drawn


def test_somebody_elses_email_is_not_found(elifs_mailbox: Any, deniz: Any, outsider: Any) -> None:
    deliver(elifs_mailbox, letter("one@x", body="The pendant swings."))

    for user in (deniz, outsider):
        client = Client()
        client.force_login(user)
        assert "Lobby chandelier" not in client.get("/search/?q=pendant").content.decode()


def test_another_company_finds_none_of_our_records(indexed: None, outsider: Any) -> None:
    client = Client()
    client.force_login(outsider)

    assert "Lobby lighting" not in client.get("/search/?q=lobby").content.decode()


def test_nothing_found_says_so(elifs: Client, indexed: None) -> None:
    assert "Nothing holds all of these words" in elifs.get("/search/?q=zzz").content.decode()
