"""One worker at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.flows import lease
from kartotek.flows.models import Lease
from tests.letters import LATER

pytestmark = pytest.mark.django_db


def test_a_second_worker_gets_nothing_until_the_first_is_done() -> None:
    with lease.held("work", clock=lambda: LATER) as first:
        assert first()
        with lease.held("work", clock=lambda: LATER) as second:
            assert not second()
    with lease.held("work", clock=lambda: LATER) as third:
        assert third()


def test_asking_again_at_once_writes_nothing(django_assert_num_queries: Any) -> None:
    with lease.held("work", clock=lambda: LATER) as is_ours:
        assert is_ours()
        with django_assert_num_queries(0):
            assert is_ours()


def test_a_lease_is_renewed_long_before_it_runs_out() -> None:
    now = LATER
    with lease.held("work", clock=lambda: now) as is_ours:
        assert is_ours()
        now = LATER + lease.LASTS / 2
        assert is_ours()
        assert Lease.objects.get(name="work").until == now + lease.LASTS


def test_whoever_was_away_too_long_has_lost_it() -> None:
    now = LATER
    with lease.held("work", clock=lambda: now) as slow:
        assert slow()
        now = LATER + lease.LASTS + timedelta(seconds=1)
        with lease.held("work", clock=lambda: now) as other:
            assert other()
            assert not slow()
