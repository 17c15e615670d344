"""Where a mail server listens, and how its connection is protected."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import Literal

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A mail server as a person would type it.

    Args:
        timeout_seconds: how long the server may be silent before we call it gone.
        authority_pem: a certificate trusted in addition to the system's, for a server of
            one's own with a certificate of one's own.
    """

    host: str
    port: int
    security: Security = "tls"
    timeout_seconds: float = 30.0
    authority_pem: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """What an error about this server says of it."""
        return {"host": self.host, "port": str(self.port)}

    def tls_context(self) -> ssl.SSLContext:
        """Return rules for TLS: certificate and host name checked, TLS 1.2 or newer.

        Raises:
            ssl.SSLError: `authority_pem` is not a certificate.
        """
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.authority_pem:
            context.load_verify_locations(cadata=self.authority_pem)
        return context
