"""Organizations and people are put together with organizations that may be new."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.models import Organization
from kartotek.contacts.queries import further_organizations, related_organizations
from kartotek.errors import Invalid
from kartotek.flows.relate_organizations import give_role, relate_organizations


def test_an_organization_nobody_knows_is_added(marmara: Any, by_elif: Any, now: Any) -> None:
    relate_organizations(
        organization_id=marmara.pk, other_id=None, name="Pera", relation="daughter",
        by=by_elif, at=now,
    )  # fmt: skip

    found = related_organizations(marmara.pk, viewer=by_elif)
    assert [(one.name, one.relation) for one in found] == [("Pera", "daughter")]


def test_one_that_is_known_by_its_name_is_taken(
    marmara: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    relate_organizations(
        organization_id=marmara.pk, other_id=None, name="BRIGHTWELL clinics", relation="related",
        by=by_elif, at=now,
    )  # fmt: skip

    assert Organization.objects.count() == 2


def test_nothing_is_added_for_a_relation_that_is_refused(
    marmara: Any, by_elif: Any, now: Any
) -> None:
    with pytest.raises(Invalid):
        relate_organizations(
            organization_id=marmara.pk, other_id=None, name="Pera", relation="aunt",
            by=by_elif, at=now,
        )  # fmt: skip

    assert Organization.objects.count() == 1


def test_a_role_at_an_organization_nobody_knows(zeynep: Any, by_elif: Any, now: Any) -> None:
    give_role(
        person_id=zeynep.pk, organization_id=None, name="Fair board", role="member",
        by=by_elif, at=now,
    )  # fmt: skip

    found = further_organizations(zeynep.pk, viewer=by_elif)
    assert [(one.name, one.role) for one in found] == [("Fair board", "member")]
