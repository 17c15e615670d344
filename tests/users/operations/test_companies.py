"""Opening a company and changing how it works."""

from __future__ import annotations

from datetime import datetime

import pytest

from kartotek.errors import Forbidden, Invalid
from kartotek.users.models import Company
from kartotek.users.operations import change_company, create_company
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def _changed(by: Viewer, name: str, *, only_younger_conversations: bool = False) -> Company:
    """Change the company at home to have this name, and return it."""
    return change_company(
        by=by,
        name=name,
        currency="TRY",
        region="TR",
        time_zone="Europe/Istanbul",
        only_younger_conversations=only_younger_conversations,
    )


def test_a_turkish_company_starts_with_lira_and_its_clock(now: datetime) -> None:
    company = create_company(name="Kuzey Işık", language="tr", at=now)

    assert (company.currency, company.region, company.time_zone) == (
        "TRY",
        "TR",
        "Europe/Istanbul",
    )


def test_what_is_given_wins_over_what_follows_from_the_language(now: datetime) -> None:
    company = create_company(name="Fener", language="tr", at=now, currency="usd")

    assert (company.currency, company.region) == ("USD", "TR")


def test_everything_that_cannot_be_used_is_named_at_once(now: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        create_company(name="  ", language="xx", at=now, currency="QQQ", region="??", time_zone="x")

    assert set(refusal.value.fields) == {"name", "language", "currency", "region", "time_zone"}


def test_an_admin_changes_the_company(by_deniz: Viewer) -> None:
    company = _changed(by_deniz, "Işık", only_younger_conversations=True)

    company.refresh_from_db()
    assert (company.name, company.only_younger_conversations) == ("Işık", True)


def test_others_do_not_change_the_company(by_elif: Viewer, company: Company) -> None:
    with pytest.raises(Forbidden):
        _changed(by_elif, "Mine", only_younger_conversations=True)

    company.refresh_from_db()
    assert company.name == "Kuzey Işık"


def test_an_admin_does_not_change_another_company(by_outsider: Viewer, company: Company) -> None:
    _changed(by_outsider, "Taken")

    company.refresh_from_db()
    assert company.name == "Kuzey Işık"
