"""What the search field of the top bar offers while one types."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.contacts.operations import PhoneIn
from kartotek.flows.contact_changes import add_person
from kartotek.flows.written_changes import create_note
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from tests.conftest import NOW


@pytest.fixture
def as_elif(elif_: User) -> Client:
    client = Client()
    client.force_login(elif_)
    return client


def _offered(client: Client, text: str) -> str:
    answer = client.get("/search/options/", {"q": text}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_found_says_why_and_leads_to_its_record(as_elif: Client, by_elif: Viewer) -> None:
    ada = add_person(by=by_elif, at=NOW, name="Ada Kaya", phones=[PhoneIn("0212 555 01 42")])

    offered = _offered(as_elif, "(212) 555")

    assert f'href="/people/{ada.pk}/"' in offered
    assert "Phone: +902125550142" in offered


def test_a_note_leads_to_the_record_it_hangs_on(
    as_elif: Client, by_elif: Viewer, zeynep: Any
) -> None:
    create_note(by=by_elif, at=NOW, text="Prefers warm quill light.", person_id=zeynep.pk)

    offered = _offered(as_elif, "quill")

    assert "Notes" in offered
    assert f'href="/people/{zeynep.pk}/"' in offered


def test_an_empty_field_offers_what_was_worked_on_last(
    as_elif: Client, by_elif: Viewer, lobby_deal: Any
) -> None:
    offered = _offered(as_elif, "")

    assert "Worked on last" in offered
    assert lobby_deal.title in offered


def test_what_was_worked_on_but_is_hidden_now_is_not_offered(
    as_elif: Client, by_elif: Viewer, zeynep: Any, robin: User
) -> None:
    zeynep.owner, zeynep.visibility = robin, 1
    zeynep.save()

    assert "Zeynep" not in _offered(as_elif, "")


def test_nothing_found_is_said(as_elif: Client) -> None:
    assert "Nothing holds all of these words" in _offered(as_elif, "qqqq")


def test_a_name_with_signs_is_escaped(as_elif: Client, by_elif: Viewer) -> None:
    add_person(by=by_elif, at=NOW, name="Ada <b>Kaya")

    assert "Ada &lt;b&gt;Kaya" in _offered(as_elif, "ada")


def test_the_answer_takes_as_many_queries_for_one_as_for_many(
    as_elif: Client, by_elif: Viewer, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        add_person(by=by_elif, at=NOW, name=f"Ada {number}")

    with django_assert_max_num_queries(35):
        _offered(as_elif, "ada")


def test_those_of_one_name_are_told_apart(as_elif: Client, by_elif: Viewer) -> None:
    for firm in ("Kestrel Hotels", "Orbit Studio"):
        add_person(by=by_elif, at=NOW, name="Ada Kaya", organization_name=firm)
    add_person(by=by_elif, at=NOW, name="Ada Tuna", organization_name="Quiet Works")

    offered = _offered(as_elif, "ada")

    for firm in ("Kestrel Hotels", "Orbit Studio"):
        assert f'<span class="option__meta">{firm}</span>' in offered
    assert "Quiet Works" not in offered
