"""Adding people and organizations."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn, PhoneIn, create_organization, create_person
from kartotek.contacts.queries import person
from kartotek.errors import Invalid
from kartotek.history.queries import of_records
from kartotek.users.visibility import Visibility


def _create(by: Any, at: Any, **given: Any) -> Any:
    return create_person(by=by, at=at, **{"name": "Zeynep Karaca", **given})


def test_a_person_belongs_to_who_added_them_and_is_seen_by_everyone(by_elif: Any, now: Any) -> None:
    added = _create(by_elif, now)

    assert added.owner_id == by_elif.user_id
    assert added.visibility == Visibility.COMPANY


def test_a_whole_name_is_kept_as_typed_and_cut_into_first_and_last(by_elif: Any, now: Any) -> None:
    added = _create(by_elif, now, name="  Dr.  Ayşe   Gül Demirtaş ")

    assert added.name == "Dr. Ayşe Gül Demirtaş"
    assert (added.first_name, added.last_name) == ("Ayşe Gül", "Demirtaş")


def test_first_and_last_name_make_the_whole_one(by_elif: Any, now: Any) -> None:
    added = create_person(by=by_elif, at=now, first_name="Tomáš", last_name="Novák")

    assert added.name == "Tomáš Novák"


@pytest.mark.parametrize("name", ["", "   ", "\x00"])
def test_a_person_needs_a_name(by_elif: Any, now: Any, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        _create(by_elif, now, name=name)

    assert "name" in refusal.value.fields


@pytest.mark.parametrize("name", ["x" * 500, "🙂🙂", "عمر خالد", "İIıi", "ﷺ" * 500])
def test_a_strange_name_is_kept(by_elif: Any, now: Any, name: str) -> None:
    added = _create(by_elif, now, name=name)
    added.refresh_from_db()

    assert added.name == name


def test_a_name_that_does_not_fit_is_refused(by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        _create(by_elif, now, name="x" * 501)

    assert "first_name" in refusal.value.fields


def test_the_first_address_is_the_primary_one(by_elif: Any, now: Any) -> None:
    added = _create(
        by_elif, now, addresses=[AddressIn("z@marmaraotel.example"), AddressIn("z@posta.example")]
    )

    assert [row.is_primary for row in added.addresses.order_by("id")] == [True, False]


def test_only_one_address_is_primary_though_two_are_marked(by_elif: Any, now: Any) -> None:
    typed = [
        AddressIn("z@marmaraotel.example"),
        AddressIn("z@posta.example", is_primary=True),
        AddressIn("z@ev.example", is_primary=True),
    ]

    added = _create(by_elif, now, addresses=typed)

    assert [row.is_primary for row in added.addresses.order_by("id")] == [False, True, False]


@pytest.mark.parametrize("typed", ["not an address", "a@", "@b.example", "two@at@x.example "])
def test_a_malformed_address_is_kept_as_typed_and_marked(
    by_elif: Any, now: Any, typed: str
) -> None:
    added = _create(by_elif, now, addresses=[AddressIn(typed)])

    [reach] = person(added.pk, viewer=by_elif).addresses
    assert reach.value == typed.strip()
    assert reach.is_malformed


def test_a_malformed_phone_is_kept_as_typed_and_marked(by_elif: Any, now: Any) -> None:
    added = _create(by_elif, now, phones=[PhoneIn("ask reception")])

    [reach] = person(added.pk, viewer=by_elif).phones
    assert reach.value == "ask reception"
    assert reach.is_malformed


def test_a_phone_is_compared_in_the_companys_country(by_elif: Any, now: Any) -> None:
    added = _create(by_elif, now, phones=[PhoneIn("0212 555 01 42")])

    assert added.phones.get().e164 == "+902125550142"


def test_one_address_typed_twice_is_kept_once(by_elif: Any, now: Any) -> None:
    typed = [AddressIn("z@marmaraotel.example"), AddressIn("Z@Marmaraotel.example")]

    added = _create(by_elif, now, addresses=typed)

    assert added.addresses.count() == 1


def test_empty_lines_are_no_addresses(by_elif: Any, now: Any) -> None:
    added = _create(by_elif, now, addresses=[AddressIn(" ")], phones=[PhoneIn("")])

    assert not added.addresses.exists()
    assert not added.phones.exists()


def test_a_person_cannot_be_put_into_an_organization_one_does_not_see(
    by_elif: Any, by_robin: Any, now: Any
) -> None:
    hidden = create_organization(by=by_elif, at=now, name="Hidden", visibility=Visibility.OWNER)

    with pytest.raises(Invalid) as refusal:
        _create(by_robin, now, organization_id=hidden.pk)

    assert "organization_id" in refusal.value.fields


def test_an_owner_of_another_company_is_refused(by_elif: Any, by_outsider: Any, now: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        _create(by_elif, now, owner_id=by_outsider.user_id)

    assert "owner_id" in refusal.value.fields


def test_an_unknown_visibility_is_refused(by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        _create(by_elif, now, visibility=4)

    assert "visibility" in refusal.value.fields


def test_adding_leaves_a_line_in_history(by_elif: Any, now: Any) -> None:
    added = _create(by_elif, now)

    [line] = of_records([("person", added.pk)], viewer=by_elif)
    assert (line.kind, line.who, line.at) == ("person.created", "Elif Aydın", now)


def test_an_organization_needs_a_name(by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        create_organization(by=by_elif, at=now, name=" ")

    assert "name" in refusal.value.fields


def test_an_organization_is_found_by_its_name_without_marks(by_elif: Any, now: Any) -> None:
    added = create_organization(by=by_elif, at=now, name="Işıl Yapı Market")

    assert added.folded == "isil yapi market"


def test_history_begins_with_all_that_was_said(marmara: Any, by_elif: Any, now: Any) -> None:
    person = create_person(
        by=by_elif,
        at=now,
        name="Orhan Tunç",
        job_title="General manager",
        organization_id=marmara.pk,
        addresses=[AddressIn("orhan@marmaraotel.example")],
    )

    said = of_records([("person", person.pk)], viewer=by_elif)[0].data["values"]
    assert said == {
        "name": "Orhan Tunç",
        "first_name": "Orhan",
        "last_name": "Tunç",
        "job_title": "General manager",
        "organization_id": marmara.pk,
        "owner_id": by_elif.user_id,
        "visibility": 7,
        "addresses": [{"value": "orhan@marmaraotel.example", "label": "work", "is_primary": True}],
    }
