"""Signing in and out, as a browser does it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from kartotek.users.models import Company, SignInFailure, User

PASSWORD = "lamba-ve-kablo-42"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def elif_in(elif_: User) -> User:
    """Elif, whose password is known."""
    elif_.password = make_password(PASSWORD)
    elif_.save(update_fields=["password"])
    return elif_


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    typed = {"email": email, "password": password, **more.pop("data", {})}
    return client.post("/login/", typed, **more)


def test_whoever_is_not_signed_in_is_asked_to(client: Client, company: Company) -> None:
    answer = client.get("/settings/email/")

    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/settings/email/")


def test_the_right_password_signs_in(client: Client, elif_in: User) -> None:
    answer = sign_in(client, elif_in.email)

    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert client.get("/settings/email/").status_code == 200


def test_signing_in_leads_where_the_person_wanted_to_go(client: Client, elif_in: User) -> None:
    answer = sign_in(client, elif_in.email, data={"next": "/settings/email/"})

    assert answer["Location"] == "/settings/email/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_signing_in_leads_to_no_other_site(client: Client, elif_in: User, elsewhere: str) -> None:
    assert sign_in(client, elif_in.email, data={"next": elsewhere})["Location"] == "/"


def test_a_wrong_password_shows_the_form_again(client: Client, elif_in: User) -> None:
    answer = sign_in(client, elif_in.email, "wrong")

    assert answer.status_code == 422
    assert "The address or the password is not right." in answer.content.decode()
    assert elif_in.email in answer.content.decode()


def test_a_wrong_password_shows_the_form_alone_to_htmx(client: Client, elif_in: User) -> None:
    answer = sign_in(client, elif_in.email, "wrong", headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#sign_in")
    assert "<html" not in answer.content.decode()


def test_a_password_is_never_shown_again(client: Client, elif_in: User) -> None:
    assert "yanlis-lamba" not in sign_in(client, elif_in.email, "yanlis-lamba").content.decode()


def test_after_five_wrong_passwords_the_person_is_told_to_wait(
    client: Client, elif_in: User
) -> None:
    for _time in range(5):
        sign_in(client, elif_in.email, "wrong")

    answer = sign_in(client, elif_in.email)

    assert answer.status_code == 429
    assert "Wait 10 minutes, then try again." in answer.content.decode()
    assert SignInFailure.objects.count() == 5


def test_somebody_who_is_signed_in_needs_no_form(client: Client, elif_: User) -> None:
    client.force_login(elif_)

    assert client.get("/login/").status_code == 303


def test_signing_out_ends_the_session(client: Client, elif_: User) -> None:
    client.force_login(elif_)

    answer = client.post("/logout/")

    assert answer["Location"] == "/login/"
    assert client.get("/settings/email/").status_code == 302


def test_signing_out_works_with_htmx(client: Client, elif_: User) -> None:
    client.force_login(elif_)

    assert client.post("/logout/", headers=HTMX)["HX-Redirect"] == "/login/"


def test_a_link_does_not_sign_out(client: Client, elif_: User) -> None:
    client.force_login(elif_)

    assert client.get("/logout/").status_code == 405


def test_the_form_speaks_the_language_that_was_chosen(client: Client, company: Company) -> None:
    client.post("/language/", {"language": "tr", "next": "/login/"})

    assert '<html lang="tr"' in client.get("/login/").content.decode()


def test_the_form_speaks_the_language_of_the_browser(client: Client, company: Company) -> None:
    page = client.get("/login/", headers={"Accept-Language": "tr-TR,tr;q=0.9"})

    assert '<html lang="tr"' in page.content.decode()


def test_the_theme_of_the_user_is_handed_to_the_browser(client: Client, elif_in: User) -> None:
    User.objects.filter(pk=elif_in.pk).update(theme="dark")

    assert sign_in(client, elif_in.email).cookies["theme"].value == "dark"


def test_an_empty_installation_says_how_to_get_a_link(client: Client, db: None) -> None:
    assert ".venv/bin/kartotek prepare" in client.get("/login/").content.decode()


def test_a_form_from_elsewhere_does_not_sign_in(elif_in: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict, elif_in.email).status_code == 403
