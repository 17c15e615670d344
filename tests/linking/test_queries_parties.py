"""Which organization somebody on a conversation looks like belonging to (row 34)."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn
from kartotek.flows import contact_changes
from kartotek.linking import queries
from kartotek.linking.queries import ConversationView
from kartotek.mail.models import Conversation
from kartotek.users.visibility import Visibility
from tests.letters import LATER, ZEYNEP, deliver, letter

AYSE = "Ayşe Demir <ayse@marmaraotel.example>"


@pytest.fixture
def hotels(by_elif: Any) -> Any:
    return contact_changes.add_organization(
        by=by_elif,
        at=LATER,
        name="Marmara Otelcilik A.Ş.",
        website="https://www.marmaraotel.example",
    )


def seen(by: Any) -> ConversationView:
    return queries.conversation(Conversation.objects.get().pk, viewer=by)


def test_row_34_an_unknown_address_is_offered_the_organization_of_its_domain(
    elifs_mailbox: Any, hotels: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", sender=AYSE))

    [unknown] = seen(by_elif).unknown
    assert [one.name for one in unknown.offered] == ["Marmara Otelcilik A.Ş."]
    assert seen(by_elif).organizations == ()


def test_row_34_the_domain_of_a_colleague_there_will_do(elifs_mailbox: Any, by_elif: Any) -> None:
    firm = contact_changes.add_organization(by=by_elif, at=LATER, name="Marmara Otelcilik A.Ş.")
    contact_changes.add_person(
        by=by_elif,
        at=LATER,
        name="Zeynep Karaca",
        addresses=[AddressIn("z.karaca@marmaraotel.example")],
        organization_id=firm.pk,
    )
    deliver(elifs_mailbox, letter("a@x", sender=AYSE))

    [unknown] = seen(by_elif).unknown
    assert [one.id for one in unknown.offered] == [firm.pk]


def test_row_34_a_contact_without_organization_is_offered_it(
    elifs_mailbox: Any, hotels: Any, by_elif: Any
) -> None:
    contact_changes.add_person(
        by=by_elif,
        at=LATER,
        name="Zeynep Karaca",
        addresses=[AddressIn("z.karaca@marmaraotel.example")],
    )
    deliver(elifs_mailbox, letter("a@x", sender=ZEYNEP))

    [known] = seen(by_elif).people
    assert [one.id for one in known.offered] == [hotels.pk]


def test_row_33_a_contact_with_an_organization_is_offered_no_other(
    elifs_mailbox: Any, hotels: Any, marmara: Any, zeynep: Any, by_elif: Any
) -> None:
    deliver(elifs_mailbox, letter("a@x", sender=ZEYNEP))

    [known] = seen(by_elif).people
    assert known.offered == ()


def test_row_34_no_organization_is_offered_at_a_domain_of_free_mail(
    elifs_mailbox: Any, by_elif: Any
) -> None:
    contact_changes.add_organization(by=by_elif, at=LATER, name="Mail", website="gmail.com")
    deliver(elifs_mailbox, letter("a@x", sender="Ayşe <ayse@gmail.com>"))

    [unknown] = seen(by_elif).unknown
    assert unknown.offered == ()


def test_an_organization_one_may_not_see_is_not_offered(
    elifs_mailbox: Any, by_elif: Any, by_deniz: Any
) -> None:
    contact_changes.add_organization(
        by=by_deniz,
        at=LATER,
        name="Hidden",
        website="marmaraotel.example",
        visibility=Visibility.OWNER,
    )
    deliver(elifs_mailbox, letter("a@x", sender=AYSE))

    [unknown] = seen(by_elif).unknown
    assert unknown.offered == ()


def test_a_colleague_is_offered_none(elifs_mailbox: Any, mert: Any, by_elif: Any) -> None:
    contact_changes.add_organization(
        by=by_elif, at=LATER, name="Ourselves", website="kuzeyisik.example"
    )
    deliver(elifs_mailbox, letter("a@x", sender=f"Mert <{mert.email}>"))

    assert seen(by_elif).unknown == ()
