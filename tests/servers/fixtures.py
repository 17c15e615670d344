"""Fixtures of real servers, for every test that asks for one."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kartotek.mail.connection.endpoint import Endpoint
from tests.servers.dovecot import Dovecot, why_not

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class ImapAccount:
    """An account of one test's own on the Dovecot."""

    server: Dovecot
    login: str
    password: str

    @property
    def endpoint(self) -> Endpoint:
        """Where it is read without encryption."""
        return Endpoint(self.server.host, self.server.port, "none", timeout_seconds=10)

    @property
    def tls_endpoint(self) -> Endpoint:
        """Where it is read over TLS, the certificate trusted."""
        pem = self.server.certificate_pem
        return Endpoint(self.server.host, self.server.tls_port, "tls", 10, authority_pem=pem)

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        """Let a message arrive."""
        self.server.deliver(self.login, raw, folder)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A real Dovecot, for the whole run."""
    if reason := why_not():
        pytest.skip(f"No Dovecot: {reason}.")
    # Not pytest's folder: a socket's path may be 107 characters long.
    folder = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
    server = Dovecot(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def imap_account(dovecot: Dovecot) -> ImapAccount:
    """A fresh account on the Dovecot."""
    return ImapAccount(dovecot, f"elif{next(_NUMBERS)}@kuzeyisik.example", dovecot.password)
