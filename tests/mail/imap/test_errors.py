"""Errors speak to a person, and tell a program what to do."""

from __future__ import annotations

import pytest

from kartotek.mail.connection.errors import words_of
from kartotek.mail.imap.errors import STATES, ServerTrouble

FACTS = {
    "host": "imap.kuzeyisik.example",
    "port": "993",
    "said": "No",
    "reason": "self-signed",
    "command": "LOGIN",
    "folder": "Sent",
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_says_what_happened_what_is_safe_and_what_to_do(
    state: type[ServerTrouble],
) -> None:
    message = str(state(**FACTS))

    assert message.count(". ") >= 2
    assert "%(" not in message
    assert state.__doc__ is not None


def test_every_state_has_a_code_of_its_own() -> None:
    assert len({state.code for state in STATES}) == len(STATES)


def test_a_servers_words_are_made_fit_to_show() -> None:
    said = words_of(b"Bad\x1b[31m pass\r\nword: s3cret \xff", "s3cret")

    assert said == "Bad [31m pass word: *** \ufffd"
