"""What people type finds what was written, and lists are in their alphabet's order."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.lib.text import fold, many_lines, one_line, shorten, sort_key, tokens

TURKISH = st.text("abcçdefgğhıijklmnoöprsştuüvyz", min_size=1, max_size=6)
ALPHABET = "abcçdefgğhıijklmnoöprsştuüvyz"


@pytest.mark.parametrize("typed", ["ISPARTA", "İSPARTA", "ısparta", "isparta", "i̇sparta"])
def test_every_turkish_i_finds_every_other(typed: str) -> None:
    assert fold(typed) == "isparta"


@pytest.mark.parametrize(
    ("written", "found_as"),
    [
        ("Şişli Çağ Öğün", "sisli cag ogun"),
        ("Straße", "strasse"),
        ("Æsir Smørrebrød", "aesir smorrebrod"),
        ("Łódź", "lodz"),
        ("ﬁnal", "final"),
        ("Tomáš Novák", "tomas novak"),
    ],
)
def test_letters_are_found_without_their_marks(written: str, found_as: str) -> None:
    assert fold(written) == found_as


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_an_address_falls_apart_into_words() -> None:
    assert tokens("Ali.Veli@marmara-otel.example") == ["ali", "veli", "marmara", "otel", "example"]


def test_a_suffix_after_an_apostrophe_is_a_word_of_its_own() -> None:
    assert tokens("Ankara'da") == ["ankara", "da"]


def test_punctuation_alone_has_no_words() -> None:
    assert tokens(" - _ / ") == []


@given(st.lists(TURKISH, max_size=8))
def test_turkish_words_sort_as_a_turkish_dictionary(words: list[str]) -> None:
    expected = sorted(words, key=lambda word: [ALPHABET.index(letter) for letter in word])

    assert sorted(words, key=lambda word: sort_key(word, "tr")) == expected


def test_capitals_sort_with_their_small_letters_in_turkish() -> None:
    assert sort_key("IŞIK", "tr") == sort_key("ışık", "tr")
    assert sort_key("İPEK", "tr") == sort_key("ipek", "tr")


def test_a_name_sorts_before_a_longer_name_that_starts_with_it() -> None:
    assert sort_key("Ali Veli", "tr") < sort_key("Aliye", "tr")


def test_marks_make_no_difference_in_english_order() -> None:
    assert sort_key("Çelik", "en") == sort_key("celik", "en")


def test_punctuation_alone_still_sorts() -> None:
    assert sort_key("—", "tr") == "—"


def test_short_text_is_only_put_on_one_line() -> None:
    assert shorten(" two\n lines ", 20) == "two lines"


def test_long_text_is_cut_at_a_word() -> None:
    assert shorten("The lobby lamps arrive on Friday", 20) == "The lobby lamps…"


def test_one_long_word_is_cut_inside() -> None:
    assert shorten("a" * 50, 10) == "a" * 9 + "…"


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_shortened_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ali \t Veli\n", "Ali Veli"),
        ("Ali\x00Veli", "Ali Veli"),
        ("Ali \ud83d", "Ali"),
        ("علي \u202bولي", "علي \u202bولي"),
        ("👩🏽‍🔧", "👩🏽‍🔧"),
    ],
)
def test_a_line_keeps_letters_and_loses_what_no_database_takes(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" one\r\ntwo\rthree ", "one\ntwo\nthree"),
        ("one\x00\x0btwo\udc00", "onetwo"),
        ("a\tb", "a\tb"),
    ],
)
def test_lines_end_alike_and_hold_only_what_can_be_kept(typed: str, kept: str) -> None:
    assert many_lines(typed) == kept


@given(st.text(max_size=60))
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert tokens(text) == re.findall(r"[^\W_]+", fold(text))
