"""Profile, password, company and users."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from kartotek.users.models import Company, User

HTMX = {"HX-Request": "true"}
PREFERENCES = {
    "name": "Elif Aydın",
    "language": "tr",
    "time_zone": "Europe/Istanbul",
    "theme": "dark",
}
COMPANY = {
    "name": "Kuzey Işık A.Ş.",
    "currency": "EUR",
    "region": "TR",
    "time_zone": "Europe/Istanbul",
    "only_younger_conversations": "on",
}
PASSWORD = "lamba-ve-kablo-42"


@pytest.fixture
def as_deniz(deniz: User) -> Client:
    client = Client()
    client.force_login(deniz)
    return client


@pytest.mark.parametrize(
    "address", ["preferences", "password", "company", "users", "email", "email/accounts/add"]
)
def test_every_page_of_the_settings_opens(as_elif: Client, address: str) -> None:
    assert as_elif.get(f"/settings/{address}/").status_code == 200


def test_preferences_are_kept(as_elif: Client, elif_: User) -> None:
    answer = as_elif.post("/settings/preferences/", PREFERENCES)

    elif_.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, "/settings/preferences/")
    assert (elif_.language, elif_.theme, elif_.has_single_keys) == ("tr", "dark", False)


def test_preferences_are_kept_with_htmx(as_elif: Client, elif_: User) -> None:
    answer = as_elif.post("/settings/preferences/", PREFERENCES, headers=HTMX)

    elif_.refresh_from_db()
    assert (answer["HX-Redirect"], elif_.language) == ("/settings/preferences/", "tr")


def test_the_next_page_speaks_the_new_language(as_elif: Client) -> None:
    as_elif.post("/settings/preferences/", PREFERENCES)

    assert '<html lang="tr" data-theme="dark"' in as_elif.get("/settings/users/").content.decode()


def test_single_keys_are_off_on_every_page_once_switched_off(as_elif: Client) -> None:
    assert 'data-single-keys="off"' not in as_elif.get("/settings/users/").content.decode()

    as_elif.post("/settings/preferences/", PREFERENCES)

    assert 'data-single-keys="off"' in as_elif.get("/settings/users/").content.decode()


def test_a_name_cannot_be_empty(as_elif: Client, elif_: User) -> None:
    answer = as_elif.post("/settings/preferences/", {**PREFERENCES, "name": ""})

    elif_.refresh_from_db()
    assert (answer.status_code, elif_.name) == (422, "Elif Aydın")
    assert 'id="field-name-error"' in answer.content.decode()


def test_what_is_wrong_is_shown_alone_to_htmx(as_elif: Client) -> None:
    answer = as_elif.post("/settings/preferences/", {**PREFERENCES, "name": ""}, headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#preferences")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_new_password_keeps_this_session_and_ends_others(
    as_elif: Client, elif_: User, headers: dict[str, str]
) -> None:
    elif_.password = make_password(PASSWORD)
    elif_.save(update_fields=["password"])
    as_elif.force_login(elif_)
    other = Client()
    other.force_login(elif_)

    as_elif.post("/settings/password/", {"old": PASSWORD, "new": "yeni-lamba-43"}, headers=headers)

    elif_.refresh_from_db()
    assert elif_.check_password("yeni-lamba-43")
    assert as_elif.get("/settings/users/").status_code == 200
    assert other.get("/settings/users/").status_code == 302


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_old_password_must_be_right(as_elif: Client, headers: dict[str, str]) -> None:
    answer = as_elif.post(
        "/settings/password/", {"old": "x", "new": "yeni-lamba-43"}, headers=headers
    )

    assert answer.status_code == 422
    assert "This is not your password." in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_admin_changes_the_company(
    as_deniz: Client, company: Company, headers: dict[str, str]
) -> None:
    as_deniz.post("/settings/company/", COMPANY, headers=headers)

    company.refresh_from_db()
    assert (company.name, company.currency) == ("Kuzey Işık A.Ş.", "EUR")
    assert company.only_younger_conversations


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_others_may_not_change_the_company(
    as_elif: Client, company: Company, headers: dict[str, str]
) -> None:
    answer = as_elif.post("/settings/company/", COMPANY, headers=headers)

    company.refresh_from_db()
    assert (answer.status_code, company.name) == (403, "Kuzey Işık")


def test_others_see_why_the_company_cannot_be_changed(as_elif: Client) -> None:
    page = as_elif.get("/settings/company/").content.decode()

    assert "You may not change these. Ask an admin." in page
    assert "Save company settings" not in page


def test_a_currency_nobody_uses_is_refused(as_deniz: Client, company: Company) -> None:
    answer = as_deniz.post("/settings/company/", {**COMPANY, "currency": "QQQ"})

    assert answer.status_code == 422
    assert 'id="field-currency-error"' in answer.content.decode()


def test_everyone_of_the_company_is_listed(as_elif: Client, robin: User, outsider: User) -> None:
    page = as_elif.get("/settings/users/").content.decode()

    assert ("Robin Vance" in page, "Export" in page, "Nora Kask" in page) == (True, True, False)


def test_the_list_of_users_asks_the_database_as_often_for_many(
    as_elif: Client, mert: User, robin: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        as_elif.get("/settings/users/")
