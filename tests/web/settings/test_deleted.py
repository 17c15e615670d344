"""The page of deleted records: what waits there, for whom, and the way back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kartotek.activities.models import Note
from kartotek.activities.operations import create_note, delete_note
from kartotek.contacts.models import Person
from kartotek.flows.contact_changes import delete_organization, delete_person
from tests.web.visitors import elifs_browser, robins_browser, text_of

__all__ = ["elifs_browser", "robins_browser"]

PAGE = "settings:deleted"


@pytest.fixture
def gone(zeynep: Any, by_mert: Any) -> Any:
    delete_person(person_id=zeynep.pk, by=by_mert, at=timezone.now() - timedelta(days=10))
    return zeynep


def test_a_deleted_person_waits_with_who_and_how_long(elifs_browser: Client, gone: Any) -> None:
    page = text_of(elifs_browser.get(reverse(PAGE)))

    assert gone.name in page
    assert "Mert Kaya" in page
    assert (
        '<td class="col-mid number">20</td>' in page or '<td class="col-mid number">19</td>' in page
    )


def test_each_kind_has_its_own_list(
    elifs_browser: Client, gone: Any, marmara: Any, by_elif: Any
) -> None:
    delete_organization(organization_id=marmara.pk, by=by_elif, at=timezone.now())

    page = text_of(elifs_browser.get(reverse(PAGE), {"type": "organization"}))

    assert marmara.name in page
    assert gone.name not in page


@pytest.mark.parametrize(
    ("text", "is_found"), [("zeyn", True), ("KARACA", True), ("daniel", False)]
)
def test_deleted_people_are_searched(
    elifs_browser: Client, gone: Any, text: str, is_found: bool
) -> None:
    page = text_of(elifs_browser.get(reverse(PAGE), {"type": "person", "text": text}))

    assert (f'id="deleted-person-{gone.pk}"' in page) is is_found


def test_what_one_may_not_see_does_not_wait_there(
    robins_browser: Client, gone: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    Person.objects.filter(pk=gone.pk).update(visibility=1)

    assert gone.name not in text_of(robins_browser.get(reverse(PAGE)))


def test_restoring_one_opens_nothing_and_says_so(elifs_browser: Client, gone: Any) -> None:
    here = f"{reverse(PAGE)}?type=person"

    answer = elifs_browser.post(
        reverse("records:restoration"), {"refs": f"person-{gone.pk}", "from": here}
    )

    assert (answer.status_code, answer["Location"]) == (303, here)
    assert Person.objects.get(pk=gone.pk).deleted_at is None
    assert "restored" in text_of(elifs_browser.get(here))


def test_restoring_many_is_one_act(
    elifs_browser: Client, gone: Any, by_elif: Any, now: Any, daniel: Any
) -> None:
    delete_person(person_id=daniel.pk, by=by_elif, at=timezone.now())

    refs = [f"person-{gone.pk}", f"person-{daniel.pk}"]
    elifs_browser.post(reverse("records:restoration"), {"refs": refs, "from": "x"})

    assert Person.objects.filter(deleted_at__isnull=False).count() == 0


def test_a_deleted_note_comes_back(
    elifs_browser: Client, by_elif: Any, now: Any, daniel: Any
) -> None:
    note = create_note(by=by_elif, at=now, text="Call on Monday", person_id=daniel.pk)
    delete_note(note_id=note.pk, by=by_elif, at=timezone.now())

    page = text_of(elifs_browser.get(reverse(PAGE), {"type": "note"}))
    elifs_browser.post(reverse("records:restoration"), {"refs": f"note-{note.pk}"})

    assert "Call on Monday" in page
    assert Note.objects.get(pk=note.pk).deleted_at is None


def test_the_way_back_never_leads_elsewhere(elifs_browser: Client, gone: Any) -> None:
    answer = elifs_browser.post(
        reverse("records:restoration"),
        {"refs": f"person-{gone.pk}", "from": "https://elsewhere.example/"},
    )

    assert answer["Location"] == reverse(PAGE)


def test_merged_people_come_back_by_undoing_the_merge_alone(
    elifs_browser: Client, gone: Any, daniel: Any, company: Any
) -> None:
    from kartotek.contacts.models.merge import Merge

    Merge.objects.create(
        company=company,
        on="person",
        survivor_id=daniel.pk,
        loser_id=gone.pk,
        survivor_name=daniel.name,
        loser_name=gone.name,
        merged_at=timezone.now(),
    )

    assert gone.name not in text_of(elifs_browser.get(reverse(PAGE), {"type": "person"}))


def test_a_page_asks_few_questions(
    elifs_browser: Client, gone: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(16):
        elifs_browser.get(reverse(PAGE), {"type": "person"})
