"""`kartotek rotate_keys`: a new key for the passwords of all mailboxes."""

from __future__ import annotations

from argparse import Namespace

from kartotek.commands.answers import Answer
from kartotek.mail.operations import keys


def run(given: Namespace) -> Answer:
    """Rotate the keys and answer what was done."""
    done = keys.rotate_keys(drop_old=given.drop_old)
    old = "Older keys were dropped." if done.are_old_dropped else "Older keys were kept."
    return Answer(
        (f"Passwords encrypted with the new key: {done.secret_count}.", old),
        {"passwords": done.secret_count, "dropped_old": done.are_old_dropped},
    )
