"""Adding somebody on a conversation to the organization that the address belongs to."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.contacts.models import Person
from kartotek.contacts.operations import AddressIn
from kartotek.flows import contact_changes
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.models import Conversation
from tests.letters import LATER, deliver, letter

AYSE = "Ayşe Demir <ayse@marmaraotel.example>"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def firm(by_elif: Any, elifs_mailbox: Any) -> Any:
    """An organization with a website, and mail of somebody there who is not known."""
    deliver(elifs_mailbox, letter("a@x", sender=AYSE))
    return contact_changes.add_organization(
        by=by_elif, at=LATER, name="Marmara Otelcilik", website="marmaraotel.example"
    )


def _address() -> str:
    return f"/inbox/{Conversation.objects.get().pk}/"


def test_one_gesture_adds_the_person_to_the_organization(elifs: Client, firm: Any) -> None:
    page = elifs.get(_address()).content.decode()
    assert "Looks like someone at Marmara Otelcilik" in page
    assert "Add to Marmara Otelcilik" in page

    given = {
        "organization_id": firm.pk,
        "name": "Ayşe Demir",
        "address": "ayse@marmaraotel.example",
    }
    answered = elifs.post(f"{_address()}belonging/", given)

    assert answered.status_code == 303
    added = Person.objects.get()
    assert (added.name, added.organization_id) == ("Ayşe Demir", firm.pk)
    assert ParticipantMatch.objects.get().person_id == added.pk
    assert "Looks like someone at" not in elifs.get(_address()).content.decode()


def test_a_contact_without_organization_is_put_into_it(
    elifs: Client, firm: Any, by_elif: Any
) -> None:
    person = contact_changes.add_person(
        by=by_elif, at=LATER, name="Ayşe", addresses=[AddressIn("ayse@marmaraotel.example")]
    )
    assert "Set organization" in elifs.get(_address()).content.decode()

    address = f"http://testserver{_address()}"
    answered = elifs.post(
        f"{_address()}belonging/",
        {"organization_id": firm.pk, "person_id": person.pk},
        headers={**HTMX, "HX-Current-URL": address},
    )

    assert "Ayşe belongs to Marmara Otelcilik now" in answered.content.decode()
    assert "Looks like someone at" not in answered.content.decode()
    person.refresh_from_db()
    assert person.organization_id == firm.pk
