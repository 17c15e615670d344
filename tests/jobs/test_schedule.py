"""What is done again and again can be done at any time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from kartotek.jobs.schedule import MAIL, SCHEDULE, Chore
from kartotek.users.models import Company

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("chore", [*MAIL, *SCHEDULE], ids=lambda chore: chore.name)
def test_a_chore_may_be_done_twice(chore: Chore, company: Company, now: datetime) -> None:
    chore.run(now)
    chore.run(now)


def test_ended_sessions_are_dropped(now: datetime) -> None:
    long_ago = now - timedelta(days=4000)
    Session.objects.create(session_key="old", session_data="", expire_date=long_ago)
    chore = next(chore for chore in SCHEDULE if chore.name == "drop ended sessions")

    chore.run(now)

    assert not Session.objects.exists()


def test_chores_have_names_of_their_own() -> None:
    names = [chore.name for chore in (*MAIL, *SCHEDULE)]

    assert len(names) == len(set(names))
