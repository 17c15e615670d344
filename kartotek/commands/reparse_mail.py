"""`kartotek reparse_mail`: kept mail is read again by the version that runs now."""

from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.flows.read_again import read_again


def run(given: Namespace) -> Answer:
    """Answer how many messages were read again, and which could not be."""
    report = read_again(
        mailbox_id=given.mailbox, everything=given.all, at=timezone.now(), clock=timezone.now
    )
    lines = [f"Message {pk} could not be read: {why}" for pk, why in report.failed.items()]
    lines.append(f"Read again: {report.count}.")
    return Answer(
        tuple(lines),
        {
            "read": report.count,
            "failed": [{"id": pk, "reason": why} for pk, why in report.failed.items()],
        },
    )
