"""Who sees Elif's mail, and who may say where it belongs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import open_conversation, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]

TITLE = "Leeds clinic, corridors"
SUBJECT = "Corridor lighting for the Leeds clinic"


@pytest.fixture
def addresses(visits: Visits, demo: Installation) -> tuple[str, str]:
    """Where a deal lies that only Elif's group sees, and the conversation linked to it."""
    page = visits.as_user(demo, "elif")
    open_conversation(page, SUBJECT)
    conversation = page.url
    page.locator("#link_bar").get_by_role("link", name=f"Deal: {TITLE}").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    page.get_by_role("link", name="Edit Visible to").click()
    page.get_by_role("combobox", name="Visible to").select_option(label="Owner's group")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Edit Visible to")).to_have_text("Owner's group")
    return page.url, conversation


def test_another_team_finds_nothing_of_it(
    visits: Visits, demo: Installation, addresses: tuple[str, str], accessible: Look
) -> None:
    robins = visits.as_user(demo, "robin")
    expect(robins.get_by_text("Bring your email here")).to_be_visible()
    expect(robins.locator(".conversation-row")).to_have_count(0)
    accessible(robins)

    visits.refused.add(404)
    for address in addresses:
        answer = robins.goto(address)
        assert answer
        assert answer.status == 404
        expect(robins.get_by_role("main")).not_to_contain_text("Leeds")
        accessible(robins)
        never = robins.goto(address.rstrip("/") + "99999/")
        assert never
        assert never.status == 404

    # Other journeys of the process may have added records with this word that Robin may see.
    robins.goto("/search/?q=leeds")
    expect(robins.get_by_role("main")).not_to_contain_text("Leeds clinic, corridors")
    accessible(robins)


def test_a_colleague_reads_it_on_the_deal_and_cannot_move_it(
    visits: Visits, demo: Installation, addresses: tuple[str, str], accessible: Look
) -> None:
    merts = visits.as_user(demo, "mert")
    deal, conversation = addresses
    merts.goto(deal)
    history = merts.locator("#history").get_by_role("listitem")
    entry = history.filter(has=merts.get_by_role("heading", name=SUBJECT))
    expect(entry).to_be_visible()
    expect(entry.get_by_role("button")).to_have_count(0)
    accessible(merts)

    entry.get_by_role("link", name=SUBJECT).click()

    expect(merts).to_have_url(conversation)
    expect(merts.locator("#link_bar").get_by_role("link", name=TITLE)).to_be_visible()
    expect(merts.get_by_role("main").locator("[href*='/link/'], [action*='link/']")).to_have_count(
        0
    )
    accessible(merts)


def test_an_admin_who_sees_it_may_unlink_it(
    visits: Visits, demo: Installation, addresses: tuple[str, str], accessible: Look
) -> None:
    denizs = visits.as_user(demo, "deniz")
    denizs.goto(addresses[1])
    expect(denizs.locator("#link_bar").get_by_role("link", name=f"Deal: {TITLE}")).to_be_visible()
    accessible(denizs)

    denizs.get_by_role("button", name="Unlink").click()

    expect(denizs.get_by_text("No deal, lead or project yet.")).to_be_visible()
    expect(denizs.locator("#why")).to_contain_text("Unlinked by Deniz Acar")
    undo(denizs, "Unlinked")
    expect(denizs.locator("#link_bar").get_by_role("link", name=f"Deal: {TITLE}")).to_be_visible()
    accessible(denizs)
