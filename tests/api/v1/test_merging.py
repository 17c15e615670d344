"""Merging over the API."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import edit_person
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def _merge(program: Program, path: str, survivor: Any) -> Any:
    return program.put(path, {"merge_with_id": survivor.pk})


def test_the_one_in_the_body_stays(elifs: Program, zeynep: Any, tomas: Any) -> None:
    answer = _merge(elifs, f"/v1/persons/{zeynep.pk}/merge", tomas)

    data = answer.body["data"]
    assert answer.status == 200
    assert (data["id"], data["merge_what_id"]) == (tomas.pk, zeynep.pk)
    assert data["name"] == "Tomáš Novák"
    assert [one["value"] for one in data["email"]] == [
        "tomas@novak.example",
        "z.karaca@marmaraotel.example",
    ]


def test_the_loser_is_deleted_in_version_2(elifs: Program, zeynep: Any, tomas: Any) -> None:
    _merge(elifs, f"/v1/persons/{zeynep.pk}/merge", tomas)

    assert elifs.get(f"/api/v2/persons/{zeynep.pk}").body["data"]["is_deleted"]


def test_organizations_are_merged(elifs: Program, marmara: Any, brightwell: Any) -> None:
    answer = _merge(elifs, f"/v1/organizations/{marmara.pk}/merge", brightwell)

    assert answer.body["data"]["merge_what_id"] == marmara.pk
    assert answer.body["data"]["name"] == "Brightwell Clinics"


def test_merging_with_itself_is_refused(elifs: Program, zeynep: Any) -> None:
    answer = _merge(elifs, f"/v1/persons/{zeynep.pk}/merge", zeynep)

    assert answer.status == 400
    assert not answer.body["success"]


def test_one_that_is_not_seen_is_not_found(
    robins: Program, zeynep: Any, tomas: Any, by_elif: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)

    assert _merge(robins, f"/v1/persons/{zeynep.pk}/merge", tomas).status == 404
