"""Commands that create and change records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kartotek.mail.credentials import password_of
from kartotek.mail.models import Mailbox
from kartotek.users.models import Company, User
from kartotek.users.queries import user_of_token
from tests.commands.console import Console

pytestmark = pytest.mark.django_db

USER = ("create_user", "--email", "ayla@kuzeyisik.example", "--name", "Ayla Er")
PASSWORD = "lamba-ve-kablo-42"


@pytest.fixture(autouse=True)
def key_ring(settings: Any, tmp_path: Path) -> None:
    settings.KEY_RING = tmp_path / "keys"


def test_the_only_company_gets_the_user(kartotek: Console, company: Company) -> None:
    outcome = kartotek(*USER, "--password-stdin", "--json", typed=PASSWORD)

    user = User.objects.get(email="ayla@kuzeyisik.example")
    assert outcome.facts["user_id"] == user.pk
    assert (user.company, user.is_admin, user.check_password(PASSWORD)) == (company, False, True)


def test_a_user_joins_a_group(kartotek: Console, company: Company) -> None:
    kartotek(*USER, "--group", "Export", "--admin", "--password-stdin", typed=PASSWORD)

    user = User.objects.get(email="ayla@kuzeyisik.example")
    assert (user.group.name if user.group else "", user.is_admin) == ("Export", True)


def test_one_of_several_companies_is_named(
    kartotek: Console, company: Company, other_company: Company
) -> None:
    assert kartotek(*USER, "--password-stdin", typed=PASSWORD).code == 1

    kartotek(*USER, "--company", str(other_company.pk), "--password-stdin", typed=PASSWORD)

    assert User.objects.get(email="ayla@kuzeyisik.example").company == other_company


def test_a_user_without_a_password_is_not_created(kartotek: Console, company: Company) -> None:
    outcome = kartotek(*USER)

    assert (outcome.code, User.objects.count()) == (1, 0)
    assert "--password-stdin" in outcome.err


def test_a_token_lets_its_user_in(kartotek: Console, elif_: User) -> None:
    outcome = kartotek("create_token", "--email", elif_.email, "--json")

    assert user_of_token(outcome.facts["token"]) == elif_


def test_a_mailbox_is_added_as_told(kartotek: Console, elif_: User) -> None:
    outcome = kartotek(
        "add_mailbox",
        "--user",
        elif_.email,
        "--address",
        "satis@kuzeyisik.example",
        *("--imap-host", "127.0.0.1", "--imap-port", "1143", "--imap-security", "none"),
        *("--login", "satis", "--password-stdin", "--history", "1y", "--no-automatic-linking"),
        "--json",
        typed="kutu",
    )

    mailbox = Mailbox.objects.get(pk=outcome.facts["mailbox_id"])
    assert (mailbox.user, mailbox.login, mailbox.imap_port) == (elif_, "satis", 1143)
    assert (mailbox.history, mailbox.automatic_linking) == ("1y", False)
    assert password_of(mailbox) == "kutu"


def test_keys_are_turned(kartotek: Console, elif_: User) -> None:
    kartotek(
        *("add_mailbox", "--user", elif_.email, "--address", elif_.email),
        *("--imap-host", "imap.kuzeyisik.example", "--password-stdin"),
        typed="kutu",
    )

    outcome = kartotek("rotate_keys", "--drop-old", "--json")

    assert outcome.facts == {"passwords": 1, "dropped_old": True}
    assert password_of(Mailbox.objects.get()) == "kutu"
