"""The page of the timeline, and the choice of a frequency."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kartotek.contacts.models import Person
from kartotek.users.models import User
from tests.conftest import NOW

HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_elif(elif_: User) -> Client:
    client = Client()
    client.force_login(elif_)
    return client


@pytest.mark.parametrize("kind", ["person", "organization", "nonsense"])
def test_the_page_opens(as_elif: Client, zeynep: Any, kind: str) -> None:
    assert as_elif.get("/timeline/", {"kind": kind}).status_code == 200


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_frequency_is_chosen_in_the_row(
    as_elif: Client, zeynep: Any, headers: dict[str, str]
) -> None:
    address = f"/timeline/person/{zeynep.pk}/follow-up/"
    answer = as_elif.post(address, {"days": "30"}, headers=headers)

    zeynep.refresh_from_db()
    assert (answer.status_code, zeynep.follow_up_days) == (200 if headers else 303, 30)


def test_who_is_overdue_is_counted_and_comes_up_first(as_elif: Client, zeynep: Any) -> None:
    due = NOW.date() - timedelta(days=400)
    Person.objects.filter(pk=zeynep.pk).update(follow_up_days=45, follow_up_on=due)

    page = as_elif.get("/timeline/").content.decode()

    assert "1 is waiting to hear from you" in page
    assert "days late" in page
    assert '<option value="45" selected>45 days</option>' in page


def test_the_rows_that_follow_come_alone(as_elif: Client, zeynep: Any) -> None:
    for number in range(30):
        Person.objects.create(
            company=zeynep.company, owner=zeynep.owner, name=f"P {number:02}",
            sort_key=f"p {number:02}", created_at=NOW, updated_at=NOW,
        )  # fmt: skip
    first = as_elif.get("/timeline/").content.decode()
    after = first.split("after=")[1].split('"')[0].split("&")[0]

    more = as_elif.get(f"/timeline/?after={after}", headers=HTMX).content.decode()

    assert "<html" not in more
    assert "P 29" in more


def test_robin_chooses_nothing_for_whom_he_does_not_see(robin: User, zeynep: Any) -> None:
    Person.objects.filter(pk=zeynep.pk).update(visibility=1)
    client = Client()
    client.force_login(robin)

    assert client.post(f"/timeline/person/{zeynep.pk}/follow-up/").status_code == 404
    assert client.post(f"/timeline/deal/{zeynep.pk}/follow-up/").status_code == 404
