"""Elif's mail: what each conversation belongs to, why, and setting it right by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import choose, open_conversation, row, toast, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


@pytest.fixture
def elifs(visits: Visits, demo: Installation) -> Page:
    """Elif's inbox."""
    return visits.as_user(demo, "elif")


def test_every_conversation_says_where_it_belongs_or_why_not(elifs: Page, accessible: Look) -> None:
    rows = elifs.locator(".conversation-row")
    expect(rows.nth(20)).to_be_visible()
    answered = rows.filter(has=elifs.locator(".item-chip, .reason-chip"))
    assert answered.count() == rows.count()
    accessible(elifs)

    row(elifs, "Liman sahası projektör").get_by_role("link", name="Not linked").click()

    why = elifs.get_by_role("dialog", name="Why?")
    expect(why).to_contain_text("several open items, so the right one is not certain")
    expect(why.get_by_role("listitem").filter(has_text="Quay floodlights")).to_be_visible()
    expect(why.get_by_role("listitem").filter(has_text="Liman sahası, 1. etap")).to_be_visible()
    accessible(elifs)


def test_a_conversation_is_linked_from_its_row_by_pointer(elifs: Page, accessible: Look) -> None:
    campaign = row(elifs, "Kampanya fiyatları")
    campaign.hover()
    campaign.get_by_role("link", name="Link item").click()
    expect(elifs.get_by_role("option", name="Adana dealer stock")).to_be_visible()
    accessible(elifs)

    choose(elifs, "Adana dealer stock")

    expect(campaign.get_by_role("link", name="Deal: Adana dealer stock")).to_be_visible()
    expect(elifs.get_by_role("dialog")).to_have_count(0)

    undo(elifs, "Linked to Adana dealer stock")

    expect(campaign.get_by_role("link", name="Not linked: 2 open deals")).to_be_visible()
    expect(campaign.get_by_role("link", name="Deal:")).to_have_count(0)


def test_a_conversation_is_linked_from_its_row_by_keys(elifs: Page) -> None:
    port = row(elifs, "Liman sahası projektör")
    elifs.keyboard.press("j")
    for _ in range(30):
        if port.locator(":focus").count():
            break
        elifs.keyboard.press("j")
    expect(port.locator(":focus")).to_have_count(1)

    elifs.keyboard.press("l")
    first = elifs.get_by_role("dialog", name="Link").get_by_role("option").first
    title = first.locator(".option__title").inner_text()
    elifs.keyboard.press("1")

    expect(port.locator(".item-chip")).to_contain_text(title)
    expect(toast(elifs, f"Linked to {title}")).to_be_visible()

    elifs.keyboard.press("z")

    expect(port.get_by_role("link", name="Not linked: 1 deal, 1 project")).to_be_visible()


def test_an_item_that_is_not_suggested_is_found_by_typing(elifs: Page) -> None:
    prices = row(elifs, "Price list 2027")
    prices.get_by_role("link", name="Price list 2027").focus()
    elifs.keyboard.press("l")
    popover = elifs.get_by_role("dialog", name="Link")
    expect(popover.get_by_role("combobox")).to_be_focused()

    elifs.keyboard.type("museum")
    expect(popover.get_by_role("option")).to_have_count(1)
    expect(popover.get_by_role("option")).to_contain_text("Museum stairs")
    elifs.keyboard.press("Enter")

    expect(prices.get_by_role("link", name="Lead: Museum stairs")).to_be_visible()
    expect(elifs.get_by_role("dialog")).to_have_count(0)


def test_a_conversation_is_linked_moved_and_unlinked_on_its_page(
    elifs: Page, accessible: Look
) -> None:
    open_conversation(elifs, "Örnek oda ziyareti")
    bar, panel = elifs.locator("#link_bar"), elifs.locator("#conversation_panel")
    accessible(elifs)

    bar.get_by_role("link", name="Link to existing item").click()
    choose(elifs, "Room retrofit, 212 rooms")
    expect(bar.get_by_role("link", name="Deal: Room retrofit, 212 rooms")).to_be_visible()
    expect(panel).to_contain_text("Linked by Elif Aydın")
    accessible(elifs)

    panel.get_by_role("link", name="Change item").click()
    choose(elifs, "Bodrum outdoor, phase 1")
    expect(bar.get_by_role("link", name="Deal: Bodrum outdoor, phase 1")).to_be_visible()

    panel.get_by_role("button", name="Unlink").click()
    expect(bar.get_by_role("link", name="Unlinked by Elif")).to_be_visible()
    expect(panel.get_by_text("Why is this not linked?")).to_be_visible()
    expect(panel).to_contain_text("Unlinked by Elif Aydın")
    panel.get_by_text(re.compile(r"\d changes")).click()
    expect(panel.get_by_text("Elif Aydın linked it to Room retrofit, 212 rooms")).to_be_visible()
    expect(panel.get_by_text("Elif Aydın moved it to Bodrum outdoor, phase 1")).to_be_visible()
    accessible(elifs)


def test_quotations_fold_and_files_are_saved(elifs: Page, accessible: Look) -> None:
    open_conversation(elifs, "Lobby chandelier")
    last = elifs.locator("article.message").last.locator(".message__body")
    quoted = last.get_by_text("The lowest ring now hangs at 3.10 m")
    expect(last.get_by_text("çizimler uygun, onaylıyorum")).to_be_visible()
    expect(quoted).to_be_hidden()

    last.get_by_text("Show quoted text").click()

    expect(quoted).to_be_visible()

    earlier = elifs.locator("article.message").nth(3)
    earlier.locator("summary").first.click()
    drawings = earlier.get_by_role("link", name="Pera-lobby-drawings-r3.pdf")
    expect(drawings).to_be_visible()
    accessible(elifs)
    with elifs.expect_download() as saved:
        drawings.click()
    assert saved.value.suggested_filename == "Pera-lobby-drawings-r3.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    with elifs.expect_download() as saved:
        earlier.get_by_role("link", name="Teslimat-planı.xlsx").click()
    assert saved.value.suggested_filename == "Teslimat-planı.xlsx"


def test_html_stands_in_a_frame_as_high_as_it_is(elifs: Page, accessible: Look) -> None:
    open_conversation(elifs, "Harbour House reception")

    frame = elifs.frame_locator("iframe[title='Message from James Whitfield']")
    expect(frame.get_by_role("cell", name="Pendant, large")).to_be_visible()
    expect(frame.get_by_text("what the brass does to the lead time")).to_be_in_viewport()
    accessible(elifs)


def test_pictures_of_other_servers_are_not_fetched(elifs: Page, accessible: Look) -> None:
    asked: list[str] = []
    elifs.on("request", lambda request: asked.append(request.url))
    elifs.get_by_role("link", name="Archive").first.click()
    open_conversation(elifs, "Işık Fuarı: kayıtlar açıldı")

    frame = elifs.frame_locator("iframe[title^='Message from']")
    expect(frame.get_by_text("1 picture from another server is not shown")).to_be_visible()
    expect(frame.get_by_role("link", name="Kayıt ol")).to_be_visible()
    assert [url for url in asked if "fuarisik" in url] == []
    accessible(elifs)
