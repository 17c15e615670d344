"""What the page of one person or organization shows."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts import queries
from kartotek.contacts.operations import edit_organization, edit_person
from kartotek.errors import NotFound
from kartotek.users.visibility import Visibility


def test_a_person_is_shown_with_their_organization(zeynep: Any, by_mert: Any) -> None:
    shown = queries.person(zeynep.pk, viewer=by_mert)

    assert shown.organization is not None
    assert (shown.organization.name, shown.organization.people_count) == (
        "Marmara Otelcilik A.Ş.",
        1,
    )


def test_an_organization_one_does_not_see_is_not_named(
    zeynep: Any, marmara: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_organization(organization_id=marmara.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert queries.person(zeynep.pk, viewer=by_robin).organization is None


@pytest.mark.parametrize("visibility", [Visibility.OWNER, Visibility.GROUP])
def test_who_may_see_nothing_finds_nothing(
    zeynep: Any, by_elif: Any, by_robin: Any, now: Any, visibility: int
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=visibility)

    with pytest.raises(NotFound):
        queries.person(zeynep.pk, viewer=by_robin)


def test_another_company_finds_nothing(zeynep: Any, marmara: Any, by_outsider: Any) -> None:
    with pytest.raises(NotFound):
        queries.person(zeynep.pk, viewer=by_outsider)
    with pytest.raises(NotFound):
        queries.organization(marmara.pk, viewer=by_outsider)


def test_people_of_an_organization_are_those_one_sees(
    zeynep: Any, daniel: Any, marmara: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert [row.id for row in queries.people_of(marmara.pk, viewer=by_elif)] == [zeynep.pk]
    assert queries.people_of(marmara.pk, viewer=by_robin) == []
