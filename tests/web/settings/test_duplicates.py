"""How a company finds duplicates."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.contacts.models import DuplicateJob, DuplicateRule
from kartotek.contacts.queries import rule_rows
from tests.web.visitors import browser_of, text_of

URL = "/settings/duplicates/"


@pytest.fixture
def admins_browser(deniz: Any) -> Client:
    return browser_of(deniz)


def _form(by: Any) -> dict[str, Any]:
    """Return what the page sends when nothing was changed."""
    return {
        f"{on}-{row.code}-{name}": value
        for on in ("person", "organization")
        for row in rule_rows(on, viewer=by)
        for name, value in (("on", "on"), ("measure", row.measure))
        if value is not None
    }


def test_an_admin_sees_every_rule(admins_browser: Any) -> None:
    shown = text_of(admins_browser.get(URL))

    assert "Same name and phone number" in shown
    assert "Similar name, same domain" in shown


def test_a_rule_is_switched_off_and_measured_otherwise(admins_browser: Any, by_deniz: Any) -> None:
    form = _form(by_deniz) | {"person-name and organization-measure": 95}
    del form["person-phone-on"]

    assert admins_browser.post(URL, form).status_code == 303

    rows = {row.code: row for row in rule_rows("person", viewer=by_deniz)}
    assert not rows["phone"].is_on
    assert rows["name and organization"].measure == 95
    assert rows["address"].is_on
    assert DuplicateJob.objects.filter(what="find").exists()


def test_a_measure_out_of_range_is_refused(admins_browser: Any, by_deniz: Any) -> None:
    form = _form(by_deniz) | {"person-phone-measure": 500}

    assert admins_browser.post(URL, form).status_code == 422
    assert not DuplicateRule.objects.filter(is_on=False).exists()


def test_who_may_not_change_rules_is_refused(as_elif: Any) -> None:
    assert as_elif.get(URL).status_code == 403
