from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations import AddressIn
from kartotek.errors import Forbidden, Invalid, NotFound
from kartotek.flows import add_item
from kartotek.flows.contact_changes import add_person
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.search.models import Document
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from tests.letters import UNKNOWN, deliver, letter, message


def test_a_deal_is_saved_with_the_person_and_organization_that_are_new(
    stages: Any, by_elif: Viewer, now: datetime
) -> None:
    deal = add_item.add_deal(
        by=by_elif,
        at=now,
        title="Spindle hall",
        person_name="Oğuzhan İpek",
        person_address="oguzhan@ipektekstil.example",
        person_phone="+90 212 555 01 77",
        organization_name="İpek Tekstil",
        amount=Decimal(450000),
    )

    person = Person.objects.get()
    organization = Organization.objects.get()
    assert (deal.person, deal.organization) == (person, organization)
    assert (person.name, person.organization) == ("Oğuzhan İpek", organization)
    assert person.addresses.get().address == "oguzhan@ipektekstil.example"
    assert person.phones.get().number == "+90 212 555 01 77"
    assert organization.name == "İpek Tekstil"


def test_a_deal_without_a_title_is_called_after_its_contact(
    stages: Any, zeynep: Any, marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    of_person = add_item.add_deal(by=by_elif, at=now, person_id=zeynep.pk)
    of_firm = add_item.add_deal(by=by_elif, at=now, title=" ", organization_id=marmara.pk)

    assert of_person.title == "Zeynep Karaca deal"
    assert of_firm.title == "Marmara Otelcilik A.Ş. deal"


def test_nothing_is_saved_when_the_deal_cannot_be(
    stages: Any, by_elif: Viewer, now: datetime
) -> None:
    with pytest.raises(Invalid):
        add_item.add_deal(
            by=by_elif,
            at=now,
            person_name="Oğuzhan İpek",
            organization_name="İpek Tekstil",
            amount=Decimal(-1),
        )

    assert not Person.objects.exists()
    assert not Organization.objects.exists()


def test_a_deal_of_nobody_is_refused(stages: Any, by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        add_item.add_deal(by=by_elif, at=now, title="Nobody's", person_name=" ")

    assert "person_id" in refusal.value.fields


def test_somebody_with_the_same_address_is_used_and_no_twin_is_made(
    stages: Any, zeynep: Any, by_mert: Viewer, now: datetime
) -> None:
    deal = add_item.add_deal(
        by=by_mert,
        at=now,
        person_name="Zeynep K.",
        person_address=" Z.Karaca@MarmaraOtel.example ",
    )

    assert deal.person_id == zeynep.pk
    assert Person.objects.count() == 1


def test_somebody_one_may_not_see_is_not_given_away(
    stages: Any, zeynep: Any, by_robin: Viewer, now: datetime
) -> None:
    zeynep.visibility = Visibility.GROUP
    zeynep.save()

    deal = add_item.add_deal(
        by=by_robin,
        at=now,
        person_name="Zeynep",
        person_address="z.karaca@marmaraotel.example",
    )

    assert deal.person_id != zeynep.pk


def test_an_organization_of_the_same_name_is_used_whatever_its_letters(
    stages: Any, marmara: Any, by_mert: Viewer, now: datetime
) -> None:
    deal = add_item.add_deal(by=by_mert, at=now, organization_name="marmara  otelcilik a.ş.")

    assert deal.organization_id == marmara.pk


def test_a_name_that_is_too_long_is_refused_by_its_field(
    stages: Any, by_elif: Viewer, now: datetime
) -> None:
    with pytest.raises(Invalid) as of_firm:
        add_item.add_deal(by=by_elif, at=now, organization_name="x" * 501)
    with pytest.raises(Invalid) as of_address:
        add_item.add_deal(by=by_elif, at=now, person_name="X", person_address="x" * 501)

    assert list(of_firm.value.fields) == ["organization_name"]
    assert list(of_address.value.fields) == ["person_address"]


def test_the_conversation_a_deal_is_opened_from_is_linked_to_it(
    elifs_mailbox: Any, stages: Any, by_elif: Viewer, now: datetime
) -> None:
    deliver(elifs_mailbox, letter("ask@ipek", sender=UNKNOWN))
    conversation_id = message("ask@ipek").conversation_id

    deal = add_item.add_deal(
        by=by_elif,
        at=now,
        person_name="Oğuzhan İpek",
        person_address="oguzhan@ipektekstil.example",
        conversation_id=conversation_id,
    )

    link = ConversationLink.objects.get()
    assert (link.deal_id, link.decision.code) == (deal.pk, "MANUAL")
    assert ParticipantMatch.objects.get().person_id == deal.person_id


@pytest.mark.parametrize("who", ["by_robin", "by_outsider"])
def test_nothing_is_opened_from_a_conversation_one_may_not_see(
    elifs_mailbox: Any, stages: Any, request: Any, now: datetime, who: str
) -> None:
    deliver(elifs_mailbox, letter("ask@ipek", sender=UNKNOWN))

    with pytest.raises(NotFound):
        add_item.add_lead(
            by=request.getfixturevalue(who),
            at=now,
            person_name="Oğuzhan İpek",
            conversation_id=message("ask@ipek").conversation_id,
        )

    assert not Lead.objects.exists()
    assert not Person.objects.exists()


def test_who_reads_a_conversation_without_owning_it_opens_nothing_from_it(
    elifs_mailbox: Any, lobby_deal: Any, by_mert: Viewer, now: datetime
) -> None:
    deliver(elifs_mailbox, letter("offer@marmara"))

    with pytest.raises(Forbidden):
        add_item.add_deal(
            by=by_mert,
            at=now,
            person_id=lobby_deal.person_id,
            conversation_id=message("offer@marmara").conversation_id,
        )

    assert Deal.objects.count() == 1


def test_a_lead_is_saved_with_who_is_new(by_elif: Viewer, now: datetime) -> None:
    lead = add_item.add_lead(by=by_elif, at=now, organization_name="İpek Tekstil")

    assert lead.title == "İpek Tekstil lead"
    assert lead.organization == Organization.objects.get()


def test_a_project_puts_who_is_new_first(
    phases: Any, zeynep: Any, by_elif: Viewer, now: datetime
) -> None:
    project = add_item.add_project(
        by=by_elif, at=now, person_name="Oğuzhan İpek", person_ids=[zeynep.pk]
    )

    names = [place.person.name for place in project.people.order_by("position")]
    assert names == ["Oğuzhan İpek", "Zeynep Karaca"]
    assert project.title == "Oğuzhan İpek project"


def test_a_project_needs_a_title_when_it_has_no_contact(
    phases: Any, by_elif: Viewer, now: datetime
) -> None:
    with pytest.raises(Invalid) as refusal:
        add_item.add_project(by=by_elif, at=now)

    assert list(refusal.value.fields) == ["title"]
    assert not Project.objects.exists()


def test_a_person_known_by_address_alone_is_called_by_it(by_elif: Viewer, now: datetime) -> None:
    lead = add_item.add_lead(by=by_elif, at=now, person_address="info@ipektekstil.example")

    assert lead.person is not None
    assert lead.person.name == "info@ipektekstil.example"


def test_of_two_people_with_one_address_the_first_is_used(
    stages: Any, zeynep: Any, by_elif: Viewer, now: datetime
) -> None:
    add_person(
        by=by_elif,
        at=now,
        name="Zeynep's office",
        addresses=[AddressIn("z.karaca@marmaraotel.example")],
    )

    deal = add_item.add_deal(
        by=by_elif, at=now, person_name="Z", person_address="z.karaca@marmaraotel.example"
    )

    assert deal.person_id == zeynep.pk


def test_what_is_added_can_be_searched(stages: Any, by_elif: Viewer, now: datetime) -> None:
    add_item.add_deal(by=by_elif, at=now, title="Spindle hall", person_name="Oğuzhan İpek")

    assert set(Document.objects.values_list("kind", flat=True)) == {"deal", "person"}
