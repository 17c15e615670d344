"""Who is told of what: each row of the table, and when emails are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.lib.decisions import decide
from kartotek.notifications.rules import (
    TELLING_TABLE,
    Facts,
    Happening,
    Told,
    is_daily_due,
    is_hourly_due,
)
from kartotek.notifications.words import REASONS

CASES = [
    (Facts(Happening.WRITTEN, did_it=True, is_mentioned=True), "OWN_ACT", Told.NOTHING),
    (Facts(Happening.WRITTEN, sees_it=False, is_mentioned=True), "UNSEEN", Told.NOTHING),
    (Facts(Happening.COMMENTED, is_mentioned=True, wrote_note=True), "MENTIONED", Told.MENTION),
    (Facts(Happening.CHANGED, got_it=True, follows_it=True), "GIVEN", Told.ASSIGNED),
    (Facts(Happening.CHANGED, lost_it=True), "TAKEN", Told.FOLLOWED),
    (Facts(Happening.COMMENTED, wrote_note=True, wrote_comment=True), "OWN_NOTE", Told.COMMENT),
    (Facts(Happening.COMMENTED, wrote_comment=True), "SAME_THREAD", Told.COMMENT),
    (Facts(Happening.WRITTEN, wrote_note=True), "NOT_CONCERNED", Told.NOTHING),
    (Facts(Happening.MAIL, has_mail=True, follows_it=True), "OWN_MAIL", Told.NOTHING),
    (Facts(Happening.MAIL, follows_it=True), "FOLLOWED_MAIL", Told.MAIL),
    (Facts(Happening.MAIL, owns_it=True), "NOT_CONCERNED", Told.NOTHING),
    (Facts(Happening.CHANGED, owns_it=True, follows_it=True), "OWN_RECORD", Told.FOLLOWED),
    (Facts(Happening.CHANGED, follows_it=True), "FOLLOWED_RECORD", Told.FOLLOWED),
    (Facts(Happening.CHANGED), "NOT_CONCERNED", Told.NOTHING),
]

flags = st.booleans()
any_facts = st.builds(
    Facts, st.sampled_from(Happening), flags, flags, flags, flags, flags, flags, flags, flags, flags
)


@pytest.mark.parametrize(("facts", "code", "told"), CASES)
def test_each_row_decides(facts: Facts, code: str, told: Told) -> None:
    decision = decide(TELLING_TABLE, facts)

    assert (decision.code, decision.outcome) == (code, told)


def test_every_row_has_a_case() -> None:
    assert {code for _facts, code, _told in CASES} == {row.code for row in TELLING_TABLE}


def test_every_row_that_tells_says_why() -> None:
    assert set(REASONS) == {row.code for row in TELLING_TABLE if row.outcome is not Told.NOTHING}


@given(any_facts)
def test_nobody_is_told_of_their_own_act_or_what_they_do_not_see(facts: Facts) -> None:
    if facts.did_it or not facts.sees_it:
        assert decide(TELLING_TABLE, facts).outcome is Told.NOTHING


NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
ISTANBUL = ZoneInfo("Europe/Istanbul")


def test_an_hour_passes_between_two_hourly_emails() -> None:
    assert is_hourly_due(None, NOW)
    assert not is_hourly_due(NOW - timedelta(minutes=59), NOW)
    assert is_hourly_due(NOW - timedelta(minutes=60), NOW)


@pytest.mark.parametrize(
    ("sent", "now", "due"),
    [
        ("2026-11-12T04:59", "2026-11-12T05:00", True),
        ("2026-11-12T05:00", "2026-11-13T04:59", False),
        ("2026-11-12T05:00", "2026-11-13T05:00", True),
        ("2026-11-09T05:00", "2026-11-12T01:00", True),
    ],
)
def test_daily_emails_go_at_eight_where_the_user_is(sent: str, now: str, due: bool) -> None:
    before, here = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (sent, now))

    assert is_daily_due(before, here, ISTANBUL) is due


def test_a_first_daily_email_waits_for_nothing() -> None:
    assert is_daily_due(None, NOW, ISTANBUL)
