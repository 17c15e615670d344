"""The settings page of activity types."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.activities.models import ActivityType
from tests.web.visitors import HTMX, browser_of, text_of

PAGE = "/settings/activity-types/"


@pytest.fixture
def deniz_browser(deniz: Any) -> Any:
    """The admin's browser."""
    return browser_of(deniz)


def _type(key: str) -> Any:
    return ActivityType.objects.get(key=key)


def test_types_are_shown_with_their_uses(deniz_browser: Any) -> None:
    shown = text_of(deniz_browser.get(PAGE))

    for text in ("Call", "Deadline", "0 activities"):
        assert text in shown


def test_a_type_is_added_in_a_dialog(deniz_browser: Any) -> None:
    assert 'value="truck"' in text_of(deniz_browser.get(f"{PAGE}add/", headers=HTMX))

    response = deniz_browser.post(
        f"{PAGE}add/", {"name": "Site visit", "icon": "truck"}, headers=HTMX
    )

    assert 'hx-target="#activity_types"' in text_of(response)
    assert _type("site_visit").icon == "truck"


def test_a_name_that_is_taken_is_told(deniz_browser: Any) -> None:
    response = deniz_browser.post(f"{PAGE}add/", {"name": "call", "icon": "car"}, headers=HTMX)

    assert response.status_code == 422
    assert "Another type has this name." in text_of(response)


def test_a_type_is_renamed_moved_laid_aside_and_used_again(deniz_browser: Any) -> None:
    lunch = _type("lunch")
    path = f"{PAGE}{lunch.pk}/"

    deniz_browser.post(path, {"name": "Dinner", "icon": "lunch"}, headers=HTMX)
    deniz_browser.post(f"{path}place/", {"before": _type("call").pk}, headers=HTMX)
    aside = text_of(deniz_browser.post(f"{path}use/", headers=HTMX))

    lunch.refresh_from_db()
    assert (lunch.name, lunch.position, lunch.is_active) == ("Dinner", 0, False)
    assert "Laid aside" in aside
    deniz_browser.post(f"{path}use/?again=1", headers=HTMX)
    lunch.refresh_from_db()
    assert lunch.is_active


@pytest.mark.parametrize("path", ["", "add/", "1/"])
def test_only_who_may_change_the_company_sees_them(as_elif: Any, path: str) -> None:
    assert as_elif.get(PAGE + path).status_code == 403


def test_a_type_that_is_gone_is_not_there(deniz_browser: Any) -> None:
    assert deniz_browser.get(f"{PAGE}99999/").status_code == 404


def test_without_htmx_one_comes_back_to_the_page(deniz_browser: Any) -> None:
    response = deniz_browser.post(f"{PAGE}add/", {"name": "Visit", "icon": "car"})

    assert response["Location"] == PAGE
