"""`kartotek import_mail`: mail from files, through the very same stages."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.flows.import_mail import import_path


def run(given: Namespace) -> Answer:
    """Bring the mail of a file or folder into a mailbox and answer what became of it."""
    report = import_path(Path(given.path), given.mailbox, at=timezone.now(), clock=timezone.now)
    return Answer(
        (
            f"Messages found: {report.found_count}; new: {report.stored_count}; "
            f"already here: {report.known_count}.",
            f"All the way: {report.done_count}; held: {report.held_count}.",
        ),
        {
            "found": report.found_count,
            "stored": report.stored_count,
            "known": report.known_count,
            "done": report.done_count,
            "held": report.held_count,
        },
    )
