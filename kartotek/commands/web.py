"""`kartotek web`: the web workers."""

from __future__ import annotations

from argparse import Namespace

from granian import Granian
from granian.constants import Interfaces

from kartotek import env
from kartotek.commands import parent
from kartotek.commands.answers import NOTHING, Answer

CLOSING_SECONDS = 5


def run(given: Namespace) -> Answer:
    """Serve pages and the API until stopped.

    One thread a process: several would only wait for each other.

    Raises:
        WrongSetting: a variable cannot be read.
    """
    parent.follow()
    settings = env.read()
    Granian(
        "kartotek.wsgi:application",
        address=settings["KARTOTEK_HOST"],
        port=settings["KARTOTEK_PORT"],
        interface=Interfaces.WSGI,
        workers=max(1, settings["KARTOTEK_WEB_WORKERS"]),
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=CLOSING_SECONDS,
        log_access=False,
    ).serve()
    return NOTHING
