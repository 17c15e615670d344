"""Records and conversations are found by their words, by whoever may see them."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.activities.operations import create_activity, create_note
from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.flows import contact_changes, item_changes
from kartotek.flows.indexing import reindex
from kartotek.pipeline.deals import operations as deals
from kartotek.search.queries import RECORD_DEPTH, find, find_conversations
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


@pytest.mark.parametrize(
    "typed", ["0212 555 01 42", "+90 212 555", "(212) 555 01 42", "2125550142", "555 01 42"]
)
def test_a_phone_is_found_in_any_form(typed: str, by_elif: Any) -> None:
    phones = [PhoneIn("0212 555 01 42")]
    contact_changes.add_person(by=by_elif, at=NOW, name="Ada Kaya", phones=phones)

    assert found(typed, by_elif) == [("person", "Ada Kaya")]


def test_each_word_may_be_a_beginning(isil: Any, by_elif: Any) -> None:
    assert found("ha iş", by_elif) == [("person", "Hakan Işıl İĞDIR")]


def test_two_letters_suffice(isil: Any, by_elif: Any) -> None:
    assert found("ış", by_elif) == [("person", "Hakan Işıl İĞDIR")]
    assert found("i", by_elif) == []


def test_names_come_before_what_is_only_said(by_elif: Any) -> None:
    contact_changes.add_person(by=by_elif, at=NOW, name="Lale Kaya")
    contact_changes.add_person(by=by_elif, at=NOW, name="Ada Demir", job_title="Lale grower")

    assert [title for _kind, title in found("lale", by_elif)] == ["Lale Kaya", "Ada Demir"]


def test_the_name_of_a_hidden_person_finds_no_deal_others_see(
    by_elif: Any, by_robin: Any, stages: Any
) -> None:
    hidden = contact_changes.add_person(by=by_elif, at=NOW, name="Secret Quill", visibility=1)
    deal = deals.create(by=by_elif, at=NOW, title="Lobby", person_id=hidden.pk)
    reindex("deal", [deal.pk], company_id=deal.company_id, at=NOW)

    assert found("quill", by_robin) == []

    contact_changes.edit_person(person_id=hidden.pk, by=by_elif, at=NOW, visibility=7)
    assert ("deal", "Lobby") in found("quill", by_robin)


def test_what_became_hidden_is_not_found_any_more(by_elif: Any, by_robin: Any, isil: Any) -> None:
    assert found("hakan", by_robin)

    contact_changes.edit_person(person_id=isil.pk, by=by_elif, at=NOW, visibility=3)

    assert found("hakan", by_robin) == []
    assert found("hakan", by_elif)


def test_many_hidden_records_hide_no_visible_one(by_elif: Any, by_robin: Any) -> None:
    seen = contact_changes.add_person(by=by_elif, at=NOW, name="Quill Seen")
    ids = [
        contact_changes.add_person(by=by_elif, at=NOW, name=f"Quill {n}", visibility=1).pk
        for n in range(RECORD_DEPTH // 40)
    ]

    assert len(ids) < RECORD_DEPTH
    assert found("quill", by_robin, limit=1) == [("person", seen.name)]


def test_notes_activities_and_files_are_found_where_everything_they_hang_on_is_seen(
    by_elif: Any, by_robin: Any, zeynep: Any
) -> None:
    note = create_note(by=by_elif, at=NOW, text="Prefers warm Quill light.", person_id=zeynep.pk)
    plan = create_activity(by=by_elif, at=NOW, title="Call about Quill", person_id=zeynep.pk)
    for kind, one in (("note", note), ("activity", plan)):
        reindex(kind, [one.pk], company_id=one.company_id, at=NOW)
    kinds = ("note", "activity", "file")

    assert {hit.on for hit in find("quill", viewer=by_robin, kinds=kinds)} == {
        ("person", zeynep.pk)
    }
    contact_changes.edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, visibility=1)
    assert found("quill", by_robin, kinds=kinds) == []
    assert len(found("quill", by_elif, kinds=kinds)) == 2
