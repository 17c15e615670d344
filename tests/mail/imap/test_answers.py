"""Cutting a response into its parts."""

from __future__ import annotations

import pytest

from kartotek.mail.imap.answers import Unreadable, is_status, read_answer


def test_a_numbered_response_has_its_number_and_word() -> None:
    answer = read_answer([b"* 12 exists"])

    assert (answer.tag, answer.number, answer.word, answer.text) == (b"*", 12, "EXISTS", b"")


def test_a_status_response_has_code_and_words() -> None:
    answer = read_answer([b"K1 NO [AUTHENTICATIONFAILED] Wrong [really] password"])

    assert answer.code == ("AUTHENTICATIONFAILED", b"")
    assert answer.said == b"Wrong [really] password"


def test_words_without_a_code_are_words() -> None:
    answer = read_answer([b"* OK still here"])

    assert (answer.code, answer.said) == (("", b""), b"still here")


def test_a_code_keeps_its_argument() -> None:
    assert read_answer([b"* OK [UIDNEXT 4392] next"]).code == ("UIDNEXT", b"4392")


def test_a_continuation_has_no_word() -> None:
    answer = read_answer([b"+ go on"])

    assert (answer.tag, answer.word, answer.text) == (b"+", "", b"go on")


def test_literals_stay_with_their_text() -> None:
    answer = read_answer([(b"* 1 FETCH (BODY[] {2}", b"hi"), b" UID 7)"])

    assert answer.rest == ((b"(BODY[] {2}", b"hi"), b" UID 7)")


def test_a_line_without_a_tag_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read_answer([b" OK"])


@pytest.mark.parametrize(
    ("line", "status"),
    [(b"* OK see {3}", True), (b"K1 NO {1}", True), (b"* BYE", True), (b"* 1 FETCH {1}", False)],
)
def test_words_for_a_person_hold_no_literals(line: bytes, status: bool) -> None:
    assert is_status(line) is status
