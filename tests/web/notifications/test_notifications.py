"""The page of what one was told, the bell, and where each thing leads."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.operations import edit_person
from kartotek.flows import tell_users
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def test_the_page_says_what_happened_and_why_one_is_told(merts_browser: Any, told: Any) -> None:
    shown = text_of(merts_browser.get("/notifications/"))

    assert "<b>Elif Aydın</b> mentioned you in a note on <b>Zeynep Karaca</b>" in shown
    assert "You are mentioned." in shown
    assert "@Mert Kaya, &lt;b&gt;12 m&lt;/b&gt;" in shown


def test_nobody_reads_what_another_was_told(
    elifs_browser: Any, outsiders_browser: Any, told: Any
) -> None:
    for browser in (elifs_browser, outsiders_browser):
        assert "mentioned you" not in text_of(browser.get("/notifications/"))
        assert browser.get(f"/notifications/{told.pk}/").status_code == 404
        assert browser.post(f"/notifications/{told.pk}/reading/").status_code == 404


def test_a_notification_leads_to_its_note_and_is_read_with_that(
    merts_browser: Any, told: Any, zeynep: Any, mert: Any
) -> None:
    response = merts_browser.get(f"/notifications/{told.pk}/")

    assert response["Location"] == f"/people/{zeynep.pk}/#note-{told.subject_id}"
    told.refresh_from_db()
    mert.refresh_from_db()
    assert told.read_at is not None
    assert mert.unread_count == 0


def test_the_bell_says_how_much_is_new(merts_browser: Any, told: Any) -> None:
    assert "1 unread" in text_of(merts_browser.get("/people/"))
    assert "1 unread" in text_of(merts_browser.get("/notifications/count/"))

    merts_browser.post("/notifications/reading/")

    assert "unread" not in text_of(merts_browser.get("/notifications/count/"))


def test_the_newest_stand_in_a_popover(merts_browser: Any, told: Any) -> None:
    shown = text_of(merts_browser.get("/notifications/newest/", headers=HTMX))

    assert 'id="notifications_newest"' in shown
    assert f"/notifications/{told.pk}/" in shown
    assert merts_browser.get("/notifications/newest/")["Location"] == "/notifications/"


def test_marking_as_read_and_unread_is_heard_by_the_page(merts_browser: Any, told: Any) -> None:
    url = f"/notifications/{told.pk}/reading/"

    response = merts_browser.post(url, {"is_read": "1"}, headers=HTMX)
    assert (response.status_code, response["HX-Trigger"]) == (204, "notifications:changed")
    assert "Nothing unread" in text_of(merts_browser.get("/notifications/", {"show": "unread"}))

    assert merts_browser.post(url, {"is_read": ""})["Location"] == "/notifications/"
    assert "mentioned you" in text_of(merts_browser.get("/notifications/", {"show": "unread"}))


def test_what_one_may_no_longer_see_goes_from_page_and_bell_until_it_is_back(
    merts_browser: Any, told: Any, zeynep: Any, by_elif: Any, mert: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)
    tell_users.go_on(at=now)

    assert merts_browser.get(f"/notifications/{told.pk}/").status_code == 404
    assert "Zeynep" not in text_of(merts_browser.get("/notifications/"))
    mert.refresh_from_db()
    assert mert.unread_count == 0

    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.COMPANY)
    tell_users.go_on(at=now)

    assert "Zeynep" in text_of(merts_browser.get("/notifications/"))
    mert.refresh_from_db()
    assert mert.unread_count == 1


def test_a_page_that_cannot_be_found_is_refused(merts_browser: Any, told: Any) -> None:
    assert merts_browser.get("/notifications/", {"before": "x"}).status_code == 422
