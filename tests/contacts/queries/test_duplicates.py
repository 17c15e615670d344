"""Who is already here."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.operations import create_organization, edit_organization, edit_person
from kartotek.contacts.queries import TypedPerson, likely_organizations, likely_people
from kartotek.users.visibility import Visibility


def test_the_person_with_this_address_is_found_with_the_reason(zeynep: Any, by_mert: Any) -> None:
    typed = TypedPerson(addresses=["Z.Karaca@MarmaraOtel.example"])

    hint = likely_people(typed, viewer=by_mert)

    assert [(one.id, one.code, one.is_certain) for one in hint.lookalikes] == [
        (zeynep.pk, "address", True)
    ]


def test_a_phone_is_found_in_any_format(zeynep: Any, by_mert: Any) -> None:
    hint = likely_people(TypedPerson(phones=["0212 5550142"]), viewer=by_mert)

    assert [one.code for one in hint.lookalikes] == ["phone"]


def test_a_misspelt_name_at_the_same_organization_is_found(
    zeynep: Any, marmara: Any, by_mert: Any
) -> None:
    typed = TypedPerson(name="Zeynap Karaca", organization_id=marmara.pk)

    assert [one.id for one in likely_people(typed, viewer=by_mert).lookalikes] == [zeynep.pk]


def test_of_a_hidden_person_only_that_one_exists_is_told(
    zeynep: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    hint = likely_people(TypedPerson(addresses=["z.karaca@marmaraotel.example"]), viewer=by_robin)

    assert hint.lookalikes == []
    assert hint.has_hidden


def test_a_hidden_organization_of_a_known_person_is_not_named(
    zeynep: Any, marmara: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    hidden = Visibility.OWNER
    edit_organization(organization_id=marmara.pk, by=by_elif, at=now, visibility=hidden)
    typed = TypedPerson(addresses=["z.karaca@marmaraotel.example"])

    [seen_by_robin] = likely_people(typed, viewer=by_robin).lookalikes
    [seen_by_elif] = likely_people(typed, viewer=by_elif).lookalikes

    assert (seen_by_robin.name, seen_by_robin.organization_name) == ("Zeynep Karaca", "")
    assert seen_by_elif.organization_name == "Marmara Otelcilik A.Ş."


def test_a_hidden_person_of_a_similar_name_is_not_given_away(
    zeynep: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    assert not likely_people(TypedPerson(name="Zeynep Karaca"), viewer=by_robin).has_hidden


def test_another_company_is_told_nothing(zeynep: Any, by_outsider: Any) -> None:
    typed = TypedPerson(name="Zeynep Karaca", addresses=["z.karaca@marmaraotel.example"])

    hint = likely_people(typed, viewer=by_outsider)

    assert (hint.lookalikes, hint.has_hidden) == ([], False)


def test_nothing_typed_finds_nobody(zeynep: Any, by_elif: Any) -> None:
    hint = likely_people(TypedPerson(), viewer=by_elif)

    assert (hint.lookalikes, hint.has_hidden) == ([], False)


def test_an_organization_of_a_similar_name_is_found(marmara: Any, by_mert: Any) -> None:
    hint = likely_organizations("marmara otelcılık", viewer=by_mert)

    assert [one.id for one in hint.lookalikes] == [marmara.pk]


def test_of_a_hidden_organization_only_that_one_exists_is_told(
    by_elif: Any, by_robin: Any, now: Any
) -> None:
    create_organization(by=by_elif, at=now, name="Hidden Hotel", visibility=Visibility.OWNER)

    hint = likely_organizations("Hidden Hotel", viewer=by_robin)

    assert (hint.lookalikes, hint.has_hidden) == ([], True)
