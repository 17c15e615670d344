"""The one-time link, from the first look to the second company that cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kartotek.users.models import Company, User
from kartotek.users.operations import invite_first

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Kuzey Işık",
    "user_name": "Deniz Acar",
    "email": "deniz@kuzeyisik.example",
    "password": "lamba-ve-kablo-42",
    "language": "tr",
}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def link() -> str:
    return f"/welcome/{invite_first(at=timezone.now())}/"


def opened(client: Client, link: str, **more: Any) -> Any:
    return client.post(link, {**TYPED, **more})


def test_the_link_shows_what_is_asked(client: Client, link: str) -> None:
    page = client.get(link).content.decode()

    assert all(f'name="{name}"' in page for name in TYPED)


def test_opening_a_company_signs_its_admin_in(client: Client, link: str) -> None:
    answer = opened(client, link)

    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert User.objects.get().is_admin
    assert '<html lang="tr"' in client.get("/settings/preferences/").content.decode()


@pytest.mark.parametrize(
    ("zone", "kept"),
    [("Europe/Berlin", "Europe/Berlin"), ("", "Europe/Istanbul"), ("Mars", "Europe/Istanbul")],
)
def test_a_company_takes_the_browsers_time_zone_else_its_languages(
    client: Client, link: str, zone: str, kept: str
) -> None:
    opened(client, link, time_zone=zone)

    assert Company.objects.get().time_zone == kept


def test_a_language_is_chosen_by_its_own_name(client: Client, link: str) -> None:
    page = client.get(link, headers={"Accept-Language": "tr"}).content.decode()

    assert 'value="en">English</option>' in page.replace(" selected", "")
    assert "Türkçe</option>" in page


def test_opening_a_company_works_with_htmx(client: Client, link: str) -> None:
    assert client.post(link, TYPED, headers=HTMX)["HX-Redirect"] == "/"


def test_a_mistake_shows_the_form_again_with_what_was_typed(client: Client, link: str) -> None:
    answer = opened(client, link, password="123")

    assert answer.status_code == 422
    assert 'value="Kuzey Işık"' in answer.content.decode()
    assert not Company.objects.exists()


def test_a_mistake_shows_the_form_alone_to_htmx(client: Client, link: str) -> None:
    answer = client.post(link, {**TYPED, "email": "deniz"}, headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#create_company")


def test_the_link_works_once(client: Client, link: str) -> None:
    opened(client, link)

    assert Client().get(link).status_code == 404
    assert opened(Client(), link, email="second@kuzeyisik.example").status_code == 404
    assert Company.objects.count() == 1


def test_a_used_link_leads_to_signing_in(client: Client, link: str, company: Company) -> None:
    page = client.get(link)

    assert page.status_code == 404
    assert 'href="/login/"' in page.content.decode()


def test_a_guessed_link_opens_nothing(client: Client, link: str) -> None:
    answer = client.get("/welcome/guessed/")

    assert answer.status_code == 404
    assert ".venv/bin/kartotek prepare" in answer.content.decode()
    assert opened(client, "/welcome/guessed/").status_code == 404
    assert not Company.objects.exists()
