"""Announcements are read, counted and dropped."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kartotek.flows import news
from kartotek.flows.models import Announcement
from kartotek.users.models import Company
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def announced(company: Company, at: datetime, user_id: int | None = None) -> int:
    row = Announcement.objects.create(
        company=company, user_id=user_id, event="inbox:changed", data={"conversation": 4}, at=at
    )
    return row.pk


def test_what_is_new_is_read_in_order(company: Company, now: datetime) -> None:
    first, second, third = (announced(company, now) for _ in range(3))

    assert [one.id for one in news.since(first)] == [second, third]


def test_the_version_grows_with_news_for_the_viewer(
    company: Company, by_elif: Viewer, now: datetime
) -> None:
    before = news.version_of(viewer=by_elif)
    announced(company, now, by_elif.user_id)

    assert news.version_of(viewer=by_elif) > before


def test_the_version_stays_with_news_for_others(
    company: Company, other_company: Company, by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    before = news.version_of(viewer=by_elif)
    announced(company, now, by_mert.user_id)
    announced(other_company, now)

    assert news.version_of(viewer=by_elif) == before


def test_old_news_are_dropped(company: Company, now: datetime) -> None:
    announced(company, now - timedelta(minutes=20))
    announced(company, now - timedelta(minutes=15))
    announced(company, now)

    assert news.drop_old(at=now) == 2


def test_dropping_old_news_takes_no_version_back(
    company: Company, by_elif: Viewer, now: datetime
) -> None:
    announced(company, now - timedelta(minutes=20), by_elif.user_id)
    newest = announced(company, now - timedelta(minutes=15), by_elif.user_id)

    news.drop_old(at=now)

    assert news.version_of(viewer=by_elif) == newest


def test_the_newest_number_of_nothing_is_0(db: None) -> None:
    assert news.latest() == 0
