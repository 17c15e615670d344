"""People and items that are added from a conversation, which stays open."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from kartotek.activities.models import Note
from kartotek.contacts.models import Person, PersonAddress
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.pipeline.deals.models import Deal
from tests.letters import UNKNOWN, deliver, letter, message

ADDRESS = "oguzhan@ipektekstil.example"
BODY = "Merhaba, fiyat alabilir miyim?\n\nOğuzhan İpek\nSatın Alma Müdürü\nTel: +90 224 555 01 10"


@pytest.fixture
def here(elifs_mailbox: Any, stages: Any) -> str:
    """The address of a conversation with somebody nobody knows."""
    deliver(elifs_mailbox, letter("new@x", sender=UNKNOWN, body=BODY, subject="Mağaza ışıkları"))
    return f"/inbox/{message('new@x').conversation_id}/"


def htmx(here: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Current-URL": f"http://testserver{here}"}


def undo_in(drawn: str, name: str) -> str:
    found = re.search(rf'/inbox/\d+/{name}/undo/[^"]*', drawn)
    assert found is not None
    return found[0].replace("&amp;", "&")


def test_the_page_offers_both_ways(elifs: Client, here: str) -> None:
    page = elifs.get(here).content.decode()

    assert "Create contact" in page
    assert "Add to existing contact" in page
    assert "New lead" in page


def test_the_dialog_is_filled_from_headers_and_signature(elifs: Client, here: str) -> None:
    number = here.split("/")[2]
    address = f"/people/add/?conversation={number}&address={quote(ADDRESS)}&quick=1"

    drawn = elifs.get(address, headers=htmx(here)).content.decode()

    for text in ("Oğuzhan İpek", ADDRESS, "Satın Alma Müdürü", "+90 224 555 01 10"):
        assert f'value="{text}"' in drawn
    assert 'name="quick"' in drawn


def test_an_address_that_is_not_on_the_conversation_is_not_there(elifs: Client, here: str) -> None:
    number = here.split("/")[2]

    assert elifs.get(f"/people/add/?conversation={number}&address=x@y.example").status_code == 404


def test_an_address_goes_to_a_contact_and_back(elifs: Client, here: str, zeynep: Any) -> None:
    given = {"address": ADDRESS, "person": "Zeynep", "person_id": zeynep.pk}

    drawn = elifs.post(f"{here}contact/", given, headers=htmx(here)).content.decode()

    assert f"{ADDRESS} belongs to Zeynep Karaca now" in drawn
    assert ParticipantMatch.objects.get().person_id == zeynep.pk
    elifs.post(undo_in(drawn, "contact"), headers=htmx(here))
    assert not ParticipantMatch.objects.exists()
    assert PersonAddress.objects.filter(person=zeynep).count() == 1


def test_a_contact_must_be_chosen(elifs: Client, here: str) -> None:
    answered = elifs.post(f"{here}contact/", {"address": ADDRESS}, headers=htmx(here))

    assert answered.status_code == 422
    assert "Choose a person from the list." in answered.content.decode()


def test_undo_takes_the_person_who_was_added_away_again(
    elifs: Client, here: str, marmara: Any
) -> None:
    given = {"organization_id": marmara.pk, "name": "Oğuzhan İpek", "address": ADDRESS}
    drawn = elifs.post(f"{here}belonging/", given, headers=htmx(here)).content.decode()
    assert Person.objects.alive().count() == 1

    elifs.post(undo_in(drawn, "belonging"), headers=htmx(here))

    assert not Person.objects.alive().exists()


def test_undo_takes_a_contact_out_of_the_organization(
    elifs: Client, here: str, marmara: Any, tomas: Any
) -> None:
    given = {"organization_id": marmara.pk, "person_id": tomas.pk}
    drawn = elifs.post(f"{here}belonging/", given, headers=htmx(here)).content.decode()

    elifs.post(undo_in(drawn, "belonging"), headers=htmx(here))

    tomas.refresh_from_db()
    assert tomas.organization_id is None
    assert tomas.deleted_at is None


def test_a_new_deal_is_linked_at_once_and_the_page_stays(elifs: Client, here: str) -> None:
    number = here.split("/")[2]
    dialog = elifs.get(
        f"/deals/add/?conversation={number}&quick=1", headers=htmx(here)
    ).content.decode()
    assert 'value="Mağaza ışıkları"' in dialog

    answered = elifs.post(
        "/deals/add/",
        {
            "title": "Mağaza ışıkları",
            "person": "Oğuzhan İpek",
            "person_address": ADDRESS,
            "conversation_id": number,
            "quick": "1",
        },
        headers=htmx(here),
    )

    assert "HX-Redirect" not in answered
    assert "record:added" in answered["HX-Trigger"]
    assert ConversationLink.objects.get().deal_id == Deal.objects.get().pk


def test_a_new_deal_takes_every_ticked_conversation(
    elifs: Client, here: str, elifs_mailbox: Any
) -> None:
    deliver(elifs_mailbox, letter("more@x", sender=UNKNOWN, subject="Vitrin"))
    first, second = message("new@x").conversation_id, message("more@x").conversation_id

    elifs.post(
        "/deals/add/",
        {"title": "Shop", "person": "O", "conversation_id": first, "also": f"{second}"},
        headers=htmx("/inbox/"),
    )

    deal = Deal.objects.get().pk
    assert list(ConversationLink.objects.values_list("deal_id", flat=True)) == [deal, deal]


def test_news_draw_the_bar_and_the_panel_alone(elifs: Client, here: str) -> None:
    drawn = elifs.get(f"{here}?news=1", headers=htmx(here)).content.decode()

    assert 'hx-target="#link_bar"' in drawn
    assert 'hx-target="#conversation_panel"' in drawn
    assert "<html" not in drawn


def test_a_note_is_saved_on_the_item_and_its_contact(
    elifs: Client, linked: int, lobby_deal: Any, zeynep: Any
) -> None:
    answered = elifs.post(
        f"/inbox/{linked}/note/", {"text": "Call before Friday"}, headers=htmx(f"/inbox/{linked}/")
    )

    assert "Note saved on Lobby lighting, Pera" in answered.content.decode()
    note = Note.objects.get()
    assert (note.deal_id, note.person_id) == (lobby_deal.pk, zeynep.pk)
    assert "Call before Friday" in note.text
    assert "Lobby chandelier: drawings" in note.text


def test_a_note_needs_something_to_hang_on(elifs: Client, here: str) -> None:
    answered = elifs.post(f"{here}note/", {"text": "Hello"}, headers=htmx(here))

    assert answered.status_code == 422
    assert not Note.objects.exists()


def test_an_activity_starts_with_the_subject_the_people_and_the_item(
    elifs: Client, linked: int
) -> None:
    drawn = elifs.get(f"/activities/add/?conversation={linked}", headers=htmx("/inbox/"))

    page = drawn.content.decode()
    for text in ("Lobby chandelier: drawings", "Lobby lighting, Pera", "Zeynep Karaca"):
        assert text in page


@pytest.mark.parametrize("address", ["/activities/add/?conversation={}", "/inbox/{}/contact/"])
def test_another_company_learns_nothing(
    sign_in: Any, outsider: Any, linked: int, address: str
) -> None:
    assert sign_in(outsider).get(address.format(linked)).status_code == 404
