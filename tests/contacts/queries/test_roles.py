"""Who belongs to an organization beside their own, with what linking makes of it."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.operations import give_role
from kartotek.contacts.queries import further_people, organizations_of_persons, people_of


def test_a_further_organization_has_no_part_in_linking(
    zeynep: Any, marmara: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    give_role(person_id=zeynep.pk, organization_id=brightwell.pk, role="former", by=by_elif, at=now)

    found = organizations_of_persons([zeynep.pk], company_id=zeynep.company_id)

    assert found == {zeynep.pk: marmara.pk}


def test_a_role_makes_nobody_one_of_the_people(
    zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    give_role(person_id=zeynep.pk, organization_id=brightwell.pk, role="former", by=by_elif, at=now)

    assert people_of(brightwell.pk, viewer=by_elif) == []
    assert [one.role for one in further_people(brightwell.pk, viewer=by_elif)] == ["former"]
