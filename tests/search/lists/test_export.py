"""A list as rows of text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kartotek.contacts.operations import create_person
from kartotek.search.lists.asking import Asking
from kartotek.search.lists.export import exported
from kartotek.search.lists.queries import Listing, Wanted
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("job_title", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|'/c calc'!A1", "'+cmd|'/c calc'!A1"),
        ("-1+cmd|'/c calc'!A1", "'-1+cmd|'/c calc'!A1"),
        ("+(1)+cmd|'/c calc'!A1", "'+(1)+cmd|'/c calc'!A1"),
        ("+90 212 555 01 42", "+90 212 555 01 42"),
        ("-1,250.50", "-1,250.50"),
        ("Buyer = seller", "Buyer = seller"),
    ],
)
def test_no_spreadsheet_takes_a_value_for_a_formula(
    by_elif: Any, job_title: str, written: str
) -> None:
    create_person(by=by_elif, at=NOW, name="Zeynep Karaca", job_title=job_title)
    wanted = Wanted("person", columns=("name", "job-title"))

    _heads, row = exported(Listing(wanted, Asking.now(by_elif, NOW)))

    assert row[1:] == ["Zeynep Karaca", written]


def test_a_moment_is_written_on_the_clock_of_the_asker(by_elif: Any) -> None:
    at = datetime(2026, 11, 21, 22, 30, 15, 123456, tzinfo=UTC)
    create_person(by=by_elif, at=at, name="Zeynep Karaca")
    wanted = Wanted("person", columns=("name", "created"))

    _heads, row = exported(Listing(wanted, Asking(by_elif, NOW, ZoneInfo("Europe/Istanbul"))))

    assert row[2] == "2026-11-22 01:30"
