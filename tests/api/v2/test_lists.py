"""Lists of version 2: parts by cursor, orders, and what they are narrowed to."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest

from kartotek.contacts.operations import create_organization
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

PATH = "/api/v2/organizations"


@pytest.fixture
def firms(by_elif: Any) -> list[int]:
    """Five organizations, each added a minute after the other."""
    return [
        create_organization(
            by=by_elif, at=NOW + timedelta(minutes=number), name=f"Firm {number}"
        ).pk
        for number in range(5)
    ]


def pages(program: Program, **query: Any) -> list[list[int]]:
    """Return the ids on each page, read to the end."""
    found, cursor = [], ""
    while True:
        answer = program.get(PATH, cursor=cursor, **query)
        assert answer.status == 200
        found.append([one["id"] for one in answer.data])
        cursor = answer.body["additional_data"]["next_cursor"]
        if cursor is None:
            return found


def test_an_empty_list_is_a_list(elifs: Program) -> None:
    assert elifs.get(PATH).body == {
        "success": True,
        "data": [],
        "additional_data": {"next_cursor": None},
    }


def test_a_cursor_leads_through_the_whole_list(elifs: Program, firms: list[int]) -> None:
    assert pages(elifs, limit=2) == [firms[:2], firms[2:4], firms[4:]]


@pytest.mark.parametrize("order", ["id", "add_time", "update_time"])
def test_a_list_can_be_turned_round(elifs: Program, firms: list[int], order: str) -> None:
    found = pages(elifs, limit=2, sort_by=order, sort_direction="desc")

    assert list(chain.from_iterable(found)) == firms[::-1]


def test_what_is_added_meanwhile_shifts_no_page(
    elifs: Program, firms: list[int], by_elif: Any
) -> None:
    first = elifs.get(PATH, limit=2, sort_direction="desc")
    create_organization(by=by_elif, at=NOW, name="Newcomer")

    second = elifs.get(
        PATH,
        limit=2,
        sort_direction="desc",
        cursor=first.body["additional_data"]["next_cursor"],
    )

    assert [one["id"] for one in second.data] == firms[1:3][::-1]


def test_a_cursor_is_base64_of_json(elifs: Program, firms: list[int]) -> None:
    cursor = elifs.get(PATH, limit=2).body["additional_data"]["next_cursor"]

    assert json.loads(base64.urlsafe_b64decode(cursor + "=="))[-1] == firms[1]


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "nonsense"},
        {"cursor": base64.urlsafe_b64encode(b'["name", "x", 1]').decode()},
        {"limit": 0},
        {"limit": "many"},
        {"sort_by": "name"},
        {"sort_direction": "sideways"},
        {"ids": "1,two"},
        {"ids": ",".join(map(str, range(1, 102)))},
        {"owner_id": "Elif"},
        {"updated_since": "2026-11-12T10:00:00.000Z"},
        {"updated_since": "2026-11-12 10:00:00"},
        {"updated_since": "2026-13-12T10:00:00Z"},
        {"updated_until": "yesterday"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(elifs: Program, query: Any) -> None:
    answer = elifs.get(PATH, **query)

    assert (answer.status, answer.body["success"]) == (400, False)


def test_more_than_there_can_be_is_the_most(elifs: Program, firms: list[int]) -> None:
    assert len(elifs.get(PATH, limit=100_000).data) == 5


def test_ids_narrow_a_list_and_unknown_ones_are_skipped(elifs: Program, firms: list[int]) -> None:
    answer = elifs.get(PATH, ids=f"{firms[3]},{firms[1]},999999")

    assert [one["id"] for one in answer.data] == [firms[1], firms[3]]


def test_an_owner_narrows_a_list(elifs: Program, firms: list[int], mert: Any, elif_: Any) -> None:
    assert elifs.get(PATH, owner_id=mert.pk).data == []
    assert len(elifs.get(PATH, owner_id=elif_.pk).data) == 5


def test_the_first_moment_counts_and_the_last_does_not(elifs: Program, firms: list[int]) -> None:
    answer = elifs.get(
        PATH, updated_since="2026-11-12T10:01:00Z", updated_until="2026-11-12T13:03:00+03:00"
    )

    assert [one["id"] for one in answer.data] == firms[1:3]


def test_a_plus_that_nobody_quoted_is_understood(elifs: Program, firms: list[int]) -> None:
    answer = elifs._read(
        elifs.client.get(f"{PATH}?updated_since=2026-11-12T13:04:00+03:00", headers=elifs.headers)
    )

    assert [one["id"] for one in answer.data] == firms[4:]


def test_a_filter_that_is_not_there_shows_nothing(elifs: Program, firms: list[int]) -> None:
    answer = elifs.get(PATH, filter_id=5)

    assert (answer.status, answer.body["error"]) == (404, "There is no such filter.")
