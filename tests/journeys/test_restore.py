"""Two people at one record, records that come back, and files that lie on them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.browsing import Visits
from tests.journeys.installation import Installation
from tests.journeys.ways import toast, undo

pytestmark = pytest.mark.journeys

Look = Callable[[Page], None]


def added(page: Page, name: str) -> None:
    """Add a person and stay on their page."""
    page.goto("/people/add/")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add person").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def begin_job_title(page: Page, title: str) -> None:
    """Click the job title and type, without saving yet."""
    page.get_by_role("link", name="Edit Job title").click()
    page.get_by_role("textbox", name="Job title").fill(title)


def painted() -> bytes:
    """Return a picture."""
    written = BytesIO()
    Image.new("RGB", (600, 400), "teal").save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def two(visits: Visits, demo: Installation) -> tuple[Page, Page]:
    """Elif and Robin."""
    visits.refused |= {404, 409}
    return visits.as_user(demo, "elif"), visits.as_user(demo, "robin")


def test_the_second_editor_chooses_whose_value_counts(
    two: tuple[Page, Page], accessible: Look
) -> None:
    elifs, robins = two
    added(elifs, "Nilay Demir")
    robins.goto(elifs.url)
    begin_job_title(elifs, "Buyer")
    begin_job_title(robins, "Director")
    robins.keyboard.press("Enter")
    expect(robins.get_by_role("link", name="Edit Job title")).to_have_text("Director")

    elifs.keyboard.press("Enter")
    alert = elifs.get_by_role("alert").filter(has_text="changed this meanwhile")
    expect(alert).to_contain_text("Robin Vance")
    expect(alert).to_contain_text("Director")
    expect(elifs.get_by_role("textbox", name="Job title")).to_have_value("Buyer")
    accessible(elifs)
    elifs.get_by_role("button", name="Keep mine").click()
    expect(elifs.get_by_role("link", name="Edit Job title")).to_have_text("Buyer")

    begin_job_title(robins, "Head of sales")
    begin_job_title(elifs, "Architect")
    elifs.keyboard.press("Enter")
    expect(elifs.get_by_role("link", name="Edit Job title")).to_have_text("Architect")
    robins.get_by_role("textbox", name="Job title").press("Enter")
    expect(robins.get_by_role("alert").filter(has_text="Elif Aydın")).to_be_visible()
    robins.get_by_role("link", name="Take theirs").click()
    expect(robins.get_by_role("link", name="Edit Job title")).to_have_text("Architect")


def test_what_was_typed_on_a_deleted_person_is_saved_after_restoring(
    two: tuple[Page, Page], accessible: Look
) -> None:
    elifs, robins = two
    added(elifs, "Cem Tunalı")
    robins.goto(elifs.url)
    begin_job_title(elifs, "Lighting planner")
    robins.get_by_role("button", name="More actions").click()
    robins.get_by_role("button", name="Delete person").click()
    expect(toast(robins, "Cem Tunalı")).to_be_visible()

    elifs.keyboard.press("Enter")
    notice = elifs.locator("#notice")
    expect(notice).to_contain_text("This person was deleted")
    expect(notice).to_contain_text("Robin Vance")
    expect(notice.get_by_label("What you typed")).to_have_value("Lighting planner")
    accessible(elifs)
    notice.get_by_role("button", name="Restore and save").click()
    expect(elifs.get_by_role("link", name="Edit Job title")).to_have_text("Lighting planner")
    expect(notice).to_be_empty()


def test_deleted_records_wait_in_the_settings(two: tuple[Page, Page], accessible: Look) -> None:
    elifs, _robins = two
    for name in ("Oya Saygın", "Oya Sezer"):
        added(elifs, name)
        elifs.get_by_role("button", name="More actions").click()
        elifs.get_by_role("button", name="Delete person").click()
        expect(toast(elifs, name)).to_be_visible()

    elifs.goto("/settings/deleted/")
    expect(elifs.get_by_role("heading", level=1, name="Deleted records")).to_be_visible()
    elifs.get_by_role("searchbox", name="Search deleted records").fill("oya")
    elifs.keyboard.press("Enter")
    rows = elifs.locator("tr[data-row]")
    expect(rows).to_have_count(2)
    accessible(elifs)
    for row in rows.all():
        row.get_by_role("checkbox").check()
    elifs.get_by_role("button", name="Restore selected").click()
    expect(toast(elifs, "2 records restored")).to_be_visible()
    expect(elifs.locator("tr[data-row]")).to_have_count(0)


def test_files_lie_on_a_person(two: tuple[Page, Page], accessible: Look) -> None:
    elifs, _robins = two
    added(elifs, "Selin Kurt")
    elifs.get_by_role("tab", name="File").click()
    offer: FilePayload = {"name": "Teklif ğüş.txt", "mimeType": "text/plain", "buffer": b"An offer"}
    lobby: FilePayload = {
        "name": "lobby.png",
        "mimeType": "image/png",
        "buffer": painted(),
    }
    elifs.locator("#file-panel input[type=file]").set_input_files([offer, lobby])
    expect(elifs.locator(".file-drop__file", has_text="Saved")).to_have_count(2)
    files = elifs.locator("#files")
    expect(files.get_by_role("link", name="Teklif ğüş.txt", exact=True)).to_be_visible()
    accessible(elifs)

    files.get_by_role("link", name="lobby.png", exact=True).click()
    dialog = elifs.get_by_role("dialog", name="lobby.png")
    expect(dialog.get_by_role("img", name="lobby.png")).to_be_visible()
    accessible(elifs)
    dialog.get_by_role("button", name="Close").last.click()

    files.get_by_role("button", name="Delete Teklif ğüş.txt").click()
    expect(files.get_by_role("link", name="Teklif ğüş.txt", exact=True)).to_have_count(0)
    undo(elifs, "Teklif ğüş.txt")
    expect(files.get_by_role("link", name="Teklif ğüş.txt", exact=True)).to_be_visible()


def test_a_person_gets_a_picture(two: tuple[Page, Page], accessible: Look) -> None:
    elifs, _robins = two
    added(elifs, "Selin Kurt")
    elifs.get_by_role("link", name="Change picture").click()
    dialog = elifs.get_by_role("dialog", name="Picture of Selin Kurt")
    accessible(elifs)
    dialog.get_by_label("Picture", exact=True).set_input_files(
        {"name": "me.png", "mimeType": "image/png", "buffer": painted()}
    )
    dialog.get_by_role("button", name="Save picture").click()
    expect(elifs.locator(".record__head img.avatar")).to_be_visible()
    elifs.get_by_role("link", name="Change picture").click()
    elifs.get_by_role("button", name="Remove picture").click()
    expect(elifs.locator(".record__head img.avatar")).to_have_count(0)
    undo(elifs, "Picture removed")
    expect(elifs.locator(".record__head img.avatar")).to_be_visible()
