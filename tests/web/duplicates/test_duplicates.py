"""The page of pairs, and what is decided there."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kartotek.contacts.models import DuplicateJob, LikelyPair, Merge, Person
from kartotek.contacts.operations import edit_person
from kartotek.flows import contact_changes, find_duplicates
from kartotek.users.visibility import Visibility
from tests.conftest import NOW
from tests.web.visitors import HTMX, text_of


def _page(browser: Any, **asked: Any) -> str:
    return text_of(browser.get("/duplicates/", asked))


def test_a_pair_is_shown_with_its_reason_and_both_records(
    elifs_browser: Any, zeynep_again: Any
) -> None:
    shown = _page(elifs_browser)

    for text in ("Zeynep Karaca and Zeynep", "Same email address", "Procurement manager"):
        assert text in shown
    assert "Merge 1 certain pair" in shown


def test_who_does_not_see_both_sees_no_pair(
    elifs_browser: Any, robins_browser: Any, zeynep_again: Any, by_elif: Any
) -> None:
    edit_person(person_id=zeynep_again.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)

    assert "Zeynep Karaca and Zeynep" in _page(elifs_browser)
    assert "No duplicates found" in _page(robins_browser)


def test_nothing_twice_is_said_so(elifs_browser: Any, zeynep: Any) -> None:
    assert "No duplicates found" in _page(elifs_browser)


def test_pairs_are_narrowed(elifs_browser: Any, zeynep_again: Any, tomas: Any) -> None:
    assert "No pairs match" in _page(elifs_browser, show="likely")
    assert "Zeynep Karaca and" in _page(elifs_browser, show="certain", about=zeynep_again.pk)
    assert "No pairs match" in _page(elifs_browser, about=tomas.pk)
    assert "No duplicates found" in _page(elifs_browser, kind="organization")


def test_a_kind_that_is_not_there_is_not_found(elifs_browser: Any) -> None:
    assert elifs_browser.get("/duplicates/?kind=deal").status_code == 404


def test_many_pairs_come_a_page_at_a_time(elifs_browser: Any, by_elif: Any) -> None:
    for number in range(22):
        for _twice in range(2):
            contact_changes.add_person(by=by_elif, at=NOW, name=f"Ad Soyad{number}")

    first = elifs_browser.get("/duplicates/")
    after = first.content.decode().partition("after=")[2].partition('"')[0]
    second = elifs_browser.get(f"/duplicates/?after={after}", headers=HTMX)

    assert first.content.count(b'class="pair"') == 20
    assert second.content.count(b'class="pair"') == 2


def test_a_pair_is_kept_separate_and_asked_about_again(
    elifs_browser: Any, zeynep_again: Any
) -> None:
    pair = LikelyPair.objects.get()
    url = f"/duplicates/pairs/{pair.pk}/separation/"

    drawn = text_of(elifs_browser.post(url, headers=HTMX))
    assert "Kept separate" in drawn
    assert "No duplicates found" in _page(elifs_browser)
    assert "Zeynep Karaca and" in _page(elifs_browser, show="apart")

    elifs_browser.post(f"{url}?again=1")
    assert "Zeynep Karaca and" in _page(elifs_browser)


def test_a_pair_of_others_is_not_there(robins_browser: Any, zeynep_again: Any) -> None:
    Person.objects.update(visibility=Visibility.OWNER)
    pair = LikelyPair.objects.get()

    answer = robins_browser.post(f"/duplicates/pairs/{pair.pk}/separation/")

    assert answer.status_code == 404


def test_before_certain_pairs_are_merged_they_are_shown(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any
) -> None:
    asked = text_of(elifs_browser.get("/duplicates/certain/?kind=person", headers=HTMX))

    for text in ("Merge 1 certain pair", "Zeynep Karaca and Zeynep", "Same email address"):
        assert text in asked
    assert "You can undo this for 30 days." in asked
    assert not DuplicateJob.objects.exists()


def test_certain_pairs_are_merged_by_a_worker_and_undone(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any
) -> None:
    elifs_browser.post("/duplicates/certain/?kind=person")
    job = DuplicateJob.objects.get()
    progress = elifs_browser.get(f"/duplicates/jobs/{job.pk}/", headers=HTMX)
    assert "0 of 1" in text_of(progress)

    find_duplicates.go_on(clock=lambda: NOW)
    zeynep_again.refresh_from_db()
    assert zeynep_again.deleted_at is not None
    assert "HX-Redirect" in elifs_browser.get(f"/duplicates/jobs/{job.pk}/", headers=HTMX)

    told = _page(elifs_browser)
    assert "1 pair was merged." in told
    assert f"/duplicates/jobs/{job.pk}/undo/" in told

    Merge.objects.update(merged_at=timezone.now())
    shown = _page(elifs_browser, show="merged")
    assert "1 pair was merged." in shown
    assert "Zeynep is part of" in shown

    elifs_browser.post(f"/duplicates/jobs/{job.pk}/undo/")
    find_duplicates.go_on(clock=timezone.now)
    zeynep_again.refresh_from_db()
    assert zeynep_again.deleted_at is None


def test_somebody_may_have_the_company_searched(elifs_browser: Any, zeynep: Any) -> None:
    elifs_browser.post("/duplicates/search/?kind=person")

    assert "Looking for duplicates" in _page(elifs_browser)


def test_a_job_of_others_is_not_there(elifs_browser: Any, outsiders_browser: Any) -> None:
    elifs_browser.post("/duplicates/search/")
    job = DuplicateJob.objects.get()

    assert outsiders_browser.get(f"/duplicates/jobs/{job.pk}/").status_code == 404
