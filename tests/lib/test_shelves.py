"""Where raw bytes lie: the same behaviour of a folder and of a bucket."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from kartotek.lib.shelves import LocalShelf, RemoteShelf, Shelf

NAME = "1/ab/abcd.zst"

on_both = pytest.mark.parametrize(
    "shelf_in",
    [LocalShelf, lambda _: RemoteShelf(MemoryStore())],
    ids=["folder", "bucket"],
)


@on_both
def test_what_was_put_is_there(shelf_in: Callable[[Path], Shelf], tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)

    shelf.put({NAME: b"one", "1/cd/cdef.zst": b"two"})

    assert (shelf.get(NAME), shelf.get("1/cd/cdef.zst")) == (b"one", b"two")


@on_both
def test_putting_it_again_changes_nothing(
    shelf_in: Callable[[Path], Shelf], tmp_path: Path
) -> None:
    shelf = shelf_in(tmp_path)

    shelf.put({NAME: b"one"})
    shelf.put({NAME: b"one"})

    assert shelf.get(NAME) == b"one"


@on_both
def test_what_was_never_put_is_not_found(shelf_in: Callable[[Path], Shelf], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        shelf_in(tmp_path).get(NAME)


@on_both
def test_a_part_of_what_was_put_is_read_by_itself(
    shelf_in: Callable[[Path], Shelf], tmp_path: Path
) -> None:
    shelf = shelf_in(tmp_path)

    shelf.put({NAME: b"onetwothree"})

    assert shelf.get_part(NAME, 3, 3) == b"two"


@on_both
def test_a_part_of_what_was_never_put_is_not_found(
    shelf_in: Callable[[Path], Shelf], tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        shelf_in(tmp_path).get_part(NAME, 3, 3)


@on_both
def test_what_was_removed_is_gone_and_twice_is_once(
    shelf_in: Callable[[Path], Shelf], tmp_path: Path
) -> None:
    shelf = shelf_in(tmp_path)
    shelf.put({NAME: b"one", "1/cd/cdef.zst": b"two"})

    shelf.remove(NAME)
    shelf.remove(NAME)

    with pytest.raises(FileNotFoundError):
        shelf.get(NAME)
    assert shelf.get("1/cd/cdef.zst") == b"two"


def test_a_file_appears_as_a_whole_and_nothing_else_does(tmp_path: Path) -> None:
    LocalShelf(tmp_path).put({NAME: b"one"})

    assert [path.name for path in (tmp_path / NAME).parent.iterdir()] == ["abcd.zst"]


def test_a_disk_that_takes_a_part_is_asked_for_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda to, content: write(to, content[:2]))

    LocalShelf(tmp_path).put({NAME: b"seven b"})

    assert (tmp_path / NAME).read_bytes() == b"seven b"


def test_a_folder_whose_name_has_blanks_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "our mail"

    LocalShelf.at(folder.as_uri()).put({NAME: b"one"})

    assert (folder / NAME).read_bytes() == b"one"
