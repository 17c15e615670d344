"""Settings are read once, and everything wrong with them is said at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartotek import env
from kartotek.env import VARIABLES, WrongSetting, live_port, read

ROOT = Path(__file__).parent.parent


def test_a_first_start_needs_no_setting() -> None:
    settings = read({})

    assert (settings["KARTOTEK_PORT"], settings["KARTOTEK_HOST"]) == (8000, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KARTOTEK_PORT", "http"),
        ("KARTOTEK_PORT", "0"),
        ("KARTOTEK_PORT", "65536"),
        ("KARTOTEK_LIVE_PORT", "-1"),
        ("KARTOTEK_DATABASE_URL", "mysql://localhost/kartotek"),
        ("KARTOTEK_BLOB_URL", "ftp://mail"),
        ("KARTOTEK_URL", "crm.firm.example"),
        ("KARTOTEK_HTTPS", "perhaps"),
        ("KARTOTEK_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_cannot_be_used_is_said_plainly(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=f"{name} cannot be used: write "):
        read({name: value})


def test_a_database_address_that_cannot_be_used_is_not_repeated() -> None:
    with pytest.raises(WrongSetting) as wrong:
        read({"KARTOTEK_DATABASE_URL": "mysql://kartotek:lamba@localhost/kartotek"})

    assert "lamba" not in str(wrong.value)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(WrongSetting) as wrong:
        read({"KARTOTEK_PORT": "x", "KARTOTEK_COLOUR": "red", "KARTOTEK_HTTPS": "x"})

    for name in ("KARTOTEK_PORT", "KARTOTEK_COLOUR", "KARTOTEK_HTTPS"):
        assert name in str(wrong.value)


def test_what_is_not_ours_is_not_looked_at() -> None:
    assert read({"PATH": "/bin"}) == read({})


def test_a_database_address_may_be_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "address").write_text("postgresql://kartotek:secret@localhost/kartotek\n")

    settings = read({"KARTOTEK_DATABASE_URL_FILE": str(tmp_path / "address")})

    assert settings["KARTOTEK_DATABASE_URL"] == "postgresql://kartotek:secret@localhost/kartotek"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="KARTOTEK_DATABASE_URL cannot be used"):
        read({"KARTOTEK_DATABASE_URL_FILE": str(tmp_path / "nowhere")})


def test_only_secrets_may_be_in_a_file() -> None:
    with pytest.raises(WrongSetting, match="no setting KARTOTEK_HOST_FILE"):
        read({"KARTOTEK_HOST_FILE": "/etc/hostname"})


def test_live_updates_are_at_the_next_port() -> None:
    assert live_port(read({"KARTOTEK_PORT": "9000"})) == 9001


def test_live_updates_may_be_at_any_port() -> None:
    assert live_port(read({"KARTOTEK_LIVE_PORT": "9500"})) == 9500


def test_there_is_no_port_after_the_last_one() -> None:
    with pytest.raises(WrongSetting, match="KARTOTEK_LIVE_PORT is needed"):
        read({"KARTOTEK_PORT": "65535"})


@pytest.mark.parametrize(
    ("written", "is_on"), [("yes", True), ("On", True), ("1", True), ("no", False), ("", False)]
)
def test_a_switch_is_written_in_words(written: str, is_on: bool) -> None:
    assert read({"KARTOTEK_HTTPS": written})["KARTOTEK_HTTPS"] is is_on


def test_every_variable_is_in_the_reference() -> None:
    reference = (ROOT / "docs" / "reference" / "settings.md").read_text()

    assert [one.name for one in VARIABLES if f"| `{one.name}` |" not in reference] == []


def test_without_an_address_the_database_is_a_file(tmp_path: Path) -> None:
    database = env.database("", tmp_path)

    assert database["NAME"] == tmp_path / "kartotek.sqlite3"
