"""The console script `kartotek`: reads the arguments, then runs the command's own file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django

from kartotek.commands.refusals import Refusals
from kartotek.commands.table import COMMANDS, EVERYWHERE, Argument

# Arguments that stand for a setting; they win over the environment.
SETTINGS = {"data": "KARTOTEK_DATA", "host": "KARTOTEK_HOST", "port": "KARTOTEK_PORT"}


def main(words: Sequence[str] | None = None) -> None:
    """Run one command and print what it answers.

    Raises:
        SystemExit: it was refused or did not go well (1), or the arguments make no sense (2).
    """
    given = parser().parse_args(sys.argv[1:] if words is None else words)
    for name, variable in SETTINGS.items():
        if getattr(given, name, None):
            os.environ[variable] = getattr(given, name)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kartotek.settings")
    command = next(command for command in COMMANDS if command.name == given.command)
    as_json = getattr(given, "json", False)
    with Refusals(as_json=as_json):
        if command.needs_records:
            django.setup()
        answer = import_module(f"kartotek.commands.{command.name}").run(given)
        answer.print(as_json=as_json)
        if answer.exit_code:
            sys.exit(answer.exit_code)


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments of every command."""
    top = argparse.ArgumentParser(
        prog="kartotek", description="Kartotek, a CRM that puts every email where it belongs."
    )
    _add(top, EVERYWHERE)
    below = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        sub = below.add_parser(command.name, help=command.says, description=command.says)
        _add(sub, (*command.arguments, *EVERYWHERE))
    return top


def _add(parser: argparse.ArgumentParser, arguments: Sequence[Argument]) -> None:
    for argument in arguments:
        options = dict(argument.options)
        if argument in EVERYWHERE:
            # Absent stays absent, so that `kartotek --json COMMAND` means the same.
            options["default"] = argparse.SUPPRESS
        parser.add_argument(argument.flag, help=argument.says, **options)


if __name__ == "__main__":
    main()
