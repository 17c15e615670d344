"""Further organizations of a person, and what they are there."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import edit_person, give_role, take_role
from kartotek.contacts.queries import further_organizations, further_people
from kartotek.errors import Invalid, NotFound
from kartotek.history.queries import of_records


def _of(person: Any, viewer: Any) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in further_organizations(person.pk, viewer=viewer)]


def _at(organization: Any, viewer: Any) -> list[tuple[str, str]]:
    found = further_people(organization.pk, viewer=viewer)
    return [(one.person.name, one.role) for one in found]


def _give(person: Any, organization: Any, role: str, by: Any, at: Any) -> None:
    give_role(person_id=person.pk, organization_id=organization.pk, role=role, by=by, at=at)


def test_a_role_is_read_from_either_side(
    zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    _give(zeynep, brightwell, "  board   member ", by_elif, now)

    assert _of(zeynep, by_elif) == [("Brightwell Clinics", "board member")]
    assert _at(brightwell, by_elif) == [("Zeynep Karaca", "board member")]


def test_a_second_word_replaces_the_first(
    zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    _give(zeynep, brightwell, "board member", by_elif, now)
    _give(zeynep, brightwell, "former", by_elif, now)

    assert _of(zeynep, by_elif) == [("Brightwell Clinics", "former")]


def test_the_primary_organization_is_no_further_one(
    zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    with pytest.raises(Invalid, match="in this organization already"):
        _give(zeynep, marmara, "former", by_elif, now)


def test_who_moves_where_they_had_a_role_is_listed_once(
    zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    _give(zeynep, brightwell, "adviser", by_elif, now)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, organization_id=brightwell.pk)

    assert _of(zeynep, by_elif) == []
    assert _at(brightwell, by_elif) == []


def test_who_has_no_organization_can_have_roles(
    zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, organization_id=None)
    _give(zeynep, brightwell, "adviser", by_elif, now)

    assert _of(zeynep, by_elif) == [("Brightwell Clinics", "adviser")]
    assert _at(brightwell, by_elif) == [("Zeynep Karaca", "adviser")]


def test_a_role_is_taken_back(zeynep: Any, brightwell: Any, by_elif: Any, now: Any) -> None:
    _give(zeynep, brightwell, "adviser", by_elif, now)

    taken = [
        take_role(person_id=zeynep.pk, organization_id=brightwell.pk, by=by_elif, at=now)
        for _twice in range(2)
    ]

    assert taken == ["adviser", None]
    assert _of(zeynep, by_elif) == []


def test_an_organization_one_does_not_see_is_left_out(
    zeynep: Any, brightwell: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    _give(zeynep, brightwell, "adviser", by_elif, now)
    brightwell.visibility = 1
    brightwell.save()

    assert _of(zeynep, by_robin) == []
    with pytest.raises(NotFound):
        _give(zeynep, brightwell, "former", by_robin, now)


def test_both_sides_tell_it(zeynep: Any, brightwell: Any, by_elif: Any, now: Any) -> None:
    _give(zeynep, brightwell, "adviser", by_elif, now)

    lines = of_records([("person", zeynep.pk), ("organization", brightwell.pk)], viewer=by_elif)
    assert {line.kind for line in lines} >= {
        "person.role-given-as",
        "organization.role-given-as",
    }
