"""The table of commands is the whole of them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import kartotek.commands
from kartotek.commands.main import parser
from kartotek.commands.table import COMMANDS, Command

FOLDER = Path(kartotek.commands.__file__).parent
ROOT = FOLDER.parent.parent


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_a_file_that_runs_it(command: Command) -> None:
    assert callable(import_module(f"kartotek.commands.{command.name}").run)


def test_every_file_that_runs_is_in_the_table() -> None:
    runs = {path.stem for path in FOLDER.glob("*.py") if "\ndef run(given" in path.read_text()}

    assert runs == {command.name for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_in_the_reference(command: Command) -> None:
    reference = (ROOT / "docs" / "reference" / "commands.md").read_text()

    assert f"## {command.name}\n" in reference


@pytest.mark.parametrize("words", [["--json", "held_mail"], ["held_mail", "--json"]])
def test_what_goes_everywhere_may_stand_on_both_sides(words: list[str]) -> None:
    assert parser().parse_args(words).json


def test_a_password_is_no_argument() -> None:
    flags = {argument.flag for command in COMMANDS for argument in command.arguments}

    assert "--password" not in flags
