"""Deleting people and organizations, and bringing them back."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts import queries
from kartotek.contacts.operations import (
    delete_organization,
    delete_person,
    edit_person,
    restore_organization,
    restore_person,
)
from kartotek.errors import NotFound
from kartotek.history.queries import of_records


def test_a_deleted_person_is_gone_from_every_read(zeynep: Any, by_elif: Any, now: Any) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    with pytest.raises(NotFound):
        queries.person(zeynep.pk, viewer=by_elif)
    assert queries.people(viewer=by_elif).rows == []
    assert (
        queries.persons_by_keys(["z.karaca@marmaraotel.example"], company_id=by_elif.company_id)
        == {}
    )


def test_a_deleted_person_is_not_edited(zeynep: Any, by_elif: Any, now: Any) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    with pytest.raises(NotFound):
        edit_person(person_id=zeynep.pk, by=by_elif, at=now, job_title="x")


def test_a_restored_person_is_as_before(zeynep: Any, by_elif: Any, now: Any) -> None:
    before = queries.person(zeynep.pk, viewer=by_elif)
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    restore_person(person_id=zeynep.pk, by=by_elif, at=now)

    assert queries.person(zeynep.pk, viewer=by_elif) == before


def test_restoring_twice_is_once(zeynep: Any, by_elif: Any, now: Any) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    restore_person(person_id=zeynep.pk, by=by_elif, at=now)
    restore_person(person_id=zeynep.pk, by=by_elif, at=now)

    kinds = [line.kind for line in of_records([("person", zeynep.pk)], viewer=by_elif)]
    assert kinds == ["person.restored", "person.deleted", "person.created"]


def test_people_of_a_deleted_organization_stay_and_show_none(
    zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    delete_organization(organization_id=marmara.pk, by=by_elif, at=now)

    assert queries.person(zeynep.pk, viewer=by_elif).organization is None


def test_people_are_in_a_restored_organization_again(
    zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    delete_organization(organization_id=marmara.pk, by=by_elif, at=now)

    restore_organization(organization_id=marmara.pk, by=by_elif, at=now)

    shown = queries.person(zeynep.pk, viewer=by_elif).organization
    assert shown is not None
    assert shown.id == marmara.pk


def test_another_company_deletes_nothing(zeynep: Any, by_outsider: Any, now: Any) -> None:
    with pytest.raises(NotFound):
        delete_person(person_id=zeynep.pk, by=by_outsider, at=now)
