"""A password for a command: from standard input, or typed unseen."""

from __future__ import annotations

import sys
from argparse import Namespace
from getpass import getpass

from kartotek.errors import Invalid


def password_of(given: Namespace) -> str:
    """Return the password the operator hands over; never as an argument, where `ps` shows it.

    Raises:
        Invalid: there is none.
    """
    if given.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass("Password: ") if sys.stdin.isatty() else ""
    if not password:
        raise Invalid("Hand the password over on standard input, with --password-stdin.")
    return password
