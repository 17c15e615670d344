"""Settings, Lead sources."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.leads import queries
from kartotek.pipeline.leads.defaults import create_default_sources
from kartotek.pipeline.leads.models import LeadSource
from tests.web.visitors import HTMX, browser_of, elifs_browser, outsiders_browser, text_of

__all__ = ["elifs_browser", "outsiders_browser"]

URL = "/settings/sources/"


@pytest.fixture
def denizs_browser(deniz: Any) -> Any:
    """A browser in which the admin is signed in."""
    return browser_of(deniz)


@pytest.fixture
def sources(company: Any) -> Any:
    return create_default_sources(company, "en")


def names(viewer: Any) -> list[str]:
    return [one.name for one in queries.sources(viewer=viewer)]


def test_the_page_shows_the_sources_with_their_leads(
    denizs_browser: Any, sources: Any, clinic_lead: Any
) -> None:
    shown = text_of(denizs_browser.get(URL))

    for text in ("Manually created", "1 lead", "Trade fair", "0 leads"):
        assert text in shown


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_source_is_added_renamed_moved_and_deleted(
    denizs_browser: Any, by_deniz: Any, sources: Any, headers: dict[str, str]
) -> None:
    dialog = text_of(denizs_browser.get(f"{URL}add/", headers=headers))
    denizs_browser.post(f"{URL}add/", {"name": "Radio"}, headers=headers)
    made = LeadSource.objects.get(name="Radio")
    denizs_browser.post(f"{URL}{made.pk}/", {"name": "Podcast"}, headers=headers)
    denizs_browser.post(f"{URL}{made.pk}/place/", {"before": sources[0].pk}, headers=headers)
    denizs_browser.post(f"{URL}{sources[1].pk}/deleted/", headers=headers)

    assert "Add source" in dialog
    assert names(by_deniz)[:3] == ["Podcast", "Manually created", "Web form"]


def test_a_name_is_asked_for_again(denizs_browser: Any, sources: Any) -> None:
    empty = denizs_browser.post(f"{URL}add/", {"name": ""}, headers=HTMX)
    taken = denizs_browser.post(f"{URL}{sources[1].pk}/", {"name": "web FORM"}, headers=HTMX)

    assert (empty.status_code, taken.status_code) == (422, 422)
    assert "There is a source of this name already." in text_of(taken)


def test_only_who_furnishes_pipelines_gets_in(
    elifs_browser: Any, outsiders_browser: Any, sources: Any
) -> None:
    for path in ("", "add/", f"{sources[0].pk}/"):
        assert elifs_browser.get(f"{URL}{path}").status_code == 403
    assert elifs_browser.post(f"{URL}{sources[0].pk}/deleted/").status_code == 403
    assert outsiders_browser.get(f"{URL}{sources[0].pk}/").status_code == 404
