"""`kartotek start`: everything, until stopped."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from argparse import Namespace

from kartotek import env
from kartotek.commands import ports
from kartotek.commands.answers import NOTHING, Answer
from kartotek.commands.supervisor import Part, Supervisor, part


def run(given: Namespace) -> Answer:
    """Prepare, then run web, live updates and job workers until SIGTERM or SIGINT.

    Raises:
        WrongSetting: a variable cannot be read.
        PortTaken: somebody listens at the web port or at the port of live updates.
        SystemExit: preparing failed, and said why.
    """
    settings = env.read()
    host, port = settings["KARTOTEK_HOST"], settings["KARTOTEK_PORT"]
    ports.refuse_taken(host, port, "--port or KARTOTEK_PORT")
    ports.refuse_taken(host, env.live_port(settings), "--port or KARTOTEK_LIVE_PORT")
    _prepare(given)
    logging.basicConfig(format="{asctime} {levelname} {name}: {message}", style="{")
    asyncio.run(Supervisor(parts(settings["KARTOTEK_JOB_WORKERS"])).run())
    return NOTHING


def parts(job_workers: int) -> list[Part]:
    """Return the processes of an installation; one of the job workers keeps the schedule."""
    others = [part(f"job worker {number + 2}", "work") for number in range(job_workers - 1)]
    return [
        part("web", "web"),
        part("live", "live"),
        part("job worker 1", "work", "--clock"),
        *others,
    ]


def _prepare(given: Namespace) -> None:
    # A process of its own: what it needs in memory is given back before anything starts.
    words = [word for word in ("json", "demo") if getattr(given, word, False)]
    line = [*part("prepare", "prepare").line, *(f"--{word}" for word in words)]
    done = subprocess.run(line, check=False)  # noqa: S603  Our own command.
    if done.returncode:
        sys.exit(done.returncode)
