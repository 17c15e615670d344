"""Names are cut as people would cut them."""

import pytest

from kartotek.lib.names import initials, split_name


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Zeynep Karaca", "Zeynep", "Karaca"),
        ("Elif Nur Aydın", "Elif Nur", "Aydın"),
        ("Deniz", "Deniz", ""),
        ("", "", ""),
        ("KARACA, Zeynep", "Zeynep", "KARACA"),
        ("Okafor, Dr. Daniel", "Daniel", "Okafor"),
        ("Prof. Dr. Ayşe Yılmaz", "Ayşe", "Yılmaz"),
        ("Dr.Ayşe Yılmaz", "Ayşe", "Yılmaz"),
        ("Sn. Mert Kaya", "Mert", "Kaya"),
        ("Mehmet Bey", "Mehmet", ""),
        ("Zeynep Karaca Hanım", "Zeynep", "Karaca"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("Tomáš Novák (Praha)", "Tomáš", "Novák"),
        ("'Robin Vance'", "Robin", "Vance"),
        ("Dr.", "Dr.", ""),
    ],
)
def test_a_full_name_is_cut_into_first_and_last(full: str, first: str, last: str) -> None:
    assert split_name(full) == (first, last)


@pytest.mark.parametrize(
    ("name", "language", "letters"),
    [
        ("Oğuzhan İpek", "tr", "Oİ"),
        ("isil", "tr", "İ"),
        ("isil", "en", "I"),
        ("ışıl kaya", "tr", "IK"),
        ("Elif Nur Aydın", "tr", "EA"),
        ("Marmara Otelcilik A.Ş.", "tr", "MO"),
        ("Limited", "en", "L"),
        ("ßen", "en", "S"),
        ("", "en", ""),
    ],
)
def test_initials_are_capitals_of_the_language(name: str, language: str, letters: str) -> None:
    assert initials(name, language) == letters
