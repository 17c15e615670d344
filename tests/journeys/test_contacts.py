"""People and organizations: added, completed in place, and what happens on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import choose, toast

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def elifs(visits: Visits, demo: Installation) -> Page:
    """Elif, at her contacts."""
    page = visits.as_user(demo, "elif")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Contacts").click()
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()
    return page


def test_a_person_is_added_and_who_may_be_meant_is_told(elifs: Page, accessible: Look) -> None:
    accessible(elifs)
    elifs.get_by_role("main").get_by_role("link", name="Person", exact=True).click()
    dialog = elifs.get_by_role("dialog", name="Add person")
    dialog.get_by_label("Name").fill("zeynep karaca")
    expect(dialog.get_by_text("Already here?")).to_be_visible()
    expect(dialog.get_by_role("link", name="Zeynep Karaca")).to_be_visible()
    accessible(elifs)

    dialog.get_by_label("Name").fill("Aslı Şahin")
    expect(dialog.get_by_text("Already here?")).to_be_hidden()
    dialog.get_by_role("combobox", name="Organization").press_sequentially("marmara")
    dialog.get_by_role("option", name="Marmara Otelcilik A.Ş.").click()
    dialog.get_by_label("Email", exact=True).fill("asli.sahin@marmaraotel.example")
    dialog.get_by_role("button", name="Add person").click()

    expect(elifs.get_by_role("heading", level=1, name="Aslı Şahin")).to_be_visible()
    expect(elifs.get_by_role("link", name="asli.sahin@marmaraotel.example")).to_be_visible()
    expect(elifs.get_by_role("link", name="Marmara Otelcilik A.Ş.").first).to_be_visible()
    accessible(elifs)


def test_a_person_is_completed_where_things_stand(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("link", name="Petra Svobodová").click()
    main = elifs.get_by_role("main")
    accessible(elifs)

    main.get_by_role("link", name="Edit Job title").click()
    main.get_by_role("textbox", name="Job title").fill("Chief lighting designer")
    elifs.keyboard.press("Enter")
    expect(main.get_by_role("link", name="Edit Job title")).to_have_text("Chief lighting designer")

    main.get_by_role("link", name="Add label").click()
    elifs.get_by_role("dialog", name="Labels").get_by_role("button", name="Specifier").click()
    expect(main.locator(".label-chip", has_text="Specifier")).to_be_visible()
    accessible(elifs)
    elifs.keyboard.press("Escape")

    history = main.get_by_role("region", name="History")
    main.get_by_role("textbox", name="Note").fill("Likes paper lamps.")
    main.get_by_role("button", name="Save note").click()
    expect(history.get_by_text("Likes paper lamps.")).to_be_visible()
    expect(main.get_by_role("textbox", name="Note")).to_have_text("")

    main.get_by_role("tab", name="Activity").click()
    main.get_by_role("textbox", name="What needs doing").fill("Send paper samples")
    accessible(elifs)
    main.get_by_role("button", name="Plan activity").click()
    planned = main.get_by_role("region", name="Focus").get_by_role("listitem")
    planned = planned.filter(has_text="Send paper samples")
    planned.get_by_role("button", name="Done").click()
    expect(planned).to_have_count(0)
    expect(history.get_by_role("heading", name="Send paper samples")).to_be_visible()
    accessible(elifs)


def test_an_organization_gets_a_new_person_by_name(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("link", name="Organizations").click()
    expect(elifs.get_by_role("heading", level=1, name="Organizations")).to_be_visible()
    accessible(elifs)
    elifs.get_by_role("link", name="Teal River Hotels").click()
    accessible(elifs)

    people = elifs.locator("#section-people")
    people.get_by_role("button", name="Add a person").click()
    people.get_by_role("combobox").press_sequentially("Hamish Reid")
    accessible(elifs)
    people.get_by_role("option", name="Add “Hamish Reid” as a new person").click()

    expect(people.get_by_role("link", name="Hamish Reid")).to_be_visible()
    expect(people.get_by_role("link", name="Priya Raman")).to_be_visible()


def test_a_conversation_is_linked_in_the_history_of_a_person(elifs: Page, accessible: Look) -> None:
    elifs.get_by_role("link", name="Daniel Okafor").click()
    history = elifs.get_by_role("region", name="History")
    history.get_by_role("link", name="Emails").click()
    entry = history.get_by_role("listitem").filter(has_text="Golf day in June").last
    expect(entry.get_by_role("link", name="Unlinked by Elif")).to_be_visible()
    accessible(elifs)

    entry.get_by_role("button", name="Link item").click()
    choose(elifs, "Leeds clinic, corridors")

    expect(entry.get_by_role("link", name="Deal: Leeds clinic, corridors")).to_be_visible()
    expect(toast(elifs, "Linked to Leeds clinic, corridors")).to_be_visible()
    accessible(elifs)
