"""Records and conversations are found by their words, by whoever may see them."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn
from kartotek.flows import contact_changes, item_changes
from kartotek.flows.indexing import reindex
from kartotek.pipeline.deals import operations as deals
from kartotek.search.queries import find, find_conversations
from tests.conftest import NOW
from tests.letters import ELIF, LATER, deliver, letter


def found(text: str, viewer: Any, **more: Any) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in find(text, viewer=viewer, **more)]


@pytest.fixture
def isil(by_elif: Any) -> Any:
    """Hakan Işıl, whose name has every i there is."""
    return contact_changes.add_person(
        by=by_elif,
        at=NOW,
        name="Hakan Işıl İĞDIR",
        addresses=[AddressIn("hakan@isil.example")],
    )


@pytest.mark.parametrize(
    "typed", ["Işıl", "isil", "ISIL", "ışıl", "hakan ış", "igdir", "İğdır", "hakan@isil.example"]
)
def test_a_person_is_found_with_and_without_marks(typed: str, isil: Any, by_elif: Any) -> None:
    assert found(typed, by_elif) == [("person", "Hakan Işıl İĞDIR")]


def test_every_word_must_be_there(isil: Any, by_elif: Any) -> None:
    assert found("hakan karaca", by_elif) == []


def test_another_company_finds_nothing(isil: Any, by_outsider: Any) -> None:
    assert found("hakan", by_outsider) == []


def test_marks_of_the_index_cannot_be_typed(isil: Any, by_outsider: Any) -> None:
    assert found(f"zzc{isil.company_id} hakan", by_outsider) == []


def test_a_hidden_deal_is_not_found(by_elif: Any, by_robin: Any, stages: Any, tomas: Any) -> None:
    deal = deals.create(by=by_elif, at=NOW, title="Secret lobby", person_id=tomas.pk, visibility=3)
    reindex("deal", [deal.pk], company_id=deal.company_id, at=NOW)

    assert found("secret", by_elif) == [("deal", "Secret lobby")]
    assert found("secret", by_robin) == []


def test_closed_items_stay_behind_a_switch(by_elif: Any, stages: Any, tomas: Any) -> None:
    deal = deals.create(by=by_elif, at=NOW, title="Old lobby", person_id=tomas.pk)
    deals.set_outcome(deal_id=deal.pk, outcome="won", by=by_elif, at=NOW)
    reindex("deal", [deal.pk], company_id=deal.company_id, at=NOW)

    assert found("lobby", by_elif, with_closed=False) == []
    assert found("lobby", by_elif) == [("deal", "Old lobby")]


def test_a_deal_is_found_by_the_new_name_of_its_person(
    by_elif: Any, stages: Any, tomas: Any
) -> None:
    deal = deals.create(by=by_elif, at=NOW, title="Lobby", person_id=tomas.pk)
    reindex("deal", [deal.pk], company_id=deal.company_id, at=NOW)

    contact_changes.edit_person(person_id=tomas.pk, by=by_elif, at=NOW, name="Tomáš Dvořák")

    assert ("deal", "Lobby") in found("dvorak", by_elif)


def test_a_deleted_deal_is_not_found(by_elif: Any, stages: Any, tomas: Any) -> None:
    deal = deals.create(by=by_elif, at=NOW, title="Lobby", person_id=tomas.pk)
    reindex("deal", [deal.pk], company_id=deal.company_id, at=NOW)

    item_changes.delete_item(kind="deal", item_id=deal.pk, by=by_elif, at=NOW)

    assert found("lobby", by_elif) == []


def test_mail_is_found_by_its_text_and_only_by_its_owner(
    elifs_mailbox: Any, by_elif: Any, by_deniz: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", body="Şantiyede ışık rengi değişti."))

    assert len(find_conversations("santiyede isik", viewer=by_elif)) == 1
    assert find_conversations("santiyede", viewer=by_deniz) == []


def test_mail_is_not_found_by_a_blind_copy(elifs_mailbox: Any, by_elif: Any) -> None:
    mail = letter("a@x", sender=ELIF, to="z.karaca@marmaraotel.example", at=LATER)
    deliver(elifs_mailbox, mail.replace(b"To:", b"Bcc: spy@rival.example\nTo:", 1))

    assert find_conversations("rival", viewer=by_elif) == []
    assert len(find_conversations("marmaraotel", viewer=by_elif)) == 1
