"""Changing what is known of people and organizations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn, PhoneIn, edit_organization, edit_person
from kartotek.errors import Invalid, NotFound
from kartotek.history.queries import of_records
from kartotek.users.visibility import Visibility


def _lines(subject: Any, by: Any) -> list[Any]:
    return of_records([(subject.subject_type, subject.pk)], viewer=by)


def test_a_change_is_told_with_old_and_new_value(zeynep: Any, by_mert: Any, now: Any) -> None:
    edit_person(person_id=zeynep.pk, by=by_mert, at=now + timedelta(1), job_title="Buyer")

    line = _lines(zeynep, by_mert)[0]
    assert line.who == "Mert Kaya"
    assert line.data["changes"] == {"job_title": ["Procurement manager", "Buyer"]}


def test_saying_what_is_already_so_writes_nothing(zeynep: Any, by_mert: Any, now: Any) -> None:
    edit_person(
        person_id=zeynep.pk, by=by_mert, at=now + timedelta(1), job_title="Procurement manager"
    )

    assert [line.kind for line in _lines(zeynep, by_mert)] == ["person.created"]


def test_a_new_last_name_changes_the_whole_name(zeynep: Any, by_elif: Any, now: Any) -> None:
    edited = edit_person(person_id=zeynep.pk, by=by_elif, at=now, last_name="Işık")

    assert edited.name == "Zeynep Işık"
    assert edited.folded == "zeynep isik"


def test_the_last_of_a_name_cannot_be_taken(tomas: Any, by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid):
        edit_person(person_id=tomas.pk, by=by_elif, at=now, first_name="", last_name="")


def test_what_is_not_given_stays(zeynep: Any, by_elif: Any, now: Any) -> None:
    edited = edit_person(person_id=zeynep.pk, by=by_elif, at=now, notes="Speaks Turkish.")

    assert edited.job_title == "Procurement manager"
    assert edited.addresses.count() == 1


def test_addresses_are_replaced_as_a_whole(zeynep: Any, by_elif: Any, now: Any) -> None:
    edit_person(
        person_id=zeynep.pk, by=by_elif, at=now, addresses=[AddressIn("new@marmaraotel.example")]
    )

    line = _lines(zeynep, by_elif)[0]
    assert line.data["changes"]["addresses"] == [
        [{"value": "z.karaca@marmaraotel.example", "label": "work", "is_primary": True}],
        [{"value": "new@marmaraotel.example", "label": "work", "is_primary": True}],
    ]


def test_another_primary_address_is_news_too(zeynep: Any, by_elif: Any, now: Any) -> None:
    both = [AddressIn("z.karaca@marmaraotel.example"), AddressIn("zk@posta.example", "home")]
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, addresses=both)
    both[1] = AddressIn("zk@posta.example", "home", is_primary=True)

    edit_person(person_id=zeynep.pk, by=by_elif, at=now + timedelta(1), addresses=both)

    _old, new = _lines(zeynep, by_elif)[0].data["changes"]["addresses"]
    assert [one["is_primary"] for one in new] == [False, True]


def test_the_line_of_an_address_follows_its_parts(marmara: Any, by_elif: Any, now: Any) -> None:
    for given in ({"street": "Şehbender Sok.", "house_number": "14"}, {"house_number": "16"}):
        edited = edit_organization(organization_id=marmara.pk, by=by_elif, at=now, **given)  # type: ignore[arg-type]

    assert edited.address == "Şehbender Sok. 16, İstanbul"


def test_a_line_that_was_written_stays_when_its_parts_change(
    marmara: Any, by_elif: Any, now: Any
) -> None:
    for given in ({"address": "The yellow house"}, {"city": "Bodrum"}):
        edited = edit_organization(organization_id=marmara.pk, by=by_elif, at=now, **given)  # type: ignore[arg-type]

    assert edited.address == "The yellow house"


def test_the_same_addresses_again_write_nothing(zeynep: Any, by_elif: Any, now: Any) -> None:
    same = [AddressIn("z.karaca@marmaraotel.example", is_primary=True)]

    edit_person(
        person_id=zeynep.pk,
        by=by_elif,
        at=now,
        addresses=same,
        phones=[PhoneIn("+90 212 555 01 42")],
    )

    assert len(_lines(zeynep, by_elif)) == 1


def test_who_does_not_see_a_person_cannot_change_them(
    zeynep: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    with pytest.raises(NotFound):
        edit_person(person_id=zeynep.pk, by=by_robin, at=now, job_title="Mine now")


def test_another_company_cannot_change_a_person(zeynep: Any, by_outsider: Any, now: Any) -> None:
    with pytest.raises(NotFound):
        edit_person(person_id=zeynep.pk, by=by_outsider, at=now, job_title="Mine now")


def test_a_person_can_leave_their_organization(zeynep: Any, by_elif: Any, now: Any) -> None:
    edited = edit_person(person_id=zeynep.pk, by=by_elif, at=now, organization_id=None)

    assert edited.organization_id is None


def test_an_organization_keeps_a_website_as_typed(marmara: Any, by_elif: Any, now: Any) -> None:
    edited = edit_organization(
        organization_id=marmara.pk, by=by_elif, at=now, website="marmaraotel.example"
    )

    assert edited.website == "marmaraotel.example"


def test_an_organization_cannot_lose_its_name(marmara: Any, by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid):
        edit_organization(organization_id=marmara.pk, by=by_elif, at=now, name=" ")


def test_another_company_cannot_change_an_organization(
    marmara: Any, by_outsider: Any, now: Any
) -> None:
    with pytest.raises(NotFound):
        edit_organization(organization_id=marmara.pk, by=by_outsider, at=now, name="Mine")
