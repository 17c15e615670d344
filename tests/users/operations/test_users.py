"""Who works in a company, and how they like their screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.users import queries
from kartotek.users.models import Company, User
from kartotek.users.operations import (
    change_password,
    change_preferences,
    create_group,
    create_token,
    create_user,
)
from kartotek.users.operations.users import Preferences
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db

PASSWORD = "lamba-ve-kablo-42"


def created(company: Company, now: datetime, **more: Any) -> User:
    given = {"name": "Ayla Er", "email": "ayla@kuzeyisik.example", "password": PASSWORD, **more}
    return create_user(company=company, at=now, **given)


def test_a_user_starts_in_the_company_s_language_and_clock(now: datetime) -> None:
    company = Company.objects.create(
        name="Fener", language="tr", time_zone="Europe/Istanbul", created_at=now
    )

    user = created(company, now)

    assert (user.language, user.time_zone) == ("tr", "Europe/Istanbul")


def test_a_password_is_not_kept_as_it_is(company: Company, now: datetime) -> None:
    user = created(company, now)

    assert PASSWORD not in user.password
    assert user.check_password(PASSWORD)


def test_an_address_signs_in_one_user_only(company: Company, now: datetime) -> None:
    created(company, now)

    with pytest.raises(Invalid) as refusal:
        created(company, now, email="AYLA@kuzeyisik.example")
    assert list(refusal.value.fields) == ["email"]


@pytest.mark.parametrize("weak", ["kablo", "12345678", "ayla@kuzeyisik.example"])
def test_a_password_that_is_easy_to_guess_is_refused(
    company: Company, now: datetime, weak: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        created(company, now, password=weak)

    assert list(refusal.value.fields) == ["password"]


def test_an_address_that_is_none_is_refused(company: Company, now: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        created(company, now, email="ayla")

    assert list(refusal.value.fields) == ["email"]


def test_a_group_is_created_once(company: Company) -> None:
    assert create_group(company=company, name="Sales") == create_group(
        company=company, name=" Sales "
    )


def test_preferences_that_are_not_given_stay(by_elif: Viewer, elif_: User) -> None:
    change_preferences(by=by_elif, preferences=Preferences(language="tr", theme="dark"))

    elif_.refresh_from_db()
    assert (elif_.name, elif_.language, elif_.theme) == ("Elif Aydın", "tr", "dark")


def test_single_keys_can_be_switched_off(by_elif: Viewer, elif_: User) -> None:
    change_preferences(by=by_elif, preferences=Preferences(has_single_keys=False))

    elif_.refresh_from_db()
    assert not elif_.has_single_keys


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("language", "xx"), ("time_zone", "x"), ("theme", "pink")]
)
def test_a_preference_nobody_has_is_refused(by_elif: Viewer, field: str, value: str) -> None:
    preferences = replace(Preferences(), **{field: value})  # type: ignore[arg-type]

    with pytest.raises(Invalid) as refusal:
        change_preferences(by=by_elif, preferences=preferences)

    assert list(refusal.value.fields) == [field]


def test_the_engine_has_no_preferences(company: Company) -> None:
    with pytest.raises(NotFound):
        change_preferences(by=Viewer.engine(company.pk), preferences=Preferences(theme="dark"))


def test_the_old_password_is_needed_for_a_new_one(company: Company, now: datetime) -> None:
    user = created(company, now)

    with pytest.raises(Invalid) as refusal:
        change_password(by=Viewer.of(user), old="wrong", new="yeni-lamba-43")

    assert list(refusal.value.fields) == ["old"]


def test_a_new_password_replaces_the_old_one(company: Company, now: datetime) -> None:
    user = created(company, now)

    change_password(by=Viewer.of(user), old=PASSWORD, new="yeni-lamba-43")

    user.refresh_from_db()
    assert (user.check_password(PASSWORD), user.check_password("yeni-lamba-43")) == (False, True)


def test_a_weak_new_password_is_refused(company: Company, now: datetime) -> None:
    user = created(company, now)

    with pytest.raises(Invalid) as refusal:
        change_password(by=Viewer.of(user), old=PASSWORD, new="123")

    assert list(refusal.value.fields) == ["new"]


def test_a_token_lets_its_user_in(elif_: User, now: datetime) -> None:
    token = create_token(user=elif_, at=now)

    assert queries.user_of_token(token) == elif_


def test_a_token_is_not_kept_as_it_is(elif_: User, now: datetime) -> None:
    token = create_token(user=elif_, at=now)

    assert not elif_.api_tokens.filter(token_hash=token).exists()


def test_a_token_we_never_gave_lets_nobody_in(elif_: User, now: datetime) -> None:
    create_token(user=elif_, at=now)

    assert queries.user_of_token("guessed") is None


def test_the_token_of_somebody_who_left_lets_nobody_in(elif_: User, now: datetime) -> None:
    token = create_token(user=elif_, at=now)
    User.objects.filter(pk=elif_.pk).update(is_active=False)

    assert queries.user_of_token(token) is None
