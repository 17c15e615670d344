"""The store of raw mail, and what is read of it from memory."""

from __future__ import annotations

import pytest

from kartotek.mail import blobs

RAW = b"Subject: Lobby lamps\r\n\r\nGood morning.\r\n"
NAME = blobs.digest(RAW)


def test_what_was_kept_is_given_back_as_it_came() -> None:
    blobs.keep(1, {NAME: RAW})

    assert blobs.load(1, NAME) == RAW


def test_bytes_that_are_gone_are_reported() -> None:
    with pytest.raises(blobs.BlobDamaged):
        blobs.load(1, NAME)


def test_mail_at_hand_is_not_read_from_the_store_again() -> None:
    with blobs.at_hand(1, {NAME: RAW}):
        assert blobs.load(1, NAME) is RAW


def test_mail_is_at_hand_for_its_own_company_only() -> None:
    with blobs.at_hand(1, {NAME: RAW}), pytest.raises(blobs.BlobDamaged):
        blobs.load(2, NAME)


def test_mail_is_not_at_hand_afterwards() -> None:
    with blobs.at_hand(1, {NAME: RAW}):
        pass

    with pytest.raises(blobs.BlobDamaged):
        blobs.load(1, NAME)
