"""Secrets are kept so that only this installation reads them."""

from pathlib import Path

import pytest

from kartotek.errors import Corrupt
from kartotek.lib.secrets import KeyRing, token_hash


def test_a_ring_makes_its_first_key(tmp_path: Path) -> None:
    KeyRing.load(tmp_path / "deep" / "keys")

    assert len((tmp_path / "deep" / "keys").read_text().split()) == 1


def test_only_the_owner_reads_the_ring(tmp_path: Path) -> None:
    KeyRing.load(tmp_path / "keys").add_key()

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_a_ring_that_others_could_read_is_closed(tmp_path: Path) -> None:
    KeyRing.load(tmp_path / "keys")
    (tmp_path / "keys").chmod(0o644)

    KeyRing.load(tmp_path / "keys")

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_a_secret_is_read_back(tmp_path: Path) -> None:
    sealed = KeyRing.load(tmp_path / "keys").encrypt("şifre")

    assert KeyRing.load(tmp_path / "keys").decrypt(sealed) == "şifre"


def test_a_sealed_secret_does_not_show(tmp_path: Path) -> None:
    assert "correct horse" not in KeyRing.load(tmp_path / "keys").encrypt("correct horse")


def test_an_old_secret_is_read_after_a_key_was_added(tmp_path: Path) -> None:
    old = KeyRing.load(tmp_path / "keys")
    sealed = old.encrypt("old")

    assert old.add_key().decrypt(sealed) == "old"


def test_the_newest_key_seals(tmp_path: Path) -> None:
    old = KeyRing.load(tmp_path / "keys")
    sealed = old.add_key().encrypt("new")

    with pytest.raises(Corrupt):
        old.decrypt(sealed)


def test_a_secret_of_another_installation_cannot_be_read(tmp_path: Path) -> None:
    sealed = KeyRing.load(tmp_path / "theirs").encrypt("secret")

    with pytest.raises(Corrupt):
        KeyRing.load(tmp_path / "ours").decrypt(sealed)


@pytest.mark.parametrize("content", ["", "not a key\n"])
def test_a_ring_without_a_usable_key_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys").write_text(content)

    with pytest.raises(Corrupt, match="keys"):
        KeyRing.load(tmp_path / "keys")


def test_nothing_is_left_beside_the_ring(tmp_path: Path) -> None:
    KeyRing.load(tmp_path / "keys").add_key()

    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_a_token_is_stored_as_a_hash_of_fixed_length() -> None:
    assert len(token_hash("abc")) == 64
    assert token_hash("abc") != token_hash("abd")
