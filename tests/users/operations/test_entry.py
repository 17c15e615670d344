"""Getting in, and being kept out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kartotek.users import queries
from kartotek.users.models import Company, SignInFailure, User
from kartotek.users.operations import (
    NotWelcome,
    TooManyTries,
    WrongPassword,
    create_user,
    drop_stale_entries,
    invite_first,
    sign_in,
    use_invitation,
)
from kartotek.users.rules import TRIES_OF_ORIGIN

PASSWORD = "lamba-ve-kablo-42"


@pytest.fixture
def ayla(company: Company, now: datetime) -> User:
    return create_user(
        company=company,
        name="Ayla Er",
        email="ayla@kuzeyisik.example",
        password=PASSWORD,
        at=now,
    )


def fail(times: int, at: datetime, email: str = "ayla@kuzeyisik.example", origin: str = "") -> None:
    for _time in range(times):
        with pytest.raises(WrongPassword):
            sign_in(email=email, password="wrong", at=at, origin=origin)


def test_an_address_signs_in_whatever_its_case(ayla: User, now: datetime) -> None:
    assert sign_in(email=" Ayla@KuzeyIsik.example ", password=PASSWORD, at=now) == ayla


def test_a_wrong_password_does_not_sign_in(ayla: User, now: datetime) -> None:
    with pytest.raises(WrongPassword):
        sign_in(email=ayla.email, password="lamba", at=now)


def test_an_unknown_address_is_refused_in_the_same_words(ayla: User, now: datetime) -> None:
    with pytest.raises(WrongPassword) as wrong:
        sign_in(email=ayla.email, password="lamba", at=now)
    with pytest.raises(WrongPassword) as unknown:
        sign_in(email="nobody@kuzeyisik.example", password="lamba", at=now)

    assert str(wrong.value) == str(unknown.value)


def test_somebody_who_left_does_not_sign_in(ayla: User, now: datetime) -> None:
    User.objects.filter(pk=ayla.pk).update(is_active=False)

    with pytest.raises(WrongPassword):
        sign_in(email=ayla.email, password=PASSWORD, at=now)


def test_after_five_wrong_passwords_even_the_right_one_waits(ayla: User, now: datetime) -> None:
    fail(5, now)

    with pytest.raises(TooManyTries, match="Wait 9 minutes"):
        sign_in(email=ayla.email, password=PASSWORD, at=now + timedelta(seconds=90))


def test_after_the_wait_the_right_password_signs_in(ayla: User, now: datetime) -> None:
    fail(5, now)

    assert sign_in(email=ayla.email, password=PASSWORD, at=now + timedelta(minutes=10)) == ayla


def test_trying_while_waiting_does_not_make_the_wait_longer(ayla: User, now: datetime) -> None:
    fail(5, now)
    with pytest.raises(TooManyTries):
        sign_in(email=ayla.email, password="wrong", at=now + timedelta(minutes=9))

    assert sign_in(email=ayla.email, password=PASSWORD, at=now + timedelta(minutes=10)) == ayla


def test_the_failures_of_one_address_do_not_slow_another(ayla: User, now: datetime) -> None:
    fail(5, now, "mert@kuzeyisik.example")

    assert sign_in(email=ayla.email, password=PASSWORD, at=now) == ayla


def test_who_guesses_elsewhere_keeps_nobody_out(ayla: User, now: datetime) -> None:
    fail(5, now, origin="198.51.100.1")

    with pytest.raises(TooManyTries):
        sign_in(email=ayla.email, password=PASSWORD, at=now, origin="198.51.100.1")
    assert sign_in(email=ayla.email, password=PASSWORD, at=now, origin="203.0.113.7") == ayla


def test_signing_in_gives_no_new_tries_to_who_guesses_elsewhere(ayla: User, now: datetime) -> None:
    fail(5, now, origin="198.51.100.1")
    sign_in(email=ayla.email, password=PASSWORD, at=now, origin="203.0.113.7")

    with pytest.raises(TooManyTries):
        sign_in(email=ayla.email, password=PASSWORD, at=now, origin="198.51.100.1")


def test_who_tries_one_account_after_the_other_waits_for_all(ayla: User, now: datetime) -> None:
    for number in range(TRIES_OF_ORIGIN):
        fail(1, now, f"user{number}@kuzeyisik.example", origin="198.51.100.1")

    with pytest.raises(TooManyTries):
        sign_in(email=ayla.email, password=PASSWORD, at=now, origin="198.51.100.1")


def test_signing_in_forgets_earlier_failures(ayla: User, now: datetime) -> None:
    fail(4, now)

    sign_in(email=ayla.email, password=PASSWORD, at=now)

    assert not SignInFailure.objects.exists()


@pytest.mark.django_db
def test_a_one_time_link_opens_an_empty_installation(now: datetime) -> None:
    token = invite_first(at=now)

    assert queries.is_welcome(token, at=now)


@pytest.mark.django_db
def test_a_one_time_link_works_once(now: datetime) -> None:
    token = invite_first(at=now)
    use_invitation(token=token, at=now)

    with pytest.raises(NotWelcome):
        use_invitation(token=token, at=now)


@pytest.mark.django_db
def test_a_link_ends_after_a_week(now: datetime) -> None:
    token = invite_first(at=now)

    assert not queries.is_welcome(token, at=now + timedelta(days=7))


@pytest.mark.django_db
def test_a_link_we_never_gave_opens_nothing(now: datetime) -> None:
    invite_first(at=now)

    with pytest.raises(NotWelcome):
        use_invitation(token="guessed", at=now)


def test_a_second_link_is_dead_once_a_company_is_open(company: Company, now: datetime) -> None:
    token = invite_first(at=now)

    with pytest.raises(NotWelcome):
        use_invitation(token=token, at=now)


def test_what_counts_no_more_is_dropped(ayla: User, now: datetime) -> None:
    invite_first(at=now - timedelta(days=8))
    invite_first(at=now)
    fail(2, now - timedelta(minutes=11))
    fail(1, now)

    assert drop_stale_entries(at=now) == 3
