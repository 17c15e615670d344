"""Sisters and families of organizations, as far as the viewer sees them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from kartotek.contacts.operations import create_organization, relate
from kartotek.contacts.queries import FamilyMember, family_of, related_organizations


@pytest.fixture
def family(marmara: Any, by_elif: Any, now: Any) -> dict[str, Any]:
    """A holding over Marmara and an estate company; Marmara over Pera."""
    made = {
        name: create_organization(by=by_elif, at=now, name=name)
        for name in ("Holding", "Estate", "Pera")
    } | {"Marmara": marmara}
    for below, above in (("Marmara", "Holding"), ("Estate", "Holding"), ("Pera", "Marmara")):
        relate(
            organization_id=made[below].pk,
            other_id=made[above].pk,
            relation="parent",
            by=by_elif,
            at=now,
        )
    return made


def _drawn(tree: list[FamilyMember]) -> list[Any]:
    return [(one.name, _drawn(one.daughters)) if one.daughters else one.name for one in tree]


def test_daughters_of_one_parent_are_sisters(family: dict[str, Any], by_elif: Any) -> None:
    found = related_organizations(family["Marmara"].pk, viewer=by_elif)

    assert [(one.name, one.relation) for one in found] == [
        ("Holding", "parent"),
        ("Pera", "daughter"),
        ("Estate", "sister"),
    ]
    assert [one.is_kept for one in found] == [True, True, False]


def test_a_parent_one_does_not_see_makes_no_sisters(family: dict[str, Any], by_robin: Any) -> None:
    family["Holding"].visibility = 1
    family["Holding"].save()

    found = related_organizations(family["Marmara"].pk, viewer=by_robin)

    assert [one.name for one in found] == ["Pera"]


@pytest.mark.parametrize("member", ["Holding", "Estate", "Pera", "Marmara"])
def test_the_whole_family_is_drawn_from_any_of_its_members(
    family: dict[str, Any], by_elif: Any, member: str
) -> None:
    tree = family_of(family[member].pk, viewer=by_elif)

    assert _drawn(tree) == [("Holding", ["Estate", ("Marmara Otelcilik A.Ş.", ["Pera"])])]


def test_the_tree_ends_where_sight_ends(family: dict[str, Any], by_robin: Any) -> None:
    family["Marmara"].visibility = 1
    family["Marmara"].save()

    assert _drawn(family_of(family["Holding"].pk, viewer=by_robin)) == [("Holding", ["Estate"])]


def test_an_organization_with_two_parents_stands_below_both(
    family: dict[str, Any], by_elif: Any, now: Any
) -> None:
    relate(
        organization_id=family["Pera"].pk,
        other_id=family["Estate"].pk,
        relation="parent",
        by=by_elif,
        at=now,
    )

    tree = family_of(family["Pera"].pk, viewer=by_elif)

    assert _drawn(tree) == [
        ("Holding", [("Estate", ["Pera"]), ("Marmara Otelcilik A.Ş.", ["Pera"])])
    ]


def test_a_deleted_one_is_in_no_family(family: dict[str, Any], by_elif: Any, now: Any) -> None:
    family["Estate"].deleted_at = now
    family["Estate"].save()

    assert [one.name for one in related_organizations(family["Marmara"].pk, viewer=by_elif)] == [
        "Holding",
        "Pera",
    ]


def test_relations_cost_the_same_however_many_there_are(
    family: dict[str, Any], by_elif: Any, now: Any, django_assert_num_queries: Any
) -> None:
    for number in range(10):
        more = create_organization(by=by_elif, at=now, name=f"More {number}")
        relate(
            organization_id=more.pk,
            other_id=family["Holding"].pk,
            relation="parent",
            by=by_elif,
            at=now,
        )

    counted: CaptureQueriesContext
    with django_assert_num_queries(3) as counted:
        found = related_organizations(family["Marmara"].pk, viewer=by_elif)

    assert len(found) == 13, counted.captured_queries
