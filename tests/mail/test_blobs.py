"""The store of raw mail, and what is read of it from memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zstandard

from kartotek.mail import blobs
from kartotek.mail.models import Place

RAW = b"Subject: Lobby lamps\r\n\r\nGood morning.\r\n"
OTHER = b"Subject: Clinic corridors\r\n\r\nGood evening.\r\n"
NAME, OTHER_NAME = blobs.digest(RAW), blobs.digest(OTHER)


def files(settings: Any) -> list[Path]:
    return [one for one in Path(urlsplit(settings.BLOB_URL).path).rglob("*") if one.is_file()]


def test_what_was_kept_is_given_back_as_it_came() -> None:
    places = blobs.keep(1, {NAME: RAW, OTHER_NAME: OTHER})

    assert blobs.load(1, places[NAME]) == RAW
    assert blobs.load(1, places[OTHER_NAME]) == OTHER


def test_what_comes_together_lies_in_one_file(settings: Any) -> None:
    blobs.keep(1, {NAME: RAW, OTHER_NAME: OTHER})

    assert len(files(settings)) == 1


def test_keeping_the_same_mail_again_takes_no_more_room(settings: Any) -> None:
    first = blobs.keep(1, {NAME: RAW, OTHER_NAME: OTHER})

    assert blobs.keep(1, {NAME: RAW, OTHER_NAME: OTHER}) == first
    assert len(files(settings)) == 1


def test_keeping_nothing_writes_nothing(settings: Any) -> None:
    assert blobs.keep(1, {}) == {}
    assert files(settings) == []


def test_mail_that_lies_alone_since_before_the_packs_is_read(settings: Any) -> None:
    alone = Path(urlsplit(settings.BLOB_URL).path) / "1" / NAME[:2] / f"{NAME}.zst"
    alone.parent.mkdir(parents=True)
    alone.write_bytes(zstandard.ZstdCompressor().compress(RAW))

    assert blobs.load(1, Place(NAME)) == RAW


@pytest.mark.parametrize("place", [Place(NAME), Place(NAME, "ab" * 32, 0, 40)])
def test_bytes_that_are_gone_are_reported(place: Place) -> None:
    with pytest.raises(blobs.BlobDamaged):
        blobs.load(1, place)


def test_a_pack_that_was_cut_is_reported(settings: Any) -> None:
    places = blobs.keep(1, {NAME: RAW, OTHER_NAME: OTHER})
    (pack,) = files(settings)
    pack.write_bytes(pack.read_bytes()[:-4])

    assert blobs.load(1, places[NAME]) == RAW
    with pytest.raises(blobs.BlobDamaged):
        blobs.load(1, places[OTHER_NAME])


def test_mail_at_hand_is_not_read_from_the_store_again() -> None:
    with blobs.at_hand(1, {NAME: RAW}):
        assert blobs.load(1, Place(NAME)) is RAW


def test_mail_is_at_hand_for_its_own_company_only() -> None:
    with blobs.at_hand(1, {NAME: RAW}), pytest.raises(blobs.BlobDamaged):
        blobs.load(2, Place(NAME))


def test_mail_is_not_at_hand_afterwards() -> None:
    with blobs.at_hand(1, {NAME: RAW}):
        pass

    with pytest.raises(blobs.BlobDamaged):
        blobs.load(1, Place(NAME))
