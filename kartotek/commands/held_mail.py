"""`kartotek held_mail`: the messages that could not go on, and another try."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.flows import hold, waiting_mail


def run(given: Namespace) -> Answer:
    """Answer what is held; with `--retry`, what is held still after another try."""
    lines: list[str] = []
    facts: dict[str, object] = {}
    if given.retry:
        tried = hold.held(company_id=given.company)
        at = timezone.now()
        hold.release(at=at, entry_ids=[one.entry_id for one in tried])
        waiting_mail.go_on(at=at, clock=timezone.now)
        lines.append(f"Tried again: {len(tried)}.")
        facts["tried"] = len(tried)
    held = hold.held(company_id=given.company)
    lines += [
        f"{one.mailbox} / {one.folder} / UID {one.uid}: held at {one.stage}, "
        f"try {one.count}: {one.reason}"
        for one in held
    ]
    lines.append(f"Held: {len(held)}.")
    facts["held"] = [asdict(one) for one in held]
    return Answer(tuple(lines), facts)
