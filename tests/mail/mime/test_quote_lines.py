"""What one line of a text says about quoting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.mail.mime.quote_lines import (
    fold,
    is_attribution,
    is_header_block,
    is_marked,
    may_be_attribution,
)


def test_a_turkish_capital_folds_to_its_small_letter() -> None:
    assert fold("İLETİLEN İLETİ") == "iletilen ileti"


@given(st.text(max_size=60))
def test_text_folds_alike_however_many_letters_it_has(text: str) -> None:
    assert fold(text) == text.replace("İ", "i").casefold()


@pytest.mark.parametrize("line", ["> a", ">", ">> a", "> a:"])
def test_a_marked_line_is_quoted(line: str) -> None:
    assert is_marked(line)


@pytest.mark.parametrize("line", ["a > b", "", ">:", "> wrote:"])
def test_a_wrapped_end_of_an_attribution_is_not_marked(line: str) -> None:
    assert not is_marked(line)


@pytest.mark.parametrize(
    "line", ["elif wrote:", "on tuesday the price was:", "12:30 lunch", "see 12.11.2026"]
)
def test_an_attribution_needs_who_and_when(line: str) -> None:
    assert not is_attribution(line)


def test_less_is_enough_when_marked_lines_follow() -> None:
    assert may_be_attribution("elif wrote:")
    assert not may_be_attribution("the following:")


def test_a_header_block_names_sender_and_moment() -> None:
    assert is_header_block("From: a\nSent: b\nTo: c")
    assert is_header_block("Kimden: a Gönderildi: b Kime: c Konu: d")
    assert not is_header_block("From: a\nTo: c\nSubject: d")
    assert not is_header_block("Sent: b\nTo: c")
