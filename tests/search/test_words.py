"""From text to the words of the index and back to a query."""

from __future__ import annotations

import pytest

from kartotek.search.words import (
    Asked,
    asked,
    dialled,
    phone_words,
    record_fts5,
    record_text,
    record_tsquery,
    words_of,
)


@pytest.mark.parametrize(
    "typed",
    ["0212 555 01 42", "+90 212 555 01 42", "(212) 555 01 42", "0090 212 555 0142", "90212",
     "5550142", "0142", "212-555"],
)  # fmt: skip
def test_a_phone_is_found_in_any_form(typed: str) -> None:
    digits = dialled(typed)

    assert digits
    assert any(way.startswith(digits) for way in phone_words("+902125550142"))


@pytest.mark.parametrize("typed", ["42", "12 Ayşe", "a.b@c.example", "٣٤٥", ""])
def test_what_is_no_phone_has_no_digits_to_dial(typed: str) -> None:
    assert dialled(typed) == ""


def test_a_number_that_cannot_be_read_is_found_by_its_digits() -> None:
    assert phone_words("ext. 4711-08") == ["471108", "1108"]


@pytest.mark.parametrize(
    ("typed", "words"), [("a", ()), ("ay", ("ay",)), ("山", ("山",)), ("", ())]
)
def test_two_letters_suffice_and_one_that_is_a_word(typed: str, words: tuple[str, ...]) -> None:
    assert asked(typed).words == words


def test_marks_cannot_be_typed() -> None:
    assert words_of("zzc1 ada zznada") == ["ada"]


def test_the_words_of_a_name_are_there_twice() -> None:
    text = record_text("Ada Kaya", reached=["ada@x.example"], phones=[], said=[], marks="zzc1")

    assert set(text.split()) == {"zzc1", "zznada", "zznkaya", "ada", "kaya", "x", "example"}


def test_every_word_may_be_a_beginning_but_a_single_letter() -> None:
    query = record_fts5(Asked(("z", "kar")), kinds=["zzkperson"], seen=["a", "b"], is_named=False)

    assert query == '("zzkperson") AND ("a" OR "b") AND (("z" AND "kar" *))'


def test_digits_are_looked_for_beside_the_words() -> None:
    wanted = Asked(("0212", "555"), "0212555")
    lite = record_fts5(wanted, kinds=["k"], seen=["s"], is_named=False)
    post = record_tsquery(wanted, kinds=["k"], seen=["s"], is_named=False)

    assert lite.endswith('(("0212" * AND "555" *) OR "zzp0212555" *)')
    assert post == "('k') & ('s') & (('0212':* & '555':*) | 'zzp0212555':*)"


def test_a_name_is_looked_for_among_names_alone() -> None:
    wanted = Asked(("0212",), "0212")

    assert "zzp" not in record_fts5(wanted, kinds=["k"], seen=["s"], is_named=True)
    assert "'zzn0212':*" in record_tsquery(wanted, kinds=["k"], seen=["s"], is_named=True)
