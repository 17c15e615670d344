"""The first minutes: a one-time link, a company, an empty inbox."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


def test_the_one_time_link_opens_a_company_and_is_dead_afterwards(
    empty: Installation, visits: Visits, page: Page, accessible: Look
) -> None:
    page.goto(empty.welcome)
    expect(page.get_by_role("heading", name="Create your company")).to_be_visible()
    accessible(page)

    page.get_by_label("Company").fill("Kuzey Işık")
    page.get_by_label("Your name").fill("Deniz Acar")
    page.get_by_label("Your email").fill("deniz@kuzeyisik.example")
    page.get_by_label("Password").fill("lantern-otter-42")
    page.get_by_label("Language").select_option(label="English")
    page.get_by_role("button", name="Create company").click()

    expect(page.get_by_text("Bring your email here")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Account menu of Deniz Acar").click()
    page.get_by_role("link", name="Personal preferences").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Deniz Acar")
    accessible(page)
    page.get_by_role("link", name="Users").click()
    expect(page.get_by_role("row", name="Deniz Acar").get_by_text("Admin")).to_be_visible()
    accessible(page)

    page.context.clear_cookies()
    visits.refused.add(404)
    page.goto(empty.welcome)

    expect(page.get_by_role("heading", name="This link is used up")).to_be_visible()
    accessible(page)


def test_a_company_opened_in_turkish_is_greeted_in_turkish(
    empty: Installation, page: Page, accessible: Look
) -> None:
    page.goto(empty.welcome)
    page.get_by_role("button", name="Türkçe").click()
    expect(page.get_by_role("heading", name="Şirketinizi oluşturun")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    accessible(page)

    page.get_by_label("Şirket").fill("Kuzey Işık")
    page.get_by_label("Adınız").fill("Elif Aydın")
    page.get_by_label("E-postanız").fill("elif@kuzeyisik.example")
    page.get_by_label("Parola").fill("fener-samur-42")
    page.get_by_role("button", name="Şirketi oluştur").click()

    expect(page.get_by_role("navigation", name="Satış gelen kutusu")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    accessible(page)
