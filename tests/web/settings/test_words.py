"""Every state of a mailbox has its words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kartotek.mail.connection.report import ProbeStep, failed, worked
from kartotek.mail.imap.errors import STATES, HostNotFound, LoginRefused
from kartotek.mail.models.mailbox import MailboxStatus
from kartotek.mail.queries.mailboxes import mailbox_row
from kartotek.users.viewer import Viewer
from kartotek.web.settings import words
from kartotek.web.settings.troubles import TROUBLES

FACTS = {"host": "imap.x.example", "port": "993", "reason": "expired", "folder": "INBOX"}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_trouble_of_a_server_has_words_of_its_own(state: Any) -> None:
    assert state.code in TROUBLES


@pytest.mark.parametrize("code", [*TROUBLES, "something new"])
def test_a_trouble_says_what_happened_what_is_safe_and_what_to_do(code: str) -> None:
    told = words.trouble(code, FACTS)

    assert all(part and "%(" not in part for part in (told.what, told.safe, told.do))


def test_a_trouble_without_facts_is_told_all_the_same() -> None:
    assert words.trouble("login_refused", {}).what


def test_a_server_s_own_words_are_quoted() -> None:
    told = words.trouble("login_refused", {**FACTS, "said": "100% wrong"})

    assert told.what.endswith("It said: “100% wrong”.")


@pytest.mark.parametrize("status", MailboxStatus.values)
def test_every_status_has_a_badge(status: str, account: Any, by_elif: Viewer) -> None:
    row = replace(mailbox_row(account.pk, viewer=by_elif), status=status)

    assert words.badge(row).text


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (worked("dns", "192.0.2.7"), "The name leads to 192.0.2.7."),
        (worked("connect", "993"), "Port 993 answers."),
        (worked("tls", "TLSv1.3"), "Encrypted with TLSv1.3."),
        (worked("login", "elif"), "Signed in as elif."),
        (worked("folders", "1"), "1 folder can be read."),
        (worked("folders", "7"), "7 folders can be read."),
    ],
)
def test_every_step_that_worked_says_so(step: ProbeStep, text: str) -> None:
    found = words.found(step)

    assert (found.text, found.tone) == (text, "ok")


def test_a_connection_in_the_open_is_warned_of() -> None:
    assert words.found(worked("tls", "", "not_encrypted")).tone == "warn"


def test_a_step_that_failed_says_what_to_do() -> None:
    found = words.found(failed("dns", HostNotFound(host="imap.x.example", port="993")))

    assert found.tone == "danger"
    assert "There is no server named imap.x.example." in found.text
    assert "Check the spelling" in found.text


def test_a_first_connection_is_told_of_no_mail_and_no_sync_that_goes_on() -> None:
    step = failed("login", LoginRefused(host="imap.x.example", port="993"))

    assert "Check the login and the password." in words.found(step, is_first=True).text
    assert "sync goes on" in words.found(step).text
