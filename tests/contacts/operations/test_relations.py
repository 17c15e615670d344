"""What organizations are to each other: said from either side, never in a circle."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from kartotek.contacts.models import OrganizationRelation
from kartotek.contacts.operations import (
    RelationCircle,
    create_organization,
    edit_organization,
    relate,
    unrelate,
)
from kartotek.contacts.queries import related_organizations
from kartotek.errors import Invalid, NotFound
from kartotek.history.queries import of_records


@pytest.fixture
def holding(by_elif: Any, now: Any) -> Any:
    return create_organization(by=by_elif, at=now, name="Yalçınkaya Holding")


def _seen(organization: Any, viewer: Any) -> list[tuple[str, str]]:
    found = related_organizations(organization.pk, viewer=viewer)
    return [(one.name, one.relation) for one in found]


def test_a_parent_reads_as_daughter_from_the_other_side(
    marmara: Any, holding: Any, by_elif: Any, now: Any
) -> None:
    relate(organization_id=marmara.pk, other_id=holding.pk, relation="parent", by=by_elif, at=now)

    assert _seen(marmara, by_elif) == [("Yalçınkaya Holding", "parent")]
    assert _seen(holding, by_elif) == [("Marmara Otelcilik A.Ş.", "daughter")]
    assert OrganizationRelation.objects.count() == 1


@pytest.mark.parametrize("turned", [False, True])
def test_related_organizations_are_kept_once_whoever_says_it(
    marmara: Any, brightwell: Any, by_elif: Any, now: Any, *, turned: bool
) -> None:
    one, other = (brightwell, marmara) if turned else (marmara, brightwell)

    for _twice in range(2):
        relate(organization_id=one.pk, other_id=other.pk, relation="related", by=by_elif, at=now)
    relate(organization_id=other.pk, other_id=one.pk, relation="related", by=by_elif, at=now)

    assert _seen(marmara, by_elif) == [("Brightwell Clinics", "related")]
    assert OrganizationRelation.objects.count() == 1


def test_a_relation_is_changed_in_place(marmara: Any, holding: Any, by_elif: Any, now: Any) -> None:
    for relation in ("related", "daughter", "parent"):
        relate(
            organization_id=marmara.pk, other_id=holding.pk, relation=relation, by=by_elif, at=now
        )

    assert _seen(marmara, by_elif) == [("Yalçınkaya Holding", "parent")]


def test_nothing_is_above_itself(
    marmara: Any, brightwell: Any, holding: Any, by_elif: Any, now: Any
) -> None:
    chain = [holding, marmara, brightwell]
    for above, below in itertools.pairwise(chain):
        relate(organization_id=below.pk, other_id=above.pk, relation="parent", by=by_elif, at=now)

    with pytest.raises(RelationCircle, match="Yalçınkaya Holding is above Brightwell Clinics"):
        relate(
            organization_id=brightwell.pk,
            other_id=holding.pk,
            relation="daughter",
            by=by_elif,
            at=now,
        )
    assert _seen(holding, by_elif) == [("Marmara Otelcilik A.Ş.", "daughter")]


def test_a_parent_turns_into_a_daughter(marmara: Any, holding: Any, by_elif: Any, now: Any) -> None:
    for relation in ("parent", "daughter"):
        relate(
            organization_id=marmara.pk, other_id=holding.pk, relation=relation, by=by_elif, at=now
        )

    assert _seen(marmara, by_elif) == [("Yalçınkaya Holding", "daughter")]


def test_an_organization_is_not_related_to_itself(marmara: Any, by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid, match="itself"):
        relate(
            organization_id=marmara.pk, other_id=marmara.pk, relation="related", by=by_elif, at=now
        )


def test_an_unknown_relation_is_refused(marmara: Any, holding: Any, by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid, match="Choose"):
        relate(organization_id=marmara.pk, other_id=holding.pk, relation="aunt", by=by_elif, at=now)


def test_what_one_does_not_see_is_not_related(
    marmara: Any, holding: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_organization(organization_id=holding.pk, by=by_elif, at=now, visibility=1)

    with pytest.raises(NotFound):
        relate(
            organization_id=marmara.pk, other_id=holding.pk, relation="parent", by=by_robin, at=now
        )


def test_a_removed_relation_says_what_it_was(
    marmara: Any, holding: Any, by_elif: Any, now: Any
) -> None:
    relate(organization_id=marmara.pk, other_id=holding.pk, relation="parent", by=by_elif, at=now)

    was = unrelate(organization_id=marmara.pk, other_id=holding.pk, by=by_elif, at=now)
    again = unrelate(organization_id=marmara.pk, other_id=holding.pk, by=by_elif, at=now)

    assert (was, again) == ("parent", "")
    assert _seen(marmara, by_elif) == []


def test_both_sides_tell_it(marmara: Any, holding: Any, by_elif: Any, now: Any) -> None:
    relate(organization_id=marmara.pk, other_id=holding.pk, relation="parent", by=by_elif, at=now)

    told = {
        one.name: of_records([("organization", one.pk)], viewer=by_elif)[0].kind
        for one in (marmara, holding)
    }
    assert told == {
        "Marmara Otelcilik A.Ş.": "organization.parent-added",
        "Yalçınkaya Holding": "organization.daughter-added",
    }
