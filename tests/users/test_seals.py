"""Sealed text."""

from __future__ import annotations

import base64

import pytest

from kartotek.users.seals import Unsealed, opened, sealed


def test_what_is_sealed_comes_back() -> None:
    assert opened(sealed("Şirket #1")) == "Şirket #1"


def test_a_seal_says_nothing_of_what_is_inside() -> None:
    letters = sealed("Marmara Otelcilik")

    assert b"Marmara" not in base64.urlsafe_b64decode(letters + "==")


@pytest.mark.parametrize("letters", ["", "nonsense", "ğ", "a" * 60])
def test_what_was_not_sealed_here_is_refused(letters: str) -> None:
    with pytest.raises(Unsealed):
        opened(letters)


def test_a_changed_seal_is_refused() -> None:
    letters = sealed("a")
    other = "A" if letters[0] != "A" else "B"

    with pytest.raises(Unsealed):
        opened(other + letters[1:])
