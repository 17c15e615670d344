"""`kartotek live`: live updates and the watcher of mailboxes, one asyncio process."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from kartotek.commands import parent
from kartotek.commands.answers import NOTHING, Answer
from kartotek.live import process


def run(given: Namespace) -> Answer:
    """Serve and watch until stopped."""
    parent.follow()
    asyncio.run(process.run())
    return NOTHING
