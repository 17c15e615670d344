"""Two people edit one record: different fields never meet, the same field is never lost."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.contacts.operations import AddressIn, edit_organization, edit_person
from kartotek.history.meanwhile import ChangedMeanwhile, mark
from kartotek.pipeline.deals.defaults import create_default_pipeline
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.operations import create, edit


@pytest.fixture
def lobby_deal(company: Any, zeynep: Any, by_elif: Any, now: Any) -> Any:
    create_default_pipeline(company, "en")
    return create(by=by_elif, at=now, title="Lobby", person_id=zeynep.pk, amount=Decimal("10"))


def test_the_second_editor_of_a_field_learns_who_changed_it_and_to_what(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    seen = {"job_title": mark(zeynep.job_title)}
    later = now + timedelta(minutes=1)
    edit_person(person_id=zeynep.pk, by=by_mert, at=later, job_title="Director", was=seen)

    with pytest.raises(ChangedMeanwhile) as refusal:
        edit_person(person_id=zeynep.pk, by=by_elif, at=later, job_title="Buyer", was=seen)

    told = refusal.value
    assert (told.field, told.value, told.who, told.at) == (
        "job_title",
        "Director",
        "Mert Kaya",
        later,
    )
    assert Person.objects.get(pk=zeynep.pk).job_title == "Director"


def test_different_fields_never_meet(zeynep: Any, by_elif: Any, by_mert: Any, now: Any) -> None:
    job, chat = {"job_title": mark(zeynep.job_title)}, {"messenger": mark(zeynep.messenger)}

    edit_person(person_id=zeynep.pk, by=by_mert, at=now, job_title="Director", was=job)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, messenger="zk", was=chat)

    kept = Person.objects.get(pk=zeynep.pk)
    assert (kept.job_title, kept.messenger) == ("Director", "zk")


def test_keeping_mine_is_an_edit_of_what_is_there_now(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_mert, at=now, job_title="Director")

    edit_person(
        person_id=zeynep.pk,
        by=by_elif,
        at=now,
        job_title="Buyer",
        was={"job_title": mark("Director")},
    )

    assert Person.objects.get(pk=zeynep.pk).job_title == "Buyer"


def test_two_who_write_the_same_do_not_meet(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    seen = {"job_title": mark(zeynep.job_title)}

    edit_person(person_id=zeynep.pk, by=by_mert, at=now, job_title="Director", was=seen)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, job_title="Director", was=seen)

    assert Person.objects.get(pk=zeynep.pk).job_title == "Director"


def test_addresses_that_changed_meanwhile_are_not_replaced(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    rows = [(one.address, one.label, one.is_primary) for one in zeynep.addresses.all()]
    seen = {"addresses": mark(sorted(rows))}
    first, second = AddressIn("z@marmara.example"), AddressIn("zk@marmara.example")
    edit_person(person_id=zeynep.pk, by=by_mert, at=now, addresses=[first], was=seen)

    with pytest.raises(ChangedMeanwhile):
        edit_person(person_id=zeynep.pk, by=by_elif, at=now, addresses=[second], was=seen)

    assert [one.address for one in zeynep.addresses.all()] == ["z@marmara.example"]


def test_addresses_that_nobody_changed_are_replaced(zeynep: Any, by_elif: Any, now: Any) -> None:
    rows = [(one.address, one.label, one.is_primary) for one in zeynep.addresses.all()]

    edit_person(
        person_id=zeynep.pk,
        by=by_elif,
        at=now,
        addresses=[AddressIn("zk@marmara.example")],
        was={"addresses": mark(sorted(rows))},
    )

    assert [one.address for one in zeynep.addresses.all()] == ["zk@marmara.example"]


def test_an_organization_is_guarded_alike(
    marmara: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    seen = {"industry": mark(marmara.industry)}
    edit_organization(organization_id=marmara.pk, by=by_mert, at=now, industry="Travel", was=seen)

    with pytest.raises(ChangedMeanwhile):
        edit_organization(organization_id=marmara.pk, by=by_elif, at=now, industry="Spas", was=seen)


def test_a_deals_value_is_guarded_alike(
    lobby_deal: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    seen = {"amount": mark(Deal.objects.get(pk=lobby_deal.pk).amount)}
    edit(deal_id=lobby_deal.pk, by=by_mert, at=now, amount=Decimal("20"), was=seen)

    with pytest.raises(ChangedMeanwhile) as refusal:
        edit(deal_id=lobby_deal.pk, by=by_elif, at=now, amount=Decimal("30"), was=seen)

    assert refusal.value.value == Decimal("20")


def test_who_says_nothing_of_what_they_saw_is_not_stopped(
    zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_mert, at=now, job_title="Director")
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, job_title="Buyer")

    assert Person.objects.get(pk=zeynep.pk).job_title == "Buyer"
