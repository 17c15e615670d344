"""Making sure nobody else listens where we are about to."""

from __future__ import annotations

import socket
from contextlib import closing

from kartotek.errors import KartotekError


class PortTaken(KartotekError):
    """Another program listens at this port, or the address is not this machine's."""


def refuse_taken(host: str, port: int, how: str) -> None:
    """Do nothing where `port` of `host` is free.

    The web server shares its port among its own workers, so two installations at one port
    would answer in turns without any error: it must be checked before.

    Args:
        host: the address to listen on.
        port: the port.
        how: the argument or variable that chooses another one.

    Raises:
        PortTaken: it is not free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise PortTaken(
                f"Port {port} of {host} cannot be used: {reason.strerror}. "
                f"Stop what listens there, or choose another port with {how}."
            ) from None
