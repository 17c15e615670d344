"""`kartotek work`: one job worker."""

from __future__ import annotations

from argparse import Namespace

from kartotek.commands import parent
from kartotek.commands.answers import NOTHING, Answer
from kartotek.jobs import worker


def run(given: Namespace) -> Answer:
    """Work until stopped."""
    parent.follow()
    worker.run(with_schedule=given.clock)
    return NOTHING
