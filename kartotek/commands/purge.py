"""`kartotek purge`: what was deleted more than 30 days ago goes for good."""

from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.flows.purge import due, purge


def run(given: Namespace) -> Answer:
    """Answer how many of each kind were removed, or would be with `--dry-run`."""
    at = timezone.now()
    counts = due(at=at) if given.dry_run else purge(at=at)
    lines = [f"{name}: {count}" for name, count in counts.items() if count]
    word = "To be removed" if given.dry_run else "Removed"
    total = sum(counts.values())
    facts = {"dry_run": given.dry_run, "counts": counts, "total": total}
    return Answer((*lines, f"{word}: {total}."), facts)
