"""One job worker: jobs from the queue, waiting mail, and in one of them the schedule."""

from __future__ import annotations

import logging

from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from kartotek.jobs.clock import Clock
from kartotek.jobs.schedule import MAIL, SCHEDULE

POLL_SECONDS = 1.0
CLOSING_SECONDS = 5.0


def run(*, with_schedule: bool) -> None:
    """Work until SIGTERM or SIGINT; a job at hand is finished first."""
    clocks = [Clock(MAIL, timezone.now)]
    if with_schedule:
        clocks.append(Clock(SCHEDULE, timezone.now))
    for clock in clocks:
        clock.start()
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    worker = Worker(
        queue_names=["*"],
        interval=POLL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    try:
        worker.run()
    finally:
        for clock in clocks:
            clock.stop(CLOSING_SECONDS)
