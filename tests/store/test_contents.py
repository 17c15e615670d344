"""Files come out of the store as they went in, and a full disk says so."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from kartotek.store import contents


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.BLOB_URL = tmp_path.as_uri()
    return tmp_path


@pytest.mark.parametrize("raw", [b"", b"text " * 1000, os.urandom(5000)])
def test_bytes_come_out_as_they_went_in(raw: bytes) -> None:
    name = contents.keep(1, raw, media_type="image/png")

    assert contents.load(1, name) == raw


def test_the_same_content_lies_there_once(folder: Path) -> None:
    first = contents.keep(1, b"offer")
    second = contents.keep(1, b"offer")

    assert first == second
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_text_takes_less_room_than_it_has_bytes(folder: Path) -> None:
    contents.keep(1, b"a line that repeats\n" * 1000, media_type="text/plain")

    [kept] = [path for path in folder.rglob("*") if path.is_file()]
    assert kept.stat().st_size < 1000


def test_what_one_company_keeps_no_other_has() -> None:
    name = contents.keep(1, b"offer")

    with pytest.raises(contents.ContentDamaged):
        contents.load(2, name)


def test_dropped_bytes_are_gone_and_twice_is_once() -> None:
    name = contents.keep(1, b"offer")

    contents.drop(1, name)
    contents.drop(1, name)

    with pytest.raises(contents.ContentDamaged):
        contents.load(1, name)


def test_damaged_bytes_are_not_handed_out(folder: Path) -> None:
    name = contents.keep(1, b"offer")
    [kept] = [path for path in folder.rglob("*") if path.is_file()]
    kept.write_bytes(b"rust")

    with pytest.raises(contents.ContentDamaged):
        contents.load(1, name)


def test_a_full_disk_says_so_and_leaves_no_half_of_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_to: int, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)

    with pytest.raises(contents.StoreFull):
        contents.keep(1, b"offer")
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_store_that_is_away_is_told_from_a_full_one(settings: Any, folder: Path) -> None:
    (folder / "taken").write_text("a file where a folder is wanted")
    settings.BLOB_URL = (folder / "taken").as_uri()

    with pytest.raises(contents.StoreUnwell):
        contents.keep(1, b"offer")
