"""`kartotek sync_mail`: mailboxes brought in line with their servers."""

from __future__ import annotations

import signal
import threading
from argparse import Namespace
from typing import Any

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.flows.sync_mail import Round, run_once
from kartotek.mail.queries.mailboxes import connected_ids

PAUSE_SECONDS = 60.0


def run(given: Namespace) -> Answer:
    """Sync once, or again every minute until SIGTERM or SIGINT; answer the last round."""
    rounds = _round(given) if given.once else _again_and_again(given)
    return Answer(
        tuple(_line(one) for one in rounds) or ("No mailbox is connected.",),
        {"mailboxes": [_facts(one) for one in rounds]},
        exit_code=1 if any(one.trouble for one in rounds) else 0,
    )


def _again_and_again(given: Namespace) -> list[Round]:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    rounds = _round(given)
    while not stop.wait(PAUSE_SECONDS):
        rounds = _round(given)
    return rounds


def _round(given: Namespace) -> list[Round]:
    ids = [given.mailbox] if given.mailbox else connected_ids()
    return run_once(ids, clock=timezone.now)


def _line(one: Round) -> str:
    if one.trouble:
        return f"{one.mailbox.address}: {one.trouble}"
    return f"{one.mailbox.address}: up to date, new messages: {one.arrived_count}."


def _facts(one: Round) -> dict[str, Any]:
    return {
        "mailbox_id": one.mailbox.pk,
        "address": one.mailbox.address,
        "arrived": one.arrived_count,
        "trouble": one.trouble or None,
    }
