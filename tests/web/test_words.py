"""Times, names and numbers as people of a language write them."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from kartotek.web import words

ISTANBUL = zoneinfo.ZoneInfo("Europe/Istanbul")


@pytest.fixture
def noon() -> dt.datetime:
    """Return today's noon in İstanbul, which is today at every moment of the test."""
    return dt.datetime.combine(timezone.localdate(timezone=ISTANBUL), dt.time(12, 5), ISTANBUL)


@pytest.mark.parametrize(("days", "name"), [(0, "Today"), (-1, "Yesterday"), (1, "Tomorrow")])
def test_days_near_today_have_names(days: int, name: str, noon: dt.datetime) -> None:
    with timezone.override(ISTANBUL), translation.override("en"):
        assert words.day(noon + dt.timedelta(days=days)) == name


def test_other_days_are_short_and_name_another_year() -> None:
    with translation.override("en"):
        assert words.day(dt.date(2019, 11, 12)) == "12 Nov 2019"
    with translation.override("tr"):
        assert words.day(dt.date(2019, 11, 12)) == "12 Kas 2019"


def test_nothing_is_written_for_no_date() -> None:
    assert words.day(None) == words.when(None) == ""


def test_a_moment_is_told_in_the_viewers_zone(noon: dt.datetime) -> None:
    with timezone.override(ISTANBUL), translation.override("en"):
        drawn = words.when(noon.astimezone(dt.UTC))

    assert drawn.endswith(">Today 12:05</time>")
    assert f'datetime="{noon.isoformat(timespec="minutes")}"' in drawn


def test_the_whole_date_is_in_the_title() -> None:
    with timezone.override(ISTANBUL), translation.override("en"):
        drawn = words.when(dt.datetime(2019, 11, 12, 7, 41, tzinfo=dt.UTC))

    assert 'title="12 November 2019, 10:41"' in drawn
    assert drawn.endswith(">12 Nov 2019</time>")


def test_a_row_leaves_today_out_and_the_day_of_an_old_year(noon: dt.datetime) -> None:
    with timezone.override(ISTANBUL), translation.override("en"):
        assert words.when(noon, "row").endswith(">12:05</time>")
        old = words.when(dt.datetime(2019, 11, 12, tzinfo=ISTANBUL), "row")

    assert old.endswith(">Nov 2019</time>")


def test_a_message_tells_its_hour_on_every_day() -> None:
    with timezone.override(ISTANBUL), translation.override("en"):
        drawn = words.when(dt.datetime(2019, 11, 12, 9, 5, tzinfo=ISTANBUL), "clock")

    assert drawn.endswith(">12 Nov 2019 09:05</time>")


def test_a_day_without_hour_has_no_clock() -> None:
    with translation.override("en"):
        drawn = words.when(dt.date(2019, 11, 12))

    assert drawn == '<time datetime="2019-11-12" title="12 November 2019">12 Nov 2019</time>'


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Late today"), (1, "1 day late"), (2, "2 days late")]
)
def test_late_things_say_how_late(days: int, said: str) -> None:
    with translation.override("en"):
        assert words.late(timezone.localdate() - dt.timedelta(days=days)) == said


def test_a_day_is_over_only_when_it_has_passed() -> None:
    today = timezone.localdate()

    assert not words.overdue(today)
    assert words.overdue(today - dt.timedelta(days=1))
    assert not words.overdue(None)


def test_a_moment_is_over_at_once() -> None:
    assert words.overdue(timezone.now() - dt.timedelta(seconds=1))
    assert not words.overdue(timezone.now() + dt.timedelta(minutes=1))


@pytest.mark.parametrize(
    ("name", "kind", "letters"),
    [
        ("Zeynep Karaca", "person", "ZK"),
        ("Ayşe Gül Demirtaş", "person", "AD"),
        ("Tomáš", "person", "T"),
        ("Marmara Otelcilik A.Ş.", "organization", "MO"),
        ("Harbour & Lowe", "organization", "HL"),
        ("", "person", "?"),
    ],
)
def test_an_avatar_has_two_letters(name: str, kind: str, letters: str) -> None:
    assert words.initials(name, kind) == letters


def test_initials_keep_their_dot_in_turkish() -> None:
    with translation.override("tr"):
        assert words.initials("oğuzhan ipek") == "Oİ"
    with translation.override("en"):
        assert words.initials("ingrid solberg") == "IS"


def test_a_name_always_has_the_same_hue() -> None:
    assert words.tone("Zeynep Karaca") == words.tone("Zeynep Karaca")
    assert words.tone("Zeynep Karaca").removeprefix("tone tone--") in words.TONES


def test_numbers_and_money_follow_the_language() -> None:
    with translation.override("en"):
        assert words.number(4218) == "4,218"
        assert words.amount(Decimal(480000), "TRY") == "₺480,000"
    with translation.override("tr"):
        assert words.number(4218) == "4.218"
    assert words.amount(None, "TRY") == ""


@pytest.mark.parametrize(
    ("size", "said"), [(120, "120 bytes"), (38_000, "38 KB"), (2_400_000, "2.4 MB")]
)
def test_a_file_is_measured_in_its_largest_unit(size: int, said: str) -> None:
    with translation.override("en"):
        assert words.file_size(size) == said
