"""The table of marks, by language."""

from __future__ import annotations

import re

import pytest

from kartotek.mail.mime.quote_lines import fold
from kartotek.mail.mime.quote_marks import LANGUAGES, Marks, any_of


@pytest.mark.parametrize("column", Marks._fields)
def test_marks_are_written_as_they_are_compared(column: str) -> None:
    words = [word for marks in LANGUAGES.values() for word in getattr(marks, column)]

    assert [word for word in words if fold(word).strip() != word] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_announce_a_quotation(language: str) -> None:
    marks = LANGUAGES[language]

    for column in ("wrote", "sender", "sent", "to", "subject", "original", "forwarded"):
        assert getattr(marks, column), column


def test_the_longest_mark_is_found_first() -> None:
    found = re.match(any_of("sent"), "gönderilme tarihi")

    assert found is not None
    assert found[0] == "gönderilme tarihi"
