"""What a picker offers, and who is behind addresses."""

from __future__ import annotations

from typing import Any

from kartotek.contacts import queries
from kartotek.contacts.operations import (
    AddressIn,
    create_person,
    delete_organization,
    edit_organization,
    edit_person,
)
from kartotek.users.visibility import Visibility


def test_a_picker_finds_people_by_part_of_a_name(zeynep: Any, daniel: Any, by_elif: Any) -> None:
    [found] = queries.find_people("kara", viewer=by_elif)

    assert (found.name, found.organization_name) == ("Zeynep Karaca", "Marmara Otelcilik A.Ş.")


def test_a_picker_does_not_offer_who_is_hidden(
    zeynep: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert queries.find_people("zeynep", viewer=by_robin) == []


def test_an_organization_is_called_by_its_name_without_marks(marmara: Any, by_mert: Any) -> None:
    assert queries.organization_called("marmara otelcılık a.s.", viewer=by_mert) == marmara


def test_no_organization_is_called_nothing(marmara: Any, by_mert: Any) -> None:
    assert queries.organization_called("  ", viewer=by_mert) is None


def test_two_people_may_share_an_address(zeynep: Any, tomas: Any, by_elif: Any, now: Any) -> None:
    twin = create_person(
        by=by_elif, at=now, name="Twin", addresses=[AddressIn("tomas@novak.example")]
    )

    found = queries.persons_by_keys(
        ["tomas@novak.example", "nobody@x.example", ""], company_id=by_elif.company_id
    )

    assert found == {"tomas@novak.example": [tomas.pk, twin.pk]}


def test_another_companys_addresses_are_not_known(zeynep: Any, by_outsider: Any) -> None:
    key = "z.karaca@marmaraotel.example"

    assert queries.persons_by_keys([key], company_id=by_outsider.company_id) == {}


def test_people_lead_to_their_living_organization(
    zeynep: Any, daniel: Any, tomas: Any, marmara: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    delete_organization(organization_id=brightwell.pk, by=by_elif, at=now)

    found = queries.organizations_of_persons(
        [zeynep.pk, daniel.pk, tomas.pk], company_id=by_elif.company_id
    )

    assert found == {zeynep.pk: marmara.pk}


def test_names_are_told_only_of_who_is_seen(
    zeynep: Any, marmara: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)
    edit_organization(organization_id=marmara.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert queries.person_names([zeynep.pk], viewer=by_elif) == {zeynep.pk: "Zeynep Karaca"}
    assert queries.person_names([zeynep.pk], viewer=by_robin) == {}
    assert queries.organization_names([marmara.pk], viewer=by_robin) == {}
