"""What people read: sentences and chips."""

from __future__ import annotations

import re

import pytest

from kartotek.linking.rules import (
    JOIN_TABLE,
    LINK_TABLE,
    REASONS,
    SUGGESTION_TABLE,
    Code,
    ItemKind,
    Phrase,
    chip,
)

DEAL, LEAD, PROJECT = ItemKind.DEAL, ItemKind.LEAD, ItemKind.PROJECT
SHOWS_THE_ITEM = {
    Code.ONE_OPEN_ITEM,
    Code.ONE_OPEN_ITEM_IN_GROUP,
    Code.ORG_VIA_PERSON,
    Code.BCC_ADDRESS,
    Code.SENT_FROM_ITEM,
    Code.INHERITED,
    Code.MANUAL,
    Code.CONVERTED,
    Code.MERGED,
}


def test_every_code_has_its_reason() -> None:
    assert set(REASONS) == set(Code)


@pytest.mark.parametrize("code", Code)
def test_a_sentence_is_whole_and_has_nothing_to_fill_in(code: Code) -> None:
    sentence = REASONS[code].sentence

    assert re.fullmatch(r"[A-Z][^%!]+\.", sentence)


def test_no_two_codes_say_the_same() -> None:
    assert len({reason.sentence for reason in REASONS.values()}) == len(Code)


def test_every_row_of_the_law_that_decides_about_an_item_has_a_code() -> None:
    """Rows 24, 47-50 and 60 are decided as other rows; their tests say how."""
    numbers: set[int] = set()
    for reason in REASONS.values():
        for part in reason.rows.split(", "):
            first, _, last = part.partition("-")
            numbers.update(range(int(first), int(last or first) + 1))

    assert set(range(1, 61)) - numbers == {24, 27, 47, 48, 49, 50, 60}


def test_only_ambiguous_decisions_wait_for_a_choice() -> None:
    waiting = {code for code, reason in REASONS.items() if reason.awaits_choice}

    assert waiting == {Code.AMBIGUOUS, Code.AMBIGUOUS_GROUP}


def test_the_sentence_of_a_row_is_that_of_its_code() -> None:
    for row in LINK_TABLE:
        assert row.sentence == REASONS[Code(row.code)].sentence


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([DEAL] * 3, "Not linked: 3 open deals"),
        ([LEAD] * 2, "Not linked: 2 open leads"),
        ([PROJECT] * 2, "Not linked: 2 open projects"),
        ([DEAL, PROJECT], "Not linked: 1 deal, 1 project"),
        ([LEAD, DEAL], "Not linked: 1 deal, 1 lead"),
        ([PROJECT, LEAD], "Not linked: 1 lead, 1 project"),
        ([DEAL, DEAL, LEAD], "Not linked: 3 open items"),
    ],
)
@pytest.mark.parametrize("code", [Code.AMBIGUOUS, Code.AMBIGUOUS_GROUP])
def test_a_chip_counts_the_items_it_is_torn_between(
    code: Code, kinds: list[ItemKind], words: str
) -> None:
    assert _read(chip(code, kinds)) == words


@pytest.mark.parametrize("kinds", [[], [DEAL]])
def test_a_chip_counts_nothing_for_a_reader_who_may_not_see_the_items(
    kinds: list[ItemKind],
) -> None:
    assert _read(chip(Code.AMBIGUOUS, kinds)) == "Not linked: not certain"


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (Code.OLDER_THAN_ITEM, DEAL, "Older than the deal"),
        (Code.OLDER_THAN_ITEM, LEAD, "Older than the lead"),
        (Code.OLDER_THAN_ITEM, PROJECT, "Older than the project"),
        (Code.CONVERSATION_OLDER_THAN_ITEM, DEAL, "Began before the deal"),
    ],
)
def test_a_chip_names_the_kind_of_item_a_mail_is_older_than(
    code: Code, kind: ItemKind, words: str
) -> None:
    assert _read(chip(code, [kind])) == words


def test_a_chip_names_no_kind_where_the_item_is_hidden() -> None:
    assert _read(chip(Code.OLDER_THAN_ITEM)) == "Older than the item"


def test_a_chip_names_who_unlinked_the_conversation() -> None:
    assert _read(chip(Code.USER_UNLINKED, name="Elif")) == "Unlinked by Elif"


def test_a_chip_says_so_where_nobody_knows_who_unlinked_it() -> None:
    assert _read(chip(Code.USER_UNLINKED)) == "Unlinked by hand"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (Code.NO_OPEN_ITEM, "No open items"),
        (Code.UNKNOWN_ADDRESS, "Unknown address"),
        (Code.AUTO_OFF, "Linking is off"),
    ],
)
def test_a_chip_says_why_in_the_words_of_the_design(code: Code, words: str) -> None:
    assert _read(chip(code)) == words


def test_only_a_linked_conversation_shows_its_item_instead_of_a_chip() -> None:
    assert {code for code in Code if chip(code) is None} == SHOWS_THE_ITEM


def test_whatever_is_shown_of_a_table_ends_as_its_place_asks() -> None:
    """Sentences end with a full stop; grounds of suggestions, which stand in a line, do not."""
    sentences = [row.sentence for row in LINK_TABLE] + [row.sentence for row in JOIN_TABLE]

    assert all(sentence.endswith(".") for sentence in sentences)
    assert not any(row.sentence.endswith(".") for row in SUGGESTION_TABLE)


def _read(phrase: Phrase | None) -> str:
    assert phrase is not None
    return phrase.text % phrase.values if phrase.values else phrase.text
