"""Text reduced to numbers, so that a quotation finds what it quotes."""

from __future__ import annotations

import textwrap

import pytest

from kartotek.mail.mime import quotes
from kartotek.mail.mime.fingerprints import of, of_text

LINE = "We would like to order forty lamps for the lobby."
PARAGRAPH = (
    "Elif Hanım, the samples arrived yesterday and the architect likes the brushed brass better "
    "than the black one. Could you send us a quotation for forty of them, with the long cable, "
    "delivered to the site in the second week of March? We also need the drawings of the ceiling "
    "plate, because the electrician asks where the holes are to be drilled. "
    "One more thing: the lamp over the desk of the reception was too bright for the night porter, "
    "and he would be glad of a dimmer, or of a smaller bulb. "
    "Daniel visits us on Thursday and will bring the one that broke, so that you can see whether "
    "it was the socket or the transport. Until then we keep the others in their boxes."
)


def marked(text: str, depth: int = 1) -> str:
    return "\n".join(f"{'> ' * depth}{line}" for line in text.split("\n"))


def test_what_mailers_change_when_they_quote_makes_no_difference() -> None:
    changed = "> >  WE would like to  *order* forty lamps for the lobby "

    assert of_text(changed) == of_text(LINE) != ()


def test_another_text_is_another_number() -> None:
    assert of_text(LINE) != of_text(LINE + " Now")


def test_turkish_capitals_make_no_difference() -> None:
    assert of_text("İstanbul fabrikasından yarın çıkacak") == of_text(
        "istanbul fabrikasından yarın çıkacak"
    )


def test_a_short_text_says_nothing() -> None:
    assert of_text("Thank you very much!") == ()
    assert of_text("-" * 60) == ()


def test_a_number_fits_a_signed_column() -> None:
    numbers = [one for number in range(200) for one in of_text(f"{LINE} {number}")]

    assert all(-(2**63) <= number < 2**63 for number in numbers)
    assert min(numbers) < 0


@pytest.mark.parametrize("width", [40, 66, 76, 998])
def test_breaking_the_lines_anew_makes_no_difference(width: int) -> None:
    wrapped = textwrap.fill(PARAGRAPH, width)

    own, _ = of(quotes.read(PARAGRAPH))
    _, quoted = of(quotes.read(f"Yes.\n\nZeynep wrote:\n{marked(wrapped)}"))

    assert len(own) >= 4
    assert set(own) <= set(quoted)


def test_a_quotation_that_begins_in_the_middle_has_most_of_the_pieces() -> None:
    own, _ = of(quotes.read(PARAGRAPH))
    rest = PARAGRAPH[PARAGRAPH.index("Could you") :]

    _, quoted = of(quotes.read(marked(textwrap.fill(rest, 70))))

    assert len(set(own) & set(quoted)) >= len(quoted) - 3 >= 3


@pytest.mark.parametrize(
    "text",
    [
        "Добрый день, образцы пришли вчера, и архитектору больше нравится латунь, чем чёрный. "
        "Пришлите нам, пожалуйста, расчёт на сорок светильников с длинным кабелем и доставкой.",
        "您好，样品昨天到了，建筑师更喜欢黄铜的。" * 6,
    ],
    ids=["Russian", "Chinese"],
)
def test_other_scripts_have_pieces_too(text: str) -> None:
    own, _ = of(quotes.read(text))
    _, quoted = of(quotes.read(marked(text)))

    assert own
    assert set(own) <= set(quoted)


def test_a_short_end_counts_with_the_piece_before_it() -> None:
    assert of_text(f"{PARAGRAPH} Order 4711.")[-1] != of_text(f"{PARAGRAPH} Order 4712.")[-1]


def test_own_text_is_not_what_is_quoted_or_signed() -> None:
    reading = quotes.read(
        f"{LINE} One\n> {LINE} Two\n{LINE} Three\n-- \n{LINE} Four is his signature"
    )

    own, quoted = of(reading)
    assert own == of_text(f"{LINE} One") + of_text(f"{LINE} Three")
    assert quoted == of_text(f"{LINE} Two")


def test_what_is_quoted_deeper_is_another_paragraph() -> None:
    _, quoted = of(quotes.read(f"{marked(LINE)} One\n{marked(LINE, 2)} Two"))

    assert quoted == of_text(f"{LINE} One") + of_text(f"{LINE} Two")


def test_pieces_are_counted_once_and_up_to_a_limit() -> None:
    text = "\n\n".join(f"{LINE} Number {number}\n\n{LINE}" for number in range(300))

    assert len(of(quotes.read(text))[0]) == 60
    assert len(of(quotes.read("> " + text.replace("\n", "\n> ")))[1]) == 200
