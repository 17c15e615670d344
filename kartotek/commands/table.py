"""Every command of `kartotek`: its words, what it takes, and whether it needs the database.

`docs/reference/commands.md` is printed from this table. Each command is the file of its name
beside this one, with one function `run`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Argument:
    """One argument: how it is written, what it means, and what argparse must know."""

    flag: str
    says: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Command:
    """One command.

    `needs_records` is off for those that only start other processes: they stay small.
    """

    name: str
    says: str
    arguments: tuple[Argument, ...] = ()
    needs_records: bool = True


def takes(flag: str, says: str, **options: Any) -> Argument:
    """Return an argument."""
    return Argument(flag, says, options)


def switch(flag: str, says: str) -> Argument:
    """Return an argument without a value."""
    return Argument(flag, says, {"action": "store_true"})


EVERYWHERE = (
    takes("--data", "Folder of the database, mail and key ring.", metavar="DIR"),
    switch("--json", "Answer in JSON, errors too."),
)

ADDRESS = (
    takes("--host", "Address the web server listens on.", metavar="HOST"),
    takes("--port", "Port the web server listens on.", metavar="PORT"),
)

DEMO = switch("--demo", "Create a company with believable data, and print its logins.")
PASSWORD = switch("--password-stdin", "Read the password from standard input.")
LANGUAGES = ("en", "tr")
SECURITIES = ("tls", "starttls", "none")
RANGES = ("3d", "1m", "3m", "6m", "1y", "2y", "all")

COMMANDS: tuple[Command, ...] = (
    Command(
        "start",
        "Prepare everything, then run web, live updates and job workers until stopped.",
        (*ADDRESS, DEMO),
        needs_records=False,
    ),
    Command(
        "prepare",
        "Bring database and static files up to date; print the one-time link of a new "
        "installation.",
        (*ADDRESS, DEMO),
    ),
    Command(
        "create_company",
        "Open a company with its first admin; answer ids and an API token.",
        (
            takes("name", "What the company is called.", metavar="NAME"),
            takes("--email", "Address the admin signs in with.", required=True, metavar="E"),
            takes("--name", "The admin's name.", required=True, metavar="N", dest="user_name"),
            PASSWORD,
            takes("--language", "Language of the screens.", choices=LANGUAGES, default="en"),
            takes("--currency", "Currency of new deals (ISO 4217).", default="", metavar="CODE"),
            takes("--region", "Country of local phone numbers.", default="", metavar="CODE"),
            takes("--time-zone", "Such as Europe/Istanbul.", default="", metavar="ZONE"),
        ),
    ),
    Command(
        "create_user",
        "Create somebody who works in a company.",
        (
            takes("--email", "Address the user signs in with.", required=True, metavar="E"),
            takes("--name", "The user's name.", required=True, metavar="N"),
            PASSWORD,
            takes(
                "--company",
                "Id of the company; not needed where there is only one.",
                type=int,
                metavar="ID",
            ),
            takes(
                "--language",
                "Language of the screens; the company's if left out.",
                choices=LANGUAGES,
                default="",
            ),
            takes(
                "--group",
                "Visibility group, created if there is none of this name.",
                default="",
                metavar="NAME",
            ),
            switch("--admin", "May change the company's settings."),
        ),
    ),
    Command(
        "create_token",
        "Create an API token of a user and print it; it cannot be read again later.",
        (takes("--email", "Address the user signs in with.", required=True, metavar="E"),),
    ),
    Command(
        "add_mailbox",
        "Connect a mailbox of a user; without --imap-host it takes imported mail only.",
        (
            takes("--user", "Address the user signs in with.", required=True, metavar="E"),
            takes("--address", "Address of the mailbox.", required=True, metavar="A"),
            takes("--imap-host", "Name of the IMAP server.", default="", metavar="H"),
            takes("--imap-port", "Port of the IMAP server.", type=int, default=993, metavar="P"),
            takes(
                "--imap-security",
                "How the connection is protected.",
                choices=SECURITIES,
                default="tls",
            ),
            takes("--login", "Login there; the address if left out.", default="", metavar="L"),
            PASSWORD,
            takes("--smtp-host", "Name of the SMTP server.", default="", metavar="H"),
            takes("--smtp-port", "Port of the SMTP server.", type=int, default=465, metavar="P"),
            takes(
                "--smtp-security",
                "How the connection is protected.",
                choices=SECURITIES,
                default="tls",
            ),
            takes("--history", "How far back mail is brought.", choices=RANGES, default="3d"),
            switch("--no-automatic-linking", "Leave linking to the user."),
        ),
    ),
    Command(
        "sync_mail",
        "Bring new mail of connected mailboxes, and go on with older mail.",
        (
            takes("--mailbox", "Id of one mailbox; all if left out.", type=int, metavar="ID"),
            switch("--once", "Stop when everything offered is here."),
        ),
    ),
    Command(
        "import_mail",
        "Bring mail from an mbox file, a Maildir or a folder of .eml files.",
        (
            takes("path", "The file or folder.", metavar="PATH"),
            takes(
                "--mailbox",
                "Id of the mailbox that receives it.",
                type=int,
                required=True,
                metavar="ID",
            ),
        ),
    ),
    Command(
        "trace_message",
        "Print a message's way: every stage, what was decided and by which row.",
        (
            takes("message_id", "The Message-ID, with or without <>.", metavar="MESSAGE-ID"),
            takes("--company", "Id of the company; all if left out.", type=int, metavar="ID"),
        ),
    ),
    Command(
        "held_mail",
        "List the messages that could not go on, with the reason.",
        (
            takes("--company", "Id of the company; all if left out.", type=int, metavar="ID"),
            switch("--retry", "Try them again now."),
        ),
    ),
    Command(
        "reparse_mail",
        "Read kept mail again that an older version read; what people chose stays.",
        (
            takes("--mailbox", "Id of one mailbox; all if left out.", type=int, metavar="ID"),
            switch("--all", "Read again what this version has read, too."),
        ),
    ),
    Command(
        "purge",
        "Remove for good what was deleted more than 30 days ago; the job worker does so too.",
        (switch("--dry-run", "Only count what would be removed."),),
    ),
    Command(
        "find_duplicates",
        "Look for people and organizations that are there twice, and say how many were found.",
        (takes("--company", "Id of the company; all if left out.", type=int, metavar="ID"),),
    ),
    Command(
        "rotate_keys",
        "Encrypt every mailbox password again with a new key.",
        (
            switch(
                "--drop-old",
                "Drop older keys; older backups of the database cannot be read after that.",
            ),
        ),
    ),
    Command("web", "Run the web workers alone (started by `start`).", ADDRESS, needs_records=False),
    Command("live", "Run live updates and mail sync alone (started by `start`).", ADDRESS),
    Command(
        "work",
        "Run one job worker alone (started by `start`).",
        (switch("--clock", "Run the schedule too; one worker of an installation does."),),
    ),
)
