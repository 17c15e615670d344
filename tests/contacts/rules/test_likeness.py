"""How alike names and postal addresses are."""

from __future__ import annotations

import pytest

from kartotek.contacts.rules.likeness import (
    is_short_for,
    organization_words,
    person_words,
    place_words,
    same_place,
    same_words,
    similarity,
    skeleton,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zeynep Karaca", "KARACA Zeynep"),
        ("Işıl İpek", "isil ipek"),
        ("Sn. Zeynep Karaca", "Zeynep Karaca Hanım"),
        ("Tomáš Novák", "Novák, Tomáš"),
    ],
)
def test_order_marks_and_titles_make_no_other_name(one: str, other: str) -> None:
    assert same_words(person_words(one), person_words(other))


def test_the_form_of_a_company_is_no_part_of_its_name() -> None:
    assert organization_words("Marmara Otelcilik A.Ş.") == organization_words("marmara otelcilik")


def test_a_company_named_only_by_its_form_still_has_a_name() -> None:
    assert organization_words("San. Tic.") == ("san", "tic")


def test_nothing_is_like_what_is_empty() -> None:
    assert similarity((), ()) == 0
    assert not same_words((), ())
    assert not same_place("", "", 90)


def test_branches_with_other_numbers_are_not_alike() -> None:
    assert similarity(("sube", "12"), ("sube", "13")) == 0


@pytest.mark.parametrize(
    ("one", "other", "is_short"),
    [
        ("Zeynep", "Zeynep Karaca", True),
        ("Z. Karaca", "Zeynep Karaca", True),
        ("Zeynep Karaca", "Zeynep Demir", True),
        ("Ayşe Yılmaz", "Mehmet Yılmaz", False),
        ("Karaca", "Zeynep Karaca", False),
        ("Z. Karaca", "Z. Demir", False),
        ("", "Zeynep", False),
    ],
)
def test_a_shared_last_name_is_family_and_a_first_name_is_not(
    one: str, other: str, is_short: bool
) -> None:
    assert is_short_for(person_words(one), person_words(other)) is is_short


def test_a_place_is_the_same_however_it_is_cut_short() -> None:
    assert place_words("İvedik Caddesi No: 8") == place_words("ivedik cad. 8")
    assert same_place("Meşrutiyet Cad. 12, Beyoğlu", "Mesrutiyet Caddesi No 12 Beyoğlu", 90)
    assert not same_place("Meşrutiyet Cad. 12, Beyoğlu", "Meşrutiyet Cad. 14, Beyoğlu", 90)


def test_a_skeleton_survives_the_usual_slips() -> None:
    assert skeleton("zeynep") == skeleton("zeeynap")
    assert skeleton("") == ""
