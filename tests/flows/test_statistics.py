"""Statistics of the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from kartotek.flows.statistics import keep_statistics

pytestmark = pytest.mark.django_db


def test_a_database_knows_how_many_people_it_has(zeynep: Any) -> None:
    if connection.vendor != "sqlite":
        assert not keep_statistics()
        return

    assert keep_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'contacts_person'")
        assert cursor.fetchall()
