"""Lines reduced to numbers."""

from __future__ import annotations

from kartotek.mail.mime import quotes
from kartotek.mail.mime.fingerprints import of, of_line

LINE = "We would like to order forty lamps for the lobby."


def test_what_mailers_change_when_they_quote_makes_no_difference() -> None:
    changed = "> >  WE would like to  *order* forty lamps for the lobby "

    assert of_line(changed) == of_line(LINE)


def test_another_line_is_another_number() -> None:
    assert of_line(LINE) != of_line(LINE + " Now")


def test_turkish_capitals_make_no_difference() -> None:
    assert of_line("İstanbul fabrikasından yarın çıkacak") == of_line(
        "istanbul fabrikasından yarın çıkacak"
    )


def test_a_short_line_says_nothing() -> None:
    assert of_line("Thank you very much!") is None
    assert of_line("-" * 60) is None


def test_a_number_fits_a_signed_column() -> None:
    numbers = [of_line(f"{LINE} {number}") for number in range(200)]

    assert all(number is not None and -(2**63) <= number < 2**63 for number in numbers)
    assert min(number for number in numbers if number is not None) < 0


def test_own_lines_are_not_those_quoted_or_signed() -> None:
    reading = quotes.read(
        f"{LINE} One\n> {LINE} Two\n{LINE} Three\n-- \n{LINE} Four is his signature"
    )

    own, quoted = of(reading)
    assert own == (of_line(f"{LINE} One"), of_line(f"{LINE} Three"))
    assert quoted == (of_line(f"{LINE} Two"),)


def test_lines_are_counted_once_and_up_to_a_limit() -> None:
    text = "\n".join(f"{LINE} Number {number}\n{LINE}" for number in range(300))

    assert len(of(quotes.read(text))[0]) == 60
    assert len(of(quotes.read("> " + text.replace("\n", "\n> ")))[1]) == 200
