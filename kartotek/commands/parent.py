"""A process started by the supervisor ends with it, even when that one is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

SUPERVISOR = "SUPERVISED_BY"
PR_SET_PDEATHSIG = 1


def environment() -> dict[str, str]:
    """Return the environment in which a supervisor starts what follows it."""
    return {**os.environ, SUPERVISOR: str(os.getpid())}


def follow() -> None:
    """Ask the system to end this process when its supervisor ends; only Linux can.

    Source: prctl(2), PR_SET_PDEATHSIG.
    """
    supervisor = os.environ.get(SUPERVISOR, "")
    if not supervisor or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):
        # It ended before the line above could take effect.
        os.kill(os.getpid(), signal.SIGTERM)
